namespace XBees.Domain.Phonebook;

/// <summary>What the columns of a table are called, by us and by those whose tables are imported (PB-6).</summary>
public static class ContactColumns
{
    public const string Name = "name";
    public const string GivenName = "givenName";
    public const string FamilyName = "familyName";
    public const string Company = "company";
    public const string JobTitle = "jobTitle";
    public const string Email = "email";
    public const string WorkPhone = "workPhone";
    public const string MobilePhone = "mobilePhone";
    public const string HomePhone = "homePhone";
    public const string Note = "note";

    /// <summary>Those of a whole contact, in the order of our own tables.</summary>
    public static readonly IReadOnlyList<string> Own = [Name, Company, JobTitle, Email, WorkPhone, MobilePhone, HomePhone, Note];

    /// <summary>What our own tables call them.</summary>
    public static readonly IReadOnlyList<string> Headers =
    [
        "Name",
        "Company",
        "Job title",
        "E-mail",
        "Work phone",
        "Mobile phone",
        "Home phone",
        "Note",
    ];

    /// <summary>A column can be each of these.</summary>
    public static readonly IReadOnlySet<string> Fields = new HashSet<string>([.. Own, GivenName, FamilyName]);

    // English, German, Polish, French, Spanish, and what Google, Outlook and Salesforce write.
    private static readonly Dictionary<string, string> ByHeader = new(
        from known in new[]
        {
            (
                Name,
                "name|full name|display name|file as|contact name|vollstandiger name|anzeigename|imie i nazwisko|nom complet|nombre completo"
            ),
            (GivenName, "first name|given name|vorname|imie|prenom|nombre"),
            (FamilyName, "last name|family name|surname|nachname|familienname|nazwisko|nom|apellido|apellidos"),
            (
                Company,
                "company|company name|organization|organisation|organization name|organization 1 name|account|account name|firma|unternehmen|societe|entreprise|empresa"
            ),
            (
                JobTitle,
                "job title|title|position|organization title|organization 1 title|role|titel|funktion|stanowisko|poste|fonction|cargo|puesto"
            ),
            (
                Email,
                "e mail|email|email address|e mail address|mail|e mail 1 value|e mail adresse|adres e mail|courriel|adresse e mail|correo electronico|correo"
            ),
            (
                WorkPhone,
                "work phone|phone|telephone|business phone|phone number|phone 1 value|company main phone|tel|telefon|telefon geschaftlich|telefon sluzbowy|numer telefonu|telefono|telephone professionnel"
            ),
            (MobilePhone, "mobile phone|mobile|cell|cell phone|handy|mobiltelefon|telefon komorkowy|komorka|telephone mobile|mobil|movil"),
            (HomePhone, "home phone|private phone|telefon privat|telefon domowy|telephone domicile|telefono de casa"),
            (
                Note,
                "note|notes|notiz|notizen|comment|comments|bemerkung|bemerkungen|kommentar|notatka|notatki|uwagi|remarque|remarques|nota|notas"
            ),
        }
        from header in known.Item2.Split('|')
        select KeyValuePair.Create(header, known.Item1)
    );

    /// <summary>Null: of nothing that a contact has.</summary>
    public static string? FieldOf(string header) => ByHeader.GetValueOrDefault(ContactWords.SortKey(header));

    /// <summary>The contact of one row.</summary>
    /// <param name="fields">Of each column its field, or null.</param>
    /// <param name="cells">As many.</param>
    public static ContactDraft Draft(IReadOnlyList<string?> fields, IReadOnlyList<string> cells)
    {
        return new()
        {
            Name = Of(Name) ?? Joined(Of(GivenName), Of(FamilyName)),
            Company = Of(Company),
            JobTitle = Of(JobTitle),
            Email = Of(Email)?.Trim(),
            WorkPhone = Of(WorkPhone),
            MobilePhone = Of(MobilePhone),
            HomePhone = Of(HomePhone),
            Note = Of(Note),
        };

        string? Of(string field)
        {
            for (var i = 0; i < fields.Count; i++)
            {
                if (fields[i] == field && !string.IsNullOrWhiteSpace(cells[i]))
                {
                    return cells[i];
                }
            }
            return null;
        }
    }

    /// <summary>In the order of <see cref="Own"/>.</summary>
    public static IReadOnlyList<string> Cells(ContactDraft draft) =>
        [
            .. new[]
            {
                draft.Name,
                draft.Company,
                draft.JobTitle,
                draft.Email,
                draft.WorkPhone,
                draft.MobilePhone,
                draft.HomePhone,
                draft.Note,
            }.Select(cell => cell ?? ""),
        ];

    private static string? Joined(params string?[] parts) =>
        string.Join(' ', parts.Where(part => part is not null)) is { Length: > 0 } name ? name : null;
}
