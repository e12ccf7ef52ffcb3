using XBees.Domain.Guests;

namespace XBees.Domain.Phonebook;

/// <summary>What is known of a contact (PB-2), looked at and in order.</summary>
public sealed record ContactFields
{
    /// <summary>Never empty: without one a contact goes by the company, or by the address.</summary>
    public required string Name { get; init; }
    public string? Company { get; init; }
    public string? JobTitle { get; init; }

    /// <summary>As typed; compared by its normal form (GU-13).</summary>
    public EmailAddress? Email { get; init; }
    public ContactPhone? Work { get; init; }
    public ContactPhone? Mobile { get; init; }
    public ContactPhone? Home { get; init; }
    public string? Note { get; init; }

    public IEnumerable<ContactPhone> Phones => new[] { Work, Mobile, Home }.OfType<ContactPhone>();

    /// <summary>By which doubles are found (PB-3): each number once.</summary>
    public IReadOnlyList<string> Numbers => [.. Phones.Select(phone => phone.Number).OfType<string>().Distinct()];

    /// <summary>As it was typed.</summary>
    public ContactDraft ToTyped() => Draft(phone => phone?.Typed);

    /// <summary>For elsewhere, where another country may be at home: reading it gives the same.</summary>
    public ContactDraft ToDraft() => Draft(phone => phone?.Written);

    /// <summary>Throws <see cref="Invalid"/> with a sentence at each field that was not accepted.</summary>
    public static ContactFields Read(ContactDraft draft, ReadNumber e164)
    {
        var errors = new FieldErrors();
        var email = ReadEmail(draft.Email, errors);
        errors.Add("name", DisplayName.Problem(draft.Name));
        errors.Add("company", DisplayName.Problem(draft.Company));
        errors.Add("jobTitle", DisplayName.Problem(draft.JobTitle));
        errors.Add("workPhone", ContactPhone.Problem(draft.WorkPhone));
        errors.Add("mobilePhone", ContactPhone.Problem(draft.MobilePhone));
        errors.Add("homePhone", ContactPhone.Problem(draft.HomePhone));
        errors.Add("note", ContactNote.Problem(draft.Note));
        var company = DisplayName.Clean(draft.Company);
        var name = DisplayName.Clean(draft.Name) ?? company ?? email?.Typed;
        errors.Add("name", name is null && !errors.Any ? "Give a name, a company or an e-mail address." : null);
        errors.ThrowIfAny();
        return new()
        {
            Name = name!,
            Company = company,
            JobTitle = DisplayName.Clean(draft.JobTitle),
            Email = email,
            Work = ContactPhone.Read(draft.WorkPhone, e164),
            Mobile = ContactPhone.Read(draft.MobilePhone, e164),
            Home = ContactPhone.Read(draft.HomePhone, e164),
            Note = ContactNote.Clean(draft.Note),
        };
    }

    private ContactDraft Draft(Func<ContactPhone?, string?> phone) =>
        new()
        {
            Name = Name,
            Company = Company,
            JobTitle = JobTitle,
            Email = Email?.Typed,
            WorkPhone = phone(Work),
            MobilePhone = phone(Mobile),
            HomePhone = phone(Home),
            Note = Note,
        };

    private static EmailAddress? ReadEmail(string? typed, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        EmailAddress.TryRead(typed, out var email, out var problem);
        errors.Add("email", problem);
        return email;
    }
}

/// <summary>A text of several lines about a contact.</summary>
public static class ContactNote
{
    /// <summary>With one kind of line break, and without what cannot be seen; null where nothing remains.</summary>
    public static string? Clean(string? typed)
    {
        var lines = (typed ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => DisplayName.Clean(line) ?? "");
        return string.Join('\n', lines).Trim('\n') is { Length: > 0 } note ? note : null;
    }

    public static string? Problem(string? typed) =>
        typed is null ? null
        : Characters.HasLoneSurrogate(typed) ? Characters.HalfACharacter
        : Limits.TooLong(Clean(typed) ?? "", Limits.Description);
}
