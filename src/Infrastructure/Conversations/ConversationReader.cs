using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Guests;
using XBees.Infrastructure.Widgets;

namespace XBees.Infrastructure.Conversations;

/// <summary>Conversations as their callers see them: a query for the rows, one for the few members that titles need.</summary>
public sealed class ConversationReader(Db db, TimeProvider time) : IConversationReader
{
    private const int MembersShown = 50;

    private readonly HeadViews heads = new(db);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task<ConversationView?> OneAsync(Caller caller, string id, CancellationToken cancel)
    {
        var row = await HeadAsync(caller, id, cancel);
        if (row is null || Sights.Of(caller, row.IsMember, row.ManagerId == caller.PersonId) is var sight && sight == Sight.Nothing)
        {
            return null;
        }
        var whole = sight == Sight.Whole;
        var members = caller.IsGuest && row.ReadOnlyFor(caller) ? null : await MemberRowsAsync(id, MembersShown, -1, cancel);
        var view = (await heads.ViewsAsync(caller, [row], cancel)).Single();
        return view with
        {
            Members = members is null ? null : [.. members.Select(member => member.ToView(caller, detailed: false))],
            GuestsRead = caller.IsGuest || !whole ? null : await GuestsReadAsync(id, cancel),
            SeenSeq = caller.IsGuest ? await SeenAsync(id, cancel) : null,
        };
    }

    public async Task<IReadOnlyList<ConversationView>> ListAsync(Caller caller, ConversationListRequest request, CancellationToken cancel)
    {
        // The few that are pinned come first, by a question of their own that starts from the pins: the others are read off an index (LI-1).
        List<HeadRow> rows = [];
        if (request.After is null or { Pinned: true })
        {
            rows.AddRange(await RowsAsync(request, $"me.id is not null and me.pinned_at is not null"));
            request = request with { After = null, Limit = request.Limit - rows.Count };
        }
        if (request.Limit > 0)
        {
            var dense = await ListCounts.IsMemberOfManyAsync(db, caller, request, cancel);
            rows.AddRange(await RowsAsync(request, $"{ListQuery.Visible(caller, request, dense)} and me.pinned_at is null"));
        }
        return await heads.ViewsAsync(caller, rows, cancel);

        Task<IReadOnlyList<HeadRow>> RowsAsync(ConversationListRequest part, Sql which)
        {
            var activity = ListQuery.Activity(caller);
            return db.ListAsync<HeadRow>(
                $"""
                select {HeadRow.Columns}
                from conversation c
                {HeadRow.Joins}
                where {which}{ListQuery.Where(caller, part)}
                order by {activity} desc, c.id desc
                {Dialect.Limit}
                """,
                ListQuery.Args(caller, part, Now),
                cancel
            );
        }
    }

    public Task<ConversationCounts> CountsAsync(Caller caller, ConversationFilter filter, CancellationToken cancel) =>
        new ListCounts(db, caller, filter, Now).AllAsync(cancel);

    public async Task<IReadOnlyList<MemberView>?> MembersAsync(Caller caller, string id, int limit, long after, CancellationToken cancel)
    {
        var row = await HeadAsync(caller, id, cancel);
        if (
            row is null
            || Sights.Of(caller, row.IsMember, row.ManagerId == caller.PersonId) == Sight.Nothing
            || (caller.IsGuest && row.ReadOnlyFor(caller))
        )
        {
            return null;
        }
        return [.. (await MemberRowsAsync(id, limit, after, cancel)).Select(member => member.ToView(caller, detailed: true))];
    }

    public async Task<DraftText?> DraftAsync(Caller caller, string id, CancellationToken cancel)
    {
        var row = await db.FirstAsync<DraftRow>(
            $"select m.id, m.draft from member m where m.conversation_id = @id and m.person_id = @me and m.left_at is null",
            new { id, me = caller.PersonId },
            cancel
        );
        return row is null ? null : new(row.Draft);
    }

