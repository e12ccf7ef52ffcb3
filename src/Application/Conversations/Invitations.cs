using XBees.Domain.Conversations;
using XBees.Domain.Guests;

namespace XBees.Application.Conversations;

/// <summary>Whom to invite, and what to say.</summary>
/// <param name="Email">Where the mail goes; its link proves this address (AC-16).</param>
/// <param name="Name">Null: asked for on joining.</param>
/// <param name="Text">Personal words of the agent.</param>
/// <param name="Language">en or de; null: the organisation's.</param>
public sealed record NewInvitation(string? Email, string? Name = null, string? Text = null, string? Language = null);

/// <summary>An invitation as agents see it (AC-16).</summary>
public sealed record GuestInvitationView
{
    public required string Id { get; init; }
    public required string Email { get; init; }
    public string? Name { get; init; }

    /// <summary>The personal words.</summary>
    public string? Text { get; init; }
    public required string Language { get; init; }

    /// <summary>
    /// waiting (the mail has not left yet), sent, opened, joined, expired, revoked, or bounced (the mail could not be delivered).
    /// </summary>
    public required string State { get; init; }

    /// <summary>Of what waits or bounced: what the mail server said last, or unsubscribed, or too-many-mails.</summary>
    public string? Problem { get; init; }
    public required PersonView InvitedBy { get; init; }

    /// <summary>Who is in the conversation by it.</summary>
    public string? GuestId { get; init; }

    /// <summary>Of the newest mail.</summary>
    public required Instant SentAt { get; init; }
    public required Instant ExpiresAt { get; init; }
    public Instant? OpenedAt { get; init; }
    public Instant? JoinedAt { get; init; }
}

/// <summary>What somebody sees who opens the link of an invitation, before they join.</summary>
/// <param name="ConversationId">Where it leads.</param>
/// <param name="Inviter">By the name for guests.</param>
/// <param name="Title">As a guest reads it (TI-8).</param>
/// <param name="Avatar">Of the title.</param>
/// <param name="Organisation">Whose XBees it is.</param>
/// <param name="Name">Of the invited, where it is known.</param>
/// <param name="Text">The personal words.</param>
public sealed record InvitationFace(
    string ConversationId,
    string Inviter,
    string Title,
    Avatar Avatar,
    string Organisation,
    string? Name,
    string? Text
);

/// <summary>A link of a mail: what it shows, or why it opens nothing.</summary>
public sealed record FoundInvitation(string ConversationId, InvitationFace? Face, Refusal? Refusal);

public interface IInvitationReader
{
    /// <summary>The newest first; null where the caller may not read the conversation.</summary>
    Task<IReadOnlyList<GuestInvitationView>?> ListAsync(AgentCaller caller, string conversationId, CancellationToken cancel);

    Task<GuestInvitationView?> OneAsync(AgentCaller caller, string conversationId, string id, CancellationToken cancel);

    /// <summary>Null where no mail holds this link. Looking changes nothing.</summary>
    Task<FoundInvitation?> FindAsync(string token, CancellationToken cancel);

    /// <summary>The same of a mail about unread answers (NO-2).</summary>
    Task<FoundInvitation?> FindReturnAsync(string token, CancellationToken cancel);
}

public interface IInvitationStore
{
    Task<Invitation?> OneAsync(IUnit unit, string conversationId, string id);

    Task<Invitation?> ByAddressAsync(IUnit unit, string conversationId, string emailFolded);

    Task<Invitation?> ByTokenAsync(IUnit unit, string tokenHash);

    /// <summary>A new one, or one that was sent again: with the link of its newest mail.</summary>
    void Save(IUnit unit, Invitation invitation, string tokenHash, string deliveryKey);

    /// <summary>What became of one whose link stays.</summary>
    void SaveState(IUnit unit, Invitation invitation);
}

/// <summary>The mails of invitations.</summary>
public interface IInvitationMail
{
    /// <summary>The language of who is known by nothing else.</summary>
    Task<string> LanguageAsync(IUnit unit);

    /// <summary>Counts one more mail to this address of a stranger, or says why none goes out (SP-5, NO-8).</summary>
    Task<MailHold?> HoldAsync(IUnit unit, string conversationId, string emailFolded);

    /// <summary>Written with the invitation, sent after; the key makes it once.</summary>
    Task EnqueueAsync(IUnit unit, string key, Conversation conversation, Invitation invitation, string token);

    /// <summary>What has not left yet does not leave any more.</summary>
    Task WithdrawAsync(IUnit unit, Invitation invitation);

    /// <summary>Somebody acted on a mail to this address: it is no stranger's any more (SP-5).</summary>
    Task AcknowledgeAsync(IUnit unit, string emailFolded);
}

/// <summary>Writes invitations and their mails, whoever sends them.</summary>
public sealed class Invitations(IInvitationStore store, IInvitationMail mails)
{
    /// <param name="unit">The change.</param>
    /// <param name="conversation">As it is after it.</param>
    /// <param name="inviter">An agent or a guest.</param>
    /// <param name="address">Where the mail goes.</param>
    /// <param name="wanted">What was typed and has been checked.</param>
    /// <param name="guestId">Who is a member already, or null.</param>
    public async Task<Invitation> SendAsync(
        IUnit unit,
        Conversation conversation,
        Person inviter,
        EmailAddress address,
        NewInvitation wanted,
        string? guestId
    )
    {
        var before = await store.ByAddressAsync(unit, conversation.Id, address.Folded);
        var invitation = (
            before
            ?? new Invitation
            {
                Id = unit.NewId(Ids.Invitation),
                ConversationId = conversation.Id,
                Email = address.Typed,
                EmailFolded = address.Folded,
                Language = wanted.Language ?? await mails.LanguageAsync(unit),
                Inviter = inviter,
                SentAt = unit.Now,
                ExpiresAt = unit.Now,
            }
        ).SendAgain(unit.Now) with
        {
            Inviter = inviter,
            GuestId = guestId,
            Name = wanted.Name ?? before?.Name,
            Text = wanted.Text ?? before?.Text,
            Held = await mails.HoldAsync(unit, conversation.Id, address.Folded),
        };
        if (before is not null && wanted.Language is not null)
        {
            invitation = invitation with { Language = wanted.Language };
        }
        var token = SecretToken.New();
        var key = $"invitation {invitation.Id} {invitation.Sends}";
        store.Save(unit, invitation, SecretToken.Hash(token), key);
        if (invitation.Held is null)
        {
            await mails.EnqueueAsync(unit, key, conversation, invitation, token);
        }
        return invitation;
    }

    /// <summary>Those who were added by a bare address get the link by which they come in (AC-4, GU-5).</summary>
    public async Task SendToAddedAsync(IUnit unit, Change change, Person inviter, IReadOnlyList<Invitee> invitees)
    {
        var typed = invitees
            .Where(invitee => invitee is { AgentId: null, GuestId: null })
            .Select(invitee => EmailAddress.Fold(invitee.Email))
            .ToHashSet();
        foreach (var guest in change.Added.Where(member => member.Kind == PersonKind.Guest))
        {
            if (EmailAddress.TryRead(guest.Email, out var address, out _) && typed.Contains(address.Folded))
            {
                await SendAsync(unit, change.After, inviter, address, new(guest.Email, guest.Name), guest.PersonId);
            }
        }
    }
}
