using XBees.Domain.Crm;

namespace XBees.Infrastructure.Crm.Salesforce;

/// <summary>The form of a lead: what the organisation requires, and what is usually filled in, as it calls and offers it.</summary>
internal static class SalesforceFields
{
    private const int MostFields = 60;
    private const int MostOptions = 200;

    private static readonly (string Name, CrmMeaning Meaning)[] Usual =
    [
        ("LastName", CrmMeaning.LastName),
        ("FirstName", CrmMeaning.FirstName),
        ("Company", CrmMeaning.Company),
        ("Email", CrmMeaning.Email),
        ("Phone", CrmMeaning.Phone),
        ("Title", CrmMeaning.None),
        ("Status", CrmMeaning.None),
        ("LeadSource", CrmMeaning.None),
    ];

    public static IReadOnlyList<CrmField> Of(SalesforceDescription lead) =>
        [
            .. (lead.Fields ?? [])
                .OfType<SalesforceField>()
                .Where(field => field.Createable && CrmText.Id(field.Name) is not null && (field.IsRequired || Place(field) >= 0))
                .DistinctBy(field => field.Name)
                // Those that are required first; the usual ones in their usual order.
                .OrderByDescending(field => field.IsRequired)
                .ThenBy(field => Place(field) is var place and >= 0 ? place : int.MaxValue)
                .Select(Of)
                // A choice of nothing is none.
                .Where(field => field.Type != CrmFieldType.Choice || field.Options.Count > 0)
                .Take(MostFields),
        ];

    private static CrmField Of(SalesforceField field)
    {
        var type = field.Type switch
        {
            "email" => CrmFieldType.Email,
            "phone" => CrmFieldType.Phone,
            "picklist" or "multipicklist" => CrmFieldType.Choice,
            _ => CrmFieldType.Text,
        };
        return new()
        {
            Name = field.Name!,
            Label = CrmText.Line(field.Label) ?? field.Name!,
            Type = type,
            Meaning = Place(field) is var place and >= 0 ? Usual[place].Meaning : CrmMeaning.None,
            IsRequired = field.IsRequired,
            MaxLength = field.Length > 0 ? Math.Min(field.Length, CrmText.LongestValue) : CrmText.LongestValue,
            Options = type == CrmFieldType.Choice ? Options(field) : [],
        };
    }

    private static int Place(SalesforceField field) => Array.FindIndex(Usual, one => one.Name == field.Name);

    private static IReadOnlyList<CrmOption> Options(SalesforceField field) =>
        [
            .. (field.PicklistValues ?? [])
                .OfType<SalesforceValue>()
                .Where(option =>
                    option.Active && option.Value is { Length: > 0 and <= CrmText.LongestValue } value && CrmText.Line(value) == value
                )
                .Take(MostOptions)
                .Select(option => new CrmOption(option.Value!, CrmText.Line(option.Label) ?? option.Value!)),
        ];
}
