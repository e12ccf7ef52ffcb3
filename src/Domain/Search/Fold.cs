using System.Globalization;
using System.Text;

namespace XBees.Domain.Search;

/// <summary>One word of a text as it is compared, and where it stands in the text.</summary>
/// <param name="Text">Without accents, case and marks.</param>
/// <param name="Start">Where its first letter begins.</param>
/// <param name="Ends">Where each letter of <paramref name="Text"/> ends in the original: one original letter may be two here, and the other way round.</param>
public sealed record Word(string Text, int Start, IReadOnlyList<int> Ends)
{
    public int End => Ends[^1];

    internal static Word Join(IReadOnlyList<Word> words) =>
        words.Count == 1
            ? words[0]
            : new(string.Concat(words.Select(word => word.Text)), words[0].Start, [.. words.SelectMany(word => word.Ends)]);

    /// <summary>So long that nobody types more of it to find it.</summary>
    internal Word Cut() => Text.Length <= Fold.Longest ? this : new(Fold.Shorten(Text), Start, [.. Ends.Take(Fold.Shorten(Text).Length)]);
}

/// <summary>What stands between two spaces: groups that an apostrophe or a hyphen holds together, of words.</summary>
/// <param name="Raw">As it was typed.</param>
/// <param name="Groups">None where it has no letter.</param>
public sealed record WordRun(string Raw, IReadOnlyList<IReadOnlyList<Word>> Groups);

/// <summary>
/// The one way in which texts and queries are made comparable (SE-2): the same in every culture, by a table and not by what the machine is
/// set to.
/// </summary>
public static class Fold
{
    internal const int Longest = 64;

    // What compatibility decomposition leaves as it is.
    private static readonly Dictionary<int, string> Alike = new()
    {
        ['ß'] = "ss",
        ['ł'] = "l",
        ['ø'] = "o",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ħ'] = "h",
        ['ŧ'] = "t",
        ['ı'] = "i",
        ['ŋ'] = "n",
        ['ĸ'] = "k",
        ['ə'] = "e",
        ['ς'] = "σ",
    };

