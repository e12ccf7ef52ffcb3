using NodaTime;
using XBees.Domain.Guests;

namespace XBees.Domain.Conversations;

/// <summary>Somebody outside who was sent a link of their own into a conversation (AC-2, AC-16). One for each address.</summary>
public sealed record Invitation
{
    /// <summary>AC-16.</summary>
    public static readonly Duration Lasts = Duration.FromDays(14);

    public const int LongestText = 1_000;

    public required string Id { get; init; }
    public required string ConversationId { get; init; }

    /// <summary>As it was typed.</summary>
    public required string Email { get; init; }

    /// <summary>The one form in which two addresses are compared (GU-13).</summary>
    public required string EmailFolded { get; init; }

    /// <summary>Who is a member already and has not come yet, or who came; null: nobody yet.</summary>
    public string? GuestId { get; init; }
    public string? Name { get; init; }

    /// <summary>The personal words; an agent's alone (attack row 22).</summary>
    public string? Text { get; init; }
    public required string Language { get; init; }
    public required Person Inviter { get; init; }

    /// <summary>How often it was sent; each mail has a link of its own, and the newest works.</summary>
    public int Sends { get; init; }
    public required Instant SentAt { get; init; }
    public required Instant ExpiresAt { get; init; }
    public Instant? OpenedAt { get; init; }
    public Instant? JoinedAt { get; init; }
    public Instant? RevokedAt { get; init; }

    /// <summary>Why no mail went out, or null.</summary>
    public MailHold? Held { get; init; }

    /// <summary>Why its link opens nothing, or null.</summary>
    public Refusal? Refuses(Instant now) =>
        JoinedAt is not null ? InvitationRefusals.Used
        : RevokedAt is not null ? InvitationRefusals.Revoked
        : now >= ExpiresAt ? InvitationRefusals.Expired
        : null;

    /// <summary>Sent once more, or again after it had ended.</summary>
    public Invitation SendAgain(Instant now) =>
        this with
        {
            Sends = Sends + 1,
            SentAt = now,
            ExpiresAt = now + Lasts,
            OpenedAt = null,
            JoinedAt = null,
            RevokedAt = null,
        };

    public static string? ReadText(string? typed)
    {
        if (typed is null)
        {
            return null;
        }
        var text = MessageText.Clean(typed).Trim();
        var problem = Characters.HasLoneSurrogate(typed) ? Characters.HalfACharacter : Limits.TooLong(text, LongestText);
        return problem is not null ? throw new Invalid("text", problem)
            : Characters.AnythingVisible(text) ? text
            : null;
    }
}

/// <summary>Why a mail to somebody outside does not go out.</summary>
public enum MailHold
{
    /// <summary>They want no mails of this conversation (NO-8).</summary>
    Unsubscribed,

    /// <summary>Three a day that nobody acted on (SP-5).</summary>
    TooMany,

    /// <summary>An agent has shut this address out (SP-2).</summary>
    Blocked,
}

// Invitations by mail (AC-2, AC-16).
public sealed partial record Conversation
{
    /// <summary>By an agent; somebody of that address who is here already has come (AC-16).</summary>
    public Change Invite(Person actor, EmailAddress address, NewId newId, Instant now)
    {
        RefuseGuest(actor);
        return Note(Notice.Invited(actor, address.Typed), newId, now);
    }

    public Change RevokeInvitation(Person actor, Invitation invitation, NewId newId, Instant now)
    {
        RefuseGuest(actor);
        return Note(Notice.InvitationRevoked(actor, invitation.Email), newId, now);
    }

    /// <summary>An entry alone: the version does not rise, and guests, who do not read it, hear of nothing (AC-13).</summary>
    private Change Note(Notice notice, NewId newId, Instant now)
    {
        var message = Posting.Write(Tally, notice, newId(Ids.Message), now);
        return new(this with { Tally = message.Tally }) { Messages = [message] };
    }

    /// <summary>By the link of an invitation, which an agent sent or let be sent; who is a member already stays as they are.</summary>
    public Change JoinByInvitation(GuestCard guest, NewId newId, Instant now)
    {
        // What is spam nobody comes into any more, and nobody learns of it who has done nothing (SP-3).
        if (SpamSince is not null)
        {
            throw new Refused(InvitationRefusals.Revoked);
        }
        return MemberOf(Person.Of(guest)) is null
            ? Join([Newcomer.Of(guest)], people => Notice.Joined(people[0], people), initial: false, newId, now)
            : Nothing();
    }

    /// <summary>The guest member of an address, however it is spelled.</summary>
    public Member? GuestOf(string emailFolded) => CurrentGuests.FirstOrDefault(guest => EmailAddress.Fold(guest.Email) == emailFolded);
}

/// <summary>Why somebody is not invited, or a link lets nobody in.</summary>
public static class InvitationRefusals
{
    public static readonly Refusal Unknown = new(
        "invitation-unknown",
        404,
        "There is no such invitation",
        "The link was copied in part, or a newer mail has taken its place."
    );

    public static readonly Refusal Used = new(
        "invitation-used",
        410,
        "This invitation was used",
        "An invitation opens the conversation once. Go on in the browser where you used it, or ask for another one."
    );

    public static readonly Refusal Revoked = new("invitation-revoked", 410, "This invitation was withdrawn", "Ask whoever invited you.");

    public static readonly Refusal Expired = new(
        "invitation-expired",
        410,
        "This invitation has expired",
        "An invitation can be used for 14 days. Ask whoever invited you for another one."
    );

    public static readonly Refusal Member = new(
        "already-a-member",
        409,
        "This person is in the conversation already",
        "There is nothing to invite them to.",
        "email"
    );

    public static readonly Refusal Agent = new(
        "agents-are-added",
        409,
        "Agents are not invited by e-mail",
        "This is an agent's address. Add them as a participant.",
        "email"
    );

    public static readonly Refusal Unsubscribed = new(
        "unsubscribed",
        409,
        "This person wants no mails of this conversation",
        "They have said so by a link in an earlier mail.",
        "email"
    );

    public static readonly Refusal TooMany = new(
        "too-many-mails",
        409,
        "This address got three mails today",
        "None of them was acted on. Try again tomorrow.",
        "email"
    );

    public static readonly Refusal Blocked = new(
        "guest-blocked",
        409,
        "This person is blocked",
        "Nothing is sent to them. Undo the block first.",
        "email"
    );

    public static Refusal Of(MailHold hold) =>
        hold switch
        {
            MailHold.Unsubscribed => Unsubscribed,
            MailHold.Blocked => Blocked,
            _ => TooMany,
        };
}
