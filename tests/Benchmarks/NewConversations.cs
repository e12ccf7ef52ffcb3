using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>
/// P10: how soon what is new is found, and how fast the index is made anew (<see cref="Rebuilding"/>). Conversations are begun one after the
/// other while others write, and each is looked for from the answer on until the search box shows it. What is measured ends with the answer
/// that has it, and so holds the time of that search, too.
/// </summary>
internal static class NewConversations
{
    private const int Times = 300;
    private const int Warming = 30;
    private const int Writers = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(int conversations)
    {
        using var company = await Company.OnSqliteAsync();
        await SearchCompany.FillAsync(company.Options, conversations, withMessages: true);
        await BeginAsync(company, conversations);
        await Rebuilding.RunAsync(company);
    }

    private static async Task BeginAsync(Company company, int conversations)
    {
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        await ApiSearch.ReadyAsync(node);
        var chats = new List<Chat>();
        for (var writer = 0; writer < Writers; writer++)
        {
            chats.Add(await Chat.BeginAsync(node.Http, company, $"writer{writer}"));
        }
        using var stop = new CancellationTokenSource();
        var writing = Task.WhenAll(chats.Select(chat => Task.Run(() => WriteAsync(node.Address, chat, stop.Token))));
        var (times, asked) = (new List<double>(), 0);
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < Times + Warming; number++)
        {
            var (milliseconds, questions) = await OneAsync(node, number);
            if (number >= Warming)
            {
                times.Add(milliseconds);
                asked += questions;
            }
        }
        var seconds = watch.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        var written = (await writing).Sum();
        var measured = Measured.Of(times, seconds);
        Report.Say(
            $"P10 a new conversation among {conversations:n0} is found after p50 {measured.P50:n1} ms, p99 {measured.P99:n1} ms (goal 200), {(double)asked / Times:n1} questions each, while others write {written / seconds:n0} messages/s"
        );
    }

    private static async Task<(double Milliseconds, int Questions)> OneAsync(Node node, int number)
    {
        var name = $"Quill{number}";
        using var made = await Person.WithKey.SendAsync(
            node.Http,
            HttpMethod.Post,
            "/conversations",
            new { members = new[] { new { name, email = $"{name}@new.example" } } }
        );
        var began = Stopwatch.GetTimestamp();
        var id = (await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        for (var questions = 1; ; questions++)
        {
            if ((await ApiSearch.FindAsync(node.Http, Person.WithKey, name)).Contains(id))
            {
                return (Stopwatch.GetElapsedTime(began).TotalMilliseconds, questions);
            }
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(30))
            {
                throw new TimeoutException($"{name} is not found.");
            }
        }
    }

    private static async Task<int> WriteAsync(Uri address, Chat chat, CancellationToken stop)
    {
        using var client = new RawClient(address, chat);
        for (var written = 0; ; written++)
        {
            try
            {
                await client.PostAsync();
                await Task.Delay(Pause, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return written;
            }
        }
    }
}
