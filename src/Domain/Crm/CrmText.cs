namespace XBees.Domain.Crm;

/// <summary>What somebody else's system says of itself is believed as little as what a guest types: one line, of letters that can be seen, not too long.</summary>
public static class CrmText
{
    public const int LongestValue = 500;
    public const int LongestId = 100;

    public static string? Line(string? said, int most = Limits.Name) =>
        DisplayName.Clean(said is { Length: > 10_000 } ? said[..10_000] : said) is { } line ? DisplayName.Cut(line, most) : null;

    /// <summary>An id goes into addresses: nothing else may stand in it.</summary>
    public static string? Id(string? said) =>
        said is { Length: > 0 and <= LongestId } && said.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? said
            : null;

    /// <summary>CR-6: a line names the agent whom the CRM does not know as one of its users.</summary>
    public static string Signed(string text, string? userId, string author) => userId is null ? $"{text}\n— {author}" : text;

    /// <summary>A link to the CRM's own pages; null where it leads anywhere else.</summary>
    public static string? Link(string? said, string host) =>
        said is { Length: <= Limits.Url }
        && Uri.TryCreate(said, UriKind.Absolute, out var link)
        && link.Scheme == Uri.UriSchemeHttps
        && link.UserInfo.Length == 0
        && link.IsDefaultPort
        && (
            link.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase)
            || link.IdnHost.EndsWith("." + host, StringComparison.OrdinalIgnoreCase)
        )
            ? link.AbsoluteUri
            : null;
}
