using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Infrastructure.Phonebook;

namespace XBees.Infrastructure.Crm.Salesforce;

/// <summary>Leads and contacts as they are read.</summary>
public sealed class SalesforceRecords(SalesforceCalls calls)
{
    private const string LeadFields = "Id, Name, Company, Status, Phone, MobilePhone, IsConverted, ConvertedContactId, Owner.Name";
    private const string ContactFields = "Id, Name, Phone, MobilePhone, Account.Name, Owner.Name";

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
        var found = await calls.GetAsync<SalesforceSearched>(access, $"/search?q={Uri.EscapeDataString(sosl)}", cancel);
        // What is found is looked at: nobody is linked to a number that only looks like theirs.
        var same = found.SearchRecords?.FirstOrDefault(one => person.HasPhone(one?.Phone, one?.MobilePhone));
        return same is null ? null : Record(access, same);
    }

    /// <summary>By the beginnings of words, in whatever fields it searches.</summary>
    internal async Task<IReadOnlyList<CrmContact>> SearchAsync(CrmAccess access, string typed, int most, CancellationToken cancel)
    {
        var words = Soql.Words(typed);
        if (words.Length == 0)
        {
            return [];
        }
        var sosl =
            $"FIND {{{words}}} IN ALL FIELDS RETURNING Contact(Id, Name, Email, Account.Name), "
            + $"Lead(Id, Name, Email, Company WHERE IsConverted = false) LIMIT {most}";
        var found = await calls.GetAsync<SalesforceSearched>(access, $"/search?q={Uri.EscapeDataString(sosl)}", cancel);
        return [.. (found.SearchRecords ?? []).Select(one => Contact(access, one)).OfType<CrmContact>().Take(most)];
    }

    private CrmContact? Contact(CrmAccess access, SalesforceObject? found) =>
        SalesforceIds.Person(found?.Id) is { } id
            ? new(
                id,
                CrmText.Line(found!.Name) ?? CrmText.Line(found.Email) ?? id,
                CrmText.Line(found.Company) ?? CrmText.Line(found.Account?.Name),
                CrmText.Line(found.Email),
                calls.Page(access, id)
            )
            : null;

    private CrmRecord Record(CrmAccess access, SalesforceObject found)
    {
        var id = SalesforceIds.Person(found.Id) ?? throw new CrmUnreadable("The CRM's record has no id.");
        return new()
        {
            Id = id,
            Name = CrmText.Line(found.Name),
            Company = CrmText.Line(found.Company) ?? CrmText.Line(found.Account?.Name),
            Owner = CrmText.Line(found.Owner?.Name),
            Status = CrmText.Line(found.Status),
            Url = calls.Page(access, id),
        };
    }
}
