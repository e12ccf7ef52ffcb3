using XBees.Domain.Conversations;

namespace XBees.Application.Conversations;

/// <summary>A view that guests get with fewer members.</summary>
public interface IReaderView
{
    bool ForGuest { get; }
}

/// <summary>The newest entry, shortened; the text of a deleted one is empty (MS-6), and <c>files</c> are the names of what it brings (FI-1).</summary>
public sealed record LastMessageView(
    long Seq,
    string Kind,
    PersonView Author,
    string Text,
    NoticeView? Notice,
    Instant CreatedAt,
    Instant? DeletedAt,
    IReadOnlyList<string> Files
);

/// <summary>Up to where a guest has read, in the agents' numbers (MS-4).</summary>
public sealed record GuestReadView(string MemberId, long Seq);

/// <summary>A label under a conversation in the list (TG-1); agents alone see them.</summary>
/// <param name="Kind">service or company.</param>
/// <param name="Text">What it says.</param>
/// <param name="Url">Where it leads, or null.</param>
public sealed record TagView(string Kind, string Text, string? Url);

/// <summary>A conversation that is spam (SP-3).</summary>
/// <param name="Since">When somebody said so.</param>
/// <param name="DeletedAt">When it is deleted, unless somebody says that it is none.</param>
public sealed record SpamView(Instant Since, Instant DeletedAt)
{
    public static SpamView? Of(Instant? since) => since is { } at ? new(at, at + Conversation.SpamIsKept) : null;
}

/// <summary>A widget that a conversation began at.</summary>
public sealed record WidgetRef(string Key, string Name);

/// <summary>A member as the reader may know them.</summary>
public sealed record MemberView : IReaderView
{
    [System.Text.Json.Serialization.JsonIgnore]
    public bool ForGuest { get; init; }

    /// <summary>The id of the membership.</summary>
    public required string Id { get; init; }

    /// <summary>agent or guest; guests carry the mark whatever their name says (GU-12).</summary>
    public required string Kind { get; init; }

    public string? AgentId { get; init; }

    public string? GuestId { get; init; }

    public required string Name { get; init; }

    public required Avatar Avatar { get; init; }

    /// <summary>The place in the order of joining, for the next page.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long Ordinal { get; init; }

    /// <summary>Whether the creating step added them (SE-4). Agents alone see it.</summary>
    public bool? Initial { get; init; }

    /// <summary>The id of the service that brought them, or null when added individually. Agents alone see it.</summary>
    public string? ViaService { get; init; }

    /// <summary>Agents alone see addresses (MS-17).</summary>
    public string? Email { get; init; }

    /// <summary>Of guests: whether the address is proven or only claimed (GU-11). Agents alone see it.</summary>
    public bool? EmailProven { get; init; }

    /// <summary>Letters that look like others in the address (GU-13). Agents alone see it.</summary>
    public bool? EmailLooksMixed { get; init; }

    /// <summary>Of guests: whether they are shut out by name or address (SP-2). Agents alone see it.</summary>
    public bool? Blocked { get; init; }

    public string? Phone { get; init; }

    public string? Language { get; init; }

    public string? TimeZone { get; init; }

    /// <summary>Of guests, to agents: up to where they have read.</summary>
    public long? ReadSeq { get; init; }

    public Instant? JoinedAt { get; init; }
}

/// <summary>A conversation as its caller sees it. What guests do not see is absent from their answers.</summary>
public sealed record ConversationView : IReaderView
{
    [System.Text.Json.Serialization.JsonIgnore]
    public bool ForGuest { get; init; }

    public required string Id { get; init; }

    /// <summary>Rises with name, description, read-only, status, members; the ETag. Agents alone have it.</summary>
    public long? Version { get; init; }

    /// <summary>oneOnOne or group (TI-0).</summary>
    public required string Kind { get; init; }

    /// <summary>link, widget, scheduler or agent.</summary>
    public required string Origin { get; init; }

    /// <summary>The caller's own title (TI-1 to TI-9).</summary>
    public required string Title { get; init; }

    /// <summary>The name that agents gave it, or null (TI-5).</summary>
    public string? Name { get; init; }

    public required Avatar Avatar { get; init; }

    public string? Description { get; init; }

    /// <summary>open, snoozed or resolved; null without a guest (ST-1). Agents alone see it (ST-6).</summary>
    public string? Status { get; init; }

    /// <summary>Of what is snoozed; null: until the guest writes (ST-2).</summary>
    public Instant? SnoozedUntil { get; init; }

    /// <summary>Of spam: since when, and when it is deleted (SP-3); null: it is none. Agents alone see it.</summary>
    public SpamView? Spam { get; init; }

    public bool? Public { get; init; }

    public ServiceView? Service { get; init; }

    public PersonView? Assignee { get; init; }

    /// <summary>none, notAssigned or assigned (AS-8).</summary>
    public string? ServiceState { get; init; }

    public IReadOnlyList<TagView>? Tags { get; init; }

    /// <summary>The first members in the order of joining; all of them by <c>GET …/members</c>.</summary>
    public IReadOnlyList<MemberView>? Members { get; init; }

