using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace XBees.Domain.Guests;

/// <summary>An e-mail address: shown as typed, compared by its normal form (GU-13).</summary>
public sealed record EmailAddress
{
    private const int LongestLocalPart = 64;
    private const string AllowedMarks = "!#$%&'*+-/=?^_`{|}~";

    private EmailAddress(string typed, string folded)
    {
        Typed = typed;
        Folded = folded;
    }

    /// <summary>As it was typed, less surrounding blanks and characters of no width.</summary>
    public string Typed { get; }

    /// <summary>The one form in which two addresses are compared: NFC, no capitals, the domain in A-labels.</summary>
    public string Folded { get; }

    /// <summary>Letters that look like those of another script: another address, shown with a warning.</summary>
    public bool LooksMixed => LookAlikes.In(Typed);

    public override string ToString() => Typed;

    public static EmailAddress Read(string? typed, string field = "email") =>
        TryRead(typed, out var address, out var problem) ? address : throw new Invalid(field, problem);

    /// <summary>The normal form of an address, or null where it is none; for looking up what somebody typed.</summary>
    public static string? Fold(string? typed) => TryRead(typed, out var address, out _) ? address.Folded : null;

    /// <summary>Either the address, or a sentence that says what to change.</summary>
    public static bool TryRead(string? typed, [NotNullWhen(true)] out EmailAddress? address, [NotNullWhen(false)] out string? problem)
    {
        address = null;
        var text = Strip(typed ?? "");
        problem = ProblemWith(text);
        if (problem is not null)
        {
            return false;
        }

        var at = text.LastIndexOf('@');
        if (FoldDomain(text[(at + 1)..]) is not { } domain)
        {
            problem = "The part after the @ is not a domain name.";
            return false;
        }

        // Lower case can compose differently from capitals, hence the second pass.
        var local = text[..at].Normalize(NormalizationForm.FormC).ToLowerInvariant().Normalize(NormalizationForm.FormC);
        address = new EmailAddress(text, $"{local}@{domain}");
        return true;
    }

    private static string Strip(string typed)
    {
        var kept = new StringBuilder(typed.Length);
        foreach (var rune in typed.EnumerateRunes())
        {
            if (!Characters.IsZeroWidth(rune) && !Characters.IsJoiner(rune) && !Characters.IsBidiControl(rune))
            {
                kept.Append(rune.ToString());
            }
        }

        return kept.ToString().Trim();
    }

    private static string? ProblemWith(string text)
    {
        if (text.Length == 0)
        {
            return "Give an e-mail address.";
        }

        if (Characters.HasLoneSurrogate(text) || text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            return Characters.HalfACharacter;
        }

        if (Limits.TooLong(text, Limits.Email) is { } tooLong)
        {
            return tooLong;
        }

        var at = text.LastIndexOf('@');
        return at switch
        {
            < 0 => "Add the @ and the part after it, as in anna@example.com.",
            0 => "Add the part before the @.",
            _ when at == text.Length - 1 => "Add the part after the @.",
            _ => ProblemWithLocalPart(text[..at]) ?? ProblemWithDomain(text[(at + 1)..]),
        };
    }

    private static string? ProblemWithLocalPart(string local)
    {
        if (local.Contains('@', StringComparison.Ordinal))
        {
            return "Write one address with one @.";
        }

        if (Encoding.UTF8.GetByteCount(local) > LongestLocalPart)
        {
            return "The part before the @ is too long.";
        }

        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
        {
            return "A dot stands between letters, in the part before the @.";
        }

        foreach (var rune in local.EnumerateRunes())
        {
            if (!MayStandInLocalPart(rune))
            {
                return Rune.IsWhiteSpace(rune) || Characters.IsControl(rune)
                    ? "An e-mail address has no blanks."
                    : $"The part before the @ cannot hold {rune}";
            }
        }

        return null;
    }

    // RFC 5322 atext, and RFC 6532's letters of the world; no quoted parts, which no mail form of today sends.
    private static bool MayStandInLocalPart(Rune rune) =>
        rune.Value == '.'
        || (
            rune.IsAscii
                ? Rune.IsLetterOrDigit(rune) || AllowedMarks.Contains((char)rune.Value, StringComparison.Ordinal)
                : !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune)
        );

    private static string? ProblemWithDomain(string domain)
    {
        if (domain.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)))
        {
            return "An e-mail address has no blanks.";
        }

        if (domain[^1] == '.' && domain.Length > 1)
        {
            return "Take away the dot at the end.";
        }

        return domain.Contains('.', StringComparison.Ordinal) || domain.Contains('\u3002', StringComparison.Ordinal)
            ? null
            : "Add the end of the part after the @, as in example.com.";
    }

    private static string? FoldDomain(string domain)
    {
        try
        {
            var ascii = new IdnMapping { UseStd3AsciiRules = true }
                .GetAscii(domain.Normalize(NormalizationForm.FormC))
                .ToLowerInvariant();
            var labels = ascii.Split('.');
            return labels.Length > 1 && labels.All(IsLabel) && labels[^1].Any(char.IsAsciiLetter) ? ascii : null;
        }
        catch (ArgumentException)
        {
            // IdnMapping has no other way to say that a name is none.
            return null;
        }
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label[0] != '-'
        && label[^1] != '-'
        && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
