using System.Text.Json;
using System.Text.RegularExpressions;
using XBees.Testing;

namespace XBees.Browser.Tests.Text;

/// <summary>No text is missing in a language, and every key that pages and scripts ask for is there.</summary>
public sealed partial class TextsTests
{
    private static readonly string Web = Path.Combine(Root(), "src", "Web");

    [Fact, Rule("LA-5")]
    public void Every_language_has_the_same_keys_and_placeholders()
    {
        var english = Read("en");
        var german = Read("de");
        Assert.Equal(english.Keys.Order(), german.Keys.Order());
        Assert.All(english, pair => Assert.Equal(Placeholders(pair.Value), Placeholders(german[pair.Key])));
        Assert.All(german, pair => Assert.False(string.IsNullOrEmpty(pair.Value)));
    }

    [Fact, Rule("LA-5")]
    public void Every_key_that_is_asked_for_by_name_exists()
    {
        var known = Read("en").Keys.ToHashSet();
        var asked = Directory
            .EnumerateFiles(Web, "*.*", SearchOption.AllDirectories)
            .Where(file =>
                (file.EndsWith(".js", StringComparison.Ordinal) || file.EndsWith(".cshtml", StringComparison.Ordinal))
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            )
            .SelectMany(file => Asked().Matches(File.ReadAllText(file)).Select(match => match.Groups["key"].Value))
            .ToHashSet();
        Assert.NotEmpty(asked);
        Assert.DoesNotContain(asked, key => !known.Contains(key) && !known.Contains($"{key}.other"));
    }

    private static Dictionary<string, string> Read(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(
            File.ReadAllText(Path.Combine(Web, "wwwroot", "js", "text", $"{language}.js")).Trim()["export default ".Length..^1]
        )!;

    private static IEnumerable<string> Placeholders(string text) =>
        Placeholder().Matches(text).Select(match => match.Value).Distinct().Order();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "XBees.sln")))
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }

    [GeneratedRegex("""(?:\bt\(|\bparts\(|Texts\[)"(?<key>[a-z][\w.:-]*)["]""")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
