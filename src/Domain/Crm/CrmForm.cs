using XBees.Domain.Guests;

namespace XBees.Domain.Crm;

/// <summary>The form of a record: filled from what is known of a guest (CR-1), and read with the errors at their fields (CR-10).</summary>
public static class CrmForm
{
    private const string Unknown = "The CRM has no such field.";

    /// <summary>What is proposed, by field; what nothing is known of is absent.</summary>
    public static IReadOnlyDictionary<string, string> Proposed(IReadOnlyList<CrmField> fields, string? name, string? email, string? phone)
    {
        var values = new Dictionary<string, string>();
        foreach (var field in fields)
        {
            if (
                Of(field.Meaning, name, email, phone) is { Length: > 0 } value
                && (field.Type != CrmFieldType.Choice || Allows(field, value))
            )
            {
                values[field.Name] = DisplayName.Cut(value, field.MaxLength);
            }
        }
        return values;
    }

    /// <summary>What was typed, less what cannot be seen; throws <see cref="Invalid"/> with a sentence at <c>fields.{name}</c>.</summary>
    public static IReadOnlyDictionary<string, string> Read(IReadOnlyList<CrmField> fields, IReadOnlyDictionary<string, string?> typed)
    {
        var (values, errors) = (new Dictionary<string, string>(), new FieldErrors());
        foreach (var field in fields)
        {
            var text = typed.GetValueOrDefault(field.Name);
            var value = DisplayName.Clean(text);
            errors.Add(At(field.Name), value is null ? Missing(field) : Problem(field, text!, value));
            if (value is not null)
            {
                values[field.Name] = value;
            }
        }
        foreach (var name in typed.Keys.Where(name => fields.All(field => field.Name != name)).Take(1))
        {
            errors.Add("fields", $"{Unknown} ({CrmText.Line(name, 50)})");
        }
        errors.ThrowIfAny();
        return values;
    }

    public static string At(string field) => $"fields.{field}";

    /// <summary>What was typed into the field that means this.</summary>
    public static string? ValueOf(IReadOnlyList<CrmField> fields, IReadOnlyDictionary<string, string> values, CrmMeaning meaning) =>
        fields.FirstOrDefault(field => field.Meaning == meaning) is { } field ? values.GetValueOrDefault(field.Name) : null;

    private static string? Missing(CrmField field) => field.IsRequired ? "The CRM needs this field." : null;

    private static string? Problem(CrmField field, string typed, string value) =>
        Characters.HasLoneSurrogate(typed) ? Characters.HalfACharacter
        : field.Type == CrmFieldType.Choice && !Allows(field, value) ? "Choose one of the values that the CRM offers."
        : field.Type == CrmFieldType.Email && !EmailAddress.TryRead(value, out _, out var problem) ? problem
        : Limits.TooLong(value, field.MaxLength);

    private static bool Allows(CrmField field, string value) => field.Options.Any(option => option.Value == value);

    private static string? Of(CrmMeaning meaning, string? name, string? email, string? phone) =>
        meaning switch
        {
            CrmMeaning.FirstName => Split(name).First,
            // Who has one name has it as the last one: it is what CRMs ask for (C36).
            CrmMeaning.LastName => Split(name).Last,
            CrmMeaning.Email => email,
            CrmMeaning.Phone => phone,
            CrmMeaning.Company => EmailAddress.Fold(email)?.Split('@')[1] ?? DisplayName.Clean(name),
            _ => null,
        };

    private static (string? First, string? Last) Split(string? name) =>
        DisplayName.Clean(name) is not { } clean ? (null, null)
        : clean.LastIndexOf(' ') is var at and > 0 ? (clean[..at].Trim(), clean[(at + 1)..])
        : (null, clean);
}
