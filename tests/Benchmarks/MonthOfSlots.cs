using System.Diagnostics;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>
/// P11: what a booking page asks for, the free times of a month of an agent with forty meetings in it, over HTTP. Beside it the scheduler's own
/// facts: the same way there and back, without meetings to read and times to find.
/// </summary>
internal static class MonthOfSlots
{
    private const int Meetings = 40;
    private const int Requests = 1_000;

    public static async Task RunAsync()
    {
        await using (var bench = await Bench.AloneOnSqliteAsync())
        {
            await CompareAsync(bench, "SQLite");
        }
        await using var cluster = await PostgresCluster.StartAsync("shared_buffers=256MB");
        await using var second = await Bench.AloneAsync(await cluster.CreateAsync());
        await CompareAsync(second, "PostgreSQL");
    }

    private static async Task CompareAsync(Bench bench, string name)
    {
        var http = bench.Node.Http;
        var slug = (await Person.WithKey.ReadAsync(http, "/me")).GetProperty("slug").GetString()!;
        var month = $"/schedulers/{slug}/slots?duration=30";
        await FillAsync(http, slug, month);
        await MeasureAsync(http, month);
        var rounds = new List<(Measured Month, Measured Facts)>();
        for (var round = 0; round < 3; round++)
        {
            var measured = (Month: await MeasureAsync(http, month), Facts: await MeasureAsync(http, $"/schedulers/{slug}"));
            rounds.Add(measured);
            Report.Say($"   P11 {name}: a month {measured.Month.ToString()}; the scheduler alone {measured.Facts.ToString()}");
        }
        Report.Say(
            $"P11 {name}, medians: p50 {Report.Median(rounds, it => it.Month.P50):n2} ms (goal 3), p99 {Report.Median(rounds, it => it.Month.P99):n2} ms (goal 15), {Report.Median(rounds, it => it.Month.P50 / it.Facts.P50):n2} x the scheduler alone"
        );
    }

    private static async Task FillAsync(HttpClient http, string slug, string month)
    {
        var free = (await Person.WithKey.ReadAsync(http, month)).GetProperty("items").EnumerateArray().ToList();
        for (var number = 0; number < Meetings; number++)
        {
            var start = free[free.Count * number / Meetings].GetProperty("start").GetString();
            var guest = new { name = $"Guest {number}", email = $"guest{number}@example.com" };
            using var booked = await Person.WithKey.SendAsync(
                http,
                HttpMethod.Post,
                $"/schedulers/{slug}/meetings",
                new
                {
                    start,
                    duration = 30,
                    subject = "Sample",
                    guest,
                }
            );
            booked.EnsureSuccessStatusCode();
        }
    }

    private static async Task<Measured> MeasureAsync(HttpClient http, string path)
    {
        var times = new List<double>();
        for (var number = 0; number < Requests; number++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await http.GetAsync(new Uri("/api/v1" + path, UriKind.Relative));
            await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        return Measured.Of(times, times.Sum() / 1000);
    }
}
