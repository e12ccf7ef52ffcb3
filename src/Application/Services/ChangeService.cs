using XBees.Application.Agents;
using XBees.Domain.Services;

namespace XBees.Application.Services;

public sealed class ChangeService(IUnitOfWork work, IServiceStore services, IAgentStore agents, IAuditTrail audit, Aftermaths aftermaths)
{
    /// <summary>False: there is no such service.</summary>
    public Task<bool> RunAsync(AgentCaller by, string id, ServiceChange change, long? version, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                if (await services.FindAsync(unit, id) is not { } service)
                {
                    return false;
                }
                if (version is not null && version != service.Version)
                {
                    throw new Refused(RequestRefusals.Stale);
                }
                var (name, members) = (service.Name, service.Members);
                await ApplyAsync(unit, service, change);
                if (!await services.SaveAsync(unit, service))
                {
                    throw new Refused(RequestRefusals.Stale);
                }
                audit.Note(unit, by.PersonId, "service.changed", service.Id);
                // Guests know a service by its name alone (TI-4): they hear of nothing else.
                unit.Log(new(service.Name == name ? "service.updated" : "service.renamed", null, service.Id));
                if (members.Except(service.Members, StringComparer.Ordinal).ToList() is { Count: > 0 } gone)
                {
                    await aftermaths.BeginAsync(unit, new(by.Person, gone));
                }
                return true;
            },
            cancel
        );

    private async Task ApplyAsync(IUnit unit, ServiceRecord service, ServiceChange change)
    {
        if (change.Name is not null)
        {
            service.Name = ServiceName.Read(change.Name);
            if (await services.NameIsTakenAsync(unit, ServiceName.Fold(service.Name), service.Id))
            {
                throw new Refused(ServiceRefusals.NameTaken);
            }
        }
        if (change.ManagerId is not null)
        {
            service.ManagerId = await ServiceMembers.ManagerAsync(unit, agents, change.ManagerId);
        }
        if (change.Members is not null)
        {
            service.Members = await ServiceMembers.ReadAsync(unit, agents, change.Members);
        }
    }
}
