using XBees.Application.Phonebook;
using XBees.Domain.Crm;

namespace XBees.Application.Crm;

/// <summary>Looks for a guest in a CRM, unless what is known is fresh enough.</summary>
public sealed class CrmLook(
    ICrmStore connections,
    ICrmLinks links,
    IEnumerable<ICrm> crms,
    AskCrm brief,
    INumberTables numbers,
    TimeProvider time
)
{
    private static readonly Duration FieldsAreFresh = Duration.FromHours(1);

    /// <param name="connection">Which CRM.</param>
    /// <param name="guest">Who is looked for.</param>
    /// <param name="link">What is known of them there; null: nothing.</param>
    /// <param name="fresh">What is younger is not asked for again.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>False: it did not answer, and rests.</returns>
    public async Task<bool> RunAsync(CrmConnection connection, CrmGuest guest, CrmLink? link, Duration fresh, CancellationToken cancel)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        return link is { State: CrmLinkState.Pending or CrmLinkState.Failed }
            || link?.ReadAt > now - fresh
            || await brief.RunAsync(connection, (access, limit) => ReadAsync(connection, access, guest, link, now, limit), cancel);
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
