using System.Net;
using System.Text.Json;
using XBees.Application.Events;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Events;

[Rule("AP-6")]
public class LiveEventsTests
{
    [Theory, EveryDatabase]
    public async Task Both_sides_see_each_other_live_each_in_their_own_numbers(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        await using var agent = await EventStream.OpenAsync(scene.Agent);
        await using var guest = await EventStream.OpenAsync(scene.Guest);
        Assert.Equal("text/event-stream", agent.Answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["no"], agent.Answer.Headers.GetValues("X-Accel-Buffering"));

        await scene.BeginAsync("Hello there");
        await agent.NextAsync("conversation.created");
        var first = await agent.NextAsync("message.created");
        Assert.Equal("Hello there", Text(first));
        var firstToGuest = await guest.NextAsync("message.created");
        Assert.Equal("Hello there", Text(firstToGuest));

        var note = await scene.WriteAsync(scene.Agent, "between us", "note");
        var answer = await scene.WriteAsync(scene.Agent, "Hi Grace");
        Assert.Equal("between us", Text(await agent.NextAsync("message.created")));
        var toAgent = await agent.NextAsync("message.created");
        var toGuest = await guest.NextAsync("message.created");
        Assert.Equal("Hi Grace", Text(toGuest));
        Assert.Equal(answer.GetProperty("seq").GetInt64(), Seq(toAgent));
        Assert.Equal(note.GetProperty("seq").GetInt64() + 1, Seq(toAgent));
        // MS-9: the guest's numbers have no gap where the note stands.
        Assert.Equal(Seq(firstToGuest) + 1, Seq(toGuest));
        var page = await scene.Guest.GetAsync($"/api/v1/conversations/{scene.Conversation}/messages");
        Assert.Equal(page.GetProperty("items").EnumerateArray().Last().GetRawText(), toGuest.Data.GetProperty("message").GetRawText());
    }

    [Theory, EveryDatabase, Rule("MS-9")]
    public async Task A_guest_learns_of_no_note_by_any_event_and_cannot_read_the_logs_numbers(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        await using var guest = await EventStream.OpenAsync(scene.Guest);
        await scene.BeginAsync();
        await guest.NextAsync("message.created");
        for (var i = 0; i < 5; i++)
        {
            await scene.WriteAsync(scene.Agent, $"secret {i}", "note");
        }
        await scene.WriteAsync(scene.Agent, "done");
        var seen = await guest.UntilAsync(made => made.Name == "message.created");
        Assert.Equal("done", Text(Assert.Single(seen)));
        Assert.Null(LogCursor.Parse(seen[0].Id));
        await using var agent = await EventStream.OpenAsync(scene.Agent);
        Assert.NotNull(LogCursor.Parse(agent.LastId));
    }

    [Theory, EveryDatabase, Rule("LC-2")]
    public async Task An_administrator_gets_heads_and_no_message(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        await using var admin = await EventStream.OpenAsync(scene.App.Administrator);
        await scene.BeginAsync("for Mara alone");
        await scene.WriteAsync(scene.Agent, "an answer");
        await scene.Agent.PatchAsync($"/api/v1/conversations/{scene.Conversation}", new { name = "Order 17" });
        var seen = await admin.UntilAsync(made => made.Name == "conversation.updated");
        Assert.Equal(["conversation.created", "conversation.updated"], seen.Select(made => made.Name));
        Assert.DoesNotContain(seen, made => made.Data.GetRawText().Contains("Mara", StringComparison.Ordinal));
    }

    [Theory, EveryDatabase, Rule("LI-3")]
    public async Task A_manager_gets_the_messages_of_the_service_and_another_agent_nothing(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        var manager = scene.Keep(await scene.App.AgentAsync("Milo Manager"));
        var stranger = scene.Keep(await scene.App.AgentAsync("Sten Stranger"));
        var services = await scene.App.Administrator.GetAsync("/api/v1/admin/services");
        var service = services.GetProperty("items")[0].GetProperty("id").GetString();
        await scene.App.Administrator.PatchAsync($"/api/v1/admin/services/{service}", new { managerId = manager.Id });
        await using var managers = await EventStream.OpenAsync(manager);
        await using var strangers = await EventStream.OpenAsync(stranger);
        await scene.BeginAsync("for the service");
        Assert.Equal("for the service", Text(await managers.NextAsync("message.created")));

        // What the stranger sees next is their own conversation: nothing of the guest's came before it.
        await stranger.PostAsync("/api/v1/conversations", new { name = "Own", members = Array.Empty<object>() });
        var own = await strangers.NextAsync();
        Assert.Equal("conversation.created", own.Name);
        Assert.NotEqual(scene.Conversation, own.Data.GetProperty("conversationId").GetString());
    }

