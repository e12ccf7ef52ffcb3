namespace XBees.Application.Agents;

/// <summary>A link of AU-3 becomes a password: an invitation's first one, or a new one.</summary>
public sealed class ChoosePassword(IUnitOfWork work, IAgentStore agents, IPasswords passwords, IAuditTrail audit)
{
    /// <summary>The agent whose password it is now. The link is taken even if two try at once: one wins.</summary>
    public async Task<AgentAccount> RunAsync(string kind, string? token, string? password, CancellationToken cancel)
    {
        passwords.Check(password, "password");
        if (string.IsNullOrEmpty(token))
        {
            throw new Refused(AgentRefusals.LinkDead);
        }
        // Before the unit: a hash takes longer than a transaction may.
        var hash = passwords.Hash(password!);
        return await work.RunAsync(unit => SetAsync(unit, kind, token, hash), cancel);
    }

    private async Task<AgentAccount> SetAsync(IUnit unit, string kind, string token, string hash)
    {
        if (
            await agents.UseLinkAsync(unit, kind, SecretToken.Hash(token)) is not { } agentId
            || await agents.FindAsync(unit, agentId) is not { IsActive: true } agent
        )
        {
            throw new Refused(AgentRefusals.LinkDead);
        }
        agent.PasswordHash = hash;
        agent.SecurityStamp = NewAgents.Stamp();
        await agents.SaveAsync(unit, agent);
        await agents.EndSessionsAsync(unit, agent.Id);
        audit.Note(unit, agent.Id, kind == AgentLinks.Invitation ? "agent.joined" : "password.reset", agent.Id);
        unit.Log(new("agent.updated", null, agent.Id));
        return agent;
    }
}

/// <summary>A signed-in agent's new password; the other sessions end (AU-4).</summary>
public sealed class ChangePassword(IUnitOfWork work, IAgentStore agents, IPasswords passwords, IAuditTrail audit)
{
    public async Task RunAsync(AgentCaller caller, string? current, string? wanted, CancellationToken cancel)
    {
        passwords.Check(wanted, "new");
        var known = await work.RunAsync(unit => agents.FindAsync(unit, caller.PersonId), cancel);
        if (!passwords.Verify(known!.PasswordHash, current ?? ""))
        {
            throw new Refused(AgentRefusals.WrongPassword);
        }
        var hash = passwords.Hash(wanted!);
        await work.RunAsync(
            async unit =>
            {
                var agent = await agents.FindAsync(unit, caller.PersonId);
                // Changed meanwhile elsewhere: what was checked above is not the present password.
                if (agent!.PasswordHash != known.PasswordHash)
                {
                    throw new Refused(AgentRefusals.WrongPassword);
                }
                agent.PasswordHash = hash;
                agent.SecurityStamp = NewAgents.Stamp();
                await agents.SaveAsync(unit, agent);
                await agents.EndSessionsAsync(unit, agent.Id, caller.SessionId);
                audit.Note(unit, agent.Id, "password.changed", agent.Id);
                return true;
            },
            cancel
        );
    }
}

/// <summary>Requests for a new password, kept until somebody looks whom they are about.</summary>
public interface IResetRequests
{
    Task EnqueueAsync(IUnit unit, string address);
}

/// <summary>A link for somebody who forgot the password. The answer is the same whether the address is known or not (AU-1).</summary>
public sealed class RequestPasswordReset(IUnitOfWork work, IResetRequests requests)
{
    public Task RunAsync(string? email, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                await requests.EnqueueAsync(unit, Domain.Guests.EmailAddress.Fold(email) ?? "");
                return true;
            },
            cancel
        );
}

/// <summary>The mail that such a request leads to, where the address is an active agent's.</summary>
public sealed class SendPasswordReset(IUnitOfWork work, IAgentStore agents, IAgentMails mails, IAuditTrail audit)
{
    public Task RunAsync(string address, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                if (await agents.FindByEmailAsync(unit, address) is { IsActive: true, PasswordHash: not null } agent)
                {
                    var token = SecretToken.New();
                    await agents.AddLinkAsync(unit, agent.Id, AgentLinks.Reset, SecretToken.Hash(token), unit.Now + AgentLinks.ResetLasts);
                    await mails.ResetAsync(unit, agent, token);
                    audit.Note(unit, null, "password.reset-asked", agent.Id);
                }
                return true;
            },
            cancel
        );
}
