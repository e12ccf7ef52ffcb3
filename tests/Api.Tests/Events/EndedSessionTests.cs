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

    private static async Task EndsAsync(EventStream stream)
    {
        await stream.NextAsync("session.ended");
        await stream.Closed.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