    [Theory, EveryDatabase, Rule("TI-4", "SV-1")]
    public async Task A_services_new_name_is_told_to_agents_and_to_its_own_guests(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        await scene.BeginAsync();
        var service = (await scene.Agent.GetAsync($"/api/v1/conversations/{scene.Conversation}")).GetProperty("service");
        var path = $"/api/v1/admin/services/{service.GetProperty("id").GetString()}";
        var other = await scene.App.WidgetAsync(await scene.App.ServiceAsync("Returns", scene.Agent));
        var stranger = scene.Keep(await scene.App.GuestAsync(other.GetProperty("key").GetString()!, "Other Guest", "other@example.org"));
        var before = await EventStream.OpenAsync(scene.Guest);
        await before.DisposeAsync();
        await using var agent = await EventStream.OpenAsync(scene.Agent);
        await using var guest = await EventStream.OpenAsync(scene.Guest);
        await using var strangers = await EventStream.OpenAsync(stranger);

        await scene.App.Administrator.PatchAsync(path, new { managerId = scene.Agent.Id });
        await scene.App.Administrator.PatchAsync(path, new { name = "Help desk" });
        for (var change = 0; change < 2; change++)
        {
            var told = await agent.NextAsync("service.updated");
            Assert.Equal($$"""{"serviceId":"{{service.GetProperty("id").GetString()}}"}""", told.Data.GetRawText());
        }
        // The new manager is none of a guest's business: they hear once, and no id.
        await scene.WriteAsync(scene.Agent, "an answer");
        await using var resumed = await EventStream.OpenAsync(scene.Guest, before.LastId);
        foreach (var stream in new[] { guest, resumed })
        {
            var seen = await stream.UntilAsync(made => made.Name == "message.created" && Text(made) == "an answer");
            Assert.Equal("{}", Assert.Single(seen, made => made.Name == "service.updated").Data.GetRawText());
        }
        Assert.Equal(
            "Help desk",
            (await scene.Guest.GetAsync($"/api/v1/conversations/{scene.Conversation}")).GetProperty("title").GetString()
        );
        await stranger.PostAsync(
            "/api/v1/conversations",
            new { clientId = Guid.NewGuid(), message = new { clientId = Guid.NewGuid(), text = "Mine" } }
        );
        Assert.Equal("conversation.created", (await strangers.NextAsync()).Name);
    }

    [Theory, EveryDatabase, Rule("LI-3")]
    public async Task Who_becomes_manager_or_member_of_a_service_is_told_and_so_is_who_ceases_to_be(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        await scene.BeginAsync();
        var manager = scene.Keep(await scene.App.AgentAsync("Milo Manager"));
        var view = await scene.Agent.GetAsync($"/api/v1/conversations/{scene.Conversation}");
        var path = $"/api/v1/admin/services/{view.GetProperty("service").GetProperty("id").GetString()}";
        await using var live = await EventStream.OpenAsync(manager);
        var changes = new (object Change, HttpStatusCode Sees)[]
        {
            (new { managerId = manager.Id }, HttpStatusCode.OK),
            (new { managerId = (string?)null }, HttpStatusCode.NotFound),
            (new { members = new[] { scene.Agent.Id, manager.Id } }, HttpStatusCode.NotFound),
            (new { members = new[] { scene.Agent.Id } }, HttpStatusCode.NotFound),
        };
        foreach (var (change, sees) in changes)
        {
            await scene.App.Administrator.PatchAsync(path, change);
            Assert.Equal("service.updated", (await live.NextAsync()).Name);
            using var answer = await manager.SendAsync(HttpMethod.Get, $"/api/v1/conversations/{scene.Conversation}");
            Assert.Equal(sees, answer.StatusCode);
        }
    }

