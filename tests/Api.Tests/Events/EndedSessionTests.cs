using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Events;

/// <summary>Attack row 32: an open stream does not outlive what opened it.</summary>
public class EndedSessionTests
{
    [Theory, EveryDatabase, Rule("GU-9")]
    public async Task A_guests_session_ends_on_every_tab(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        await using var one = await EventStream.OpenAsync(scene.Guest);
        await using var two = await EventStream.OpenAsync(scene.Guest);
        await using var agent = await EventStream.OpenAsync(scene.Agent);
        await scene.Guest.DeleteAsync("/api/v1/sessions/current");
        await EndsAsync(one);
        await EndsAsync(two);
        Assert.False(agent.Closed.IsCompleted);
    }

    [Theory, EveryDatabase, Rule("AU-4")]
    public async Task A_session_that_its_agent_ends_elsewhere_closes_its_stream_alone(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        var other = scene.Keep(await scene.App.SignInAsync("mara.nowak@ternhaus.example"));
        await using var ended = await EventStream.OpenAsync(scene.Agent);
        await using var kept = await EventStream.OpenAsync(other);
        await other.DeleteAsync("/api/v1/me/sessions");
        await EndsAsync(ended);
        Assert.False(kept.Closed.IsCompleted);
    }

    [Theory, EveryDatabase, Rule("AP-2")]
    public async Task A_revoked_key_closes_its_stream(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        var key = scene.Keep(await scene.App.ApiKeyAsync(["conversations:read"]));
        await using var stream = await EventStream.OpenAsync(key);
        var keys = await scene.App.Administrator.GetAsync("/api/v1/admin/api-keys");
        await scene.App.Administrator.DeleteAsync($"/api/v1/admin/api-keys/{keys.GetProperty("items")[0].GetProperty("id").GetString()}");
        await EndsAsync(stream);
    }

    [Theory, EveryDatabase, Rule("AU-4")]
    public async Task A_deactivated_agents_streams_close_by_cookie_and_by_key(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        var colleague = scene.Keep(await scene.App.AgentAsync("Otto Other"));
        var key = scene.Keep(await scene.App.ApiKeyAsync(["conversations:read"], colleague.Id));
        await using var cookie = await EventStream.OpenAsync(colleague);
        await using var byKey = await EventStream.OpenAsync(key);
        await scene.App.Administrator.PatchAsync($"/api/v1/admin/agents/{colleague.Id}", new { active = false });
        await EndsAsync(cookie);
        await EndsAsync(byKey);
    }

    [Theory, EveryDatabase, Rule("AU-4")]
    public async Task A_new_password_closes_the_streams_of_the_other_sessions(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        var other = scene.Keep(await scene.App.SignInAsync("mara.nowak@ternhaus.example"));
        await using var ended = await EventStream.OpenAsync(other);
        await using var kept = await EventStream.OpenAsync(scene.Agent);
        await scene.Agent.PostAsync("/api/v1/me/password", new { current = XBeesApp.Password, @new = "another horse 8" });
        await EndsAsync(ended);
        Assert.False(kept.Closed.IsCompleted);
        using var refused = await other.SendAsync(HttpMethod.Get, "/api/v1/events");
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Theory, EveryDatabase, Rule("AC-14", "GU-2")]
    public async Task Who_is_removed_is_told_once_and_hears_nothing_more(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        await scene.BeginAsync();
        var members = $"/api/v1/conversations/{scene.Conversation}/members";
        var colleague = scene.Keep(await scene.App.AgentAsync("Otto Other"));
        await scene.Agent.PostAsync(members, new { members = new[] { new { agentId = colleague.Id } } });
        var people = (await scene.Agent.GetAsync(members)).GetProperty("items").EnumerateArray().ToList();
        await using var agent = await EventStream.OpenAsync(colleague);
        await using var guest = await EventStream.OpenAsync(scene.Guest);
        foreach (var id in new[] { colleague.Id, scene.Guest.Id })
        {
            var member = people.Single(person =>
                (person.TryGetProperty("agentId", out var agentId) && agentId.GetString() == id)
                || (person.TryGetProperty("guestId", out var guestId) && guestId.GetString() == id)
            );
            await scene.Agent.DeleteAsync($"{members}/{member.GetProperty("id").GetString()}?confirm=true");
        }
        await scene.WriteAsync(scene.Agent, "Among us");
        // Something else of theirs, after which nothing of it can be on its way.
        await colleague.PostAsync("/api/v1/conversations", new { name = "Own", members = Array.Empty<object>() });
        await scene.Guest.PostAsync("/api/v1/conversations", new { message = new { clientId = Guid.NewGuid(), text = "Another" } });
        foreach (var stream in new[] { agent, guest })
        {
            var seen = await stream.UntilAsync(made =>
                made.Name == "conversation.created" && made.Data.GetProperty("conversationId").GetString() != scene.Conversation
            );
            var mine = seen.SkipWhile(made => made.Name != "conversation.removed")
                .Where(made => made.Data.GetProperty("conversationId").GetString() == scene.Conversation);
            Assert.Equal("conversation.removed", Assert.Single(mine).Name);
            Assert.DoesNotContain(seen, made => made.Data.GetRawText().Contains("Among us", StringComparison.Ordinal));
        }
    }

    private static async Task EndsAsync(EventStream stream)
    {
        await stream.NextAsync("session.ended");
        await stream.Closed.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
