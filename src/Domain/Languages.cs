namespace XBees.Domain;

/// <summary>The languages that the product speaks, and which of them somebody reads.</summary>
public static class Languages
{
    public const string English = "en";
    public const string German = "de";

    public static readonly IReadOnlyList<string> All = [English, German];

    /// <summary>By a language tag such as <c>de-CH</c>; English where it is another one or none.</summary>
    public static string Of(string? tag) =>
        All.FirstOrDefault(language =>
            tag is not null
            && tag.StartsWith(language, StringComparison.OrdinalIgnoreCase)
            && (tag.Length == language.Length || tag[language.Length] is '-' or '_')
        ) ?? English;
}
