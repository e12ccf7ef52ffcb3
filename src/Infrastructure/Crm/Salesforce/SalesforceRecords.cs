using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Infrastructure.Phonebook;

namespace XBees.Infrastructure.Crm.Salesforce;

/// <summary>Leads and contacts as they are read.</summary>
public sealed class SalesforceRecords(SalesforceCalls calls)
{
    private const string LeadFields = "Id, Name, Company, Email, Status, Phone, MobilePhone, IsConverted, ConvertedContactId, Owner.Name";
    private const string ContactFields = "Id, Name, Email, Phone, MobilePhone, Account.Name, Owner.Name";

    /// <summary>Null: it was deleted there.</summary>
    internal async Task<CrmRecord?> ReadAsync(CrmAccess access, string recordId, CancellationToken cancel)
    {
        var id = SalesforceIds.Person(recordId) ?? throw new CrmUnreadable("The CRM's record has no id.");
        var isLead = SalesforceIds.IsLead(id);
        var soql = isLead ? $"SELECT {LeadFields} FROM Lead WHERE Id = '{id}'" : $"SELECT {ContactFields} FROM Contact WHERE Id = '{id}'";
        var found = await calls.FirstAsync(access, soql, cancel);
        return found is null ? null
            // C36: whoever was converted is the contact from then on.
            : isLead && found.IsConverted == true && SalesforceIds.Person(found.ConvertedContactId) is { } to && !SalesforceIds.IsLead(to)
                ? await ReadAsync(access, to, cancel)
            : Record(access, found);
    }

    /// <summary>Of several the oldest one, and a contact, who was a lead once, before a lead.</summary>
    internal async Task<CrmRecord?> ByEmailAsync(CrmAccess access, string email, CancellationToken cancel)
    {
        var which = $"WHERE Email = {Soql.Text(email)}";
        var found =
            await calls.FirstAsync(access, $"SELECT {ContactFields} FROM Contact {which} ORDER BY CreatedDate LIMIT 1", cancel)
            ?? await calls.FirstAsync(
                access,
                $"SELECT {LeadFields} FROM Lead {which} AND IsConverted = false ORDER BY CreatedDate LIMIT 1",
                cancel
            );
        return found is null ? null : Record(access, found);
    }

    internal async Task<CrmRecord?> ByPhoneAsync(CrmAccess access, CrmPerson person, CancellationToken cancel)
    {
        var sosl =
            $"FIND {{{Soql.AnyOf(NumberTables.Written(person.Phone!))}}} IN PHONE FIELDS "
            + $"RETURNING Contact({ContactFields}), Lead({LeadFields} WHERE IsConverted = false) LIMIT 20";
        // What is found is looked at: nobody is linked to a number that only looks like theirs.
        var same = (await SearchAsync(access, sosl, cancel)).FirstOrDefault(one => person.HasPhone(one.Phone, one.MobilePhone));
        return same is null ? null : Record(access, same);
    }

    internal async Task<IReadOnlyList<CrmContact>> SearchAsync(CrmAccess access, string typed, int most, CancellationToken cancel)
    {
        var words = Soql.Beginnings(typed);
        if (words.Length == 0)
        {
            return [];
        }
        var sosl =
            $"FIND {{{words}}} IN ALL FIELDS "
            + $"RETURNING Contact({ContactFields}), Lead({LeadFields} WHERE IsConverted = false) LIMIT {most}";
        return [.. (await SearchAsync(access, sosl, cancel)).Select(one => Contact(access, one)).OfType<CrmContact>().Take(most)];
    }

    private async Task<IEnumerable<SalesforceObject>> SearchAsync(CrmAccess access, string sosl, CancellationToken cancel) =>
        (
            (await calls.GetAsync<SalesforceSearched>(access, $"/search?q={Uri.EscapeDataString(sosl)}", cancel)).SearchRecords ?? []
        ).OfType<SalesforceObject>();

    private CrmContact? Contact(CrmAccess access, SalesforceObject found) =>
        SalesforceIds.Person(found.Id) is { } id
            ? new(id, CrmText.Line(found.Name) ?? id, CompanyOf(found), CrmText.Line(found.Email), calls.Page(access, id))
            : null;

    private static string? CompanyOf(SalesforceObject found) => CrmText.Line(found.Company) ?? CrmText.Line(found.Account?.Name);

    private CrmRecord Record(CrmAccess access, SalesforceObject found)
    {
        var id = SalesforceIds.Person(found.Id) ?? throw new CrmUnreadable("The CRM's record has no id.");
        return new()
        {
            Id = id,
            Name = CrmText.Line(found.Name),
            Company = CompanyOf(found),
            Owner = CrmText.Line(found.Owner?.Name),
            Status = CrmText.Line(found.Status),
            Url = calls.Page(access, id),
        };
    }
}
