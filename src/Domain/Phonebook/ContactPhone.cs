using System.Text;
using System.Text.RegularExpressions;

namespace XBees.Domain.Phonebook;

/// <summary>
/// What a number without its extension is in E.164, such as +48225550123; null where nobody can dial it from everywhere. The country it is
/// read for, and the tables of all countries, are the caller's.
/// </summary>
public delegate string? ReadNumber(string number);

/// <summary>A telephone number of a contact (PB-3, C37).</summary>
/// <param name="Typed">As it was typed.</param>
/// <param name="Number">In E.164; null: letters, a short code, or what is too short or long for its country. It is kept and cannot be dialled.</param>
/// <param name="Extension">The digits to dial afterwards.</param>
public sealed partial record ContactPhone(string Typed, string? Number, string? Extension)
{
    private const int LongestNumber = 15;
    private const string Between = " +-./()*#\u00A0\u2010\u2011\u2012\u2013";
    private const string WrongCharacters = "Write digits, spaces and + - . / ( ) only; a + stands in front.";

    /// <summary>So that reading it again gives the same.</summary>
    public string Written =>
        Number is null ? Typed
        : Extension is null ? Number
        : $"{Number};ext={Extension}";

    /// <summary>Null where nothing was typed.</summary>
    public static ContactPhone? Read(string? typed, ReadNumber e164)
    {
        if (DisplayName.Clean(typed) is not { } text)
        {
            return null;
        }
        var (number, extension) = Split(text);
        var dialled = number.EnumerateRunes().Any(Rune.IsLetter) ? null : e164(number);
        return IsE164(dialled) ? new(text, dialled, extension) : new(text, null, null);
    }

    /// <summary>What is wrong with a number as it was typed, or null: the whole text must be one.</summary>
    public static string? Problem(string? typed)
    {
        if (DisplayName.Clean(typed) is not { } text)
        {
            return null;
        }
        if (Characters.HasLoneSurrogate(typed!))
        {
            return Characters.HalfACharacter;
        }
        var number = Split(text).Number;
        var wrong =
            number.LastIndexOf('+') > 0
            || number
                .EnumerateRunes()
                .Any(rune => !Rune.IsLetterOrDigit(rune) && !Between.Contains(rune.ToString(), StringComparison.Ordinal))
            || !number.EnumerateRunes().Any(Rune.IsLetterOrDigit);
        return wrong ? WrongCharacters : Limits.TooLong(text, Limits.Phone);
    }

    /// <summary>ITU-T E.164: a plus and at most 15 digits.</summary>
    private static bool IsE164(string? number) =>
        number is ['+', >= '1' and <= '9', ..] && number.Length <= 1 + LongestNumber && number.Skip(1).All(char.IsAsciiDigit);

    private static (string Number, string? Extension) Split(string text) =>
        Extended().Match(text) is { Success: true } found ? (found.Groups["number"].Value, found.Groups["digits"].Value) : (text, null);

    // RFC 3966's ;ext= and what people write instead, in some languages of Europe.
    [GeneratedRegex(
        @"^(?<number>.*?[0-9)])[\s,;]*(?:ext|extension|wew|wewn|wewnętrzny|durchwahl|dw|nst|poste|int|interno|anexo|доб|x|#)[.:=]?\s*(?<digits>[0-9]{1,7})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Extended();
}
