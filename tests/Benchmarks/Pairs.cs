using System.Diagnostics;
using System.Net.Http.Headers;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>P5: sent, stored, and seen by the other side over Server-Sent Events; each pair writes when the last one was seen.</summary>
internal static class Pairs
{
    private const double Seconds = 5;

    public static async Task RunAsync()
    {
        foreach (var pairs in new[] { 1, 16 })
        {
            await using var bench = await Bench.OnSqliteAsync(pairs);
            await LoadAsync(bench.Node.Address, bench.Chats);
            await LoadAsync(bench.BareAddress, bench.Chats);
            var rounds = new List<(Measured Real, Measured Bare)>();
            for (var round = 1; round <= 3; round++)
            {
                var real = await LoadAsync(bench.Node.Address, bench.Chats);
                var bare = await LoadAsync(bench.BareAddress, bench.Chats);
                Report.Say($"   round {round}, {pairs} pairs: real {real.ToString()}; bare {bare.ToString()}");
                rounds.Add((real, bare));
            }
            Report.Say(
                $"P5 {pairs} pairs: median ratio {Report.Median(rounds, r => r.Real.PerSecond / r.Bare.PerSecond):n2} (goal 0.5), p50 {Report.Median(rounds, r => r.Real.P50):n2} ms (goal 5), p99 {Report.Median(rounds, r => r.Real.P99):n2} ms (goal 50)"
            );
        }
    }

    private static async Task<Measured> LoadAsync(Uri address, IReadOnlyList<Chat> chats)
    {
        var all = await Task.WhenAll(chats.Select(chat => Task.Run(() => PairAsync(address, chat))));
        return Measured.Of([.. all.SelectMany(times => times)], Seconds);
    }

    private static async Task<List<double>> PairAsync(Uri address, Chat chat)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, $"/api/v1/events?conversation={chat.ConversationId}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", chat.Guest.Token);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        await SeenAsync(lines, "event: ready");
        using var client = new RawClient(address, chat);
        var times = new List<double>();
        var begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin).TotalSeconds < Seconds)
        {
            var sent = Stopwatch.GetTimestamp();
            var clientId = await client.PostAsync();
            await SeenAsync(lines, clientId);
            times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }
        return times;
    }

    private static async Task SeenAsync(StreamReader lines, string text)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }
        throw new InvalidOperationException("The stream ended.");
    }
}
