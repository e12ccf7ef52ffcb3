using Microsoft.Extensions.DependencyInjection;
using XBees.Application.Events;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Events;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Events;

/// <summary>Case C24, fault 15.</summary>
[Rule("AP-6")]
public class ResumeTests
{
    [Theory, EveryDatabase]
    public async Task What_was_missed_comes_once_and_in_order_then_it_goes_on_live(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        await scene.BeginAsync();
        foreach (var (reader, writer) in new[] { (scene.Agent, scene.Guest), (scene.Guest, scene.Agent) })
        {
            var before = await EventStream.OpenAsync(reader);
            await scene.WriteAsync(writer, "0");
            await before.NextAsync("message.created");
            await before.DisposeAsync();
            for (var i = 1; i <= 30; i++)
            {
                await scene.WriteAsync(writer, $"{i}");
            }
            await using var after = await EventStream.OpenAsync(reader, before.LastId);
            await scene.WriteAsync(writer, "31");
            var seen = await after.UntilAsync(made => made.Name == "message.created" && LiveEventsTests.Text(made) == "31");
            Assert.Equal(
                Enumerable.Range(1, 31).Select(i => $"{i}"),
                seen.Where(made => made.Name == "message.created").Select(LiveEventsTests.Text)
            );
            Assert.DoesNotContain(seen, made => made.Name == "reset");
        }
    }

    [Fact]
    public async Task A_stream_goes_on_at_another_node()
    {
        Assert.SkipWhen(TestDatabase.WhyNot(DatabaseProvider.PostgreSql) is not null, "No PostgreSQL.");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        await using var scene = await LiveScene.OpenAsync(database);
        await using var other = await XBeesApp.StartAsync(database, new Dictionary<string, string> { ["XBees:Node"] = "b" }, setUp: false);
        await scene.BeginAsync();
        using var guestThere = other.WithBearer(scene.Guest.Bearer!);
        var before = await EventStream.OpenAsync(scene.Guest);
        await scene.WriteAsync(scene.Agent, "one");
        await before.NextAsync("message.created");
        await before.DisposeAsync();
        await scene.WriteAsync(scene.Agent, "two");
        await using var there = await EventStream.OpenAsync(guestThere, before.LastId);
        await scene.WriteAsync(scene.Agent, "three");
        Assert.Equal("two", LiveEventsTests.Text(await there.NextAsync("message.created")));
        Assert.Equal("three", LiveEventsTests.Text(await there.NextAsync("message.created")));

        // Typing and the end of a session reach the other node too.
        await scene.Agent.PostAsync($"/api/v1/conversations/{scene.Conversation}/typing");
        await there.NextAsync("typing");
        await scene.Guest.DeleteAsync("/api/v1/sessions/current");
        await there.NextAsync("session.ended");
        await there.Closed.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Theory, EveryDatabase]
    public async Task What_cannot_be_resumed_is_one_reset_and_then_live(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        await scene.BeginAsync();
        var before = await EventStream.OpenAsync(scene.Agent);
        await scene.WriteAsync(scene.Guest, "soon trimmed");
        await before.NextAsync("message.created");
        await before.DisposeAsync();
        var known = LogCursor.Parse(before.LastId)!;
        await using (var open = await database.OpenAsync())
        {
            await open.Units.RunAsync(
                unit => Unit.Of(unit).ExecuteAsync($"delete from log where position = @position", new { position = known.Position }),
                default
            );
        }
        string[] ids =
        [
            "abc",
            "-1",
            "0",
            before.LastId!,
            known with { Position = known.Position + 1_000_000 } + "",
            known with { Check = "zzzz" } + "",
            new string('9', 5000),
            "' or 1=1 --",
        ];
        foreach (var id in ids)
        {
            await using var stream = await EventStream.OpenAsync(scene.Agent, id);
            Assert.Equal("reset", (await stream.NextAsync()).Name);
            await scene.WriteAsync(scene.Guest, "live");
            var seen = await stream.UntilAsync(made => made.Name == "message.created");
            Assert.DoesNotContain(seen, made => made.Name == "reset");
        }
        // A guest cannot use what an agent was given.
        await using var agent = await EventStream.OpenAsync(scene.Agent);
        await using var guest = await EventStream.OpenAsync(scene.Guest, agent.LastId);
        Assert.Equal("reset", (await guest.NextAsync()).Name);
    }

    [Fact]
    public async Task Who_missed_more_than_a_thousand_reads_afresh()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await LiveScene.OpenAsync(database);
        await scene.BeginAsync();
        var before = await EventStream.OpenAsync(scene.Guest);
        await scene.WriteAsync(scene.Agent, "first");
        await before.NextAsync("message.created");
        await before.DisposeAsync();
        await using (var open = await database.OpenAsync())
        {
            await open.Units.RunAsync(
                unit =>
                {
                    for (var i = 0; i < 1100; i++)
                    {
                        unit.Log(new("conversation.updated", scene.Conversation));
                    }
                    return Task.FromResult(0);
                },
                default
            );
        }
        var hub = scene.App.Services.GetRequiredService<EventHub>();
        var newest = await scene.App.Services.GetRequiredService<ILog>().NewestAsync(default);
        await Until.Async(() => Task.FromResult(hub.Position), position => position == newest);
        await using var after = await EventStream.OpenAsync(scene.Guest, before.LastId);
        Assert.Equal("reset", (await after.UntilAsync(made => made.Name != "conversation.updated"))[^1].Name);
    }
}
