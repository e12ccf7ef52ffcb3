using System.Text.Json;

namespace XBees.Browser.Tests.Attacks;

/// <summary>What somebody types who wants a page to run it or to fall apart, by kind (attack row 8). What runs calls <c>xss()</c>.</summary>
public static class Payloads
{
    public static IReadOnlyDictionary<string, string[]> ByKind { get; } = Read();

    public static IReadOnlyList<string> All { get; } = [.. ByKind.SelectMany(kind => kind.Value)];

    /// <summary>Joined into texts of this length at most, so that few fields hold all.</summary>
    public static IEnumerable<string> Joined(int length)
    {
        var text = "";
        foreach (var payload in All.Where(payload => payload.Length <= length))
        {
            if (text.Length + payload.Length + 1 > length)
            {
                yield return text;
                text = "";
            }
            text += (text.Length == 0 ? "" : " ") + payload;
        }
        yield return text;
    }

    private static Dictionary<string, string[]> Read()
    {
        using var file = typeof(Payloads).Assembly.GetManifestResourceStream("payloads.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(file)!;
    }
}