    public Task<IReadOnlyList<ConversationView>> OfGuestsAsync(
        AgentCaller caller,
        IReadOnlyCollection<string> guests,
        int limit,
        CancellationToken cancel
    ) =>
        WithAsync(
            caller,
            $"select 1 from member gm where gm.conversation_id = c.id and {Dialect.In("gm.person_id", "@guests")}",
            new
            {
                me = caller.PersonId,
                guests = guests.ToArray(),
                limit,
            },
            cancel
        );

    public Task<IReadOnlyList<ConversationView>> OfAddressAsync(
        AgentCaller caller,
        string emailFolded,
        int limit,
        CancellationToken cancel
    ) =>
        WithAsync(
            caller,
            $"""
            select 1 from guest g join member gm on gm.person_id = g.id
            where g.email_folded = @emailFolded and gm.conversation_id = c.id
            """,
            new
            {
                me = caller.PersonId,
                emailFolded,
                limit,
            },
            cancel
        );

    private async Task<IReadOnlyList<ConversationView>> WithAsync(AgentCaller caller, Sql who, object args, CancellationToken cancel)
    {
        var rows = await db.ListAsync<HeadRow>(
            $"""
            select {HeadRow.Columns}
            from conversation c
            {HeadRow.Joins}
            where exists ({who}) and {Visibility.Whole(caller)}
            order by c.last_activity_at desc, c.id desc
            {Dialect.Limit}
            """,
            args,
            cancel
        );
        return await heads.ViewsAsync(caller, rows, cancel);
    }

    private Task<HeadRow?> HeadAsync(Caller caller, string id, CancellationToken cancel) =>
        db.FirstAsync<HeadRow>(
            $"""
            select {HeadRow.Columns}
            from conversation c
            {HeadRow.Joins}
            where c.id = @id
            """,
            new { me = caller.PersonId, id },
            cancel
        );

    private Task<IReadOnlyList<MemberViewRow>> MemberRowsAsync(string id, int limit, long after, CancellationToken cancel) =>
        db.ListAsync<MemberViewRow>(
            $"""
            select m.id, m.kind, m.person_id, m.ordinal, m.initial, m.via_service_id, m.joined_at, m.seen_seq, {PersonRow.Columns},
                g.email_proven_at, g.phone, g.language, g.time_zone,
                case when {GuestBlocks.On($"g.id", $"g.email_folded")} then 1 else 0 end as is_shut_out
            from member m
            left join agent a on a.id = m.person_id
            left join guest g on g.id = m.person_id
            where m.conversation_id = @id and m.left_at is null and m.ordinal > @after
            order by m.ordinal
            {Dialect.Limit}
            """,
            new
            {
                id,
                after,
                limit,
            },
            cancel
        );

    private async Task<IReadOnlyList<GuestReadView>> GuestsReadAsync(string id, CancellationToken cancel)
    {
        var rows = await db.ListAsync<ReadRow>(
            $"""
            select m.id, m.seen_seq
            from member m
            where m.conversation_id = @id and m.kind = @guest and m.left_at is null and m.seen_seq > @none
            order by m.ordinal
            {Dialect.Limit}
            """,
            new
            {
                id,
                guest = "guest",
                none = 0L,
                limit = 100,
            },
            cancel
        );
        return [.. rows.Select(row => new GuestReadView(row.Id, row.SeenSeq))];
    }

    private async Task<long?> SeenAsync(string id, CancellationToken cancel)
    {
        var settings = await db.FirstAsync<string>(
            $"select w.settings from conversation c join widget w on w.id = c.widget_id where c.id = @id",
            new { id },
            cancel
        );
        return settings is not null && !WidgetSettingsJson.Read(settings).Seen
            ? null
            : await db.FirstAsync<long?>(
                $"select max(m.seen_guest_seq) from member m where m.conversation_id = @id and m.kind = @agent",
                new { id, agent = "agent" },
                cancel
            );
    }

    private sealed class DraftRow
    {
        public string Id { get; init; } = "";
        public string? Draft { get; init; }
    }

    private sealed class ReadRow
    {
        public string Id { get; init; } = "";
        public long SeenSeq { get; init; }
    }
}
