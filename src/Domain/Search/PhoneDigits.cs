using System.Globalization;
using System.Text;

namespace XBees.Domain.Search;

/// <summary>Telephone numbers by their digits, however they are written: in the international form, the national one, or a part (SE-7).</summary>
public static class PhoneDigits
{
    /// <summary>Fewer are no number yet.</summary>
    public const int Fewest = 3;

    /// <summary>Before a number that says no country.</summary>
    private const char AtHome = 'n';

    // ITU-T E.164: calling codes of two digits; 1 and 7 stand alone, all others have three.
    private static readonly HashSet<string> TwoDigitCodes =
    [
        .. "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98".Split(
            ' '
        ),
    ];

    /// <summary>The digits alone, whatever script they are written in.</summary>
    public static string Of(string text)
    {
        var digits = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            {
                digits.Append((int)Rune.GetNumericValue(rune));
            }
        }
        return digits.ToString();
    }

    /// <summary>
    /// What a number is looked for by; none where there are too few digits. One from abroad finds its own country's numbers, and those that
    /// say no country.
    /// </summary>
    public static IReadOnlyList<string> Forms(string text)
    {
        var digits = Of(text);
        IEnumerable<string> forms = FromAbroad(text, digits) is { } abroad
            ? [digits, .. Abroad(abroad), AtHome + National(abroad)]
            : [digits, digits.TrimStart('0')];
        return digits.Length < Fewest ? [] : [.. forms.Where(form => form.Length >= Fewest).Distinct()];
    }

    /// <summary>Under what a number is found: every way to dial it, from any of its digits on.</summary>
    public static IReadOnlyList<string> Indexed(string? phone)
    {
        var digits = Of(phone ?? "");
        var abroad = FromAbroad(phone ?? "", digits);
        IEnumerable<string> ways = abroad is null ? [digits] : [.. Abroad(abroad), "0" + National(abroad)];
        IEnumerable<string> home = abroad is null && digits.Length >= Fewest ? [AtHome + digits.TrimStart('0')] : [];
        return
        [
            .. ways.SelectMany(way => Enumerable.Range(0, Math.Max(0, way.Length - Fewest + 1)).Select(from => way[from..]))
                .Concat(home)
                .Select(Fold.Shorten)
                .Distinct(),
        ];
    }

    /// <summary>The digits of a form, without what it says beside them.</summary>
    internal static string DigitsOf(string form) => form.TrimStart(AtHome);

    /// <summary>From the country's code on, or null where a number says no country.</summary>
    private static string? FromAbroad(string text, string digits) =>
        text.TrimStart() is ['+' or '＋', ..] ? digits
        : digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..]
        : null;

    // "+49 (0)40": the zero is dialled at home and not from abroad; in Italy it is dialled from abroad too.
    private static IEnumerable<string> Abroad(string digits) => [digits, digits[..CodeLength(digits)] + National(digits)];

    private static string National(string digits) => digits[CodeLength(digits)..].TrimStart('0');

    private static int CodeLength(string digits) =>
        digits is "" or ['1' or '7', ..] ? Math.Min(1, digits.Length)
        : digits.Length >= 2 && TwoDigitCodes.Contains(digits[..2]) ? 2
        : Math.Min(3, digits.Length);
}
