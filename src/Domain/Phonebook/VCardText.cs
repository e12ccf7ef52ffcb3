using System.Text;

namespace XBees.Domain.Phonebook;

/// <summary>The lines of one card, as they stand in a file.</summary>
/// <param name="Line">Where it begins in the file.</param>
/// <param name="Lines">Between BEGIN and END, without the cards inside it.</param>
/// <param name="Problem">Why it cannot be read, or null.</param>
internal sealed record VCardText(int Line, IReadOnlyList<string> Lines, string? Problem)
{
    /// <summary>A picture of 700 KB has so many letters.</summary>
    private const int Longest = 1_000_000;

    /// <summary>Card after card; what stands between two is left out.</summary>
    public static IEnumerable<VCardText> In(TextReader text)
    {
        var lines = new LineReader(text, Longest);
        while (lines.Next() is { } line)
        {
            if (Is(line, "BEGIN:VCARD"))
            {
                yield return One(lines);
            }
        }
    }

    /// <summary>
    /// Unfolded: 3.0 and 4.0 drop the blank that a line was folded with (RFC 6350, 3.2), 2.1 keeps it, and joins the soft breaks of
    /// quoted-printable.
    /// </summary>
    public IEnumerable<string> Unfolded(bool old)
    {
        // A picture has a thousand lines, and a hostile card half a million: each is appended and none copied again.
        var whole = new StringBuilder();
        var soft = false;
        foreach (var line in Lines)
        {
            if (soft && whole[^1] == '=')
            {
                whole.Length--;
                whole.Append(line);
            }
            else if (whole.Length > 0 && line is [' ' or '\t', ..])
            {
                whole.Append(old ? line : line.AsSpan(1));
            }
            else
            {
                if (whole.Length > 0)
                {
                    yield return whole.ToString();
                }
                whole.Clear().Append(line);
                soft = IsQuotedPrintable(line);
            }
        }
        if (whole.Length > 0)
        {
            yield return whole.ToString();
        }
    }

    private static VCardText One(LineReader lines)
    {
        var begin = lines.Number;
        var kept = new List<string>();
        var room = Longest;
        // A card may hold another one, an assistant's for example.
        for (var depth = 1; lines.Next() is { } line; )
        {
            depth += Is(line, "BEGIN:VCARD") ? 1 : 0;
            if (Is(line, "END:VCARD") && --depth == 0)
            {
                return new(begin, kept, room < 0 ? "The card is too large." : null);
            }
            room -= line.Length + 1;
            if (depth == 1 && room >= 0)
            {
                kept.Add(line);
            }
        }
        return new(begin, kept, "The card has no end.");
    }

    private static bool IsQuotedPrintable(string line) =>
        line.IndexOf(':') is var colon and > 0 && line.AsSpan(0, colon).Contains("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase);

    // A blank in front is a fold: then it is somebody's text.
    private static bool Is(string line, string marker) => line.AsSpan().TrimEnd().Equals(marker, StringComparison.OrdinalIgnoreCase);
}