    /// <summary>The runs of a text in their order.</summary>
    public static IReadOnlyList<WordRun> Runs(string text)
    {
        var reading = new Reading(text);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // Half of a pair is one place of the text, whatever stands for it.
            var end = Math.Min(text.Length, at + rune.Utf16SequenceLength);
            reading.Take(rune, at, end);
            at = end;
        }
        return reading.End();
    }

    /// <summary>Every word under which a text is found: alone, and joined over apostrophes, hyphens and what else stands inside a run.</summary>
    public static IEnumerable<Word> Words(string? text)
    {
        foreach (var run in Runs(text ?? ""))
        {
            foreach (var group in run.Groups)
            {
                foreach (var word in group)
                {
                    yield return word.Cut();
                }
                if (group.Count > 1)
                {
                    yield return Word.Join(group).Cut();
                }
            }
            if (run.Groups.Count > 1)
            {
                yield return Word.Join([.. run.Groups.SelectMany(group => group)]).Cut();
            }
        }
    }

    internal static string Shorten(string word) =>
        word.Length <= Longest ? word
        : char.IsHighSurrogate(word[Longest - 1]) ? word[..(Longest - 1)]
        : word[..Longest];

    internal static bool IsApostrophe(Rune rune) =>
        rune.Value
            is '\''
                or '`'
                or '´'
                or 0x2018
                or 0x2019
                or 0x201B
                or 0x02B9
                or 0x02BB
                or 0x02BC
                or 0x02BE
                or 0x02BF
                or 0x2032
                or 0xFF07;

    internal static bool IsHyphen(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DashPunctuation || rune.Value == 0x2212;

    /// <summary>The letters that it is compared by: none where it is a mark that is left out, null where it stands between words.</summary>
    internal static string? Letters(Rune rune)
    {
        if (rune.IsAscii)
        {
            return Rune.IsLetterOrDigit(rune) ? Rune.ToLowerInvariant(rune).ToString() : null;
        }
        if (!BelongsToWords(rune))
        {
            return null;
        }
        var kept = new StringBuilder();
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (BelongsToWords(part) && !IsAccent(part))
            {
                kept.Append(Letter(part));
            }
        }
        return kept.ToString();
    }

    /// <summary>What is a word by itself: signs of scripts that leave no space between words, and pictures.</summary>
    internal static bool StandsAlone(Rune rune) =>
        rune.Value
            is (>= 0x3041 and <= 0x30FF and not (0x3099 or 0x309A))
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0x4E00 and <= 0x9FFF)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0x20000 and <= 0x323AF)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol;

    private static bool BelongsToWords(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.LetterNumber
                or UnicodeCategory.OtherNumber
                or UnicodeCategory.OtherSymbol;

    private static string Letter(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
        {
            return ((int)Rune.GetNumericValue(rune)).ToString(CultureInfo.InvariantCulture);
        }
        var small = Rune.ToLowerInvariant(rune);
        return Alike.GetValueOrDefault(small.Value) ?? small.ToString();
    }

    /// <summary>Marks that people leave out when they type; in the scripts of India they are letters and stay.</summary>
    private static bool IsAccent(Rune rune) =>
        rune.Value
            is (>= 0x0300 and <= 0x036F)
                or (>= 0x0483 and <= 0x0489)
                or (>= 0x0591 and <= 0x05C7)
                or (>= 0x0610 and <= 0x061A)
                or 0x0640
                or (>= 0x064B and <= 0x065F)
                or 0x0670
                or (>= 0x06D6 and <= 0x06ED)
                or (>= 0x1AB0 and <= 0x1AFF)
                or (>= 0x1DC0 and <= 0x1DFF)
                or (>= 0x20D0 and <= 0x20FF)
                or (>= 0xFE00 and <= 0xFE0F)
                or (>= 0xFE20 and <= 0xFE2F);

    private sealed class Reading(string text)
    {
        private readonly List<WordRun> runs = [];
        private readonly StringBuilder letters = new();
        private List<IReadOnlyList<Word>> groups = [];
        private List<Word> group = [];
        private List<int> ends = [];
        private int wordStart;
        private int runStart;

        public void Take(Rune rune, int start, int end)
        {
            if (Rune.IsWhiteSpace(rune))
            {
                EndRun(start);
                runStart = end;
            }
            else if (Characters.Dropped(rune) || Characters.IsJoiner(rune))
            {
                // Nobody sees it, so that it parts nothing.
            }
            else if (IsApostrophe(rune) || IsHyphen(rune))
            {
                EndWord();
            }
            else if (Letters(rune) is not { } kept)
            {
                EndGroup();
            }
            else if (kept.Length == 0)
            {
                Prolong(end);
            }
            else if (StandsAlone(rune))
            {
                EndWord();
                Add(kept, start, end);
                EndWord();
            }
            else
            {
                Add(kept, start, end);
            }
        }

        public List<WordRun> End()
        {
            EndRun(text.Length);
            return runs;
        }

        private void Add(string kept, int start, int end)
        {
            if (letters.Length == 0)
            {
                wordStart = start;
            }
            letters.Append(kept);
            ends.AddRange(Enumerable.Repeat(end, kept.Length));
        }

        private void Prolong(int end)
        {
            if (ends.Count > 0)
            {
                ends[^1] = end;
            }
        }

        private void EndWord()
        {
            if (letters.Length > 0)
            {
                group.Add(new(letters.ToString(), wordStart, ends));
                letters.Clear();
                ends = [];
            }
        }

        private void EndGroup()
        {
            EndWord();
            if (group.Count > 0)
            {
                groups.Add(group);
                group = [];
            }
        }

        private void EndRun(int end)
        {
            EndGroup();
            if (end > runStart)
            {
                runs.Add(new(text[runStart..end], groups));
            }
            groups = [];
        }
    }
}
