using System.Diagnostics;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Authentication;

/// <summary>When sessions and keys were used last, and how long they live by it.</summary>
public sealed class LastUseTests
{
    private static readonly TimeSpan Grain = TimeSpan.FromHours(1);

    [Theory, EveryDatabase, Rule("GU-9", "AU-4")]
    public async Task While_nobody_can_write_reading_goes_on_and_the_use_is_noted_after(TestDatabase database)
    {
        var time = new ShiftedTime();
        await using var scene = await Scene.OnAsync(database, time: time);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var key = scene.Keep(await scene.App.ApiKeyAsync(["conversations:read"], scene.Mara.Id));
        await key.GetAsync("/api/v1/conversations");
        await AllAsync(database, time.GetUtcNow() - Grain);
        // So long that each use is due to be noted, and the cookie to be renewed.
        time.Advance(TimeSpan.FromHours(7));
        var before = time.GetUtcNow();
        await using (await OutsideLock.OnWritesAsync(database, "agent_session", "guest_session", "api_key"))
        {
            foreach (var client in new[] { grace, scene.Mara, key })
            {
                for (var i = 0; i < 5; i++)
                {
                    var watch = Stopwatch.StartNew();
                    await client.GetAsync($"/api/v1/conversations/{id}");
                    Assert.True(watch.Elapsed < TimeSpan.FromSeconds(4), $"A read took {watch.Elapsed}.");
                }
            }
            if (database.Provider == DatabaseProvider.Sqlite)
            {
                // So long that writing it is given up once.
                await Until.Async(() => Task.FromResult(Complaints(scene.App)), count => count > 0);
                await grace.GetAsync($"/api/v1/conversations/{id}");
            }
        }
        await AllAsync(database, before);
        await using var open = await database.OpenAsync();
        var expires = await open.Db.FirstAsync<long>(
            $"select max(expires_at) from agent_session where agent_id = @id",
            new { id = scene.Mara.Id }
        );
        Assert.InRange(Complaints(scene.App), 0, 1);
        Assert.True(DateTimeOffset.FromUnixTimeMilliseconds(expires) >= before + TimeSpan.FromHours(11), "The cookie was not renewed.");
    }

    [Theory, EveryDatabase, Rule("AU-4")]
    public async Task Signing_out_ends_the_session_and_not_the_cookie_alone(TestDatabase database)
    {
        await using var app = await XBeesApp.StartAsync(database);
        using var mara = await app.AgentAsync("Mara Nowak");
        using var copy = app.Anonymous();
        copy.Cookies.Add(mara.Cookies.GetAllCookies());
        await copy.GetAsync("/api/v1/me");
        await using var stream = await EventStream.OpenAsync(copy);
        using var answer = await mara.SubmitAsync("/signout", []);
        Assert.Equal("/signin", answer.Headers.Location?.ToString());
        await stream.NextAsync("session.ended");
        await copy.RefusesAsync(HttpMethod.Get, "/api/v1/me", null, 401, "signed-out");
    }

    private static int Complaints(XBeesApp app) =>
        app.Log.All.Count(line => line.Contains("last cannot be written now", StringComparison.Ordinal));

    private static async Task AllAsync(TestDatabase database, DateTimeOffset since)
    {
        await NotedAsync(database, "guest_session", since);
        await NotedAsync(database, "agent_session", since);
        await NotedAsync(database, "api_key", since);
    }

    private static async Task NotedAsync(TestDatabase database, string table, DateTimeOffset since)
    {
        await using var open = await database.OpenAsync();
        var noted = await Until.Async(
            () =>
                table switch
                {
                    "guest_session" => open.Db.FirstAsync<long?>($"select max(last_used_at) from guest_session"),
                    "agent_session" => open.Db.FirstAsync<long?>($"select max(last_used_at) from agent_session"),
                    _ => open.Db.FirstAsync<long?>($"select max(last_used_at) from api_key"),
                },
            at => at >= since.ToUnixTimeMilliseconds()
        );
        Assert.True(noted >= since.ToUnixTimeMilliseconds(), $"The use of {table} was not noted.");
    }
}
