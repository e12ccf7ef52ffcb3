using XBees.Application.Conversations;
using XBees.Domain.Agents;
using XBees.Domain.Guests;

namespace XBees.Application.Agents;

/// <summary>What an administrator changes of an agent; null is unchanged.</summary>
public sealed record AgentChange
{
    public string? Name { get; init; }

    /// <summary>An empty text takes the name for guests away.</summary>
    public string? GuestName { get; init; }
    public string? Email { get; init; }
    public string? Licence { get; init; }
    public bool? Administrator { get; init; }
    public bool? Active { get; init; }
}

/// <summary>Names, licence, rights, deactivation (AD-2, AD-5, AD-6, LC-3).</summary>
public sealed class ChangeAgent(IUnitOfWork work, IAgentStore agents, IAuditTrail audit, Aftermaths aftermaths)
{
    /// <summary>False: there is no such agent.</summary>
    public Task<bool> RunAsync(AgentCaller by, string agentId, AgentChange change, long? version, CancellationToken cancel) =>
        work.RunAsync(unit => ChangeAsync(unit, by, agentId, change, version), cancel);

    private async Task<bool> ChangeAsync(IUnit unit, AgentCaller by, string agentId, AgentChange change, long? version)
    {
        await agents.LockAdministratorsAsync(unit);
        if (await agents.FindAsync(unit, agentId) is not { } agent)
        {
            return false;
        }
        if (version is not null && version != agent.Version)
        {
            throw new Refused(RequestRefusals.Stale);
        }
        var wasAdministrator = agent is { IsActive: true, IsAdministrator: true };
        var changed = new Dictionary<string, string>();
        ApplyNames(agent, change, changed);
        await ApplyEmailAsync(unit, agent, change.Email, changed);
        await ApplyRightsAsync(unit, agent, change, changed);
        if (changed.Count == 0)
        {
            return true;
        }
        if (
            wasAdministrator
            && agent is not { IsActive: true, IsAdministrator: true }
            && await agents.CountActiveAdministratorsAsync(unit) <= 1
        )
        {
            throw new Refused(AgentRefusals.LastAdministrator);
        }
        if (!await agents.SaveAsync(unit, agent))
        {
            throw new Refused(RequestRefusals.Stale);
        }
        audit.Note(unit, by.PersonId, "agent.changed", agent.Id, changed);
        unit.Log(new("agent.updated", null, agent.Id));
        if ((changed.ContainsKey("licence") || changed.ContainsKey("active")) && agent is not { IsActive: true, Licence: Licence.Standard })
        {
            await aftermaths.BeginAsync(unit, new(by.Person, [agent.Id]));
        }
        return true;
    }

    private static void ApplyNames(AgentAccount agent, AgentChange change, Dictionary<string, string> changed)
    {
        if (change.Name is not null && AgentName.Read(change.Name) is var name && name != agent.Name)
        {
            agent.Name = name;
            changed["name"] = "changed";
        }
        if (change.GuestName is not null && AgentName.ReadForGuests(change.GuestName) is var guestName && guestName != agent.GuestName)
        {
            agent.GuestName = guestName;
            changed["guestName"] = "changed";
        }
    }

    private async Task ApplyEmailAsync(IUnit unit, AgentAccount agent, string? typed, Dictionary<string, string> changed)
    {
        if (typed is null || EmailAddress.Read(typed) is not { } email || email.Typed == agent.Email)
        {
            return;
        }
        if (await agents.FindByEmailAsync(unit, email.Folded) is { } other && other.Id != agent.Id)
        {
            throw new Refused(AgentRefusals.EmailTaken);
        }
        agent.Email = email.Typed;
        agent.EmailFolded = email.Folded;
        changed["email"] = "changed";
    }

    private async Task ApplyRightsAsync(IUnit unit, AgentAccount agent, AgentChange change, Dictionary<string, string> changed)
    {
        if (change.Licence is not null && AgentFields.Licence(change.Licence) is var licence && licence != agent.Licence)
        {
            agent.Licence = licence;
            changed["licence"] = licence.ToString();
        }
        if (change.Administrator is { } administrator && administrator != agent.IsAdministrator)
        {
            agent.AdministratorSince = administrator ? unit.Now.ToUnixTimeMilliseconds() : null;
            changed["administrator"] = administrator ? "yes" : "no";
        }
        if (change.Active is { } active && active != agent.IsActive)
        {
            agent.DeactivatedAt = active ? null : unit.Now.ToUnixTimeMilliseconds();
            changed["active"] = active ? "yes" : "no";
            if (!active)
            {
                // AD-5: at once, everywhere; the name stays on what they wrote.
                agent.SecurityStamp = NewAgents.Stamp();
                await agents.EndSessionsAsync(unit, agent.Id);
                await agents.RevokeKeysAsync(unit, agent.Id);
            }
        }
    }
}
