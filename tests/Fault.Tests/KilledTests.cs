using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>Fault 1: the process is killed while eight people write, and started again.</summary>
public sealed class KilledTests(Setting setting)
{
    [Theory, Rule("MS-2")]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task What_was_acknowledged_before_a_kill_is_there_once(DatabaseProvider provider)
    {
        using var company = await setting.CompanyAsync(provider);
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        var writers = new List<Writer>();
        for (var number = 1; number <= 4; number++)
        {
            var chat = await Chat.BeginAsync(node.Http, company, $"guest{number}");
            writers.Add(new(chat, chat.Guest));
            writers.Add(new(chat, Person.WithKey));
        }
        var writing = Task.WhenAll(writers.Select(writer => writer.RunAsync(node.Http, () => AgainAsync(node))));
        var random = new Random();
        for (var round = 0; round < (Setting.Long ? 10 : 2); round++)
        {
            // The moment is random: so many acknowledgements after the last start.
            var goal = writers.Sum(writer => writer.Acks) + random.Next(50, 800);
            await Eventually.TrueAsync(
                () => writers.Sum(writer => writer.Acks) >= goal,
                Eventually.FiveTimes(10),
                () => $"{goal} are stored. {node.Said}"
            );
            await node.KillAsync();
            Assert.True(await node.StartAsync() < Eventually.FiveTimes(5));
        }
        var last = writers.ToDictionary(writer => writer, writer => writer.Acks);
        await Eventually.TrueAsync(
            () => writers.All(writer => writer.Acks > last[writer]),
            Eventually.FiveTimes(10),
            () =>
                $"everybody goes on. {string.Join(' ', writers.Select(writer => writer.Tell(last[writer])))} {writing.Exception} {node.Said}"
        );
        writers.ForEach(writer => writer.Stop());
        await writing;

        await Truth.HoldsAsync(node.Http, company, writers);
    }

    /// <summary>For as long as the kill and the start may take together, and more: the start is judged where it is made.</summary>
    private static Task AgainAsync(Node node) =>
        Eventually.TrueAsync(() => LiveAsync(node), Eventually.FiveTimes(10), () => "the node is back");

    private static async Task<bool> LiveAsync(Node node)
    {
        try
        {
            return await node.IsLiveAsync();
        }
        catch (InvalidOperationException)
        {
            // Between the kill and the start.
            return false;
        }
    }
}
