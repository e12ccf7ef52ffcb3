using XBees.Application.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>
/// How many conversations each view holds. What goes on is counted in one pass over the memberships that are not settled, so that the work
/// grows with what an agent has to do and not with what was ever done.
/// </summary>
internal sealed class ListCounts(Db db, Caller caller, ConversationFilter filter, long now)
{
    /// <summary>With more memberships than this a page is found sooner among all conversations by time.</summary>
    private const int Many = 2_000;

    public static async Task<bool> IsMemberOfManyAsync(Db db, Caller caller, ConversationListRequest request, CancellationToken cancel)
    {
        if (
            caller.IsGuest
            || caller is AgentCaller { SeesAll: true }
            || request.Filter.Visible
            || request.View is "unassigned" or "mentions" or "archived" or "muted"
        )
        {
            return false;
        }
        Sql settled = $"";
        if (ListQuery.GoesOn(request))
        {
            settled = $" and m.settled = @no";
        }
        return await db.FirstAsync<long>(
                $"""
                select count(*)
                from (
                    select m.conversation_id
                    from member m
                    where m.person_id = @me and m.left_at is null{settled}
                    order by m.settled, m.conversation_id
                    {Dialect.Limit}
                ) few
                """,
                new
                {
                    me = caller.PersonId,
                    no = false,
                    limit = Many,
                },
                cancel
            ) >= Many;
    }

    public async Task<ConversationCounts> AllAsync(CancellationToken cancel)
    {
        if (filter.Visible || filter.Status is not null || caller is AgentCaller { SeesAll: true })
        {
            return new(
                await OneAsync("mine", cancel),
                await OneAsync("unassigned", cancel),
                await OneAsync("all", cancel),
                await OneAsync("unread", cancel),
                await OneAsync("waiting", cancel),
                await OneAsync("snoozed", cancel),
                await OneAsync("resolved", cancel),
                await OneAsync("archived", cancel),
                await OneAsync("muted", cancel),
                await OneAsync("mentions", cancel)
            );
        }
        var goesOn = (await GoingOnAsync(cancel))!;
        return new(
            goesOn.Mine,
            goesOn.Unassigned + await ManagedAsync(cancel),
            goesOn.Total,
            goesOn.Unread,
            goesOn.Waiting,
            goesOn.Snoozed,
            goesOn.Resolved + await SettledAsync(cancel),
            await OneAsync("archived", cancel),
            await OneAsync("muted", cancel),
            await OneAsync("mentions", cancel)
        );
    }

    private ConversationListRequest Request(string view) => new(view, filter, 0, null);

    private async Task<long> OneAsync(string view, CancellationToken cancel) =>
        await db.FirstAsync<long>(
            $"""
            select count(*)
            from conversation c
            {Visibility.Join}
            where {ListQuery.Visible(caller, Request(view))}{ListQuery.Where(caller, Request(view))}
            """,
            ListQuery.Args(caller, Request(view), now),
            cancel
        );

    private Task<CountRow?> GoingOnAsync(CancellationToken cancel) =>
        db.FirstAsync<CountRow>(
            $"""
            select {Sum("mine")} as mine, {Sum("unassigned")} as unassigned, {Sum("all")} as total, {Sum("unread")} as unread,
                {Sum("waiting")} as waiting, {Sum("snoozed")} as snoozed, {Sum("resolved")} as resolved
            from member me
            join conversation c on c.id = me.conversation_id
            where me.person_id = @me and me.left_at is null and me.settled = @no{ListQuery.Filters(filter)}
            """,
            ListQuery.Args(caller, Request("all"), now),
            cancel
        );

    private static Sql Sum(string view) =>
        $"coalesce(sum(case when c.id is not null{ListQuery.InView(view, statusGiven: false)} then 1 else 0 end), 0)";

    /// <summary>LI-3: of the services that the caller manages and is no member in.</summary>
    private async Task<long> ManagedAsync(CancellationToken cancel) =>
        await db.FirstAsync<long>(
            $"""
            select count(*)
            from service sv
            join conversation c on c.service_id = sv.id
            {Visibility.Join}
            where sv.manager_id = @me and me.id is null and c.assignee_id is null and c.status = 'open' and {HeadRow.ServiceField}{ListQuery.Filters(
                filter
            )}
            """,
            ListQuery.Args(caller, Request("unassigned"), now),
            cancel
        );

    /// <summary>What is settled and not put away.</summary>
    private async Task<long> SettledAsync(CancellationToken cancel)
    {
        if (filter != new ConversationFilter())
        {
            return await db.FirstAsync<long>(
                $"""
                select count(*)
                from member me
                join conversation c on c.id = me.conversation_id
                where me.person_id = @me and me.left_at is null and me.settled = @yes{ListQuery.InView(
                    "resolved",
                    statusGiven: false
                )}{ListQuery.Filters(filter)}
                """,
                ListQuery.Args(caller, Request("resolved"), now),
                cancel
            );
        }
        // Of very many the index alone says how many; those that were put away are few.
        return await db.FirstAsync<long>(
                $"select count(*) from member me where me.person_id = @me and me.left_at is null and me.settled = @yes",
                ListQuery.Args(caller, Request("resolved"), now),
                cancel
            )
            - await db.FirstAsync<long>(
                $"""
                select count(*)
                from member me
                join conversation c on c.id = me.conversation_id
                where me.person_id = @me and me.left_at is null and me.archived_count is not null and me.settled = @yes
                    and me.archived_count >= c.message_count
                """,
                ListQuery.Args(caller, Request("resolved"), now),
                cancel
            );
    }

    private sealed class CountRow
    {
        public long Mine { get; init; }
        public long Unassigned { get; init; }
        public long Total { get; init; }
        public long Unread { get; init; }
        public long Waiting { get; init; }
        public long Snoozed { get; init; }
        public long Resolved { get; init; }
    }
}
