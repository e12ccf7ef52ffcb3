using XBees.Testing;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>Fault 6: PostgreSQL restarts under traffic.</summary>
public sealed class PostgresRestartTests(Setting setting)
{
    [Theory, Rule("MS-2", "AP-6")]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task A_restart_of_the_database_loses_and_doubles_nothing(string mode)
    {
        var cluster = setting.Cluster;
        using var company = await Company.OnAsync(await cluster.CreateAsync());
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        var chats = new List<Chat>();
        for (var number = 1; number <= 4; number++)
        {
            chats.Add(await Chat.BeginAsync(node.Http, company, $"guest{number}"));
        }
        var writers = chats.SelectMany(chat => new[] { new Writer(chat, chat.Guest), new Writer(chat, Person.WithKey) }).ToList();
        await using var stream = await EventStream.OpenAsync(node.Http, chats[0].Guest);
        var writing = Task.WhenAll(writers.Select(writer => writer.RunAsync(node.Http, () => Task.Delay(20))));
        for (var round = 0; round < (Setting.Long ? 5 : 1); round++)
        {
            await MoreAsync(writers, 50, node);
            await cluster.RestartAsync(mode);
            // Errors only in the window and five seconds after it.
            await MoreAsync(writers, 50, node);
        }
        writers.ForEach(writer => writer.Stop());
        await writing;

        await Truth.HoldsAsync(node.Http, company, writers);
        var timeline = await chats[0].TimelineAsync(node.Http, Person.WithKey);
        var written = timeline.Skip(timeline.Count - writers.Where(writer => writer.Chat == chats[0]).Sum(writer => writer.Journal.Count));
        var ids = written.Select(message => message.GetProperty("id").GetString()!).ToList();
        await stream.UntilAsync(made => made.Messages.Count >= ids.Count, Eventually.FiveTimes(5), "every message arrives live");
        Assert.Equal(ids, stream.Messages);
    }

    private static Task MoreAsync(List<Writer> writers, int each, Node node)
    {
        var goals = writers.ToDictionary(writer => writer, writer => writer.Acks + each);
        return Eventually.TrueAsync(
            () => writers.All(writer => writer.Acks >= goals[writer] || writer.Odd.Count > 0),
            Eventually.FiveTimes(5),
            () => $"everybody goes on. {node.Said}"
        );
    }
}
