using System.Text.RegularExpressions;
using XBees.Domain.Conversations;

namespace XBees.Domain.Mails;

/// <summary>Part of a paragraph: words, or the link.</summary>
public readonly record struct MailPiece(string Text, bool IsLink = false);

/// <summary>A mail with everything filled in. Both of its parts, text and HTML, are made of the same pieces.</summary>
public sealed record FilledMail(string Subject, IReadOnlyList<IReadOnlyList<MailPiece>> Paragraphs);

/// <summary>The words of a mail: a subject, and paragraphs that empty lines divide. What stands in braces is filled in.</summary>
public sealed partial record MailTemplate(string Subject, string Text)
{
    public const int LongestSubject = 150;
    public const int LongestText = 4_000;

    /// <summary>As an administrator typed it; refused where a mail of the kind could not be made of it.</summary>
    public static MailTemplate Read(MailKind kind, string? subject, string? text)
    {
        var errors = new FieldErrors();
        var line = DisplayName.Clean(subject);
        errors.Add("subject", line is null ? "Give the mail a subject." : DisplayName.Problem(subject, LongestSubject));
        errors.Add("subject", UnknownPlace(kind, line) ?? KeyInSubject(kind, line));
        var words = MessageText.Clean(text ?? "").Trim();
        errors.Add("text", Characters.HasLoneSurrogate(words) ? Characters.HalfACharacter : Limits.TooLong(words, LongestText));
        errors.Add("text", UnknownPlace(kind, words) ?? MissingKey(kind, words));
        errors.ThrowIfAny();
        return new(line!, words);
    }

    /// <summary>Each place once, and what is filled in is never read for places again.</summary>
    /// <param name="words">A word for every place of the kind; a paragraph with nothing but empty ones goes.</param>
    public FilledMail Fill(IReadOnlyDictionary<string, string> words)
    {
        var subject = Place().Replace(Subject, place => words[place.Groups[1].Value]);
        return new(Regex.Replace(subject, @"\s+", " ").Trim(), [.. Divide(Text).SelectMany(paragraph => Fill(paragraph, words))]);
    }

    private static IEnumerable<IReadOnlyList<MailPiece>> Fill(string paragraph, IReadOnlyDictionary<string, string> words)
    {
        // What somebody wrote has paragraphs of its own, or is not there at all.
        if (paragraph == $"{{{MailPlaces.Text}}}")
        {
            return Divide(words[MailPlaces.Text]).Select(own => (IReadOnlyList<MailPiece>)[new(own)]);
        }
        var places = Place().Matches(paragraph);
        // What a paragraph is there to tell may not be known: a meeting that has no place, a change without a reason.
        if (places.Count > 0 && places.All(place => words[place.Groups[1].Value].Length == 0))
        {
            return [];
        }
        var pieces = new List<MailPiece>();
        var done = 0;
        foreach (Match place in places)
        {
            var (name, word) = (place.Groups[1].Value, words[place.Groups[1].Value]);
            Add(new(paragraph[done..place.Index]));
            Add(new(word, IsLink(name, word)));
            done = place.Index + place.Length;
        }
        Add(new(paragraph[done..]));
        return [pieces];

        void Add(MailPiece piece)
        {
            if (piece.Text.Length > 0)
            {
                pieces.Add(piece);
            }
        }
    }

    private static bool IsLink(string place, string word) =>
        place == MailPlaces.Link || (place == MailPlaces.Where && word.StartsWith("https://", StringComparison.Ordinal));

    private static IEnumerable<string> Divide(string text) =>
        text.ReplaceLineEndings("\n").Split("\n\n").Select(paragraph => paragraph.Trim()).Where(paragraph => paragraph.Length > 0);

    private static string? UnknownPlace(MailKind kind, string? text) =>
        Place().Matches(text ?? "").Select(place => place.Groups[1].Value).FirstOrDefault(name => !kind.Places.Contains(name))
            is { } unknown
            ? $"There is no {{{unknown}}} in this mail. It has {string.Join(", ", kind.Places.Select(name => $"{{{name}}}"))}."
            : null;

    // Subjects are shown where everybody looks.
    private static string? KeyInSubject(MailKind kind, string? subject) =>
        subject?.Contains($"{{{kind.Key}}}", StringComparison.Ordinal) == true ? $"{{{kind.Key}}} belongs into the text." : null;

    private static string? MissingKey(MailKind kind, string text) =>
        text.Contains($"{{{kind.Key}}}", StringComparison.Ordinal)
            ? null
            : $"Without it nobody can go on: write {{{kind.Key}}} into the text.";

    [GeneratedRegex(@"\{([a-z]+)\}")]
    private static partial Regex Place();
}
