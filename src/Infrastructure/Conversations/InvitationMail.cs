using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Domain.Mails;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Mail;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Conversations;

/// <summary>
/// The mails of invitations: fixed words, names that can be no link, and an agent's own words where there are any (SP-5, attack row 22).
/// </summary>
public sealed class InvitationMail(MailWriter writer) : IInvitationMail
{
    public async Task<string> LanguageAsync(IUnit unit) =>
        Languages.Of(await Settings.GetAsync(Unit.Of(unit), Settings.OrganisationLanguage));

    public Task<MailHold?> HoldAsync(IUnit unit, string conversationId, string emailFolded) =>
        StrangersMail.HoldAsync(Unit.Of(unit), new(conversationId, emailFolded));

    public Task AcknowledgeAsync(IUnit unit, string emailFolded) => StrangersMail.AcknowledgeAsync(Unit.Of(unit), emailFolded);

    public async Task EnqueueAsync(IUnit unit, string key, Conversation conversation, Invitation invitation, string token)
    {
        var session = Unit.Of(unit);
        var organisation = await Settings.GetAsync(session, Settings.OrganisationName) ?? "XBees";
        var title = Title.For(TitleFacts.Of(conversation), new(PersonKind.Guest, invitation.GuestId, true, invitation.Language));
        var mail = await writer.WriteAsync(
            session,
            MailKinds.GuestInvitation,
            new(invitation.Email, invitation.Name, invitation.Language, new(invitation.ConversationId, invitation.EmailFolded)),
            "/i/",
            token,
            (MailPlaces.Inviter, MailName.Of(invitation.Inviter.NameFor(PersonKind.Guest, invitation.Language), organisation)),
            (MailPlaces.Title, MailName.Of(title.Text, organisation)),
            (MailPlaces.Text, invitation.Text ?? "")
        );
        await Deliveries.EnqueueAsync(session, OutgoingMail.Kind, key, $"mail {invitation.Id}", mail);
    }

    public Task WithdrawAsync(IUnit unit, Invitation invitation)
    {
        // Left already, or just leaving: its link is dead all the same.
        var args = new { lane = $"mail {invitation.Id}", waiting = "waiting" };
        return Unit.Of(unit).ExecuteAsync($"delete from delivery where lane = @lane and state = @waiting and claim is null", args);
    }
}
