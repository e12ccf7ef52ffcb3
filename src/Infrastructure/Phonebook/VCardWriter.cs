using XBees.Domain.Phonebook;
using XBees.Infrastructure.Meetings;

namespace XBees.Infrastructure.Phonebook;

/// <summary>Writes vCard 4.0 (RFC 6350); <see cref="VCardReader"/> reads the same contact from it.</summary>
internal static class VCardWriter
{
    public static string Write(ContactFields contact)
    {
        var lines = new ContentLines();
        lines.Add("BEGIN", "VCARD");
        lines.Add("VERSION", "4.0");
        lines.AddText("FN", contact.Name);
        // 4.0 needs none; readers of older cards do.
        lines.Add("N", string.Join(';', Parts(contact.Name).Select(ContentLines.Escape)) + ";;;");
        lines.AddText("ORG", contact.Company);
        lines.AddText("TITLE", contact.JobTitle);
        lines.AddText("EMAIL", contact.Email?.Typed);
        AddPhone(lines, "work", contact.Work);
        AddPhone(lines, "cell", contact.Mobile);
        AddPhone(lines, "home", contact.Home);
        lines.AddText("NOTE", contact.Note);
        lines.Add("END", "VCARD");
        return lines.ToString();
    }

    /// <summary>The last word is the family's, where there are two.</summary>
    private static string[] Parts(string name) =>
        name.LastIndexOf(' ') is > 0 and var at ? [name[(at + 1)..], name[..at].Trim()] : [name, ""];

    private static void AddPhone(ContentLines lines, string type, ContactPhone? phone)
    {
        if (phone?.Number is not null)
        {
            lines.Add($"TEL;TYPE={type};VALUE=uri", $"tel:{phone.Written}");
        }
        else
        {
            lines.AddText($"TEL;TYPE={type};VALUE=text", phone?.Typed);
        }
    }
}
