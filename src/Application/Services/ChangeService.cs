using XBees.Application.Agents;
using XBees.Application.Conversations;
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
                var before = service with { };
                await ApplyAsync(unit, service, change);
                if (!await services.SaveAsync(unit, service))
                {
                    throw new Refused(RequestRefusals.Stale);
                }
                if (ServiceDifference.Of(before, service) is { Count: > 0 } changed)
                {
                    audit.Note(unit, by.PersonId, "service.changed", service.Id, changed);
                }
                // Guests know a service by its name alone (TI-4): they hear of nothing else.
                unit.Log(new(service.Name == before.Name ? "service.updated" : "service.renamed", null, service.Id));
                await FollowAsync(unit, by, service, before.Members, change.AlsoOpen);
                return true;
            },
            cancel
        );

    /// <summary>What it means for the open conversations of who goes (SV-4) and who comes (SV-3).</summary>
    private async Task FollowAsync(IUnit unit, AgentCaller by, ServiceRecord service, IReadOnlyList<string> before, bool alsoOpen)
    {
        var gone = before.Except(service.Members, StringComparer.Ordinal).ToList();
        var newcomers = service.Members.Except(before, StringComparer.Ordinal).ToList();
        var joining = alsoOpen && newcomers.Count > 0 ? await aftermaths.BroughtAsync(unit, service.Id, newcomers) : [];
        if (gone.Count > 0 || joining.Count > 0)
        {
            await aftermaths.BeginAsync(unit, new(by.Person, gone) { ServiceId = service.Id, Joining = joining });
        }
    }

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
        if (change.HasAnswerMinutes)
        {
            service.AnswerMinutes = ServiceTimes.AnswerMinutes(change.AnswerMinutes);
        }
        if (change.HasNewAfterDays)
        {
            service.NewAfterDays = ServiceTimes.NewAfterDays(change.NewAfterDays);
        }
        service.SaysEnded = change.SaysEnded ?? service.SaysEnded;
        if (change.Members is not null)
        {
            service.Members = await ServiceMembers.ReadAsync(unit, agents, change.Members);
        }
    }
}
