using NodaTime;

namespace XBees.Domain.Conversations;

/// <summary>Of a conversation with a guest, and everyone's (ST-1); archiving is only one member's (ST-7).</summary>
public enum ConversationStatus
{
    Open,
    Snoozed,
    Resolved,
}

/// <summary>What a conversation is to be.</summary>
/// <param name="Status">Open, snoozed or resolved.</param>
/// <param name="Until">Of a snooze.</param>
/// <param name="SaysEnded">Whether the service tells guests of an end (ST-6).</param>
public sealed record StatusWish(ConversationStatus Status, Instant? Until = null, bool SaysEnded = false);

// Open, snoozed, resolved (ST-1 to ST-3).
public sealed partial record Conversation
{
    /// <summary>ST-1, ST-2. A snooze without a time lasts until the guest writes. Guests hear of an end where the service wants it (ST-6).</summary>
    public Change SetStatus(Person actor, StatusWish wish, NewId newId, Instant now)
    {
        RefuseWithoutGuest(actor);
        var (status, until, saysEnded) = wish;
        if (until is not null && (status != ConversationStatus.Snoozed || until <= now))
        {
            throw new Invalid("until", status == ConversationStatus.Snoozed ? "Give a time to come." : "Only a snooze ends.");
        }

        return status == Status && until == SnoozedUntil
            ? Nothing()
            : Tell(
                this with
                {
                    Status = status,
                    SnoozedUntil = until,
                    ResolvedAt = status == ConversationStatus.Resolved ? now : null,
                    SpamSince = status == ConversationStatus.Resolved ? SpamSince : null,
                    WaitingSince = status == ConversationStatus.Resolved ? null : WaitingSince,
                },
                saysEnded && status == ConversationStatus.Resolved ? Notice.Ended(actor) : Notice.StatusSet(actor, status, until),
                newId,
                now
            );
    }

    /// <summary>ST-3: a guest wrote. The assignee stays where the service could still name them (AS-11).</summary>
    public Change Reopen(Person guest, bool assigneeStays, NewId newId, Instant now) =>
        Status == ConversationStatus.Open
            ? Nothing()
            : Tell(Opened() with { AssigneeId = assigneeStays ? AssigneeId : null }, Opening(guest), newId, now);

    /// <summary>ST-2: the time has come.</summary>
    public Change WakeUp(NewId newId, Instant now) =>
        Status == ConversationStatus.Snoozed && SnoozedUntil <= now ? Tell(Opened(), Opening(null), newId, now) : Nothing();

    private Conversation Opened() => this with { Status = ConversationStatus.Open, SnoozedUntil = null, ResolvedAt = null };

    private static Notice Opening(Person? actor) => Notice.StatusSet(actor, ConversationStatus.Open, null);
}
