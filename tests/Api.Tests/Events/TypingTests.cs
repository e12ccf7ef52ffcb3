using System.Net;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Events;

[Rule("MS-3")]
public class TypingTests
{
    [Theory, EveryDatabase]
    public async Task Typing_is_shown_to_the_others_and_guests_read_the_titles_name(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        await scene.BeginAsync();
        await using var guest = await EventStream.OpenAsync(scene.Guest);
        await using var agent = await EventStream.OpenAsync(scene.Agent);

        await scene.Guest.PostAsync($"/api/v1/conversations/{scene.Conversation}/typing");
        var byGuest = await agent.NextAsync();
        Assert.Equal("typing", byGuest.Name);
        Assert.Equal("Grace Guest", byGuest.Data.GetProperty("author").GetProperty("name").GetString());
        Assert.False(byGuest.Data.GetProperty("stop").GetBoolean());

        await scene.Agent.PostAsync($"/api/v1/conversations/{scene.Conversation}/typing", new { stop = true });
        var byAgent = await guest.NextAsync("typing");
        var title = (await scene.Guest.GetAsync($"/api/v1/conversations/{scene.Conversation}")).GetProperty("title").GetString();
        Assert.Equal("Support", title);
        Assert.Equal(title, byAgent.Data.GetProperty("author").GetProperty("name").GetString());
        Assert.DoesNotContain(scene.Agent.Id, byAgent.Data.GetRawText(), StringComparison.Ordinal);
        Assert.True(byAgent.Data.GetProperty("stop").GetBoolean());
    }

    [Theory, EveryDatabase, Rule("MS-9")]
    public async Task A_note_being_typed_is_shown_to_no_guest_and_nothing_is_stored(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        await scene.BeginAsync();
        await using var guest = await EventStream.OpenAsync(scene.Guest);
        await scene.Agent.PostAsync($"/api/v1/conversations/{scene.Conversation}/typing", new { note = true });
        await scene.WriteAsync(scene.Agent, "an answer");
        // What began before the stream may still come; no typing is among it.
        Assert.DoesNotContain(await guest.UntilAsync(seen => seen.Name == "message.created"), seen => seen.Name == "typing");
        await using var open = await database.OpenAsync();
        Assert.Equal(0, await open.Db.FirstAsync<long>($"select count(*) from log where type = 'typing'"));
    }

    [Theory, EveryDatabase]
    public async Task Who_does_not_see_the_conversation_gets_404(TestDatabase database)
    {
        await using var scene = await LiveScene.OpenAsync(database);
        await scene.BeginAsync();
        var stranger = scene.Keep(await scene.App.AgentAsync("Sten Stranger"));
        var guest = scene.Keep(await scene.App.GuestAsync(scene.WidgetKey, "Other Guest", "other@example.org"));
        foreach (var client in new[] { stranger, guest })
        {
            using var answer = await client.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{scene.Conversation}/typing", new { });
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }
}
