using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Guests;

namespace XBees.Infrastructure.Identity;

/// <summary>Whom a token opens the door for. A token is looked up by its hash; what was sent is never stored or logged.</summary>
public sealed class BearerTokens(Db db, UseNotes notes, TimeProvider time)
{
    /// <summary>GU-9: from its last use.</summary>
    public static readonly TimeSpan GuestSessionLasts = TimeSpan.FromDays(180);

    // A write with each request would make every read a write; an hour is exact enough for 180 days.
    private static readonly TimeSpan UseIsNoted = TimeSpan.FromHours(1);

    /// <summary>Null: unknown, ended or too old. Refused: shut out, whatever became of the session (SP-2).</summary>
    /// <param name="token">As it was sent.</param>
    /// <param name="network">The mark of where it was sent from.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<GuestCaller?> FindGuestAsync(string token, string? network, CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var row = await db.FirstAsync<GuestRow>(
            $"""
            select s.id, s.guest_id, s.widget_id, s.agent_id, s.last_used_at, s.ended_at, s.network, g.number, g.name, g.email, g.language,
                case when {GuestBlocks.On($"g.id", $"g.email_folded")} or {GuestBlocks.OnNetwork} then 1 else 0 end as is_shut_out
            from guest_session s join guest g on g.id = s.guest_id
            where s.token_hash = @hash
            """,
            new
            {
                hash = SecretToken.Hash(token),
                network,
                now,
            },
            cancel
        );
        if (row?.IsShutOut == 1)
        {
            throw new Refused(BlockRefusals.NotAvailable);
        }
        if (row is null || row.EndedAt is not null || row.LastUsedAt + (long)GuestSessionLasts.TotalMilliseconds < now)
        {
            return null;
        }
        if (IsDue(row.LastUsedAt, now) || (network is not null && network != row.Network))
        {
            NoteGuestUse(row.Id, network, now);
        }
        return new(row.ToPerson(), row.Id, row.WidgetId, row.AgentId) { Language = Languages.Of(row.Language), Network = network };
    }

    /// <summary>Null: unknown, revoked, or its agent is deactivated.</summary>
    public async Task<AgentCaller?> FindApiKeyAsync(string secret, CancellationToken cancel)
    {
        var row = await db.FirstAsync<KeyRow>(
            $"""
            select k.id, k.agent_id, k.scopes, k.last_used_at, a.name, a.guest_name, a.licence, a.administrator_since,
                a.language
            from api_key k join agent a on a.id = k.agent_id
            where k.hash = @hash and k.revoked_at is null and a.deactivated_at is null
            """,
            new { hash = SecretToken.Hash(secret) },
            cancel
        );
        if (row is null)
        {
            return null;
        }
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (IsDue(row.LastUsedAt, now))
        {
            NoteKeyUse(row.Id, now);
        }
        var scopes = new KeyScopes(row.Id, row.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal));
        var person = new Person(PersonKind.Agent, row.AgentId, row.Name, row.GuestName);
        return new(person, Enum.Parse<Licence>(row.Licence), row.AdministratorSince is not null, null, scopes) { Language = row.Language };
    }

    private static bool IsDue(long? lastUse, long now) => lastUse is null || now - lastUse > (long)UseIsNoted.TotalMilliseconds;

    private void NoteGuestUse(string id, string? network, long now) =>
        notes.Add(
            id,
            unit =>
                unit.ExecuteAsync(
                    $"""
                    update guest_session
                    set last_used_at = @now, network = coalesce(@network, network), network_at = case when @known = @yes then @now else network_at end
                    where id = @id and ended_at is null and last_used_at < @now
                    """,
                    new
                    {
                        id,
                        network,
                        known = network is not null,
                        yes = true,
                        now,
                    }
                )
        );

    private void NoteKeyUse(string id, long now) =>
        notes.Add(
            id,
            unit =>
                unit.ExecuteAsync(
                    $"update api_key set last_used_at = @now where id = @id and (last_used_at is null or last_used_at < @now)",
                    new { id, now }
                )
        );

    private sealed class GuestRow
    {
        public string Id { get; init; } = "";

        public string GuestId { get; init; } = "";

        public string? WidgetId { get; init; }

        public string? AgentId { get; init; }

        public long LastUsedAt { get; init; }

        public long? EndedAt { get; init; }

        public string? Network { get; init; }

        public long IsShutOut { get; init; }

        public long? Number { get; init; }

        public string? Name { get; init; }

        public string? Email { get; init; }

        public string? Language { get; init; }

        public Person ToPerson() => Person.Of(new GuestCard(GuestId, Name, Email, Number ?? 0));
    }

    private sealed class KeyRow
    {
        public string Id { get; init; } = "";

        public string AgentId { get; init; } = "";

        public string Scopes { get; init; } = "";

        public long? LastUsedAt { get; init; }

        public string Name { get; init; } = "";

        public string? GuestName { get; init; }

        public string Licence { get; init; } = "";

        public long? AdministratorSince { get; init; }

        public string Language { get; init; } = "";
    }
}
