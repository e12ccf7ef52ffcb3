namespace XBees.Domain.Agents;

/// <summary>The last part of a personal link: opaque unless the agent chooses one, never the e-mail (IN-7).</summary>
public static class Slug
{
    /// <summary>So many random bytes make a slug that cannot be guessed.</summary>
    public const int RandomBytes = 10;

    private const int RandomLetters = RandomBytes * 8 / 5;

    public static string FromBytes(ReadOnlySpan<byte> random)
    {
        if (random.Length < RandomBytes)
        {
            throw new ArgumentException($"A slug needs {RandomBytes} random bytes.", nameof(random));
        }

        Span<char> letters = stackalloc char[RandomLetters];
        Ids.Write(random[..RandomBytes], letters);
        return new string(letters);
    }

    /// <summary>A slug that an agent chose, in the form that is stored; <paramref name="email"/> is the agent's own.</summary>
    public static string Read(string? typed, string email, string field = "slug")
    {
        var slug = (typed ?? "").Trim().ToLowerInvariant();
        return Problem(slug, email) is { } problem ? throw new Invalid(field, problem) : slug;
    }

    private static string? Problem(string slug, string email) =>
        slug.Length is < Limits.SlugMinimum or > Limits.Slug ? $"Between {Limits.SlugMinimum} and {Limits.Slug} characters."
        : !slug.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
            ? "Only the letters a to z, digits and hyphens."
        : slug[0] == '-' || slug[^1] == '-' || slug.Contains("--", StringComparison.Ordinal) ? "A hyphen stands between letters or digits."
        : Bare(slug).Contains(Bare(email), StringComparison.Ordinal) ? "Not your e-mail address: everybody can read the link."
        : null;

    // anna-nowak-example-com gives the address away as well as anna.nowak@example.com does.
    private static string Bare(string text) => string.Concat(text.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
}
