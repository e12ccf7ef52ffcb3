using XBees.Domain.Crm;

namespace XBees.Application.Crm;

/// <summary>An agent calls back a record that still waits to be written, with what was to be logged on it.</summary>
public sealed class CallBackCrmRecord(IUnitOfWork work, ICrmStore connections, ICrmLinks links)
{
    /// <returns>False where the agent sees no such guest.</returns>
    public async Task<bool> RunAsync(AgentCaller caller, string guestId, string? crm, CancellationToken cancel)
    {
        if (await links.GuestAsync(caller, guestId, cancel) is null)
        {
            return false;
        }
        var connection = CreateCrmRecord.Choose(await connections.AllAsync(cancel), crm);
        return await work.RunAsync(
            async unit =>
            {
                var link = await links.LockedAsync(unit, guestId, connection.Kind);
                if (link?.ConnectionId != connection.Id || link.State == CrmLinkState.None)
                {
                    return true;
                }
                return link.State == CrmLinkState.Pending && await links.CallBackAsync(unit, link)
                    ? true
                    : throw new Refused(CrmRefusals.NotWaiting);
            },
            cancel
        );
    }
}