    public long? MemberCount { get; init; }

    public LastMessageView? LastMessage { get; init; }

    /// <summary>The newest entry's number, as the caller counts.</summary>
    public long? LastSeq { get; init; }

    /// <summary>Up to where the caller has read; null for who is no member.</summary>
    public long? ReadSeq { get; init; }

    public long? Unread { get; init; }

    /// <summary>The number of the newest message that names the caller (MS-10), or null; agents alone have it.</summary>
    public long? MentionedSeq { get; init; }

    /// <summary>Since when the guest waits for an answer; agents alone see it (LI-1).</summary>
    public Instant? WaitingSince { get; init; }

    /// <summary>
    /// After how many minutes that is too long: those of the service, of a conversation without one the usual 60; null: never. Agents alone
    /// see it (LI-1).
    /// </summary>
    public int? AnswerMinutes { get; init; }

    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Whether it stands first in the caller's list (LI-1).</summary>
    public required bool Pinned { get; init; }

    /// <summary>Whether the caller put it away until the next message (ST-7).</summary>
    public required bool Archived { get; init; }

    /// <summary>Until when the caller hears nothing of it (AC-3); the last day of the year 9999 is until they say otherwise. Null when never muted; a time that is past mutes no more.</summary>
    public Instant? MutedUntil { get; init; }

    public required bool ReadOnly { get; init; }

    /// <summary>Whether the caller is a member now.</summary>
    public required bool IsMember { get; init; }

    /// <summary>To agents: up to where each guest has read (MS-4).</summary>
    public IReadOnlyList<GuestReadView>? GuestsRead { get; init; }

    /// <summary>To guests: up to where any agent has read, no name (MS-4); null where the widget has it off.</summary>
    public long? SeenSeq { get; init; }

    public WidgetRef? Widget { get; init; }

    /// <summary>The page it began on (GU-11); agents alone see it.</summary>
    public string? Page { get; init; }

    public string? Referrer { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant LastActivityAt { get; init; }

    /// <summary>In answers to a search alone: what was found in it (SE-2).</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Search.SearchMatch>? Matches { get; init; }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Next">The cursor to go on from, or null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>What a list of conversations is asked for.</summary>
public sealed record ConversationListRequest(string View, ConversationFilter Filter, int Limit, ListPlace? After);

/// <summary>What it is narrowed to; null is not (LI-4).</summary>
public sealed record ConversationFilter
{
    /// <summary>In place of an id: of no service, in nobody's charge.</summary>
    public const string None = "none";

    /// <summary>In place of a status: whatever it is.</summary>
    public const string Any = "any";

    public string? ServiceId { get; init; }
    public string? AssigneeId { get; init; }

    /// <summary>Given, it is asked in place of what the view shows by itself.</summary>
    public string? Status { get; init; }
    public string? Origin { get; init; }
    public Instant? From { get; init; }
    public Instant? To { get; init; }

    /// <summary>Also what the caller sees as a manager, or the heads that administrators see (LI-3).</summary>
    public bool Visible { get; init; }
}

/// <summary>The last row of the page before.</summary>
public sealed record ListPlace(bool Pinned, long At, string Id);

/// <summary>How many conversations each view holds (LI-2); of Unread and the rest the same rows as the list.</summary>
public sealed record ConversationCounts(
    long Mine,
    long Unassigned,
    long All,
    long Unread,
    long Waiting,
    long Snoozed,
    long Resolved,
    long Archived,
    long Muted,
    long Mentions
);

/// <summary>Conversations as their callers see them; absent where the caller may not see them.</summary>
public interface IConversationReader
{
    Task<ConversationView?> OneAsync(Caller caller, string id, CancellationToken cancel);

    /// <summary>Rows with the place of each, newest activity first.</summary>
    Task<IReadOnlyList<ConversationView>> ListAsync(Caller caller, ConversationListRequest request, CancellationToken cancel);

    Task<ConversationCounts> CountsAsync(Caller caller, ConversationFilter filter, CancellationToken cancel);

    /// <summary>Members after an ordinal; null where the caller may not see them (AC-12).</summary>
    Task<IReadOnlyList<MemberView>?> MembersAsync(Caller caller, string id, int limit, long after, CancellationToken cancel);

    /// <summary>The caller's draft; null where they are no member.</summary>
    Task<DraftText?> DraftAsync(Caller caller, string id, CancellationToken cancel);

    /// <summary>The newest conversations of these guests that the agent may see.</summary>
    Task<IReadOnlyList<ConversationView>> OfGuestsAsync(
        AgentCaller caller,
        IReadOnlyCollection<string> guests,
        int limit,
        CancellationToken cancel
    );

    /// <summary>The newest conversations of whoever has this address, that the agent may see (PB-5).</summary>
    Task<IReadOnlyList<ConversationView>> OfAddressAsync(AgentCaller caller, string emailFolded, int limit, CancellationToken cancel);
}

/// <summary>Words that are not sent yet, or none.</summary>
public sealed record DraftText(string? Text);
