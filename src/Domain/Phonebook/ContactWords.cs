using XBees.Domain.Search;

namespace XBees.Domain.Phonebook;

/// <summary>By what contacts are in order and found: the fold that conversations are found by (SE-2), numbers by their digits (SE-7).</summary>
public static class ContactWords
{
    /// <summary>Of a query; what is behind them narrows nothing.</summary>
    public const int Most = 6;
    private const int LongestKey = 200;
    private const int FewestDigits = 3;

    /// <summary>The order of the list, by the name as it is typed.</summary>
    public static string SortKey(string name)
    {
        var key = string.Join(' ', Plain(name));
        return key.Length <= LongestKey ? key : key[..LongestKey];
    }

    /// <summary>Every word with a blank in front of it.</summary>
    public static string Searched(ContactFields contact)
    {
        var words = new[] { contact.Name, contact.Company, contact.JobTitle, contact.Email?.Typed }
            .SelectMany(Fold.Words)
            .Select(word => word.Text)
            .Concat(contact.Phones.Select(phone => PhoneDigits.Of(phone.Number ?? phone.Typed)));
        return $" {string.Join(' ', words.Where(word => word.Length > 0).Distinct())}";
    }

    /// <summary>
    /// What stands in <see cref="Searched"/>, as <c>like</c> asks it: the beginning of a word, or digits anywhere in a number. No mark of
    /// <c>like</c> is left in a folded word.
    /// </summary>
    public static IReadOnlyList<string> Patterns(string? typed)
    {
        var digits = PhoneDigits.Of(typed ?? "");
        if (digits.Length >= FewestDigits && !(typed ?? "").Any(char.IsLetter))
        {
            var abroad = digits.TrimStart('0');
            return [$"%{(abroad.Length >= FewestDigits ? abroad : digits)}%"];
        }
        return [.. Plain(typed).Take(Most).Select(word => IsNumber(word) ? $"%{word}%" : $"% {word}%")];
    }

    private static bool IsNumber(string word) => word.Length >= FewestDigits && word.All(char.IsAsciiDigit);

    private static IEnumerable<string> Plain(string? text) =>
        Fold.Runs(text ?? "").SelectMany(run => run.Groups).SelectMany(group => group).Select(word => word.Text);
}
