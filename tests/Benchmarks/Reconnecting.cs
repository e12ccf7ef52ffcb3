using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>
/// P8: the node dies and is started again, something is written to one in ten conversations, and then everybody who was listening comes back
/// in one moment with <c>Last-Event-ID</c>. Each stream is another guest's, four in a conversation; the node has just begun, with nothing
/// compiled and no cache filled.
/// </summary>
internal static class Reconnecting
{
    private const int Four = 4;
    private const int WrittenTo = 10;

    public static async Task RunAsync(int streams)
    {
        using var company = await Company.OnSqliteAsync();
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        var conversations = await Crowd.InviteAsync(node, company, streams / Four, Four);
        using var crowd = new Crowd(node.Address, conversations.SelectMany(chats => chats));
        await crowd.OpenAsync();
        var written = conversations.Where((_, at) => at % WrittenTo == 0).Select(chats => chats[0]).ToList();
        var expected = written.ToDictionary(chat => chat.ConversationId, _ => new List<string>());
        var rounds = new List<double>();
        for (var round = 1; round <= 3; round++)
        {
            await node.KillAsync();
            await crowd.CutAsync();
            await node.StartAsync();
            await WriteAsync(node, written, expected);
            var began = Stopwatch.GetTimestamp();
            await crowd.OpenAtOnceAsync();
            await crowd.Arrivals.MessagesAsync(expected.Values.Sum(messages => messages.Count) * Four);
            var last = crowd.Arrivals.Last;
            rounds.Add(Stopwatch.GetElapsedTime(began, last).TotalSeconds);
            // What would come twice would come before what is written now.
            await WriteAsync(node, written, expected);
            await crowd.Arrivals.MessagesAsync(expected.Values.Sum(messages => messages.Count) * Four);
            Check(crowd, expected);
            Report.Say(
                $"   P8 round {round}: {crowd.Streams.Count:n0} streams are back after {rounds[^1]:n2} s, each of {written.Count * Four:n0} with what it missed, exactly once"
            );
        }
        Report.Say(
            $"P8 {crowd.Streams.Count:n0} streams reconnect at once: median {Report.Median(rounds, seconds => seconds):n2} s until the last is ready and has what it missed (goal 15)"
        );
    }

    private static async Task WriteAsync(Node node, IReadOnlyList<Chat> chats, Dictionary<string, List<string>> written)
    {
        foreach (var chat in chats)
        {
            using var answer = await chat.Guest.SendAsync(
                node.Http,
                HttpMethod.Post,
                chat.Messages,
                new { clientId = Guid.NewGuid(), text = "Are you still there?" }
            );
            var message = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
            written[chat.ConversationId].Add(message.GetProperty("id").GetString()!);
        }
    }

    private static void Check(Crowd crowd, Dictionary<string, List<string>> expected)
    {
        foreach (var stream in crowd.Streams)
        {
            var wanted = expected.GetValueOrDefault(stream.Chat.ConversationId) ?? [];
            if (!stream.MessageIds.SequenceEqual(wanted))
            {
                throw new InvalidOperationException(
                    $"A stream has {string.Join(", ", stream.MessageIds)} and not {string.Join(", ", wanted)}."
                );
            }
        }
    }
}
