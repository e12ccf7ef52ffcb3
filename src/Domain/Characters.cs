using System.Globalization;
using System.Text;

namespace XBees.Domain;

/// <summary>What a text may not carry on a timeline, in a title or in an address.</summary>
public static class Characters
{
    internal const string HalfACharacter = "Holds half of a character (a lone surrogate); type it again.";

    private const int ZeroWidthJoiner = 0x200D;
    private const int ZeroWidthNonJoiner = 0x200C;

    public static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!char.IsSurrogatePair(text, i))
            {
                return true;
            }

            i++;
        }

        return false;
    }

    internal static bool IsControl(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control;

    internal static bool BreaksLine(Rune rune) => rune.Value is '\n' or '\r' or 0x85 or 0x2028 or 0x2029;

    /// <summary>Of no width and of no use between letters: zero-width space, word joiner, byte order mark, soft hyphen and kin.</summary>
    internal static bool IsZeroWidth(Rune rune) =>
        rune.Value is 0x200B or 0xFEFF or (>= 0x2060 and <= 0x2065) or 0x00AD or 0x180E or (>= 0xFFF9 and <= 0xFFFB);

    internal static bool IsBidiControl(Rune rune) =>
        rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x206F);

    // The joiners stay: emoji families, Persian and the scripts of India are written with them.
    internal static bool Dropped(Rune rune) => IsControl(rune) || IsBidiControl(rune) || IsZeroWidth(rune);

    internal static bool IsJoiner(Rune rune) => rune.Value is ZeroWidthJoiner or ZeroWidthNonJoiner;

    internal static bool AnythingVisible(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !Dropped(rune) && !IsJoiner(rune) && !DrawsNothing(rune))
            {
                return true;
            }
        }

        return false;
    }

    // Letters by their category, yet drawn as nothing: Hangul fillers, the empty Braille pattern, variation selectors, tags (C32).
    private static bool DrawsNothing(Rune rune) =>
        rune.Value
            is 0x034F
                or 0x115F
                or 0x1160
                or 0x17B4
                or 0x17B5
                or (>= 0x180B and <= 0x180F)
                or 0x2800
                or 0x3164
                or (>= 0xFE00 and <= 0xFE0F)
                or 0xFFA0
                or (>= 0xFFF0 and <= 0xFFF8)
                or (>= 0x1BCA0 and <= 0x1BCA3)
                or (>= 0x1D173 and <= 0x1D17A)
                or (>= 0xE0000 and <= 0xE0FFF);
}
