using NodaTime;

namespace XBees.Domain.Conversations;

/// <summary>A message as whoever would change it finds it.</summary>
public sealed record WrittenMessage
{
    public required string Id { get; init; }
    public required MessageKind Kind { get; init; }
    public required PersonKind AuthorKind { get; init; }
    public string? AuthorId { get; init; }
    public required Audience Audience { get; init; }
    public required string Text { get; init; }

    /// <summary>Its place as guests count.</summary>
    public required long GuestSeq { get; init; }
    public required Instant CreatedAt { get; init; }
    public Instant? EditedAt { get; init; }
    public Instant? DeletedAt { get; init; }

    /// <summary>Since when it has the text that it has.</summary>
    public Instant TextSince => EditedAt ?? CreatedAt;

    internal bool IsOf(Person person) => AuthorKind == person.Kind && AuthorId == person.Id;
}

/// <summary>Who would change a message.</summary>
/// <param name="Person">The agent or guest.</param>
/// <param name="Writes">Whether they may write in the conversation at all.</param>
/// <param name="Manages">Whether they manage its service (LC-2).</param>
/// <param name="ReadOnly">Whether guests only read it (AC-12).</param>
public sealed record Reviser(Person Person, bool Writes, bool Manages, bool ReadOnly);

/// <summary>Editing and deleting what was written (MS-5, MS-6): one's own for a while, by the server's clock; a manager deletes any.</summary>
public static class Revising
{
    public static readonly Duration OfAgents = Duration.FromHours(24);
    public static readonly Duration OfGuests = Duration.FromMinutes(15);

    /// <returns>The new text, or null where it is the text already.</returns>
    public static string? Edit(WrittenMessage message, Reviser who, string? typed, Instant now)
    {
        var gone = message.DeletedAt is null ? null : ConversationRefusals.MessageDeleted;
        if ((RefusesOwn(message, who, now) ?? gone) is { } refusal)
        {
            throw new Refused(refusal);
        }

        var text = MessageText.Read(typed);
        return text == message.Text ? null : text;
    }

    /// <returns>False where it is deleted already.</returns>
    public static bool Delete(WrittenMessage message, Reviser who, Instant now)
    {
        var any = who.Manages && message.Kind.IsWords();
        if (message.DeletedAt is not null && (any || message.IsOf(who.Person)))
        {
            return false;
        }

        if (!any && RefusesOwn(message, who, now) is { } refusal)
        {
            throw new Refused(refusal);
        }

        return true;
    }

    private static Refusal? RefusesOwn(WrittenMessage message, Reviser who, Instant now) =>
        !message.Kind.IsWords() || !message.IsOf(who.Person) ? ConversationRefusals.NotYours
        : !who.Writes ? ConversationRefusals.NotAMember
        : who.Person.Kind == PersonKind.Guest && who.ReadOnly ? ConversationRefusals.ReadOnly
        : now - message.CreatedAt > (who.Person.Kind == PersonKind.Guest ? OfGuests : OfAgents) ? ConversationRefusals.TooLate
        : null;
}
