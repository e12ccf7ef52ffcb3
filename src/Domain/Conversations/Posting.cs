using NodaTime;
using XBees.Domain.Files;

namespace XBees.Domain.Conversations;

/// <summary>What a message needs to know of its conversation: the head alone, however many members there are.</summary>
public sealed record PostingHead
{
    public required Tally Tally { get; init; }
    public required bool ReadOnly { get; init; }
    public required bool AuthorIsMember { get; init; }
    public required bool AnyAgentLeft { get; init; }

    /// <summary>Neither snoozed nor resolved (ST-1).</summary>
    public bool IsOpen { get; init; } = true;

    /// <summary>Closed to every guest in it (SP-3).</summary>
    public bool IsSpam { get; init; }
}

/// <summary>A message as it was written by its author; the field is where a refusal of the text is shown.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="Kind">A text, or a note for agents alone.</param>
/// <param name="ClientId">Made by the client, so that a retry is the same message.</param>
/// <param name="Field">Where a refusal of the text is shown.</param>
/// <param name="QuoteId">The message of the same conversation that it quotes (MS-7).</param>
public sealed record Draft(
    string? Text,
    MessageKind Kind = MessageKind.Text,
    string? ClientId = null,
    string Field = "text",
    string? QuoteId = null
)
{
    /// <summary>Ids of its author's files that go with it (FI-1), as they were asked for.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>The same, once they are found. With files no words are needed.</summary>
    public IReadOnlyList<FileCard> Files { get; init; } = [];

    /// <summary>The agents whom it names (MS-10), by their ids.</summary>
    public IReadOnlyCollection<string> Mentions { get; init; } = [];

    /// <summary>The words as they are kept.</summary>
    internal string ReadText() =>
        Files.Count > 0 && !Characters.AnythingVisible(MessageText.Clean(Text ?? "")) ? "" : MessageText.Read(Text, Field);
}

/// <summary>The entry, and what else a guest's words bring about.</summary>
/// <param name="Message">The entry.</param>
/// <param name="NobodyIsThere">A guest waits with no agent there: <see cref="Reinforcement"/> decides.</param>
/// <param name="Reopens">A guest wrote into what was snoozed or resolved (ST-3).</param>
public sealed record Posted(Message Message, bool NobodyIsThere, bool Reopens);

/// <summary>Writing into a conversation (MS-1, MS-9, AC-12).</summary>
public static class Posting
{
    public static Posted Post(PostingHead head, Person author, Draft draft, string messageId, Instant now)
    {
        if (Refuses(head, author.Kind, draft.Kind) is { } refusal)
        {
            throw new Refused(refusal);
        }

        var message = Write(head.Tally, author, draft with { Text = draft.ReadText() }, messageId, now);
        var isGuest = author.Kind == PersonKind.Guest;
        return new(message, isGuest && !head.AnyAgentLeft, isGuest && !head.IsOpen);
    }

    /// <summary>Asked without a text too: whether a composer is shown, whether a typing mark is passed on.</summary>
    public static Refusal? Refuses(PostingHead head, PersonKind author, MessageKind kind) =>
        !head.AuthorIsMember ? ConversationRefusals.NotAMember
        : author != PersonKind.Guest ? null
        : kind == MessageKind.Note ? ConversationRefusals.NotesAreForAgents
        : head.ReadOnly || head.IsSpam ? ConversationRefusals.ReadOnly
        : null;

    internal static Message Write(Tally before, Person author, Draft draft, string messageId, Instant now)
    {
        var audience = draft.Kind == MessageKind.Note ? Audience.Agents : Audience.Everyone;
        return new()
        {
            Id = messageId,
            Kind = draft.Kind,
            Audience = audience,
            Tally = before.Next(audience, Message.Counts(draft.Kind, author)),
            Author = author,
            ClientId = draft.ClientId,
            QuoteId = draft.QuoteId,
            Text = draft.Text!,
            Files = draft.Files,
            CreatedAt = now,
        };
    }

    internal static Message Write(Tally before, Notice notice, string messageId, Instant now) =>
        Write(before, MessageKind.Notice, notice, messageId, now);

    internal static Message Write(Tally before, MessageKind kind, Notice notice, string messageId, Instant now)
    {
        var author = notice.Actor ?? Person.System("");
        return new()
        {
            Id = messageId,
            Kind = kind,
            Audience = notice.Audience(),
            Tally = before.Next(notice.Audience(), Message.Counts(kind, author)),
            Author = author,
            Notice = notice,
            CreatedAt = now,
        };
    }
}
