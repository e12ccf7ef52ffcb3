using System.Net;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Http;

/// <summary>Case C22: the same key while the first request with it still runs.</summary>
[Rule("AP-5")]
public sealed class RunningRequestTests
{
    [Theory, EveryDatabase]
    public async Task While_it_runs_the_same_is_409_and_another_is_422_and_then_it_is_replayed(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var id = await Scene.StartAsync(await scene.GuestAsync());
        var path = $"/api/v1/conversations/{id}/messages";
        (string, string) key = ("Idempotency-Key", "k1");
        Task<HttpResponseMessage> SendAsync(AppClient who, string text) => who.SendAsync(HttpMethod.Post, path, new { text }, key);

        Task<HttpResponseMessage> running;
        Task<HttpResponseMessage> others;
        await using (await OutsideLock.OnConversationAsync(database, id))
        {
            Task<HttpResponseMessage>[] two = [SendAsync(scene.Mara, "A"), SendAsync(scene.Mara, "A")];
            // One of them is first and waits for the lock; the other one is told so at once.
            var told = await Task.WhenAny(two);
            running = two.Single(request => request != told);
            using (var answer = await told)
            {
                await answer.IsProblemAsync(409, "idempotency-key-running");
            }
            using (var answer = await SendAsync(scene.Mara, "B"))
            {
                await answer.IsProblemAsync(422, "idempotency-key-reused");
            }
            await scene.Mara.RefusesAsync(
                HttpMethod.Post,
                "/api/v1/conversations",
                new { text = "A" },
                422,
                "idempotency-key-reused",
                null,
                key
            );
            others = SendAsync(scene.Noah, "A");
            Assert.False(running.IsCompleted);
        }
        using var first = await running;
        using var noahs = await others;
        first.Is(HttpStatusCode.Created);
        noahs.Is(HttpStatusCode.Created);
        using var replayed = await SendAsync(scene.Mara, "A");
        replayed.Is(HttpStatusCode.Created);
        Assert.Equal((await first.BodyAsync()).Text("id"), (await replayed.BodyAsync()).Text("id"));
        Assert.NotEqual((await first.BodyAsync()).Text("id"), (await noahs.BodyAsync()).Text("id"));
        Assert.Equal(["Hello", "A", "A"], await Scene.TextsAsync(scene.Mara, id));
    }
}
