using XBees.Testing;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>Two processes on one PostgreSQL.</summary>
public sealed class TwoNodesTests(Setting setting)
{
    [Fact, Rule("AP-6")]
    public async Task A_stream_goes_on_at_another_node_with_exactly_what_it_missed()
    {
        using var company = await Company.OnAsync(await setting.Cluster.CreateAsync());
        await using var first = new Node(company.Options, company.Folder);
        await using var second = new Node(company.Options, company.Folder);
        await first.StartAsync();
        await second.StartAsync();
        var chat = await Chat.BeginAsync(first.Http, company, "guest");
        var other = await Chat.BeginAsync(second.Http, company, "other");
        var streams = new[]
        {
            await EventStream.OpenAsync(first.Http, chat.Guest),
            await EventStream.OpenAsync(first.Http, Person.WithKey),
        };
        Writer[] writers = [new(chat, chat.Guest), new(chat, Person.WithKey), new(other, other.Guest)];
        var writing = Task.WhenAll(
            writers.Select((writer, number) => writer.RunAsync(number % 2 == 0 ? second.Http : first.Http, () => Task.Delay(20)))
        );
        foreach (var stream in streams)
        {
            await stream.UntilAsync(made => made.Messages.Count > 20, Eventually.FiveTimes(5), "events of both nodes");
            stream.MoveTo(second.Http);
        }
        // The writer that went through it goes on at the other node, as the streams do.
        writers[1].Stop();
        await first.KillAsync();
        var reached = writers[0].Acks + 50;
        await Eventually.TrueAsync(() => writers[0].Acks > reached, Eventually.FiveTimes(5), () => "writing goes on");
        Array.ForEach(writers, writer => writer.Stop());
        await writing;

        await Truth.HoldsAsync(second.Http, company, [writers[0], writers[2]]);
        var timeline = await chat.TimelineAsync(second.Http, Person.WithKey);
        var all = timeline
            .Where(entry => entry.GetProperty("text").GetString()!.StartsWith("What ", StringComparison.Ordinal))
            .Select(entry => entry.GetProperty("id").GetString()!)
            .ToList();
        var others = writers[2].Journal.Select(acked => acked.MessageId).ToList();
        await streams[0].UntilAsync(made => made.Messages.Count >= all.Count, Eventually.FiveTimes(5), "the guest's stream has all");
        await streams[1]
            .UntilAsync(made => made.Messages.Count >= all.Count + others.Count, Eventually.FiveTimes(5), "the agent's has all");
        Assert.Equal(all, streams[0].Messages);
        Assert.Equal(all, streams[1].Messages.Where(all.Contains));
        Assert.Equal(others, streams[1].Messages.Where(others.Contains));
        Assert.All(streams, stream => Assert.False(stream.Has("reset")));
        Assert.All(streams, stream => Assert.Equal(2, stream.Connections));
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }
    }

    [Fact]
    public async Task Two_that_start_at_once_on_an_empty_database_migrate_it_once()
    {
        var options = await setting.Cluster.CreateAsync();
        string[] folders = [Company.NewFolder(), Company.NewFolder()];
        await using var first = new Node(options, folders[0]);
        await using var second = new Node(options, folders[1]);
        await Task.WhenAll(first.StartAsync(), second.StartAsync());
        Assert.Equal(0, await Truth.CountAsync(options, "select count(*) - count(distinct scriptname) from schemaversions"));
        Assert.True(await Truth.CountAsync(options, "select count(*) from schemaversions") > 5);
        // Whatever one of them seals the other opens: they made one ring of keys together.
        Assert.Equal(1, await Truth.CountAsync(options, "select count(*) from data_protection_key"));
        Array.ForEach(folders, folder => Directory.Delete(folder, recursive: true));
    }
}
