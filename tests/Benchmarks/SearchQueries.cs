using XBees.Domain.Search;

namespace XBees.Benchmarks;

/// <summary>What somebody types.</summary>
/// <param name="Kind">The kind of query.</param>
/// <param name="Text">As it is typed, folded already, so that nobody has to fold it first.</param>
/// <param name="Words">The words that they mean.</param>
internal sealed record Asked(string Kind, string Text, IReadOnlyList<string> Words)
{
    public const string Prefix = "prefix of 3 to 6";
    public const string OneTypo = "one typo";
    public const string TwoTypos = "two typos";
    public const string TwoWords = "two words";

    public static readonly string[] Kinds = [Prefix, OneTypo, TwoTypos, TwoWords];

    public bool IsTypo => Kind is OneTypo or TwoTypos;

    /// <summary>Whether somebody who finds this one finds what they mean.</summary>
    public bool IsMeant(string words) => Words.All(word => $" {words}".Contains(' ' + word, StringComparison.Ordinal));
}

/// <summary>The same queries in each run, about conversations that their searcher sees.</summary>
internal static class SearchQueries
{
    public static IReadOnlyList<Asked> Of(string kind, IReadOnlyList<Invented> seen, int count)
    {
        var random = new Random(4711);
        var asked = new List<Asked>();
        while (asked.Count < count)
        {
            var about = seen[random.Next(seen.Count)];
            if (One(kind, about, random) is { } one)
            {
                asked.Add(one);
            }
        }
        return asked;
    }

    private static Asked? One(string kind, Invented about, Random random)
    {
        var name = Fold.Words(about.Name).Select(word => word.Text).ToList();
        var words = about
            .Words()
            .Split(' ')
            .Where(word => word is not ("example" or "mail" or "ternhaus") && word.All(char.IsLetter))
            .ToList();
        var word = words[random.Next(words.Count)];
        switch (kind)
        {
            case Asked.Prefix:
                var length = random.Next(3, 7);
                return word.Length < length ? null : new(kind, word[..length], [word[..length]]);
            case Asked.TwoWords:
                return name[^1].Length < 4 ? null : new(kind, $"{name[0]} {name[^1][..4]}", [name[0], name[^1][..4]]);
            case Asked.OneTypo:
                return word.Length is < 5 or > 6 ? null : new(kind, Slip(word, random), [word]);
            default:
                return word.Length is < 10 or > 16 ? null : new(kind, Slip(Slip(word, random), random), [word]);
        }
    }

    private static string Slip(string word, Random random)
    {
        var at = random.Next(word.Length);
        var letter = (char)random.Next('a', 'z' + 1);
        return random.Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, letter.ToString()),
            2 => word[..at] + letter + word[(at + 1)..],
            _ => at == 0 ? word[1..2] + word[..1] + word[2..] : word[..(at - 1)] + word[at] + word[at - 1] + word[(at + 1)..],
        };
    }
}
