using System.Text.Json.Serialization;
using XBees.Application.Meetings;
using XBees.Domain.Conversations;
using XBees.Domain.Files;

namespace XBees.Application.Conversations;

/// <summary>Somebody as a reader may know them.</summary>
/// <param name="Kind">agent, guest or system.</param>
/// <param name="Id">The agent's or guest's id; null for the system.</param>
/// <param name="Name">The name at that time; guests read an agent's name for guests (MS-17), and everybody their own word for a guest without one (TI-7).</param>
public sealed record PersonView(string Kind, string? Id, string Name)
{
    public static PersonView Of(Person person, Caller reader) =>
        new(person.Kind.Word(), person.Id, person.NameFor(reader.Person.Kind, reader.Language));
}

/// <summary>A service by its id (agents alone) and name.</summary>
public sealed record ServiceView([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id, string Name);

/// <summary>What an assignment did (AS-9).</summary>
public sealed record AssignmentNoticeView
{
    public required ServiceView Service { get; init; }

    /// <summary>Who is in charge now; null: <i>Unassigned</i>.</summary>
    public PersonView? Assignee { get; init; }

    public ServiceView? PreviousService { get; init; }

    public PersonView? PreviousAssignee { get; init; }

    /// <summary>The first twenty who joined.</summary>
    public IReadOnlyList<PersonView> Joined { get; init; } = [];

    /// <summary>How many joined beside those.</summary>
    public int MoreJoined { get; init; }

    /// <summary>The first twenty who left.</summary>
    public IReadOnlyList<PersonView> Left { get; init; } = [];

    /// <summary>How many left beside those.</summary>
    public int MoreLeft { get; init; }
}

/// <summary>What happened, as type and data; the client says it in its reader's language (MS-13).</summary>
public sealed record NoticeView
{
    /// <summary>created, joined, left, removed, renamed, description, read-only, link, link-renewed, status, ended, continues, continued, assigned or escalated.</summary>
    public required string Type { get; init; }

    public PersonView? Actor { get; init; }

    /// <summary>The first twenty people it is about.</summary>
    public IReadOnlyList<PersonView> People { get; init; } = [];

    /// <summary>How many people there are beside those.</summary>
    public int More { get; init; }

    public ServiceView? Via { get; init; }

    /// <summary>The new name; null where the computed title came back (TI-5). Of an invitation: the address.</summary>
    public string? Name { get; init; }

    /// <summary>Of a creation: link, widget, scheduler or agent.</summary>
    public string? Origin { get; init; }

    /// <summary>Of read-only and link: whether it is. Of an escalation: whether the manager was added, or only mailed (RE-6).</summary>
    public bool? On { get; init; }

    /// <summary>Of continues, which the guest goes on from, and of continued, where it went on: the other conversation (ST-3).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ConversationId { get; init; }

    /// <summary>Of a status: open, snoozed or resolved (ST-1). Agents alone read it (AC-13).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Status { get; init; }

    /// <summary>Of a snooze: until when; null: until the guest writes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? Until { get; init; }

    /// <summary>Of a meeting: which one, and what was said of it then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MeetingNoticeView? Meeting { get; init; }

    /// <summary>Of an assignment; agents alone read it (AC-13).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AssignmentNoticeView? Assignment { get; init; }
}

/// <summary>What a notice says of a meeting.</summary>
public sealed record MeetingNoticeView
{
    public required string Id { get; init; }
    public required string Subject { get; init; }
    public required Instant Start { get; init; }
    public required Instant End { get; init; }

    /// <summary>Before it was moved.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? PreviousStart { get; init; }

    /// <summary>Before it was moved.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? PreviousEnd { get; init; }

    /// <summary>Why it was cancelled (ME-21).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}

/// <summary>What a message quotes, as it is now (MS-7).</summary>
/// <param name="Id">The quoted message.</param>
/// <param name="Seq">Its place, as the reader counts.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Kind">text or note.</param>
/// <param name="Text">The first 300 characters of its text; empty where it was deleted.</param>
/// <param name="DeletedAt">When it was deleted.</param>
/// <param name="Files">The names of its files.</param>
public sealed record QuoteView(
    string Id,
    long Seq,
    PersonView Author,
    string Kind,
    string Text,
    Instant? DeletedAt,
    IReadOnlyList<string> Files
);

/// <summary>An agent whom a message names (MS-10).</summary>
/// <param name="Id">The agent.</param>
/// <param name="Name">What they are called now.</param>
/// <param name="Label">What stands behind the <c>@</c> in the text: what they were called then.</param>
public sealed record MentionView(string Id, string Name, string Label);

/// <summary>How many reacted to a message with one kind (MS-8).</summary>
/// <param name="Kind">thumbsup, thumbsdown, heart, laugh, wow, sad, thanks, party or done.</param>
/// <param name="Count">How many people.</param>
/// <param name="Mine">Whether the reader is one of them.</param>
/// <param name="People">The first twenty of them; absent for a guest who only reads (AC-12).</param>
public sealed record ReactionView(
    string Kind,
    int Count,
    bool Mine,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PersonView>? People
);

/// <summary>One entry of a timeline as its reader sees it.</summary>
public sealed record MessageView
{
    public required string Id { get; init; }

    /// <summary>The reader's own number: rises by one without gaps (MS-9).</summary>
    public required long Seq { get; init; }

    /// <summary>The UUID that the author's client made; the same one is the same message.</summary>
    public string? ClientId { get; init; }

    public required PersonView Author { get; init; }

    /// <summary>text, note, notice, file (files of everybody's without words), or meeting: the card of one that was booked.</summary>
    public required string Kind { get; init; }

    public required string Text { get; init; }

    /// <summary>Its files (FI-1), opened by <c>GET /attachments/{id}</c>.</summary>
    public IReadOnlyList<FileCard> Attachments { get; init; } = [];

    public NoticeView? Notice { get; init; }

    /// <summary>Of the kind <c>meeting</c>: the meeting as it is now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MeetingView? Meeting { get; init; }

    /// <summary>What it quotes (MS-7); null also where its reader may not see that: of a note no guest learns anything (MS-9).</summary>
    public QuoteView? Quote { get; init; }

    /// <summary>Of each kind that somebody reacted with (MS-8).</summary>
    public IReadOnlyList<ReactionView> Reactions { get; init; } = [];

    /// <summary>The agents whom it names (MS-10); to agents alone.</summary>
    public IReadOnlyList<MentionView> Mentions { get; init; } = [];

    /// <summary>web, mail or api.</summary>
    public required string Via { get; init; }

    /// <summary>In the answer to sending alone: the conversation it went into, where that is a new one that goes on from the old (ST-3).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ConversationId { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>When its author last changed the text (MS-5); null: it is as it was written.</summary>
    public Instant? EditedAt { get; init; }

    /// <summary>When it was deleted (MS-6): it keeps its place, and its text is empty and gone.</summary>
    public Instant? DeletedAt { get; init; }

    /// <summary>A text that says nothing and brings files is one of its own kind to its readers.</summary>
    public static string Word(string kind, string text, IReadOnlyList<FileCard> files) =>
        kind == "text" && text.Length == 0 && files.Count > 0 ? "file" : kind;

    public MessageView In(string conversationId) => this with { ConversationId = conversationId };
}

/// <summary>A text that a message had before it was edited (MS-5); agents alone read it.</summary>
/// <param name="Text">As it was.</param>
/// <param name="WrittenAt">Since when the message had it.</param>
public sealed record EarlierText(string Text, Instant WrittenAt)
{
    /// <summary>Counts from 1.</summary>
    [JsonIgnore]
    public long Number { get; init; }
}

/// <summary>A page of a timeline, in the order of <c>seq</c>.</summary>
/// <param name="Items">The entries, oldest first.</param>
/// <param name="Next">The <c>seq</c> to go on from in the same direction, or null at its end.</param>
public sealed record MessagePage(IReadOnlyList<MessageView> Items, long? Next);

/// <summary>Where a page of a timeline begins.</summary>
/// <param name="Before">Entries older than this <c>seq</c>, newest of them first taken.</param>
/// <param name="Since">Entries newer than this <c>seq</c>, oldest of them first taken.</param>
/// <param name="Limit">1 to 100.</param>
public sealed record MessagePageRequest(long? Before, long? Since, int Limit);

/// <summary>Timelines as their readers see them.</summary>
public interface ITimelineReader
{
    /// <summary>Null where the caller may not see the messages.</summary>
    Task<MessagePage?> PageAsync(Caller caller, string conversationId, MessagePageRequest page, CancellationToken cancel);

    /// <summary>One message by its id.</summary>
    Task<MessageView?> OneAsync(Caller caller, string conversationId, string messageId, CancellationToken cancel);

    /// <summary>A message that was sent to a conversation, there or where it went on (ST-3).</summary>
    Task<MessageView?> SentAsync(Caller caller, string conversationId, string messageId, CancellationToken cancel);

    /// <summary>The texts that a message had before, the oldest first, after a number; null where the agent may not see it.</summary>
    Task<IReadOnlyList<EarlierText>?> EarlierAsync(
        AgentCaller caller,
        string conversationId,
        string messageId,
        int limit,
        long after,
        CancellationToken cancel
    );
}
