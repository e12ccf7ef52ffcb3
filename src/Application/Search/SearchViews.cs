using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Domain.Search;

namespace XBees.Application.Search;

/// <summary>A text in which a word of the query was found.</summary>
/// <param name="Field">title, name (the given name), member (an initial member's name), email or phone (an initial member's).</param>
/// <param name="Text">The text.</param>
/// <param name="Ranges">Where in it, in UTF-16 units as JavaScript counts, in order and without overlaps.</param>
public sealed record SearchMatch(string Field, string Text, IReadOnlyList<TextRange> Ranges);

/// <summary>The conversation that a message was found in.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="Title">The caller's own title.</param>
/// <param name="Avatar">Its picture.</param>
public sealed record FoundIn(string Id, string Title, Avatar Avatar);

/// <summary>A message whose words were found (SE-5).</summary>
/// <param name="Id">The message.</param>
/// <param name="Conversation">Where it stands.</param>
/// <param name="Seq">Its number there.</param>
/// <param name="Kind">text, note or file.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Excerpt">A part of it, around what was found; or the name of its file that was.</param>
/// <param name="Ranges">Where in the excerpt, in UTF-16 units as JavaScript counts.</param>
/// <param name="CreatedAt">When it was written.</param>
public sealed record FoundMessage(
    string Id,
    FoundIn Conversation,
    long Seq,
    string Kind,
    PersonView Author,
    string Excerpt,
    IReadOnlyList<TextRange> Ranges,
    Instant CreatedAt
);

/// <summary>Whether the index of this node has everything.</summary>
/// <param name="State">ready, or building: then something may be missing (SE-3).</param>
/// <param name="Done">While it is built: how many conversations and messages it has.</param>
/// <param name="Total">While it is built: how many there are.</param>
public sealed record SearchState(string State, long Done, long Total);

/// <summary>What was found, in groups (SE-5).</summary>
/// <param name="Conversations">By initial members and given names; it goes on at <c>GET /conversations?q=</c>.</param>
/// <param name="Messages">By their words and the names of their files; it goes on at <c>GET /search/messages</c>.</param>
/// <param name="LaterMember">Whether the words name somebody who was added later to a conversation that the caller sees: these are not found by that (SE-4).</param>
/// <param name="Index">Whether anything may be missing.</param>
public sealed record SearchResults(Page<ConversationView> Conversations, Page<FoundMessage> Messages, bool LaterMember, SearchState Index);

/// <summary>The place of a row among what was found.</summary>
public sealed record FoundPlace(float Score, long At, long Tie);

/// <summary>A row and its place.</summary>
public sealed record Found<T>(T Row, FoundPlace Place);

/// <summary>What of the list of conversations is asked for beside the words; without a view it is everything that the caller sees.</summary>
public sealed record SearchWithin(string? View, ConversationFilter Filter);

/// <summary>Search as its caller sees it: never more than the database lets them see now.</summary>
public interface ISearchReader
{
    Task<IReadOnlyList<Found<ConversationView>>> ConversationsAsync(
        AgentCaller caller,
        SearchQuery query,
        SearchWithin within,
        int limit,
        FoundPlace? after,
        CancellationToken cancel
    );

    Task<IReadOnlyList<Found<FoundMessage>>> MessagesAsync(
        AgentCaller caller,
        SearchQuery query,
        int limit,
        FoundPlace? after,
        CancellationToken cancel
    );

    /// <summary>Whether a later member of a conversation that the caller sees is called so (SE-4).</summary>
    Task<bool> NamesLaterMemberAsync(AgentCaller caller, SearchQuery query, CancellationToken cancel);

    SearchState State { get; }
}
