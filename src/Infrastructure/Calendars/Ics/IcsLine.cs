using System.Text;

namespace XBees.Infrastructure.Calendars.Ics;

/// <summary>One property of an iCalendar file (RFC 5545, 3.1), as far as it is looked at.</summary>
/// <param name="Name">In capitals.</param>
/// <param name="Parameters">What stands between name and value, as it stands there.</param>
/// <param name="Value">As it stands there.</param>
internal readonly record struct IcsLine(string Name, string Parameters, string Value)
{
    /// <summary>The file's lines, unfolded one at a time; what is none is left out.</summary>
    public static IEnumerable<IcsLine> Of(ReadOnlyMemory<byte> file)
    {
        // What is no UTF-8 becomes a mark: no text of it is kept, and a name or a time with a mark in it is none.
        using var lines = new StringReader(Encoding.UTF8.GetString(file.Span));
        var whole = new StringBuilder();
        while (lines.ReadLine() is { } line)
        {
            if (line is [' ' or '\t', ..])
            {
                whole.Append(line, 1, line.Length - 1);
                continue;
            }
            if (Read(whole.ToString()) is { } read)
            {
                yield return read;
            }
            whole.Clear().Append(line);
        }
        if (Read(whole.ToString()) is { } last)
        {
            yield return last;
        }
    }

    /// <summary>A parameter's value without its quotes; null: it has none.</summary>
    public string? Parameter(string name)
    {
        // Without a copy of what follows: there may be a megabyte of it.
        var rest = Parameters.AsSpan();
        while (rest.Length > 0)
        {
            var end = End(rest, ';');
            var one = rest[..end];
            if (one.Length > name.Length && one[name.Length] == '=' && one.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return one[(name.Length + 1)..].Trim('"').ToString();
            }
            rest = end < rest.Length ? rest[(end + 1)..] : [];
        }
        return null;
    }

    private static IcsLine? Read(string line)
    {
        var colon = End(line, ':');
        if (colon == line.Length)
        {
            return null;
        }
        var name = line.AsSpan(0, colon).IndexOf(';') is var first and >= 0 ? first : colon;
        return new(line[..name].Trim('\uFEFF').ToUpperInvariant(), name < colon ? line[(name + 1)..colon] : "", line[(colon + 1)..]);
    }

    /// <summary>Where the mark stands outside of quotes, or the end.</summary>
    private static int End(ReadOnlySpan<char> text, char mark)
    {
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                quoted = !quoted;
            }
            else if (text[i] == mark && !quoted)
            {
                return i;
            }
        }
        return text.Length;
    }
}
