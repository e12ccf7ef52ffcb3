using XBees.Domain.Agents;
using XBees.Domain.Guests;

namespace XBees.Application.Agents;

/// <param name="Name">For colleagues, up to 200 characters.</param>
/// <param name="Email">Signs in with it; the invitation goes there.</param>
/// <param name="Licence">Basic or Standard (LC-1).</param>
/// <param name="Administrator">The right of LC-2.</param>
public sealed record NewAgent(string? Name, string? Email, string? Licence = "Standard", bool Administrator = false);

/// <summary>What inviting gives once.</summary>
public sealed record Invited(Created Created, string? InvitationUrl);

/// <summary>A new agent, who gets a link to choose a password (AD-2, AU-3).</summary>
public sealed class InviteAgent(IUnitOfWork work, IAgentStore agents, IAgentMails mails, IAuditTrail audit, IOrganisationStore organisation)
{
    public async Task<Invited> RunAsync(AgentCaller by, NewAgent typed, CancellationToken cancel)
    {
        string name = "";
        EmailAddress? email = null;
        Licence licence = default;
        AgentFields.All(
            () => name = AgentName.Read(typed.Name),
            () => email = EmailAddress.Read(typed.Email),
            () => licence = AgentFields.Licence(typed.Licence)
        );
        var settings = await organisation.ReadAsync(cancel);
        string? url = null;
        var created = await work.CreateAsync(
            async unit =>
            {
                if (await agents.FindByEmailAsync(unit, email!.Folded) is not null)
                {
                    throw new Refused(AgentRefusals.EmailTaken);
                }
                var agent = NewAgents.Make(
                    unit,
                    name,
                    email,
                    licence,
                    typed.Administrator,
                    settings?.Language ?? "en",
                    settings?.TimeZone ?? "UTC"
                );
                await agents.AddAsync(unit, agent);
                url = await SendInvitation.SendAsync(unit, agents, mails, agent);
                audit.Note(
                    unit,
                    by.PersonId,
                    "agent.invited",
                    agent.Id,
                    new Dictionary<string, string>
                    {
                        ["licence"] = licence.ToString(),
                        ["administrator"] = typed.Administrator ? "yes" : "no",
                    }
                );
                return new Created(agent.Id);
            },
            cancel
        );
        return new(created, url);
    }
}
