namespace XBees.Application.Crm;

/// <summary>Somebody who was found, and in which CRM.</summary>
public sealed record FoundInCrm(CrmKind Crm, CrmContact Contact);

/// <summary>What the CRMs that are used have for the search box (SE-6) and for whom is added (AC-4).</summary>
/// <param name="Contacts">In turn from each CRM, the best first.</param>
/// <param name="Silent">Those that did not answer.</param>
public sealed record CrmFindings(IReadOnlyList<FoundInCrm> Contacts, IReadOnlyList<CrmKind> Silent);

/// <summary>Looks for people in all CRMs that are used, at once; whoever does not answer within three seconds is passed over.</summary>
public sealed class FindInCrm(ICrmStore connections, IEnumerable<ICrm> crms, AskCrm brief)
{
    public async Task<CrmFindings> RunAsync(string typed, int most, CancellationToken cancel)
    {
        var used = (await connections.AllAsync(cancel)).Where(one => one.IsActive);
        var answers = await Task.WhenAll(used.Select(one => AskAsync(one, typed, most, cancel)));
        var contacts = answers
            .SelectMany(answer => (answer.Contacts ?? []).Select((contact, place) => (place, Found: new FoundInCrm(answer.Crm, contact))))
            .OrderBy(one => one.place)
            .Select(one => one.Found)
            .Take(most);
        return new([.. contacts], [.. answers.Where(answer => answer.Contacts is null).Select(answer => answer.Crm)]);
    }

    private async Task<(CrmKind Crm, IReadOnlyList<CrmContact>? Contacts)> AskAsync(
        CrmConnection connection,
        string typed,
        int most,
        CancellationToken cancel
    )
    {
        var crm = crms.Single(one => one.Kind == connection.Kind);
        IReadOnlyList<CrmContact>? found = null;
        await brief.RunAsync(connection, async (access, limit) => found = await crm.SearchAsync(access, typed, most, limit), cancel);
        return (connection.Kind, found);
    }
}
