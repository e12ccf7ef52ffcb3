using Microsoft.AspNetCore.Mvc;
using XBees.Application.Conversations;
using XBees.Application.Search;
using XBees.Domain.Search;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Search;

/// <summary>What the search box asks: conversations and messages in groups.</summary>
[ApiController]
[Route("api/v1/search")]
[Tags("Search")]
[Access(Callers.Agents, KeyScopes.Read)]
public sealed class SearchController(ISearchReader search, SearchPages pages) : ControllerBase
{
    /// <summary>Conversations by initial members and given names, messages by their words (SE-1, SE-5).</summary>
    /// <remarks>
    /// All words must be found, in whatever order; the last one may be the beginning of a word, and one of four letters and more may have a
    /// slip, of eight and more two (SE-7). Accents and case do not matter. Telephone numbers are found by their digits. No character has a
    /// meaning of its own. Conversations are those whose head the caller sees, messages those of conversations the caller is a member of.
    /// </remarks>
    /// <param name="q">What is looked for: 1 to 200 characters.</param>
    /// <param name="limit">Of each group: 1 to 100, 50 when absent.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <response code="503">The index of this node is damaged and made anew; everything else goes on.</response>
    [HttpGet]
    [ProducesResponseType<SearchResults>(200)]
    [Refuses(503)]
    public async Task<SearchResults> Find(string? q, int? limit, CancellationToken cancel)
    {
        var caller = (AgentCaller)HttpContext.Caller();
        var typed = SearchPages.Read(q);
        var size = Paging.Limit(limit);
        var conversations = await pages.ConversationsAsync(caller, typed, new(null, new()), size, null, cancel);
        var messages = await pages.MessagesAsync(caller, typed, size, null, cancel);
        var later = SearchQuery.Parse(typed) is { } query && await search.NamesLaterMemberAsync(caller, query, cancel);
        return new(conversations, messages, later, search.State);
    }

    /// <summary>The second group alone, a page at a time (SE-5).</summary>
    /// <param name="q">What is looked for: 1 to 200 characters.</param>
    /// <param name="limit">1 to 100, 50 when absent.</param>
    /// <param name="after">The cursor of the page before.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <response code="503">The index of this node is damaged and made anew; everything else goes on.</response>
    [HttpGet("messages")]
    [ProducesResponseType<Page<FoundMessage>>(200)]
    [Refuses(503)]
    public Task<Page<FoundMessage>> Messages(string? q, int? limit, string? after, CancellationToken cancel) =>
        pages.MessagesAsync((AgentCaller)HttpContext.Caller(), SearchPages.Read(q), Paging.Limit(limit), after, cancel);
}
