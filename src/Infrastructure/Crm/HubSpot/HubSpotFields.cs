using XBees.Domain.Crm;

namespace XBees.Infrastructure.Crm.HubSpot;

/// <summary>The form of a contact: of the many properties that an account has those that are filled in by hand, as the account calls and offers them.</summary>
internal static class HubSpotFields
{
    private const int MostOptions = 200;

    // Choices that the account has emptied or taken away are left out.
    private static readonly (string Name, CrmFieldType Type, CrmMeaning Meaning, int MaxLength)[] Known =
    [
        ("email", CrmFieldType.Email, CrmMeaning.Email, Limits.Email),
        ("firstname", CrmFieldType.Text, CrmMeaning.FirstName, CrmText.LongestValue),
        ("lastname", CrmFieldType.Text, CrmMeaning.LastName, CrmText.LongestValue),
        ("phone", CrmFieldType.Phone, CrmMeaning.Phone, Limits.Phone),
        ("company", CrmFieldType.Text, CrmMeaning.Company, CrmText.LongestValue),
        ("lifecyclestage", CrmFieldType.Choice, CrmMeaning.None, CrmText.LongestValue),
        ("hs_lead_status", CrmFieldType.Choice, CrmMeaning.None, CrmText.LongestValue),
    ];

    public static IReadOnlyList<CrmField> Of(HubSpotProperties all)
    {
        var fields = new List<CrmField>();
        foreach (var (name, type, meaning, length) in Known)
        {
            if (all.Results?.FirstOrDefault(one => one?.Name == name) is not { } property)
            {
                continue;
            }
            var options = type == CrmFieldType.Choice ? Options(property) : [];
            if (type != CrmFieldType.Choice || options.Count > 0)
            {
                fields.Add(
                    new()
                    {
                        Name = name,
                        Label = CrmText.Line(property.Label) ?? name,
                        Type = type,
                        Meaning = meaning,
                        MaxLength = length,
                        Options = options,
                    }
                );
            }
        }
        return fields;
    }

    private static IReadOnlyList<CrmOption> Options(HubSpotProperty property) =>
        [
            .. (property.Options ?? [])
                .OfType<HubSpotOption>()
                .Where(option =>
                    !option.Hidden && option.Value is { Length: > 0 and <= CrmText.LongestId } value && CrmText.Line(value) == value
                )
                .Take(MostOptions)
                .Select(option => new CrmOption(option.Value!, CrmText.Line(option.Label) ?? option.Value!)),
        ];
}
