using XBees.Application.Phonebook;
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
public sealed class GuestCrm(
    ICrmStore connections,
    ICrmLinks links,
    IEnumerable<ICrm> crms,
    AskCrm brief,
    INumberTables numbers,
    TimeProvider time
)
{
    private static readonly Duration Fresh = Duration.FromMinutes(5);
    private static readonly Duration FieldsAreFresh = Duration.FromHours(1);

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
            await Task.WhenAll((await UsedAsync(cancel)).Select(one => AskAsync(one, guest, LinkOf(known, one), cancel)));
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

    private async Task AskAsync(CrmConnection connection, CrmGuest guest, CrmLink? link, CancellationToken cancel)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if (link is { State: CrmLinkState.Pending or CrmLinkState.Failed } || link?.ReadAt > now - Fresh)
        {
            return;
        }
        await brief.RunAsync(connection, (access, limit) => ReadAsync(connection, access, guest, link, now, limit), cancel);
    }

    private async Task ReadAsync(
        CrmConnection connection,
        CrmAccess access,
        CrmGuest guest,
        CrmLink? link,
        Instant now,
        CancellationToken cancel
    )
    {
        var crm = crms.Single(one => one.Kind == connection.Kind);
        if (connection.FieldsAt <= now - FieldsAreFresh)
        {
            await connections.KeepFieldsAsync(connection.Id, await crm.DescribeAsync(access, cancel));
        }
        var record = link is { State: CrmLinkState.Linked, Record: { } before }
            ? await crm.ReadAsync(access, before.Id, cancel)
            : await crm.FindAsync(access, CrmPerson.Of(guest.Id, guest.Email, guest.Phone, await numbers.AtHomeAsync(cancel)), cancel);
        await links.SeeAsync(guest.Id, connection, record, cancel);
    }
}
