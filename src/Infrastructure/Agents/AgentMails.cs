using XBees.Application.Agents;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.Mail;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Agents;

/// <summary>Fixed texts with one link each, in the agent's language; built from XBees:BaseUrl alone.</summary>
public sealed class AgentMails(PublicAddress address, MasterKey master) : IAgentMails
{
    public async Task<string> InviteAsync(IUnit unit, AgentAccount agent, string token)
    {
        var german = agent.Language == "de";
        await SendAsync(
            unit,
            agent,
            token,
            german ? "Ihre Einladung zu XBees" : "Your invitation to XBees",
            german
                ? "Sie wurden eingeladen, mit XBees zu arbeiten. Wählen Sie hier Ihr Passwort; der Link gilt 48 Stunden und einmal:"
                : "You have been invited to work with XBees. Choose your password here; the link works once, for 48 hours:",
            "/invite/"
        );
        return address.Of("/invite/" + token);
    }

    public Task ResetAsync(IUnit unit, AgentAccount agent, string token)
    {
        var german = agent.Language == "de";
        return SendAsync(
            unit,
            agent,
            token,
            german ? "Neues Passwort für XBees" : "A new password for XBees",
            german
                ? "Wählen Sie hier ein neues Passwort; der Link gilt eine Stunde und einmal. Haben Sie nicht darum gebeten, ist nichts zu tun:"
                : "Choose a new password here; the link works once, for an hour. If you did not ask for it, there is nothing to do:",
            "/reset/"
        );
    }

    private Task SendAsync(IUnit unit, AgentAccount agent, string token, string subject, string sentence, string path) =>
        Deliveries.EnqueueAsync(
            Unit.Of(unit),
            OutgoingMail.Kind,
            // The hash of the token is the link's own id: one link, one mail.
            $"link {SecretToken.Hash(token)}",
            $"mail {agent.Id}",
            new Letter(agent.Language, [sentence], address.Of(path) + OutgoingMail.SecretMark).To(
                agent.Email,
                agent.Name,
                subject,
                master.Seal(OutgoingMail.SecretPurpose, token)
            )
        );
}
