using NodaTime;
using XBees.Domain.Guests;

namespace XBees.Domain.Conversations;

// The public link: who has it joins by it (IN-5, IN-9, AC-10).
public sealed partial record Conversation
{
    /// <summary>Switched off and on again it is the same link, so that a slip can be taken back.</summary>
    public Change SetPublic(Person actor, bool open, NewId newId, Instant now)
    {
        RefuseGuest(actor);
        return open == PublicSince is not null
            ? Nothing()
            : Tell(this with { PublicSince = open ? now : null }, Notice.Link(actor, open), newId, now);
    }

    /// <summary>Another link in place of the old one, open or not as before.</summary>
    public Change RenewLink(Person actor, NewId newId, Instant now)
    {
        RefuseGuest(actor);
        return Tell(this with { LinkNumber = LinkNumber + 1 }, Notice.LinkRenewed(actor), newId, now);
    }

    /// <summary>Who is there already stays as they are. An address that a guest typed is a claim and makes nobody the guest who has it (GU-3).</summary>
    public Change JoinByLink(GuestCard guest, NewId newId, Instant now)
    {
        var person = Person.Of(guest);
        if (PublicSince is null || SpamSince is not null)
        {
            throw new Refused(JoinRefusals.NoLink);
        }
        if (MemberOf(person) is not null)
        {
            return Nothing();
        }
        if (IsShutOut(guest))
        {
            throw new Refused(JoinRefusals.ShutOut);
        }
        return Bring([Newcomer.Of(guest)], people => Notice.Joined(person, people), initial: false, newId, now);
    }

    /// <summary>IN-9: who was removed, known by session or address, unless somebody of that address was let in again.</summary>
    private bool IsShutOut(GuestCard guest)
    {
        var removed = Members.Where(member => member is { Kind: PersonKind.Guest, RemovedBy: not null, IsCurrent: false }).ToList();
        if (removed.Any(member => member.PersonId == guest.Id))
        {
            return true;
        }
        var here = CurrentGuests.Select(member => EmailAddress.Fold(member.Email)).ToHashSet();
        return EmailAddress.Fold(guest.Email) is { } address
            && !here.Contains(address)
            && removed.Any(member => EmailAddress.Fold(member.Email) == address);
    }
}

/// <summary>Why a link lets somebody not in.</summary>
public static class JoinRefusals
{
    /// <summary>Switched off, renewed and never given out are one answer: nobody learns which conversations there are.</summary>
    public static readonly Refusal NoLink = new(
        "no-link",
        404,
        "This link is not open",
        "It was switched off or replaced, or copied in part. Ask whoever sent it for a new one."
    );

    public static readonly Refusal ShutOut = new(
        "shut-out",
        403,
        "You cannot join by this link",
        "Somebody in the conversation has to add you. Ask whoever invited you."
    );

    public static readonly Refusal Agent = new(
        "agents-are-added",
        409,
        "Agents do not join by the link",
        "A member of the conversation adds you, as with every conversation."
    );
}
