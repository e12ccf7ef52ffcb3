using System.Globalization;
using System.Text;

namespace XBees.Domain;

/// <summary>One line that stands for a person, a service or a conversation: how it is cleaned, cut, shortened and set apart (GU-12, C32).</summary>
public static class DisplayName
{
    /// <summary>What remains without control characters, bidi controls and invisible ones; null when nothing can be seen.</summary>
    public static string? Clean(string? typed)
    {
        if (typed is null)
        {
            return null;
        }

        var kept = new StringBuilder(typed.Length);
        foreach (var rune in typed.EnumerateRunes())
        {
            if (Characters.BreaksLine(rune) || rune.Value == '\t')
            {
                kept.Append(' ');
            }
            else if (!Characters.Dropped(rune))
            {
                kept.Append(rune.ToString());
            }
        }

        var name = kept.ToString().Trim();
        return Characters.AnythingVisible(name) ? name : null;
    }

    /// <summary>What is wrong with a name as it was typed, or null; no name at all is the form's business.</summary>
    public static string? Problem(string? typed, int limit = Limits.Name)
    {
        if (typed is null)
        {
            return null;
        }

        return Characters.HasLoneSurrogate(typed) ? Characters.HalfACharacter : Limits.TooLong(Clean(typed) ?? "", limit);
    }

    /// <summary>Cuts at a boundary that readers see: never inside an emoji, never between a letter and its marks.</summary>
    public static string Cut(string text, int graphemes)
    {
        var taken = 0;
        for (var length = 0; length < text.Length; taken++)
        {
            if (taken == graphemes)
            {
                return string.Concat(text.AsSpan(0, length).TrimEnd(), "…");
            }

            length += StringInfo.GetNextTextElementLength(text.AsSpan(length));
        }

        return text;
    }

    /// <summary>For plain text (mail, notification): keeps the direction of one name from turning its neighbours around.</summary>
    public static string Isolate(string name) => $"\u2068{name}\u2069";

    /// <summary>The first letters of the first and the last word; an emoji alone stands for itself.</summary>
    public static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(FirstOf).Where(StartsWithLetter).ToList();
        return words.Count switch
        {
            0 => FirstOf(name.Trim()),
            1 => words[0],
            _ => words[0] + words[^1],
        };
    }

    private static string FirstOf(string word)
    {
        var start = 0;
        while (
            start < word.Length
            && Rune.TryGetRuneAt(word, start, out var rune)
            && Rune.IsPunctuation(rune)
            && rune.Utf16SequenceLength < word.Length - start
        )
        {
            start += rune.Utf16SequenceLength;
        }

        var length = StringInfo.GetNextTextElementLength(word.AsSpan(start));
        return word.Substring(start, length).ToUpperInvariant();
    }

    private static bool StartsWithLetter(string text) => Rune.TryGetRuneAt(text, 0, out var rune) && Rune.IsLetter(rune);
}
