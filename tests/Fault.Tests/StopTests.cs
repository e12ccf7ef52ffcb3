using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>Fault 3: the node is told to stop while people write and fifty listen.</summary>
public sealed class StopTests(Setting setting)
{
    [Fact, Rule("AP-6", "MS-2")]
    public async Task A_stop_under_load_fails_nobody_and_every_stream_goes_on_without_a_gap()
    {
        using var company = await setting.CompanyAsync(DatabaseProvider.Sqlite);
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        var chats = new List<Chat>();
        for (var number = 1; number <= 8; number++)
        {
            chats.Add(await Chat.BeginAsync(node.Http, company, $"guest{number}"));
        }
        var streams = new List<EventStream>();
        for (var number = 0; number < 50; number++)
        {
            streams.Add(await EventStream.OpenAsync(node.Http, number < 34 ? chats[number % 8].Guest : Person.WithKey));
        }
        var writers = chats.ConvertAll(chat => new Writer(chat, chat.Guest));
        var writing = Task.WhenAll(writers.Select(writer => writer.RunAsync(node.Http, () => Task.Delay(20))));
        await Eventually.TrueAsync(
            () => writers.All(writer => writer.Acks >= 20),
            Eventually.FiveTimes(5),
            () => $"the load runs. {node.Said}"
        );

        var (took, code) = await node.TerminateAsync(Eventually.FiveTimes(10));
        Assert.Equal(0, code);
        Assert.True(took < TimeSpan.FromSeconds(10), $"It took {took.TotalSeconds} s.");
        // What was accepted was answered, and not with "try later": no 5xx at all.
        Assert.All(writers, writer => Assert.Equal(0, writer.Refusals));
        await node.StartAsync();
        var reached = writers.ToDictionary(writer => writer, writer => writer.Acks + 20);
        await Eventually.TrueAsync(
            () => writers.All(writer => writer.Acks >= reached[writer]),
            Eventually.FiveTimes(5),
            () => $"all go on. {node.Said}"
        );
        writers.ForEach(writer => writer.Stop());
        await writing;

        await Truth.HoldsAsync(node.Http, company, writers);
        for (var number = 0; number < streams.Count; number++)
        {
            var mine = number < 34 ? [writers[number % 8]] : writers;
            await streams[number].UntilAsync(stream => Complete(stream, mine), Eventually.FiveTimes(5), $"stream {number} has everything");
            Assert.All(mine, writer => Assert.Equal(writer.Journal.Select(acked => acked.MessageId), Of(streams[number], writer)));
            Assert.False(streams[number].Has("reset"));
            Assert.True(streams[number].Connections > 1);
            await streams[number].DisposeAsync();
        }
    }

    private static bool Complete(EventStream stream, IReadOnlyList<Writer> writers) =>
        stream.Messages.Count >= writers.Sum(writer => writer.Journal.Count);

    private static IEnumerable<string> Of(EventStream stream, Writer writer) =>
        stream
            .All.Where(made =>
                made.MessageId is not null && made.Data.GetProperty("conversationId").GetString() == writer.Chat.ConversationId
            )
            .Select(made => made.MessageId!);
}
