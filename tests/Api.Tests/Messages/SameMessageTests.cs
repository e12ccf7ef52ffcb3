using System.Net;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Messages;

[Rule("MS-2")]
public sealed class SameMessageTests
{
    [Theory, EveryDatabase]
    public async Task What_sending_answers_is_what_reading_answers_and_a_repeated_sending_too(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await scene.Mara.PatchAsync("/api/v1/me", new { guestName = "Mara from Sales" });
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var key = scene.Keep(await scene.App.ApiKeyAsync(["conversations:all"]));
        foreach (var (who, kind) in new[] { (grace, "text"), (scene.Mara, "text"), (scene.Mara, "note"), (key, "text"), (key, "note") })
        {
            var body = new
            {
                clientId = Guid.NewGuid(),
                text = "**Hi** \u202e<b>\ud83d\udc69\u200d\ud83d\ude80\r\n\t\"quoted\"",
                kind,
            };
            using var sent = await who.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/messages", body);
            sent.Is(HttpStatusCode.Created);
            var first = await sent.Content.ReadAsStringAsync();
            using var again = await who.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/messages", body);
            again.Is(HttpStatusCode.OK);
            using var read = await who.SendAsync(
                HttpMethod.Get,
                $"/api/v1/conversations/{id}/messages/{(await sent.BodyAsync()).Text("id")}"
            );
            Assert.Equal(await read.Content.ReadAsStringAsync(), first);
            Assert.Equal(first, await again.Content.ReadAsStringAsync());
            Assert.Equal(first, (await Scene.TimelineAsync(who, id))[^1].GetRawText());
        }
    }

    [Theory, EveryDatabase]
    public async Task Words_that_bring_the_agents_back_are_answered_as_they_are_read(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/members/me");
        await scene.Noah.DeleteAsync($"/api/v1/conversations/{id}/members/me");
        var sent = await Scene.SayAsync(grace, id, "Anybody?");
        Assert.Equal((await grace.GetAsync($"/api/v1/conversations/{id}/messages/{sent.Text("id")}")).GetRawText(), sent.GetRawText());
    }
}
