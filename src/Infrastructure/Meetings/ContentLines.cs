using System.Text;

namespace XBees.Infrastructure.Meetings;

/// <summary>
/// The lines of an iCalendar file (RFC 5545, 3.1): each ends in CR LF, is folded before its 76th octet and never inside a character.
/// Nothing that anybody typed makes a line, a property or a parameter of its own.
/// </summary>
internal sealed class ContentLines
{
    private const int MostOctets = 75;
    private const string End = "\r\n";
    private const string Fold = "\r\n ";

    private readonly StringBuilder lines = new();

    /// <param name="name">With its parameters.</param>
    /// <param name="value">In the form of its type: of our making, or escaped.</param>
    public void Add(string name, string value) => AddFolded(lines, $"{name}:{value}");

    /// <summary>A text that somebody typed; without one there is no line.</summary>
    public void AddText(string name, string? text)
    {
        if (text is not null && Clean(text) is { Length: > 0 } clean)
        {
            Add(name, Escape(clean));
        }
    }

    /// <summary>
    /// In quotes, so that no comma, colon or semicolon of it ends it. What cannot stand in them, and what some readers take for the beginning
    /// of a code (RFC 6868, and the backslash of texts) and others show as it is, becomes what looks like it: every reader shows the same.
    /// </summary>
    /// <returns>Null where nothing of it can be seen.</returns>
    public static string? Quoted(string? text) =>
        DisplayName.Clean(text) is { } clean ? $"\"{clean.Replace('"', '\'').Replace('^', 'ˆ').Replace('\\', '/')}\"" : null;

    /// <summary>Without control characters but line breaks, bidi controls and invisible ones.</summary>
    public static string Clean(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => DisplayName.Clean(line) ?? "")).Trim();

    /// <summary>The same file with other words in place of some; the lines are folded anew.</summary>
    public static string Replace(string file, string words, string by)
    {
        var result = new StringBuilder(file.Length);
        var whole = file.Replace(Fold, "", StringComparison.Ordinal).Replace(words, Escape(Clean(by)), StringComparison.Ordinal);
        foreach (var line in whole.Split(End, StringSplitOptions.RemoveEmptyEntries))
        {
            AddFolded(result, line);
        }
        return result.ToString();
    }

    public override string ToString() => lines.ToString();

    public static string Escape(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace(";", @"\;", StringComparison.Ordinal)
            .Replace(",", @"\,", StringComparison.Ordinal)
            .Replace("\n", @"\n", StringComparison.Ordinal);

    private static void AddFolded(StringBuilder lines, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                lines.Append(Fold);
                // The blank counts too.
                octets = 1;
            }
            lines.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        lines.Append(End);
    }
}
