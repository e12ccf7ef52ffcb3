using XBees.Domain.Crm;

namespace XBees.Application.Crm;

/// <summary>An agent logs a task or a note on a guest's record (CR-3).</summary>
public sealed class LogCrmActivity(IUnitOfWork work, ICrmStore connections, ICrmLinks links, TimeProvider time)
{
    /// <returns>Its id; null where the agent sees no such guest.</returns>
    public async Task<Created?> RunAsync(
        AgentCaller caller,
        string guestId,
        string? crm,
        (string? Kind, string? Text, Instant? Due) typed,
        CancellationToken cancel
    )
    {
        if (await links.GuestAsync(caller, guestId, cancel) is null)
        {
            return null;
        }
        var connection = CreateCrmRecord.Choose(await connections.AllAsync(cancel), crm);
        var kind = Read(typed);
        var created = await work.CreateAsync(
            async unit =>
            {
                var link = await links.LockedAsync(unit, guestId, connection.Kind);
                if (link?.ConnectionId != connection.Id || link.State is not (CrmLinkState.Linked or CrmLinkState.Pending))
                {
                    throw new Refused(CrmRefusals.NotLinked);
                }
                var id = unit.NewId(Ids.CrmActivity);
                await links.LogAsync(unit, link, new(id, kind, typed.Text!.Trim(), typed.Due, caller.PersonId));
                return new(id);
            },
            cancel
        );
        await CrmWait.UntilAsync(async () => await IsSettledAsync(guestId, created.Id, cancel), time, cancel);
        return created;
    }

    private static CrmActivityKind Read((string? Kind, string? Text, Instant? Due) typed)
    {
        var errors = new FieldErrors();
        var kind = CrmActivity.KindOf(typed.Kind);
        errors.Add("kind", kind is null ? "Choose task or note." : null);
        errors.Add("text", CrmActivity.Problem(typed.Text));
        errors.Add("dueAt", typed.Due is not null && kind == CrmActivityKind.Note ? "A note is not due." : null);
        errors.ThrowIfAny();
        return kind!.Value;
    }

    private async Task<bool> IsSettledAsync(string guestId, string id, CancellationToken cancel) =>
        (await links.LoggedAsync(guestId, cancel)).All(one => one.Id != id || one.State != "pending");
}
