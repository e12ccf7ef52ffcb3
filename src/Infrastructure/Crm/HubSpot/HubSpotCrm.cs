using System.Globalization;
using System.Net;
using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Domain.Guests;
using XBees.Infrastructure.Crm.OAuth;
using XBees.Infrastructure.Phonebook;

namespace XBees.Infrastructure.Crm.HubSpot;

/// <summary>
/// HubSpot (https://developers.hubspot.com/docs/api-reference/crm-contacts-v3). Its search knows what was written a moment ago only later; so whoever
/// was made here is read by a property of our own, then by e-mail, and searched for by phone alone.
/// </summary>
public sealed partial class HubSpotCrm(HubSpotCalls calls) : ICrm
{
    private const string Own = "xbees_id";
    private const string Contacts = "/crm/v3/objects/contacts";
    private const string Shown = "firstname,lastname,email,phone,company,lifecyclestage,hs_lead_status,hubspot_owner_id";

    private static readonly (string Type, string Sample)[] Types =
    [
        ("contacts", "email"),
        ("notes", "hs_note_body"),
        ("tasks", "hs_task_body"),
        ("meetings", "hs_meeting_title"),
    ];

    public CrmKind Kind => CrmKind.HubSpot;

    public async Task<string> OpenAsync(string token, CancellationToken cancel)
    {
        var grant = CrmGrant.Of(token);
        var secret = new HubSpotSecret(grant is null ? token : "", 0, "") { Tokens = grant?.Tokens };
        var account = await calls.GetAsync<HubSpotAccount>(secret.ToAccess(), "/account-info/v3/details", cancel);
        return (secret with { Portal = account.PortalId, Domain = account.UiDomain ?? "app.hubspot.com" }).ToSecret();
    }

    public string AccountOf(CrmAccess access) => CrmSecret.Of<HubSpotSecret>(access).Portal.ToString(CultureInfo.InvariantCulture);

    /// <summary>A property of our own, by which what was written is known again.</summary>
    public async Task PrepareAsync(CrmAccess access, CancellationToken cancel)
    {
        foreach (var (type, sample) in Types)
        {
            // In the group that HubSpot itself has for such properties.
            var known = await calls.GetAsync<HubSpotProperty>(access, $"/crm/v3/properties/{type}/{sample}", cancel);
            var own = new HubSpotNewProperty(Own, "XBees", known.GroupName ?? "");
            await calls.PostAsync(access, $"/crm/v3/properties/{type}", own, [HttpStatusCode.Conflict], cancel);
        }
    }

    public async Task<IReadOnlyList<CrmField>> DescribeAsync(CrmAccess access, CancellationToken cancel)
    {
        var all = await calls.GetAsync<HubSpotProperties>(access, "/crm/v3/properties/contacts", cancel);
        var fields = HubSpotFields.Of(all);
        return fields.Count > 0 ? fields : throw new CrmUnreadable("The CRM describes no field.");
    }

    public async Task<CrmRecord?> FindAsync(CrmAccess access, CrmPerson person, CancellationToken cancel) =>
        await ByAsync(access, person.ExternalId, Own, cancel)
        ?? (person.Email is null ? null : await ByAsync(access, person.Email, "email", cancel))
        ?? (person.Phone is null ? null : await ByPhoneAsync(access, person, cancel));

    public async Task<IReadOnlyList<CrmContact>> SearchAsync(CrmAccess access, string typed, int most, CancellationToken cancel)
    {
        var body = new HubSpotQuery(typed, Shown.Split(','), most);
        var answer = await calls.PostAsync(access, $"{Contacts}/search", body, [], cancel);
        return
        [
            .. (CrmHttp.Read<HubSpotFound>(answer).Results ?? []).Select(found => ContactOf(access, found)).OfType<CrmContact>().Take(most),
        ];
    }

    public async Task<CrmRecord> CreateAsync(
        CrmAccess access,
        CrmPerson person,
        IReadOnlyDictionary<string, string> values,
        CrmAuthor author,
        CancellationToken cancel
    )
    {
        var properties = new Dictionary<string, string>(values) { [Own] = person.ExternalId };
        if (await UserAsync(access, author, cancel) is { } owner)
        {
            properties["hubspot_owner_id"] = owner;
        }
        var body = new HubSpotWrite(properties);
        var answer = await calls.PostAsync(access, Contacts, body, [HttpStatusCode.Conflict, HttpStatusCode.BadRequest], cancel);
        if (answer.IsSuccess)
        {
            return await RecordAsync(access, CrmHttp.Read<HubSpotObject>(answer), cancel);
        }
        if (answer.Status == HttpStatusCode.Conflict && HubSpotErrors.Existing(answer) is { } existing)
        {
            // It may have been made so lately that it cannot be read yet; which one it is, is known.
            return await ReadAsync(access, existing, cancel) ?? new() { Id = existing, Url = Link(access, existing) };
        }
        throw answer.Status == HttpStatusCode.BadRequest
            ? HubSpotErrors.Invalid(answer)
            : new CrmUnreadable("The CRM says that there is one, and not which.");
    }

