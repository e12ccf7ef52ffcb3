using System.Text;

namespace XBees.Domain.Guests;

/// <summary>A telephone number as people write it; only what can be no number at all is refused.</summary>
public static class PhoneText
{
    private const int FewestDigits = 3;
    private const string Between = " +-./()#*,;=\u00A0\u2010\u2011\u2012\u2013";

    public static string? Clean(string? typed) => DisplayName.Clean(typed);

    public static string? Problem(string? typed)
    {
        if (Clean(typed) is not { } phone)
        {
            return null;
        }

        if (Characters.HasLoneSurrogate(typed!) || phone.EnumerateRunes().Any(rune => !MayStand(rune)))
        {
            return "Write digits, spaces and + - . / ( ) only.";
        }

        return phone.EnumerateRunes().Count(Rune.IsDigit) < FewestDigits
            ? "Add the digits of the number."
            : Limits.TooLong(phone, Limits.Phone);
    }

    // Letters too: "ext. 7", "wew. 7".
    private static bool MayStand(Rune rune) => Rune.IsLetterOrDigit(rune) || Between.Contains(rune.ToString(), StringComparison.Ordinal);
}