    [Theory, EveryDatabase]
    public async Task A_removed_member_is_told_so_with_the_id_alone_live_and_on_resuming(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        var second = scene.Keep(await scene.App.AgentAsync("Otto Other"));
        await scene.BeginAsync();
        await scene.Agent.PostAsync(
            $"/api/v1/conversations/{scene.Conversation}/members",
            new { members = new[] { new { agentId = second.Id } } }
        );
        await using var live = await EventStream.OpenAsync(second);
        var before = await EventStream.OpenAsync(second);
        await before.DisposeAsync();
        await scene.WriteAsync(scene.Guest, "while Otto is there");
        await live.NextAsync("message.created");

        await scene.App.Administrator.GetAsync($"/api/v1/conversations/{scene.Conversation}");
        var members = await scene.Agent.GetAsync($"/api/v1/conversations/{scene.Conversation}/members");
        var otto = members.GetProperty("items").EnumerateArray().Single(member => member.GetProperty("agentId").GetString() == second.Id);
        await scene.Agent.DeleteAsync($"/api/v1/conversations/{scene.Conversation}/members/{otto.GetProperty("id").GetString()}");
        await scene.WriteAsync(scene.Guest, "after Otto is gone");
        var removed = await live.NextAsync("conversation.removed");
        Assert.Equal($$"""{"conversationId":"{{scene.Conversation}}"}""", removed.Data.GetRawText());

        await using var resumed = await EventStream.OpenAsync(second, before.LastId);
        await second.PostAsync("/api/v1/conversations", new { name = "Own", members = Array.Empty<object>() });
        var seen = await resumed.UntilAsync(made => made.Name == "conversation.created");
        Assert.Contains(seen, made => made.Name == "conversation.removed");
        Assert.DoesNotContain(seen, made => made.Data.GetRawText().Contains("Otto is gone", StringComparison.Ordinal));
        Assert.DoesNotContain(seen, made => made.Name == "message.created" && Text(made).Contains("Otto", StringComparison.Ordinal));
    }

    [Theory, EveryDatabase, Rule("MS-4")]
    public async Task Reading_is_told_to_the_other_side_and_to_ones_own_devices(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        await scene.BeginAsync();
        var answer = await scene.WriteAsync(scene.Agent, "Hi");
        await using var guest = await EventStream.OpenAsync(scene.Guest);
        await using var agent = await EventStream.OpenAsync(scene.Agent);

        await scene.Agent.PutAsync($"/api/v1/conversations/{scene.Conversation}/read", new { seq = answer.GetProperty("seq").GetInt64() });
        var own = (await agent.NextAsync("read.changed")).Data;
        Assert.Equal(scene.Agent.Id, own.GetProperty("agentId").GetString());
        Assert.Equal(0, own.GetProperty("unread").GetInt64());
        var seen = (await guest.NextAsync("read.changed")).Data;
        Assert.Equal("agent", seen.GetProperty("kind").GetString());
        Assert.DoesNotContain(scene.Agent.Id, seen.GetRawText(), StringComparison.Ordinal);

        var last = (await scene.Guest.GetAsync($"/api/v1/conversations/{scene.Conversation}")).GetProperty("lastSeq").GetInt64();
        Assert.Equal(last, seen.GetProperty("seq").GetInt64());
        await scene.Guest.PutAsync($"/api/v1/conversations/{scene.Conversation}/read", new { seq = last });
        var read = (await agent.NextAsync("read.changed")).Data;
        Assert.Equal(scene.Guest.Id, read.GetProperty("guestId").GetString());
        Assert.Equal(answer.GetProperty("seq").GetInt64(), read.GetProperty("seq").GetInt64());
        Assert.False(read.TryGetProperty("unread", out _));
    }

    [Fact]
    public async Task Who_says_nothing_about_themselves_gets_no_stream()
    {
        await using var app = await XBeesApp.StartAsync();
        using var nobody = app.Anonymous();
        using var answer = await nobody.SendAsync(HttpMethod.Get, "/api/v1/events");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        using var narrow = await app.ApiKeyAsync(["contacts"]);
        using var forbidden = await narrow.SendAsync(HttpMethod.Get, "/api/v1/events");
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
    }

    [Fact]
    public async Task A_node_that_stops_closes_its_streams_at_once()
    {
        var app = await XBeesApp.StartAsync();
        await using var stream = await EventStream.OpenAsync(app.Administrator);
        var stopping = app.DisposeAsync();
        await stream.Closed.WaitAsync(TimeSpan.FromSeconds(10));
        await stopping;
    }

    internal static string Text(StreamedEvent made) => made.Data.GetProperty("message").GetProperty("text").GetString()!;

    private static long Seq(StreamedEvent made) => made.Data.GetProperty("message").GetProperty("seq").GetInt64();
}
