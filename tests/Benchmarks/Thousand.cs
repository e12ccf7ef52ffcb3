using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>AC-4, AC-17: what a conversation with 1,000 members costs beside one with 10, in turns on one node.</summary>
internal static class Thousand
{
    private const int Times = 40;

    public static async Task RunAsync()
    {
        using var company = await Company.OnSqliteAsync();
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        var chat = await Chat.BeginAsync(node.Http, company, "guest");
        var guest = (await chat.Guest.ReadAsync(node.Http, "/me")).GetProperty("id").GetString()!;
        var small = await MadeAsync(node, 8);
        var large = await MadeAsync(node, 998);
        var rounds = new List<(Dictionary<string, Measured> Small, Dictionary<string, Measured> Large)>();
        // The first round compiles and fills the caches.
        for (var round = 0; round <= 3; round++)
        {
            var figures = (await MeasureAsync(node, small, guest), await MeasureAsync(node, large, guest));
            if (round > 0)
            {
                rounds.Add(figures);
            }
        }
        foreach (var what in rounds[0].Small.Keys)
        {
            var ratio = Report.Median(rounds, round => round.Large[what].P50 / round.Small[what].P50);
            var p50 = Report.Median(rounds, round => round.Large[what].P50);
            Report.Say($"AC-4 {what}: p50 with 1,000 members {p50:n2} ms, {ratio:n2} x of 10 members");
        }
    }

    private static async Task<string> MadeAsync(Node node, int guests)
    {
        var members = Enumerable.Range(0, guests).Select(i => new { name = $"Guest {i}", email = $"g{i}@guests.example" });
        using var made = await Person.WithKey.SendAsync(node.Http, HttpMethod.Post, "/conversations", new { members });
        return (await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task<Dictionary<string, Measured>> MeasureAsync(Node node, string id, string guest)
    {
        var path = $"/conversations/{id}";
        var adding = new List<double>();
        string? member = null;
        for (var i = 0; i < Times; i++)
        {
            var added = new { members = new[] { new { guestId = guest } } };
            adding.Add(await TimedAsync(() => Person.WithKey.SendAsync(node.Http, HttpMethod.Post, $"{path}/members", added)));
            member ??= await MemberAsync(node, path, guest);
            using var removed = await Person.WithKey.SendAsync(node.Http, HttpMethod.Delete, $"{path}/members/{member}");
            removed.EnsureSuccessStatusCode();
        }
        return new()
        {
            ["adding the last"] = Measured.Of(adding, 1),
            ["opening"] = await RepeatedAsync(() => Person.WithKey.SendAsync(node.Http, HttpMethod.Get, path)),
            ["its messages"] = await RepeatedAsync(() => Person.WithKey.SendAsync(node.Http, HttpMethod.Get, $"{path}/messages")),
            ["its members"] = await RepeatedAsync(() => Person.WithKey.SendAsync(node.Http, HttpMethod.Get, $"{path}/members")),
            ["posting"] = await RepeatedAsync(() =>
                Person.WithKey.SendAsync(node.Http, HttpMethod.Post, $"{path}/messages", new { clientId = Guid.NewGuid(), text = "Hello" })
            ),
        };
    }

    private static async Task<string> MemberAsync(Node node, string path, string guest)
    {
        for (string? after = ""; ; )
        {
            var page = await Person.WithKey.ReadAsync(node.Http, $"{path}/members?limit=100&after={Uri.EscapeDataString(after)}");
            foreach (var member in page.GetProperty("items").EnumerateArray())
            {
                if (member.TryGetProperty("guestId", out var id) && id.GetString() == guest)
                {
                    return member.GetProperty("id").GetString()!;
                }
            }
            after = page.GetProperty("next").GetString() ?? throw new InvalidOperationException("The guest is no member.");
        }
    }

    private static async Task<Measured> RepeatedAsync(Func<Task<HttpResponseMessage>> ask)
    {
        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            times.Add(await TimedAsync(ask));
        }
        return Measured.Of(times, 1);
    }

    private static async Task<double> TimedAsync(Func<Task<HttpResponseMessage>> ask)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await ask();
        await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
