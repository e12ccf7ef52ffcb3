using XBees.Application.Guests;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Guests;

/// <summary>Guests and their sessions.</summary>
public sealed class GuestStore(IGuestHistory history) : IGuestStore
{
    public Task AddSessionAsync(IUnit unit, string guestId, string tokenHash, Door door, SessionStart start, string? consentVersion) =>
        Unit.Of(unit)
            .ExecuteAsync(
                $"""
                insert into guest_session (id, guest_id, token_hash, widget_id, agent_id, page, referrer, consent_version, consent_at,
                    created_at, last_used_at, network, network_at)
                values (@id, @guestId, @tokenHash, @widgetId, @agentId, @page, @referrer, @consentVersion, @consentAt, @now, @now, @network, @networkAt)
                """,
                new
                {
                    id = unit.NewId(Ids.Session),
                    guestId,
                    tokenHash,
                    widgetId = door.WidgetId,
                    agentId = door.LinkAgentId,
                    page = start.Page,
                    referrer = start.Referrer,
                    consentVersion,
                    consentAt = consentVersion is null ? (long?)null : Unit.Of(unit).NowMs,
                    now = Unit.Of(unit).NowMs,
                    network = start.Network,
                    networkAt = start.Network is null ? (long?)null : Unit.Of(unit).NowMs,
                }
            );

    public async Task UpdateAsync(IUnit unit, string guestId, GuestChange change)
    {
        var session = Unit.Of(unit);
        var before = await session.FirstAsync<GuestRow>(
            $"select name, email, email_folded, phone, email_proven_at, language, time_zone from guest where id = @guestId",
            new { guestId }
        );
        if (before is null)
        {
            return;
        }
        var name = await SaidAsync(session, guestId, GuestEdit.Name, before.Name, change.Name);
        var email = await SaidAsync(session, guestId, GuestEdit.Email, before.Email, change.Email);
        var phone = await SaidAsync(session, guestId, GuestEdit.Phone, before.Phone, change.Phone);
        var folded = EmailAddress.Fold(email);
        var changes = new FieldChange[]
        {
            new(GuestEdit.Name, before.Name, name),
            new(GuestEdit.Email, before.Email, email),
            new(GuestEdit.Phone, before.Phone, phone),
        };
        await session.ExecuteAsync(
            $"""
            update guest
            set name = @name, email = @email, email_folded = @folded, email_proven_at = @provenAt, phone = @phone, language = @language,
                time_zone = @timeZone, version = version + @more
            where id = @guestId
            """,
            new
            {
                guestId,
                name,
                email,
                folded,
                provenAt = folded == before.EmailFolded ? before.EmailProvenAt : null,
                phone,
                more = changes.Any(IsNew) ? 1L : 0L,
                language = change.Language ?? before.Language,
                timeZone = change.TimeZone ?? before.TimeZone,
            }
        );
        foreach (var said in changes.Where(IsNew))
        {
            history.Note(unit, guestId, Self(guestId), GuestEvents.Changed, said);
        }
        // The guest's name is the title of these for agents, also where they were the last guest who left (TI-1, TI-10): it changes live.
        var shown = await session.ListAsync<string>($"select conversation_id from member where person_id = @guestId", new { guestId });
        foreach (var conversation in shown)
        {
            unit.Log(new("guest.updated", conversation, guestId));
        }
    }

    public async Task<GuestIdentity> IdentityAsync(IUnit unit, string guestId)
    {
        var row = await Unit.Of(unit)
            .FirstAsync<IdentityRow>($"select external_id, email_folded, email_proven_at from guest where id = @guestId", new { guestId });
        return new(row?.ExternalId, row?.EmailFolded, row?.EmailProvenAt is not null);
    }

    public Task<string?> FindByExternalIdAsync(IUnit unit, string widgetId, string externalId) =>
        Unit.Of(unit)
            .FirstAsync<string>(
                $"select id from guest where external_widget_id = @widgetId and external_id = @externalId and erased_at is null",
                new { widgetId, externalId }
            );

    public Task<string?> FindByProvenAsync(IUnit unit, Door door, string folded)
    {
        Sql here = $"s.widget_id is null and s.agent_id is null";
        if (door.WidgetId is not null)
        {
            here = $"s.widget_id = @widgetId";
        }
        else if (door.LinkAgentId is not null)
        {
            here = $"s.agent_id = @agentId";
        }
        return Unit.Of(unit)
            .FirstAsync<string>(
                $"""
                select g.id
                from guest g
                where g.email_folded = @folded and g.email_proven_at is not null and g.erased_at is null
                    and exists (select 1 from guest_session s where s.guest_id = g.id and {here})
                order by g.id
                """,
                new
                {
                    folded,
                    widgetId = door.WidgetId,
                    agentId = door.LinkAgentId,
                }
            );
    }

    public Task SaveExternalIdAsync(IUnit unit, string guestId, string widgetId, string externalId) =>
        Unit.Of(unit)
            .ExecuteAsync(
                $"update guest set external_widget_id = @widgetId, external_id = @externalId where id = @guestId",
                new
                {
                    guestId,
                    widgetId,
                    externalId,
                }
            );

    public async Task SaveProvenAsync(IUnit unit, string guestId)
    {
        var proven = await Unit.Of(unit)
            .ExecuteAsync(
                $"""
                update guest set email_proven_at = @now, version = version + 1
                where id = @guestId and email is not null and email_proven_at is null
                """,
                new { guestId, now = Unit.Of(unit).NowMs }
            );
        if (proven > 0)
        {
            history.Note(unit, guestId, Self(guestId), GuestEvents.Proven);
        }
    }

    public async Task<bool> EndSessionAsync(IUnit unit, string guestId, string sessionId)
    {
        var session = Unit.Of(unit);
        var ended = await session.ExecuteAsync(
            $"update guest_session set ended_at = @now where id = @sessionId and ended_at is null",
            new { sessionId, now = session.NowMs }
        );
        if (ended > 0)
        {
            unit.Log(new("session.ended", null, sessionId, [guestId]));
        }
        return ended > 0;
    }

    /// <summary>
    /// What it is after the guest, or the website for them, says it. A browser repeats what was typed into it once: that does not take back
    /// what an agent has corrected since.
    /// </summary>
    private static async Task<string?> SaidAsync(Unit session, string guestId, string field, string? before, string? said)
    {
        if (said is null || said == before)
        {
            return before;
        }
        var corrected = await session.ListAsync<CorrectedRow>(
            $"""
            select h.value_before from guest_change h
            where h.guest_id = @guestId and h.field = @field and h.actor_kind = @agent
            order by h.id desc
            {Dialect.Limit}
            """,
            new
            {
                guestId,
                field,
                agent = "agent",
                limit = 1,
            }
        );
        return corrected is [{ ValueBefore: var wrong }] && wrong == said ? before : said;
    }

    private static bool IsNew(FieldChange change) => change.Before != change.After;

    private static Person Self(string guestId) => new(PersonKind.Guest, guestId, null);

    private sealed class CorrectedRow
    {
        public string? ValueBefore { get; init; }
    }

    private sealed class IdentityRow
    {
        public string? ExternalId { get; init; }
        public string? EmailFolded { get; init; }
        public long? EmailProvenAt { get; init; }
    }

    private sealed class GuestRow
    {
        public string? Name { get; init; }
        public string? Email { get; init; }
        public string? EmailFolded { get; init; }
        public string? Phone { get; init; }
        public long? EmailProvenAt { get; init; }
        public string? Language { get; init; }
        public string? TimeZone { get; init; }
    }
}
