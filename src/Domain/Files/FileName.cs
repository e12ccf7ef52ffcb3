using System.Text;

namespace XBees.Domain.Files;

/// <summary>
/// What a file is called. It never becomes a path of ours (a file lies under its own id): the name is shown, and browsers save under it, so
/// that nothing in it may deceive or reach another folder (attack row 11, C42).
/// </summary>
public static class FileName
{
    private const int Longest = 150;
    private const int LongestEnd = 12;
    private const string Nameless = "file";

    // Windows opens a device under these, whatever comes after the dot.
    private static readonly HashSet<string> Devices = new(
        [
            "CON",
            "PRN",
            "AUX",
            "NUL",
            .. Enumerable
                .Range(0, 10)
                .SelectMany(number => new[] { FormattableString.Invariant($"COM{number}"), FormattableString.Invariant($"LPT{number}") }),
        ],
        StringComparer.OrdinalIgnoreCase
    );

    public static string Clean(string? typed, FileKind kind)
    {
        var name = WithoutFolders(Visible(typed ?? "")).Trim(' ', '.');
        if (!Characters.AnythingVisible(name))
        {
            name = Nameless;
        }

        if (Devices.Contains(name.Split('.')[0].Trim()))
        {
            name = $"_{name}";
        }

        return Shortened(name, EndFor(name, kind));
    }

    private static string Visible(string typed)
    {
        var kept = new StringBuilder(typed.Length);
        foreach (var rune in typed.EnumerateRunes().Where(rune => !Characters.Dropped(rune) && rune != Rune.ReplacementChar))
        {
            // What no file system takes, and what ends an attribute or a header.
            kept.Append(rune.Value is '"' or '<' or '>' or '|' or '?' or '*' or ':' ? "_" : rune.ToString());
        }

        return kept.ToString();
    }

    private static string WithoutFolders(string name) => name[(name.LastIndexOfAny(['/', '\\']) + 1)..];

    /// <summary>Where the content is known, a name that says something else gets the right end beside its own.</summary>
    private static string EndFor(string name, FileKind kind)
    {
        var dot = name.LastIndexOf('.');
        var end = dot > 0 && name.Length - dot <= LongestEnd ? name[dot..] : "";
        return kind.Ends.Count == 0 || kind.Ends.Contains(end, StringComparer.OrdinalIgnoreCase) ? end : $"{end}{kind.Ends[0]}";
    }

    private static string Shortened(string name, string end)
    {
        var last = name.LastIndexOf('.');
        var own = last > 0 && end.StartsWith(name[last..], StringComparison.Ordinal) ? name[..last] : name;
        var cut = DisplayName.Cut(own, Longest - end.Length);
        return cut + end;
    }
}
