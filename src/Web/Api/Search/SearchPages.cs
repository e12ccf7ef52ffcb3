using System.Globalization;
using XBees.Application.Conversations;
using XBees.Application.Search;
using XBees.Domain.Search;
using XBees.Web.Api.Http;

namespace XBees.Web.Api.Search;

/// <summary>Pages of what was found: their cursors go with the words, the filters and the caller (AP-5).</summary>
public sealed class SearchPages(ISearchReader search, Cursors cursors)
{
    private const int Longest = 200;

    /// <summary>What was typed; 400 where it is nothing or too much.</summary>
    public static string Read(string? q) =>
        string.IsNullOrWhiteSpace(q) || q.Length > Longest
            ? throw new Refused(new("unreadable", 400, "This request cannot be read", $"Give q 1 to {Longest} characters.", "q"))
            : q;

    public Task<Page<ConversationView>> ConversationsAsync(
        AgentCaller caller,
        string typed,
        SearchWithin within,
        int size,
        string? after,
        CancellationToken cancel
    ) =>
        PageAsync(
            $"found conversations {caller.PersonId} {within.View} {within.Filter} {typed}",
            typed,
            size,
            after,
            (query, place) => search.ConversationsAsync(caller, query, within, size + 1, place, cancel)
        );

    public Task<Page<FoundMessage>> MessagesAsync(AgentCaller caller, string typed, int size, string? after, CancellationToken cancel) =>
        PageAsync(
            $"found messages {caller.PersonId} {typed}",
            typed,
            size,
            after,
            (query, place) => search.MessagesAsync(caller, query, size + 1, place, cancel)
        );

    private async Task<Page<T>> PageAsync<T>(
        string list,
        string typed,
        int size,
        string? after,
        Func<SearchQuery, FoundPlace?, Task<IReadOnlyList<Found<T>>>> find
    )
    {
        var place = cursors.Read(list, after) is [var score, var at, var tie]
            ? new FoundPlace(
                float.Parse(score, CultureInfo.InvariantCulture),
                long.Parse(at, CultureInfo.InvariantCulture),
                long.Parse(tie, CultureInfo.InvariantCulture)
            )
            : null;
        IReadOnlyList<Found<T>> found = SearchQuery.Parse(typed) is { } query ? await find(query, place) : [];
        var page = cursors.PageOf(list, found, size, one => [Score(one), one.Place.At, one.Place.Tie]);
        return new([.. page.Items.Select(one => one.Row)], page.Next);
    }

    private static string Score<T>(Found<T> one) => one.Place.Score.ToString("R", CultureInfo.InvariantCulture);
}
