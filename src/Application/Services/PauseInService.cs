namespace XBees.Application.Services;

/// <summary>An agent's own switch in a service: who pauses is not brought by it, and stays where they are (SV-2).</summary>
public sealed class PauseInService(IUnitOfWork work, IServiceStore services)
{
    /// <summary>False: the caller is in no such service.</summary>
    public Task<bool> RunAsync(AgentCaller caller, string serviceId, bool? paused, CancellationToken cancel)
    {
        if (paused is not { } pauses)
        {
            throw new Invalid("paused", "Say true or false.");
        }
        return work.RunAsync(
            async unit =>
            {
                if (!await services.PauseAsync(unit, serviceId, caller.PersonId, pauses))
                {
                    return false;
                }
                unit.Log(new("service.updated", null, serviceId));
                return true;
            },
            cancel
        );
    }
}