    public async Task<CrmRecord?> ReadAsync(CrmAccess access, string recordId, CancellationToken cancel) =>
        await calls.FindAsync<HubSpotObject>(access, $"{Contacts}/{recordId}?properties={Shown}", cancel) is { } found
            ? await RecordAsync(access, found, cancel)
            : null;

    public async Task<string?> UserAsync(CrmAccess access, CrmAuthor author, CancellationToken cancel)
    {
        var path = $"/crm/v3/owners?limit=1&email={Uri.EscapeDataString(author.Email)}";
        return
            (await calls.GetAsync<HubSpotOwners>(access, path, cancel)).Results is [{ } owner, ..]
            && EmailAddress.Fold(owner.Email) == EmailAddress.Fold(author.Email)
            ? CrmText.Id(owner.Id)
            : null;
    }

    private async Task<CrmRecord?> ByAsync(CrmAccess access, string value, string property, CancellationToken cancel)
    {
        var path = $"{Contacts}/{Uri.EscapeDataString(value)}?idProperty={property}&properties={Shown}";
        return await calls.FindAsync<HubSpotObject>(access, path, cancel) is { } found ? await RecordAsync(access, found, cancel) : null;
    }

    private async Task<CrmRecord?> ByPhoneAsync(CrmAccess access, CrmPerson person, CancellationToken cancel)
    {
        var (phone, inCountry) = (person.Phone!, NumberTables.InCountry(person.Phone!));
        HubSpotFilters Is(string property, string value) => new([new(property, "EQ", value)]);
        var body = new HubSpotSearch(
            [
                Is("phone", phone),
                Is("mobilephone", phone),
                // These are kept without the country (https://developers.hubspot.com/docs/api-reference/search/guide).
                Is("hs_searchable_calculated_phone_number", inCountry),
                Is("hs_searchable_calculated_mobile_number", inCountry),
            ],
            [.. Shown.Split(','), "mobilephone"],
            10
        );
        var answer = await calls.PostAsync(access, $"{Contacts}/search", body, [], cancel);
        // What is found is looked at: nobody is linked to a number that only looks like theirs.
        var same = CrmHttp
            .Read<HubSpotFound>(answer)
            .Results?.FirstOrDefault(one => person.HasPhone(one?.Text("phone"), one?.Text("mobilephone")));
        return same is null ? null : await RecordAsync(access, same, cancel);
    }

    private async Task<CrmRecord> RecordAsync(CrmAccess access, HubSpotObject found, CancellationToken cancel)
    {
        var id = CrmText.Id(found.Id) ?? throw new CrmUnreadable("The CRM's record has no id.");
        var owner = CrmText.Id(found.Text("hubspot_owner_id")) is { } ownerId
            ? await calls.FindAsync<HubSpotOwner>(access, $"/crm/v3/owners/{ownerId}", cancel)
            : null;
        return new()
        {
            Id = id,
            Name = NameOf(found),
            Company = CrmText.Line(found.Text("company")),
            Owner = CrmText.Line($"{owner?.FirstName} {owner?.LastName}") ?? CrmText.Line(owner?.Email),
            Status = CrmText.Line(found.Text("hs_lead_status")) ?? CrmText.Line(found.Text("lifecyclestage")),
            Url = Link(access, id),
        };
    }

    private static CrmContact? ContactOf(CrmAccess access, HubSpotObject? found) =>
        CrmText.Id(found?.Id) is { } id
            ? new(id, NameOf(found!) ?? id, CrmText.Line(found!.Text("company")), CrmText.Line(found.Text("email")), Link(access, id))
            : null;

    private static string? NameOf(HubSpotObject found) =>
        CrmText.Line($"{found.Text("firstname")} {found.Text("lastname")}") ?? CrmText.Line(found.Text("email"));

    private static string? Link(CrmAccess access, string id)
    {
        var secret = CrmSecret.Of<HubSpotSecret>(access);
        return CrmText.Link($"https://{secret.Domain}/contacts/{secret.Portal}/record/0-1/{id}", "hubspot.com");
    }
}
