namespace XBees.Application.Agents;

/// <summary>A fresh invitation; the link of the earlier one stops working.</summary>
public sealed class SendInvitation(IUnitOfWork work, IAgentStore agents, IAgentMails mails, IAuditTrail audit)
{
    /// <summary>The link, or null where there is no such agent.</summary>
    public Task<string?> RunAsync(AgentCaller by, string agentId, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                if (await agents.FindAsync(unit, agentId) is not { } agent)
                {
                    return null;
                }
                if (!agent.IsActive)
                {
                    throw new Refused(AgentRefusals.Deactivated);
                }
                if (agent.PasswordHash is not null)
                {
                    throw new Refused(AgentRefusals.AlreadyActive);
                }
                audit.Note(unit, by.PersonId, "agent.invited-again", agent.Id);
                return await SendAsync(unit, agents, mails, agent);
            },
            cancel
        );

    internal static async Task<string> SendAsync(IUnit unit, IAgentStore agents, IAgentMails mails, AgentAccount agent)
    {
        var token = SecretToken.New();
        await agents.AddLinkAsync(unit, agent.Id, AgentLinks.Invitation, SecretToken.Hash(token), unit.Now + AgentLinks.InvitationLasts);
        return await mails.InviteAsync(unit, agent, token);
    }
}
