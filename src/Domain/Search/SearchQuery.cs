namespace XBees.Domain.Search;

/// <summary>A place in a text, in UTF-16 units as JavaScript counts.</summary>
public readonly record struct TextRange(int Start, int Length);

/// <summary>What a text or several are found by: the words, and the digits of telephone numbers.</summary>
public sealed record Findable(IReadOnlySet<string> Words, IReadOnlySet<string> Phones)
{
    public static Findable Of(IEnumerable<string?> texts, IEnumerable<string?> phones) =>
        new(
            texts.SelectMany(Fold.Words).Select(word => word.Text).ToHashSet(StringComparer.Ordinal),
            phones.SelectMany(PhoneDigits.Indexed).ToHashSet(StringComparer.Ordinal)
        );

    public static Findable Of(string text) => Of([text], []);
}

/// <summary>What was typed into the search, read: all words must be found, and no character has a meaning of its own (SE-2).</summary>
public sealed class SearchQuery
{
    private const string BetweenDigits = " +-./()#*,;=\u00A0\u2010\u2011\u2012\u2013＋";

    private SearchQuery(Wanted wanted) => Wanted = wanted;

    public Wanted Wanted { get; }

    /// <summary>Null where there is nothing to look for: no letter, no digit, no picture.</summary>
    public static SearchQuery? Parse(string? typed)
    {
        var runs = Fold.Runs(typed ?? "");
        var last = LastWord(runs);
        var parts = new List<Wanted>();
        for (var i = 0; i < runs.Count; i++)
        {
            var number = runs.Skip(i).TakeWhile(IsOfNumber).ToList();
            if (number.Count > 0)
            {
                parts.AddRange(Number(number, last));
                i += number.Count - 1;
            }
            else if (runs[i].Groups.Count > 0)
            {
                parts.Add(Run(runs[i], last));
            }
        }
        return parts.Count == 0 ? null : new(Wanted.AllOf(parts));
    }

    public bool Matches(Findable what) => Matches(Wanted, what);

    /// <summary>Where the words of the query stand in a text.</summary>
    public IReadOnlyList<TextRange> Ranges(string text) =>
        Merge(
            Leaves(Wanted).SelectMany(leaf => Fold.Words(text).Where(word => Matches(leaf, word.Text)).Select(word => Range(leaf, word)))
        );

    /// <summary>Where they stand in a text that is a telephone number.</summary>
    public IReadOnlyList<TextRange> PhoneRanges(string phone)
    {
        var digits = PhoneDigits.Of(phone);
        var places = Enumerable.Range(0, phone.Length).Where(i => PhoneDigits.Of(phone[i].ToString()).Length == 1).ToList();
        return
        [
            .. Phones(Wanted)
                .SelectMany(number => number.Forms.Select(PhoneDigits.DigitsOf))
                .OrderByDescending(form => form.Length)
                .Where(form =>
                    form.Length >= PhoneDigits.Fewest && places.Count == digits.Length && digits.Contains(form, StringComparison.Ordinal)
                )
                .Select(form => (From: digits.IndexOf(form, StringComparison.Ordinal), form.Length))
                .Select(found => (Start: places[found.From], End: places[found.From + found.Length - 1] + 1))
                .Select(found => new TextRange(found.Start, found.End - found.Start))
                .Take(1),
        ];
    }

    private static Word? LastWord(IReadOnlyList<WordRun> runs) => runs.SelectMany(run => run.Groups).LastOrDefault()?[^1];

    private static bool IsOfNumber(WordRun run) =>
        run.Raw.Length > 0 && run.Raw.All(letter => char.IsDigit(letter) || BetweenDigits.Contains(letter, StringComparison.Ordinal));

    /// <summary>A number may be one of telephones, or be words like others.</summary>
    private static List<Wanted> Number(IReadOnlyList<WordRun> runs, Word? last)
    {
        var words = runs.Where(run => run.Groups.Count > 0).Select(run => Run(run, last)).ToList();
        var forms = PhoneDigits.Forms(string.Join(' ', runs.Select(run => run.Raw)));
        if (words.Count == 0)
        {
            return [];
        }
        return forms.Count == 0 ? words : [new Wanted.Any([new Wanted.Phone(forms), Wanted.AllOf(words)])];
    }

    private static Wanted Run(WordRun run, Word? last)
    {
        var groups = run.Groups.Select(group => JoinedOrSplit(group, [.. group.Select(word => Exactly([word], last))], last)).ToList();
        return JoinedOrSplit([.. run.Groups.SelectMany(group => group)], groups, last);
    }

    private static Wanted JoinedOrSplit(IReadOnlyList<Word> words, List<Wanted> parts, Word? last) =>
        parts.Count == 1 ? parts[0] : new Wanted.Any([Exactly(words, last), new Wanted.All(parts)]);

    private static Wanted.Exactly Exactly(IReadOnlyList<Word> words, Word? last) =>
        new(Word.Join(words).Cut().Text, ReferenceEquals(words[^1], last));

    private static bool Matches(Wanted wanted, Findable what) =>
        wanted switch
        {
            Wanted.All all => all.Parts.All(part => Matches(part, what)),
            Wanted.Any any => any.Parts.Any(part => Matches(part, what)),
            Wanted.Phone phone => phone.Forms.Any(form => what.Phones.Any(number => number.StartsWith(form, StringComparison.Ordinal))),
            Wanted.Exactly word => what.Words.Contains(word.Text) || what.Words.Any(other => Matches(word, other)),
            _ => false,
        };

    private static bool Matches(Wanted.Exactly wanted, string word) =>
        word == wanted.Text
        || (wanted.Prefix && word.StartsWith(wanted.Text, StringComparison.Ordinal))
        || (wanted.Edits > 0 && Slips.AtMost(wanted.Edits, wanted.Text, word));

    private static TextRange Range(Wanted.Exactly wanted, Word word)
    {
        var end = word.Text.StartsWith(wanted.Text, StringComparison.Ordinal) ? word.Ends[wanted.Text.Length - 1] : word.End;
        return new(word.Start, end - word.Start);
    }

    private static IEnumerable<Wanted.Exactly> Leaves(Wanted wanted) => Of<Wanted.Exactly>(wanted);

    private static IEnumerable<Wanted.Phone> Phones(Wanted wanted) => Of<Wanted.Phone>(wanted);

    private static IEnumerable<T> Of<T>(Wanted wanted)
        where T : Wanted =>
        wanted switch
        {
            T leaf => [leaf],
            Wanted.All all => all.Parts.SelectMany(Of<T>),
            Wanted.Any any => any.Parts.SelectMany(Of<T>),
            _ => [],
        };

    private static List<TextRange> Merge(IEnumerable<TextRange> ranges)
    {
        var merged = new List<TextRange>();
        foreach (var range in ranges.OrderBy(range => range.Start))
        {
            if (merged.Count > 0 && range.Start <= merged[^1].Start + merged[^1].Length)
            {
                var end = Math.Max(merged[^1].Start + merged[^1].Length, range.Start + range.Length);
                merged[^1] = new(merged[^1].Start, end - merged[^1].Start);
            }
            else
            {
                merged.Add(range);
            }
        }
        return merged;
    }
}
