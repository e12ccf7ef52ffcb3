namespace XBees.Domain.Phonebook;

/// <summary>One contact of a file: what it says, or why it says nothing.</summary>
/// <param name="Line">Where it begins in the file.</param>
/// <param name="Draft">As far as it can be read; null: nothing of it can.</param>
/// <param name="Problem">Why it cannot be read as it is; null where it can.</param>
public sealed record ReadContact(int Line, ContactDraft? Draft, string? Problem);

/// <summary>Reads vCard 2.1, 3.0 and 4.0, mixed in one file (RFC 2426, RFC 6350; C40).</summary>
public static class VCardReader
{
    private static readonly string[] Versions = ["2.1", "3.0", "4.0"];

    /// <summary>Before, given, further, family, after.</summary>
    private static readonly int[] AsSaid = [3, 1, 2, 0, 4];

    public static IEnumerable<ReadContact> Read(TextReader text) => VCardText.In(text).Select(Read);

    private static ReadContact Read(VCardText card)
    {
        if (card.Problem is not null)
        {
            return new(card.Line, null, card.Problem);
        }
        var version = card.Unfolded(old: false).Select(VCardLine.Read).FirstOrDefault(line => line?.Name == "VERSION")?.Value.Trim();
        if (!Versions.Contains(version))
        {
            return new(card.Line, null, "The card says no version that is known: 2.1, 3.0 or 4.0.");
        }
        var old = version == Versions[0];
        var lines = card.Unfolded(old).Select(VCardLine.Read).OfType<VCardLine>().ToList();
        return new(card.Line, Draft(lines, old), null);
    }

    private static ContactDraft Draft(List<VCardLine> lines, bool old)
    {
        var phones = lines.Where(line => line.Name == "TEL" && !Silent(line)).OrderByDescending(line => line.Preferred).ToList();
        var mobile = Take(phones, "CELL");
        var home = Take(phones, "HOME");
        var work = Take(phones, "WORK");
        return new()
        {
            Name = First(lines, "FN", old) ?? Named(lines, old) ?? First(lines, "NICKNAME", old),
            Company = lines.Find(line => line.Name == "ORG")?.Components(old)[0],
            JobTitle = First(lines, "TITLE", old),
            Email = Best(lines, "EMAIL", old),
            // What says nothing goes where there is room.
            WorkPhone = work ?? Take(phones, null),
            MobilePhone = mobile ?? Take(phones, null),
            HomePhone = home ?? Take(phones, null),
            Note = string.Join('\n', lines.Where(line => line.Name == "NOTE").Select(line => line.Text(old))),
        };
    }

    private static string? Named(List<VCardLine> lines, bool old)
    {
        if (lines.Find(line => line.Name == "N")?.Components(old) is not { } parts)
        {
            return null;
        }
        var order = AsSaid.Select(at => at < parts.Count ? parts[at].Replace(',', ' ').Trim() : "");
        return string.Join(' ', order.Where(part => part.Length > 0)) is { Length: > 0 } name ? name : null;
    }

    private static string? First(List<VCardLine> lines, string name, bool old) =>
        lines.Where(line => line.Name == name).Select(line => line.Text(old)).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    private static string? Best(List<VCardLine> lines, string name, bool old) =>
        First([.. lines.OrderByDescending(line => line.Preferred)], name, old)?.Trim();

    private static bool Silent(VCardLine line) => line.Types.Any(type => type is "FAX" or "PAGER" or "MODEM" or "BBS" or "TEXTPHONE");

    private static string? Take(List<VCardLine> phones, string? type)
    {
        var found = phones.Find(line => type is null ? !line.Types.Any(IsPlace) : line.Types.Contains(type));
        if (found is null)
        {
            return null;
        }
        phones.Remove(found);
        return Number(found);
    }

    private static bool IsPlace(string type) => type is "CELL" or "HOME" or "WORK";

    private static string Number(VCardLine line)
    {
        var value = line.Value.Trim();
        return line.IsUri || value.StartsWith("tel:", StringComparison.OrdinalIgnoreCase)
            ? Uri.UnescapeDataString(value[(value.IndexOf(':') + 1)..])
            : line.Text(old: false).Trim();
    }
}
