using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Crm;

/// <summary>Guests and their records, and what of them is on its way.</summary>
public sealed class CrmLinks(Db db, Units units) : ICrmLinks
{
    private const int MostLogged = 20;

    public Task<CrmGuest?> GuestAsync(AgentCaller caller, string guestId, CancellationToken cancel) =>
        db.FirstAsync<CrmGuest>(
            $"""
            select g.id, g.name, g.email, g.phone
            from guest g
            where g.id = @guestId and g.erased_at is null and exists (
                select 1
                from member gm
                join conversation c on c.id = gm.conversation_id
                {Visibility.Join}
                where (gm.person_id = g.id or gm.person_id in (select o.id from guest o where o.merged_into = g.id)) and gm.kind = @guest and {Visibility.Whole(
                caller
            )}
            )
            """,
            new
            {
                me = caller.PersonId,
                guestId,
                guest = "guest",
            },
            cancel
        );

    public async Task<IReadOnlyList<CrmLink>> OfGuestAsync(string guestId, CancellationToken cancel) =>
        [
            .. (
                await db.ListAsync<CrmLinkRow>(
                    $"select {CrmLinkRow.Columns} from {CrmLinkRow.From} where l.guest_id = @guestId order by l.id",
                    new { guestId },
                    cancel
                )
            ).Select(row => row.ToLink()),
        ];

    public async Task<IReadOnlyList<CrmLogged>> LoggedAsync(string guestId, CancellationToken cancel) =>
        [
            .. (
                await db.ListAsync<LoggedRow>(
                    $"""
                    select a.id, l.kind as crm, a.kind, p.name as author_name, a.created_at, d.state
                    from crm_activity a
                    join crm_link l on l.id = a.link_id
                    join agent p on p.id = a.author_id
                    left join delivery d on d.unique_key = a.delivery_key
                    where l.guest_id = @guestId
                    order by a.created_at desc, a.id desc
                    {Dialect.Limit}
                    """,
                    new { guestId, limit = MostLogged },
                    cancel
                )
            ).Select(row => row.ToLogged()),
        ];

    public Task SeeAsync(string guestId, CrmConnection connection, CrmRecord? record, CancellationToken cancel) =>
        units.RunAsync(
            async unit =>
            {
                var before = await LockedAsync(unit, guestId, connection.Kind);
                var isOurs = before?.ConnectionId == connection.Id;
                if (isOurs && before!.State is CrmLinkState.Pending or CrmLinkState.Failed)
                {
                    return false;
                }
                var link = new CrmLink
                {
                    Id = before?.Id ?? unit.NewId(Ids.CrmLink),
                    GuestId = guestId,
                    Kind = connection.Kind,
                    ConnectionId = connection.Id,
                    State = record is null ? CrmLinkState.None : CrmLinkState.Linked,
                    Attempt = before?.Attempt ?? 0,
                    Record = record,
                    ReadAt = unit.Now,
                };
                await SaveAsync(Unit.Of(unit), link, before is null, null, null);
                if (isOurs ? before!.Record?.Id != record?.Id || before.Record?.Company != record?.Company : record is not null)
                {
                    await LinkedAsync(Unit.Of(unit), guestId, connection.Kind);
                }
                return true;
            },
            cancel
        );

    public async Task<CrmLink?> LockedAsync(IUnit unit, string guestId, CrmKind kind)
    {
        var session = Unit.Of(unit);
        await session.ExecuteAsync($"{Dialect.LockGuest}", new { id = guestId });
        return (
            await session.FirstAsync<CrmLinkRow>(
                $"select {CrmLinkRow.Columns} from {CrmLinkRow.From} where l.guest_id = @guestId and l.kind = @kind",
                new { guestId, kind = CrmWords.Word(kind) }
            )
        )?.ToLink();
    }

    public async Task BeginAsync(IUnit unit, CrmLink link, bool isNew, string authorId)
    {
        var key = $"crm {link.Id} {link.Attempt}";
        await SaveAsync(Unit.Of(unit), link, isNew, authorId, key);
        await Deliveries.EnqueueAsync(Unit.Of(unit), CrmDelivery.KindOf(link.Kind), key, Lane(link), DueCrm.Of(link, null));
    }

