using NodaTime;

namespace XBees.Domain.Conversations;

/// <summary>An answer as a guest has it in the timeline.</summary>
public readonly record struct Answer(long GuestSeq, Instant At);

/// <summary>What is known of a guest whom answers may be mailed to.</summary>
public sealed record UnreadMailFacts
{
    /// <summary>Up to where the guest has read, as guests count.</summary>
    public required long ReadGuestSeq { get; init; }

    /// <summary>AC-3.</summary>
    public Instant? MutedUntil { get; init; }

    /// <summary>The newest answer that a mail was about; null: there was none.</summary>
    public long? MailedGuestSeq { get; init; }
    public Instant? MailedAt { get; init; }
}

/// <summary>
/// When a guest gets unread answers by mail (NO-2, NO-3). Away is who has left an answer unread for five minutes: an open chat reads by
/// itself.
/// </summary>
/// <param name="Now">The unread answers that a mail is due for, the oldest first; none: no mail now.</param>
/// <param name="Again">When to look again; null: not before the next answer.</param>
public sealed record UnreadMail(IReadOnlyList<Answer> Now, Instant? Again)
{
    public static readonly Duration Away = Duration.FromMinutes(5);
    public static readonly Duration Between = Duration.FromHours(1);

    private static readonly UnreadMail Nothing = new([], null);

    /// <param name="answers">Of the conversation, the oldest first.</param>
    /// <param name="facts">Of the guest.</param>
    /// <param name="now">The time.</param>
    public static UnreadMail For(IReadOnlyList<Answer> answers, UnreadMailFacts facts, Instant now)
    {
        var unread = answers.Where(answer => answer.GuestSeq > facts.ReadGuestSeq).ToList();
        var fresh = unread.Where(answer => answer.GuestSeq > (facts.MailedGuestSeq ?? 0)).ToList();
        if (fresh.Count == 0 || facts.MutedUntil > now)
        {
            return Nothing;
        }
        var due = fresh[0].At + Away;
        if (facts.MailedAt is { } mailed && mailed + Between > due)
        {
            due = mailed + Between;
        }
        return due > now ? new([], due) : new(unread, null);
    }
}
