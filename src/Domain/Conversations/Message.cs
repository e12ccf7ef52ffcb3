using NodaTime;
using XBees.Domain.Files;

namespace XBees.Domain.Conversations;

public enum MessageKind
{
    Text,

    /// <summary>For agents alone (MS-9).</summary>
    Note,
    Notice,

    /// <summary>The card of a meeting that was booked.</summary>
    Meeting,
}

public static class MessageKinds
{
    /// <summary>What a person wrote, and may be quoted, changed, reacted to and found.</summary>
    public static bool IsWords(this MessageKind kind) => kind is MessageKind.Text or MessageKind.Note;
}

/// <summary>
/// The running numbers of a conversation: over all entries and over those that guests may see, and how many of each count as unread.
/// Every entry carries all four as they are after it, so that read marks translate between the two readers.
/// </summary>
public sealed record Tally(long LastSeq = 0, long LastGuestSeq = 0, long Count = 0, long GuestCount = 0)
{
    internal Tally Next(Audience audience, bool counts)
    {
        var guests = audience == Audience.Everyone;
        return new(
            LastSeq + 1,
            guests ? LastGuestSeq + 1 : LastGuestSeq,
            counts ? Count + 1 : Count,
            guests && counts ? GuestCount + 1 : GuestCount
        );
    }
}

/// <summary>One entry of the timeline.</summary>
public sealed record Message
{
    public required string Id { get; init; }
    public required MessageKind Kind { get; init; }
    public required Audience Audience { get; init; }

    /// <summary>The numbers as they are after this entry; its own place is <see cref="Tally.LastSeq"/>.</summary>
    public required Tally Tally { get; init; }
    public required Person Author { get; init; }

    /// <summary>Made by the client: the same one of the same author is the same message.</summary>
    public string? ClientId { get; init; }
    public string Text { get; init; } = "";

    /// <summary>The message that it quotes (MS-7).</summary>
    public string? QuoteId { get; init; }

    /// <summary>In the order in which they were attached (FI-1).</summary>
    public IReadOnlyList<FileCard> Files { get; init; } = [];

    /// <summary>The agents whom it names (MS-10).</summary>
    public IReadOnlyList<Mention> Mentions { get; init; } = [];
    public Notice? Notice { get; init; }
    public required Instant CreatedAt { get; init; }

    public long Seq => Tally.LastSeq;
    public long GuestSeq => Tally.LastGuestSeq;

    /// <summary>Words of a person count as unread; notices and the welcome text do not.</summary>
    internal static bool Counts(MessageKind kind, Person author) => kind != MessageKind.Notice && author.Kind != PersonKind.System;
}
