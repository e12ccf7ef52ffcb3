using XBees.Application.Conversations;
using XBees.Application.Search;
using XBees.Domain.Search;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Files;

namespace XBees.Infrastructure.Search;

/// <summary>
/// The index says what may fit, by whom it let see it when it was written; the database says whether they may see it now, and whether it
/// still fits (SE-2).
/// </summary>
public sealed class SearchReader(Db db, SearchIndex index, TimeProvider time) : ISearchReader
{
    /// <summary>How many more are asked of the index where the database refuses some.</summary>
    private const int MostRounds = 20;

    private readonly SearchRows rows = new(db);
    private readonly HeadViews heads = new(db);

    public SearchState State => index.State;

    public async Task<IReadOnlyList<Found<ConversationView>>> ConversationsAsync(
        AgentCaller caller,
        SearchQuery query,
        SearchWithin within,
        int limit,
        FoundPlace? after,
        CancellationToken cancel
    )
    {
        var seeing = await SeeingAsync(caller, cancel);
        return await EnoughAsync(query, FoundGroup.Conversations, seeing, limit, after, FittingAsync, cancel);

        async Task<IReadOnlyDictionary<string, ConversationView>> FittingAsync(string[] ids)
        {
            var seen = await HeadsAsync(caller, within, ids, cancel);
            var facts = await rows.ConversationsAsync([.. seen.Select(row => row.Id)], cancel);
            var fitting = seen.Where(row => facts.TryGetValue(row.Id, out var found) && query.Matches(found.Findable)).ToList();
            var views = await heads.ViewsAsync(caller, fitting, cancel);
            return views.ToDictionary(view => view.Id, view => view with { Matches = Matches.Of(query, view, facts[view.Id]) });
        }
    }

    public async Task<IReadOnlyList<Found<FoundMessage>>> MessagesAsync(
        AgentCaller caller,
        SearchQuery query,
        int limit,
        FoundPlace? after,
        CancellationToken cancel
    )
    {
        var seeing = caller.SeesAll ? null : new Seeing(caller.PersonId, []);
        return await EnoughAsync(query, FoundGroup.Messages, seeing, limit, after, FittingAsync, cancel);

        async Task<IReadOnlyDictionary<string, FoundMessage>> FittingAsync(string[] ids)
        {
            var seen = (await OwnMessagesAsync(caller, ids, cancel))
                .Where(row => query.Matches(Findable.Of(FilesJson.Texts(row.Text, row.Files), [])))
                .ToList();
            var conversations = seen.Select(row => row.ConversationId).Distinct().ToArray();
            var found = await heads.ViewsAsync(caller, await HeadsAsync(caller, Everything, conversations, cancel), cancel);
            var views = found.ToDictionary(view => view.Id);
            return seen.Where(row => views.ContainsKey(row.ConversationId))
                .ToDictionary(row => row.Id, row => Matches.Of(query, row.ToView(caller, MessageParts.None), views[row.ConversationId]));
        }
    }

    public async Task<bool> NamesLaterMemberAsync(AgentCaller caller, SearchQuery query, CancellationToken cancel)
    {
        var seeing = await SeeingAsync(caller, cancel);
        var found = await EnoughAsync(query, FoundGroup.LaterMembers, seeing, 1, null, FittingAsync, cancel);
        return found.Count > 0;

        async Task<IReadOnlyDictionary<string, bool>> FittingAsync(string[] ids)
        {
            var seen = await HeadsAsync(caller, Everything, ids, cancel);
            var facts = await rows.ConversationsAsync([.. seen.Select(row => row.Id)], cancel);
            return facts.Values.Where(found => query.Matches(found.FindableByLater)).ToDictionary(found => found.Id, _ => true);
        }
    }

    private static SearchWithin Everything { get; } = new(null, new());

    /// <summary>As many as were asked for, however many the database leaves out.</summary>
    private async Task<IReadOnlyList<Found<T>>> EnoughAsync<T>(
        SearchQuery query,
        FoundGroup group,
        Seeing? seeing,
        int limit,
        FoundPlace? after,
        Func<string[], Task<IReadOnlyDictionary<string, T>>> fitting,
        CancellationToken cancel
    )
    {
        var enough = new List<Found<T>>(limit);
        for (var round = 0; round < MostRounds && enough.Count < limit; round++)
        {
            var most = Math.Max(limit, 20);
            var found = await index.FindAsync(query, group, seeing, most, after, cancel);
            var fit = await fitting([.. found.Select(one => one.Row)]);
            enough.AddRange(found.Where(one => fit.ContainsKey(one.Row)).Select(one => new Found<T>(fit[one.Row], one.Place)));
            if (found.Count < most)
            {
                break;
            }
            after = found[^1].Place;
        }
        return enough.Count > limit ? enough[..limit] : enough;
    }

    /// <summary>Null: who sees the head of every conversation looks for it among all.</summary>
    private async Task<Seeing?> SeeingAsync(AgentCaller caller, CancellationToken cancel) =>
        Sights.Of(caller, isMember: false, managesService: false) != Sight.Nothing
            ? null
            : new(caller.PersonId, await rows.ManagedByAsync(caller.PersonId, cancel));

    private async Task<IReadOnlyList<HeadRow>> HeadsAsync(AgentCaller caller, SearchWithin within, string[] ids, CancellationToken cancel)
    {
        if (ids.Length == 0)
        {
            return [];
        }
        // Resolved ones are found like others: whoever searches does not look through a view.
        var filter = within.Filter with
        {
            Status = within.Filter.Status ?? (within.View is null ? ConversationFilter.Any : null),
        };
        var request = new ConversationListRequest(within.View ?? "all", filter, ids.Length, null);
        Sql which = $"{Visibility.Seen(caller)}{ListQuery.Filters(filter)}";
        if (within.View is not null)
        {
            which = $"{ListQuery.Visible(caller, request)}{ListQuery.Where(caller, request)}";
        }
        return await db.ListAsync<HeadRow>(
            $"""
            select {HeadRow.Columns}
            from conversation c
            {HeadRow.Joins}
            where {Dialect.In("c.id", "@ids")} and {which}
            """,
            ListQuery.Args(caller, request, time.GetUtcNow().ToUnixTimeMilliseconds(), ids),
            cancel
        );
    }

    private async Task<IReadOnlyList<LastRow>> OwnMessagesAsync(AgentCaller caller, string[] ids, CancellationToken cancel) =>
        ids.Length == 0
            ? []
            : await db.ListAsync<LastRow>(
                $"""
                select m.conversation_id, {MessageRow.Columns}
                from message m
                join conversation c on c.id = m.conversation_id
                {Visibility.Join}
                where {Dialect.In("m.id", "@ids")} and m.deleted_at is null and m.kind in (@text, @note) and {Visibility.Own(caller)}
                """,
                new
                {
                    ids,
                    me = caller.PersonId,
                    text = "text",
                    note = "note",
                },
                cancel
            );
}
