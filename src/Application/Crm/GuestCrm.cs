using XBees.Domain.Crm;

namespace XBees.Application.Crm;

/// <summary>A guest in one CRM: the record, or the form that makes one.</summary>
/// <param name="Connection">Which.</param>
/// <param name="Link">Null: nothing is known.</param>
/// <param name="Values">What the form is filled with.</param>
public sealed record CrmSight(CrmConnection Connection, CrmLink? Link, IReadOnlyDictionary<string, string> Values);

/// <summary>
/// What is known of a guest in the CRMs that are used (CR-2, CR-4, CR-9). They are asked now and then, for a short while, and all at once;
/// whoever does not answer is shown as it was.
/// </summary>
public sealed class GuestCrm(ICrmStore connections, ICrmLinks links, CrmLook look)
{
    private static readonly Duration Fresh = Duration.FromMinutes(5);

    /// <param name="caller">Who looks.</param>
    /// <param name="guestId">At whom.</param>
    /// <param name="ask">Whether the CRMs are asked; else it is what is known here.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Null where the agent sees no such guest.</returns>
    public async Task<IReadOnlyList<CrmSight>?> RunAsync(AgentCaller caller, string guestId, bool ask, CancellationToken cancel)
    {
        if (await links.GuestAsync(caller, guestId, cancel) is not { } guest)
        {
            return null;
        }
        if (ask)
        {
            var known = await links.OfGuestAsync(guestId, cancel);
            await Task.WhenAll((await UsedAsync(cancel)).Select(one => look.RunAsync(one, guest, LinkOf(known, one), Fresh, cancel)));
        }
        var present = await links.OfGuestAsync(guestId, cancel);
        return [.. (await UsedAsync(cancel)).Select(one => See(one, guest, LinkOf(present, one)))];
    }

    private async Task<IEnumerable<CrmConnection>> UsedAsync(CancellationToken cancel) =>
        (await connections.AllAsync(cancel)).Where(one => one.IsActive);

    private static CrmLink? LinkOf(IEnumerable<CrmLink> known, CrmConnection connection) =>
        known.FirstOrDefault(link => link.ConnectionId == connection.Id);

    private static CrmSight See(CrmConnection connection, CrmGuest guest, CrmLink? link) =>
        new(connection, link, link?.Form ?? CrmForm.Proposed(connection.Fields, guest.Name, guest.Email, guest.Phone));
}
