using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Infrastructure.Crm.OAuth;

namespace XBees.Infrastructure.Crm.Salesforce;

/// <summary>
/// Salesforce (https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest). Guests become leads; whoever is there is a lead or a contact. Its
/// search knows what was written a moment ago only later, SOQL at once.
/// </summary>
public sealed partial class SalesforceCrm(SalesforceCalls calls, SalesforceRecords records) : ICrm
{
    public CrmKind Kind => CrmKind.Salesforce;

    public bool SignsRecords => true;

    public async Task<string> OpenAsync(string token, CancellationToken cancel)
    {
        var grant = CrmGrant.Of(token) ?? throw new CrmRefuses("Salesforce is connected by signing in alone.");
        var secret = new SalesforceSecret(grant.Login, "Completed") { Tokens = grant.Tokens };
        var done = await calls.FirstAsync(
            secret.ToAccess(),
            "SELECT ApiName FROM TaskStatus WHERE IsClosed = true ORDER BY SortOrder LIMIT 1",
            cancel
        );
        return (done?.ApiName is { } name && CrmText.Line(name) == name ? secret with { Done = name } : secret).ToSecret();
    }

    public string AccountOf(CrmAccess access)
    {
        var tokens = CrmSecret.Of<SalesforceSecret>(access).Tokens;
        return SalesforceIds.Organisation(tokens?.Identity) ?? tokens?.Instance ?? "";
    }

    public async Task<IReadOnlyList<CrmField>> DescribeAsync(CrmAccess access, CancellationToken cancel)
    {
        var fields = SalesforceFields.Of(await calls.GetAsync<SalesforceDescription>(access, "/sobjects/Lead/describe", cancel));
        return fields.Count > 0 ? fields : throw new CrmUnreadable("The CRM describes no field.");
    }

    public async Task<CrmRecord?> FindAsync(CrmAccess access, CrmPerson person, CancellationToken cancel) =>
        (person.Email is null ? null : await records.ByEmailAsync(access, person.Email, cancel))
        ?? (person.Phone is null ? null : await records.ByPhoneAsync(access, person, cancel));

    public Task<IReadOnlyList<CrmContact>> SearchAsync(CrmAccess access, string typed, int most, CancellationToken cancel) =>
        records.SearchAsync(access, typed, most, cancel);

    public async Task<CrmRecord> CreateAsync(
        CrmAccess access,
        CrmPerson person,
        IReadOnlyDictionary<string, string> values,
        CrmAuthor author,
        CancellationToken cancel
    )
    {
        var made = await MadeAsync(access, person, values, cancel) ?? await InsertAsync(access, person, values, author, cancel);
        // Which one it is, is known, whether or not it can be read.
        return await ReadAsync(access, made, cancel) ?? new() { Id = made, Url = calls.Page(access, made) };
    }

    public Task<CrmRecord?> ReadAsync(CrmAccess access, string recordId, CancellationToken cancel) =>
        records.ReadAsync(access, recordId, cancel);

    public Task ForgetAsync(CrmAccess access, CrmAccess? kept, CancellationToken cancel) => calls.ForgetAsync(access, kept, cancel);

    /// <summary>The lead that was made and not told, as the answer was lost; whoever has an address was looked for by it already.</summary>
    private async Task<string?> MadeAsync(
        CrmAccess access,
        CrmPerson person,
        IReadOnlyDictionary<string, string> values,
        CancellationToken cancel
    )
    {
        if (person.Email is not null || !values.TryGetValue("LastName", out var name))
        {
            return null;
        }
        var soql =
            $"SELECT Id, Description FROM Lead WHERE LastName = {Soql.Text(name)} AND CreatedDate = LAST_N_DAYS:30 "
            + "ORDER BY CreatedDate DESC LIMIT 200";
        var recent = await calls.QueryAsync(access, soql, cancel);
        return SalesforceIds.Person(recent.FirstOrDefault(lead => SalesforceNotes.Has(lead, person.ExternalId))?.Id);
    }

    private async Task<string> InsertAsync(
        CrmAccess access,
        CrmPerson person,
        IReadOnlyDictionary<string, string> values,
        CrmAuthor author,
        CancellationToken cancel
    )
    {
        var owner = await UserAsync(access, author, cancel);
        var note = SalesforceNotes.Lead(person.ExternalId, author.Name, owner is not null);
        var lead = new Dictionary<string, string>(values)
        {
            ["Description"] = values.TryGetValue("Description", out var typed) ? $"{typed}\n{note}" : note,
        };
        if (owner is not null)
        {
            lead["OwnerId"] = owner;
        }
        var answer = await calls.PostAsync(access, "/sobjects/Lead", lead, cancel);
        return answer.IsSuccess
            ? SalesforceIds.Person(CrmHttp.Read<SalesforceSaved>(answer).Id) ?? throw new CrmUnreadable("The CRM's record has no id.")
            : SalesforceErrors.Existing(answer) ?? throw SalesforceErrors.Failure(answer);
    }
}
