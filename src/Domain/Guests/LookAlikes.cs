using System.Text;

namespace XBees.Domain.Guests;

/// <summary>Tells addresses whose letters pass for those of another script (GU-13, C29): a mark for the reader, never a refusal.</summary>
internal static class LookAlikes
{
    // Cyrillic and Greek letters that a reader takes for Latin ones; a part made of nothing else is suspicious by itself.
    private const string PassForLatin = "асеорхуѕіјһԛԝӏвкмнтгпԁαορντυικχγ";

    private enum Script
    {
        None,
        Latin,
        Cyrillic,
        Greek,
        Armenian,
        Cherokee,
        Letterlike,
    }

    public static bool In(string address) => Parts(address.ToLowerInvariant()).Any(part => Mixes(part) || Passes(part));

    // Scripts meet lawfully across a dot or the @ (иван@example.com); inside one label they hardly do.
    private static IEnumerable<string> Parts(string address)
    {
        var at = address.LastIndexOf('@');
        return address[(at + 1)..].Split('.').Prepend(address[..Math.Max(at, 0)]);
    }

    private static bool Mixes(string part)
    {
        var scripts = part.EnumerateRunes().Select(ScriptOf).Where(script => script != Script.None).Distinct().ToList();
        return scripts.Count > 1 || scripts.Contains(Script.Letterlike);
    }

    private static bool Passes(string part)
    {
        var letters = part.Where(char.IsLetter).ToList();
        return letters.Count > 1 && letters.All(letter => PassForLatin.Contains(letter, StringComparison.Ordinal));
    }

    private static Script ScriptOf(Rune rune) =>
        !Rune.IsLetter(rune)
            ? Script.None
            : rune.Value switch
            {
                < 0x0250 or (>= 0x1E00 and <= 0x1EFF) => Script.Latin,
                (>= 0x0370 and <= 0x03FF) or (>= 0x1F00 and <= 0x1FFF) => Script.Greek,
                (>= 0x0400 and <= 0x052F) or (>= 0x1C80 and <= 0x1C8F) or (>= 0x2DE0 and <= 0x2DFF) => Script.Cyrillic,
                >= 0x0530 and <= 0x058F => Script.Armenian,
                (>= 0x13A0 and <= 0x13FF) or (>= 0xAB70 and <= 0xABBF) => Script.Cherokee,
                (>= 0x0250 and <= 0x02AF) or (>= 0x2100 and <= 0x214F) or (>= 0xFF21 and <= 0xFF5A) or (>= 0x1D400 and <= 0x1D7FF) =>
                    Script.Letterlike,
                _ => Script.None,
            };
}
