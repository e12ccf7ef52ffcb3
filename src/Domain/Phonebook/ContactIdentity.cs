namespace XBees.Domain.Phonebook;

/// <summary>By what an import finds that a contact is there already (PB-6).</summary>
public static class ContactIdentity
{
    /// <summary>Somebody else by another name may have the same address: a double (PB-3).</summary>
    public static string? Double(ContactFields contact) => contact.Email is null ? null : OfAddress(contact.Email.Folded);

    /// <summary>
    /// Any of them is enough. A number alone is not: colleagues share that of their company.
    /// </summary>
    public static IReadOnlyList<string> Same(ContactFields contact)
    {
        var key = ContactWords.SortKey(contact.Name);
        if (contact.Email is not null)
        {
            return [OfAddress(contact.Email.Folded, key)];
        }
        return contact.Numbers.Count > 0 ? [.. contact.Numbers.Select(number => OfNumber(number, key))] : [OfName(key, contact.Company)];
    }

    public static string OfAddress(string folded) => $"e\n{folded}";

    public static string OfAddress(string folded, string sortKey) => $"e\n{folded}\n{sortKey}";

    public static string OfNumber(string number, string sortKey) => $"p\n{number}\n{sortKey}";

    public static string OfName(string sortKey, string? company) => $"n\n{sortKey}\n{ContactWords.SortKey(company ?? "")}";
}