    public async Task<bool> CallBackAsync(IUnit unit, CrmLink link)
    {
        var session = Unit.Of(unit);
        var args = new
        {
            linkId = link.Id,
            lane = Lane(link),
            waiting = "waiting",
        };
        // Whoever sends it has claimed it before.
        var taken = await session.ExecuteAsync(
            $"""
            delete from delivery
            where unique_key = (select l.delivery_key from crm_link l where l.id = @linkId) and state = @waiting and claim is null
            """,
            args
        );
        if (taken == 0)
        {
            return false;
        }
        await session.ExecuteAsync(
            $"""
            delete from crm_activity
            where link_id = @linkId and delivery_key in (select d.unique_key from delivery d where d.lane = @lane and d.state = @waiting)
            """,
            args
        );
        await session.ExecuteAsync($"delete from delivery where lane = @lane and state = @waiting", args);
        await SaveAsync(session, link with { State = CrmLinkState.None, Form = null, ReadAt = null }, false, null, null);
        return true;
    }

    public async Task LogAsync(IUnit unit, CrmLink link, CrmLogging logging)
    {
        var session = Unit.Of(unit);
        var key = $"crm {logging.Id}";
        await session.ExecuteAsync(
            $"""
            insert into crm_activity (id, link_id, kind, author_id, delivery_key, created_at)
            values (@id, @linkId, @kind, @authorId, @key, @now)
            """,
            new
            {
                id = logging.Id,
                linkId = link.Id,
                kind = CrmActivity.Word(logging.Kind),
                authorId = logging.AuthorId,
                key,
                now = session.NowMs,
            }
        );
        await Deliveries.EnqueueAsync(session, CrmDelivery.KindOf(link.Kind), key, Lane(link), DueCrm.Of(link, logging));
    }

    /// <summary>The guest has a record now, or another company: agents see it, and meetings that are to come are logged.</summary>
    internal static async Task LinkedAsync(Unit session, string guestId, CrmKind kind)
    {
        await CrmEntries.SetAllAsync(session, guestId, kind);
        var shown = await session.ListAsync<string>(
            $"select conversation_id from member where person_id = @guestId and left_at is null",
            new { guestId }
        );
        foreach (var conversation in shown)
        {
            // Guests see no tags (TG-3).
            session.Log(new("head.changed", conversation));
        }
    }

    private static string Lane(CrmLink link) => $"crm {link.Id}";

    private static async Task SaveAsync(Unit session, CrmLink link, bool isNew, string? authorId, string? deliveryKey)
    {
        var args = new
        {
            id = link.Id,
            guestId = link.GuestId,
            kind = CrmWords.Word(link.Kind),
            connectionId = link.ConnectionId,
            state = CrmLinkRow.Word(link.State),
            attempt = link.Attempt,
            authorId,
            form = link.Form is null ? null : CrmLinkRow.Write(link.Form),
            deliveryKey,
            record = link.Record is null ? null : CrmLinkRow.Write(link.Record),
            readAt = link.ReadAt?.ToUnixTimeMilliseconds(),
        };
        if (isNew)
        {
            await session.ExecuteAsync(
                $"""
                insert into crm_link (id, guest_id, kind, connection_id, state, attempt, author_id, form, delivery_key, record, read_at)
                values (@id, @guestId, @kind, @connectionId, @state, @attempt, @authorId, @form, @deliveryKey, @record, @readAt)
                """,
                args
            );
            return;
        }
        await session.ExecuteAsync(
            $"""
            update crm_link
            set connection_id = @connectionId, state = @state, attempt = @attempt, author_id = @authorId, form = @form, problem = null,
                delivery_key = @deliveryKey, record = @record, read_at = @readAt
            where id = @id
            """,
            args
        );
    }

    private sealed class LoggedRow
    {
        public string Id { get; init; } = "";
        public string Crm { get; init; } = "";
        public string Kind { get; init; } = "";
        public string AuthorName { get; init; } = "";
        public long CreatedAt { get; init; }
        public string? State { get; init; }

        public CrmLogged ToLogged() =>
            new()
            {
                Id = Id,
                Crm = CrmWords.KindOf(Crm)!.Value,
                Kind = Kind,
                AuthorName = AuthorName,
                // A delivery that is done is swept away after a while.
                State =
                    State == "waiting" ? "pending"
                    : State == CrmLinkRow.GivenUp ? "failed"
                    : "logged",
                CreatedAt = Instant.FromUnixTimeMilliseconds(CreatedAt),
            };
    }
}
