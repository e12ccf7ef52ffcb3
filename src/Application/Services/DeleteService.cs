using XBees.Application.Conversations;

namespace XBees.Application.Services;

/// <summary>A service goes; what goes on of it goes on with a successor (SV-5).</summary>
public sealed class DeleteService(IUnitOfWork work, IServiceStore services, IPeopleStore people, IAuditTrail audit, Aftermaths aftermaths)
{
    /// <summary>Null: there is no such service.</summary>
    public Task<ServiceUse?> UseAsync(string id, CancellationToken cancel) =>
        work.RunAsync(async unit => await services.FindAsync(unit, id) is null ? null : await services.UseAsync(unit, id), cancel);

    /// <summary>False: there is no such service.</summary>
    public Task<bool> RunAsync(AgentCaller by, string id, string? successorId, long? version, CancellationToken cancel) =>
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
                var successor = await SuccessorAsync(unit, id, successorId);
                if (!await services.DeleteAsync(unit, service, successor?.Id))
                {
                    throw new Refused(RequestRefusals.Stale);
                }
                audit.Note(
                    unit,
                    by.PersonId,
                    "service.deleted",
                    id,
                    successor is null ? null : new Dictionary<string, string> { ["successor"] = successor.Id }
                );
                // Its name leaves the titles of what goes on (TI-4); what is resolved keeps it.
                unit.Log(new("service.updated", null, id));
                if (successor is not null)
                {
                    unit.Log(new("service.updated", null, successor.Id));
                    await aftermaths.HandOverAsync(unit, by.Person, id, service.Members, successor);
                }
                return true;
            },
            cancel
        );

    private async Task<Domain.Services.ServiceTeam?> SuccessorAsync(IUnit unit, string id, string? successorId)
    {
        var use = await services.UseAsync(unit, id);
        if (string.IsNullOrEmpty(successorId))
        {
            return use.IsNothing ? null : throw new Refused(ServiceRefusals.SuccessorNeeded);
        }
        var successor = successorId == id ? null : await people.TeamAsync(unit, successorId);
        return successor is null ? throw new Refused(ServiceRefusals.NoSuccessor)
            : use.Conversations > 0 && successor.Bar is { } bar ? throw new Refused(bar with { Field = "successor" })
            : successor;
    }
}
