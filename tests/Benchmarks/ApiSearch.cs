using System.Net;
using System.Text.Json;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>The search box: conversations, messages and whether a later member is meant, over HTTP.</summary>
internal sealed class ApiSearch(HttpClient http) : ISearchEngine
{
    private const string Path = "/search?q=";

    public string Name => "API";

    public bool Answers(Asked asked) => true;

    public Task<IReadOnlyList<string>> FindAsync(Searcher who, Asked asked) => FindAsync(http, new(who.Secret), asked.Text);

    public static async Task<IReadOnlyList<string>> FindAsync(HttpClient http, Person who, string typed)
    {
        var found = await who.ReadAsync(http, $"{Path}{Uri.EscapeDataString(typed)}&limit={ISearchEngine.Most}");
        return
        [
            .. found.GetProperty("conversations").GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetString()!),
        ];
    }

    /// <summary>The node's index has everything.</summary>
    public static Task ReadyAsync(Node node) =>
        Eventually.TrueAsync(
            async () =>
            {
                using var answer = await Person.WithKey.SendAsync(node.Http, HttpMethod.Get, $"{Path}ready");
                return answer.StatusCode != HttpStatusCode.ServiceUnavailable
                    && JsonDocument
                        .Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())
                        .RootElement.GetProperty("index")
                        .GetProperty("state")
                        .GetString() == "ready";
            },
            TimeSpan.FromMinutes(10),
            () => "the index is whole"
        );
}
