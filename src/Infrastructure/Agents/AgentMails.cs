using XBees.Application.Agents;
using XBees.Domain.Mails;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.Mail;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Agents;

/// <summary>Mails with one link each, in the agent's language.</summary>
public sealed class AgentMails(PublicAddress address, MailWriter writer) : IAgentMails
{
    public async Task<string> InviteAsync(IUnit unit, AgentAccount agent, string token)
    {
        await SendAsync(unit, agent, token, MailKinds.AgentInvitation, "/invite/");
        return address.Of("/invite/" + token);
    }

    public Task ResetAsync(IUnit unit, AgentAccount agent, string token) =>
        SendAsync(unit, agent, token, MailKinds.PasswordReset, "/reset/");

    private async Task SendAsync(IUnit unit, AgentAccount agent, string token, MailKind kind, string path) =>
        await Deliveries.EnqueueAsync(
            Unit.Of(unit),
            OutgoingMail.Kind,
            // The hash of the token is the link's own id: one link, one mail.
            $"link {SecretToken.Hash(token)}",
            $"mail {agent.Id}",
            await writer.WriteAsync(Unit.Of(unit), kind, new(agent.Email, agent.Name, agent.Language), path, token)
        );
}
