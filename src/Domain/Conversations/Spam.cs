using NodaTime;

namespace XBees.Domain.Conversations;

// Spam and blocked guests (SP-2, SP-3).
public sealed partial record Conversation
{
    public static readonly Duration SpamIsKept = Duration.FromDays(Limits.SpamDays);

    /// <summary>When spam is deleted; null: it is none.</summary>
    public Instant? DeletedAt => SpamSince + SpamIsKept;

    /// <summary>Resolved, closed to every guest in it, and deleted after 30 days (SP-3).</summary>
    public Change MarkSpam(Person actor, NewId newId, Instant now)
    {
        RefuseWithoutGuest(actor);
        return SpamSince is not null
            ? Nothing()
            : Tell(
                this with
                {
                    Status = ConversationStatus.Resolved,
                    SnoozedUntil = null,
                    ResolvedAt = ResolvedAt ?? now,
                    WaitingSince = null,
                    SpamSince = now,
                },
                Notice.Spam(actor, now + SpamIsKept),
                newId,
                now
            );
    }

    /// <summary>It was none after all: open again.</summary>
    public Change NotSpam(Person actor, NewId newId, Instant now)
    {
        RefuseWithoutGuest(actor);
        return SpamSince is null ? Nothing() : Tell(Opened() with { SpamSince = null }, Notice.Spam(actor, null), newId, now);
    }

    /// <summary>Also of what is being deleted nobody is left.</summary>
    private void RefuseWithoutGuest(Person actor)
    {
        RefuseGuest(actor);
        if (Members.All(member => member.Kind != PersonKind.Guest))
        {
            throw new Refused(ConversationRefusals.NoGuest);
        }
    }

    /// <summary>That guests of it are shut out, or no more. Where none of them is in it there is nothing to tell.</summary>
    public Change TellBlocked(Person actor, IReadOnlySet<string> guests, bool blocked, NewId newId, Instant now)
    {
        var told = CurrentGuests.Where(guest => guests.Contains(guest.PersonId)).Select(guest => guest.AsPerson()).ToList();
        return told.Count == 0 ? Nothing() : Note(Notice.Blocked(actor, told, blocked), newId, now);
    }
}
