using System.Diagnostics;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>
/// P7: how fast an event is with many, and how many deliveries a second conversations of four come to, beside a bare hub that
/// writes as many bytes and keeps nothing.
/// </summary>
internal static class Fanout
{
    private const int Messages = 11;
    private const int StreamsEach = 10;
    private const int Publishers = 32;
    private const int Four = 4;
    private const double Seconds = 5;

    public static async Task RunAsync(int streams)
    {
        using var company = await Company.OnSqliteAsync();
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        var bytes = await ManyAsync(node, company, streams);
        await FoursAsync(node, company, bytes);
    }

    /// <summary>
    /// A message in a conversation as large as one can be (AC-17: 1,000 members) which each member follows in ten places. All but the agent
    /// are guests: a message is what reaches so many most often, and a guest's stream is the dearest, because the id of each of its events
    /// is encrypted for it alone. The agent, who began the conversation, does not listen: guests fill all streams.
    /// </summary>
    /// <returns>How long the event was.</returns>
    private static async Task<int> ManyAsync(Node node, Company company, int streams)
    {
        var members = streams / StreamsEach - 1;
        var chats = (await Crowd.InviteAsync(node, company, 1, members))[0];
        var all = Enumerable.Range(0, streams).Select(number => chats[number % members]).ToList();
        var (real, bytes) = await TimesAsync(node.Address, all);
        Say("real", streams, real);
        // After it and not in turns: twice as many sockets would be more than a process is commonly allowed.
        await using var server = await BareProcess.StartAsync("bare-memory", $"{bytes}");
        var (bare, _) = await TimesAsync(server.Address, all);
        Say("bare", streams, bare);
        Report.Say(
            $"P7 last of {streams:n0} streams: {Report.Median(real, time => time.SinceStored):n0} ms after the message was acknowledged (goal 500), {Report.Median(real, time => time.SinceSent):n0} ms after it was sent, {Report.Median(real, time => time.SinceSent) / Report.Median(bare, time => time.SinceSent):n2} x bare"
        );
        return bytes;
    }

    private static void Say(string what, int streams, IReadOnlyList<Arrival> times) =>
        Report.Say(
            $"   P7 {what}, {times.Count} messages to {streams:n0} streams: last {times.Min(time => time.SinceSent):n0} to {times.Max(time => time.SinceSent):n0} ms after sending"
        );

    private static async Task<(IReadOnlyList<Arrival> Times, int Bytes)> TimesAsync(Uri address, IReadOnlyList<Chat> chats)
    {
        using var crowd = new Crowd(address, chats);
        await crowd.OpenAsync();
        using var writer = new RawClient(address, chats[0]);
        var times = new List<Arrival>();
        // The first ones compile.
        for (var number = -3; number < Messages; number++)
        {
            var all = crowd.Arrivals.Messages + chats.Count;
            var sent = Stopwatch.GetTimestamp();
            await writer.PostAsync();
            var stored = Stopwatch.GetTimestamp();
            var last = await crowd.Arrivals.MessagesAsync(all);
            if (number >= 0)
            {
                times.Add(
                    new(Stopwatch.GetElapsedTime(stored, last).TotalMilliseconds, Stopwatch.GetElapsedTime(sent, last).TotalMilliseconds)
                );
            }
        }
        return (times, crowd.Streams[0].MessageBytes);
    }

    /// <summary>
    /// Four guests of each conversation listen, and one of them writes without a pause. The agent who began it does not listen: four streams
    /// of guests, as above. The goal is about the bare hub that stores nothing; beside it one that stores as durably tells how much of the
    /// difference is the storing.
    /// </summary>
    private static async Task FoursAsync(Node node, Company company, int bytes)
    {
        var conversations = await Crowd.InviteAsync(node, company, Publishers, Four);
        await using var memory = await BareProcess.StartAsync("bare-memory", $"{bytes}");
        await using var sqlite = await BareProcess.OnSqliteAsync(company, bytes);
        using var real = new Crowd(node.Address, conversations.SelectMany(chats => chats));
        using var bare = new Crowd(memory.Address, conversations.SelectMany(chats => chats));
        using var storing = new Crowd(sqlite.Address, conversations.SelectMany(chats => chats));
        var rounds = new List<Deliveries>();
        // In the first round all three are compiled and their caches filled.
        for (var round = 0; round <= 3; round++)
        {
            var came = new Deliveries(
                await LoadAsync(node.Address, real, conversations),
                await LoadAsync(memory.Address, bare, conversations),
                await LoadAsync(sqlite.Address, storing, conversations)
            );
            if (round > 0)
            {
                rounds.Add(came);
                Report.Say(
                    $"   P7 round {round}, {Publishers} publishers in conversations of four: real {came.Real:n0}, bare {came.Bare:n0}, bare that stores {came.Storing:n0} deliveries/s"
                );
            }
        }
        Report.Say(
            $"P7 conversations of four: median ratio {Report.Median(rounds, round => round.Real / round.Bare):n2} of bare (goal 0.5), {Report.Median(rounds, round => round.Real / round.Storing):n2} of bare that stores"
        );
    }

    /// <returns>Deliveries a second, until the last of them has come.</returns>
    private static async Task<double> LoadAsync(Uri address, Crowd crowd, IReadOnlyList<IReadOnlyList<Chat>> conversations)
    {
        await crowd.OpenAsync();
        var before = crowd.Arrivals.Messages;
        var began = Stopwatch.GetTimestamp();
        var load = await RawClient.LoadAsync(address, [.. conversations.Select(chats => chats[0])], Seconds);
        var deliveries = (long)Math.Round(load.PerSecond * Seconds) * Four;
        var last = await crowd.Arrivals.MessagesAsync(before + deliveries);
        await crowd.CutAsync();
        return deliveries / Stopwatch.GetElapsedTime(began, last).TotalSeconds;
    }

    /// <summary>So many a second.</summary>
    private sealed record Deliveries(double Real, double Bare, double Storing);

    /// <summary>Milliseconds until the last stream had a message.</summary>
    private sealed record Arrival(double SinceStored, double SinceSent);
}
