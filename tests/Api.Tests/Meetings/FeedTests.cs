using System.Net;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>An agent's calendar for calendar programs: by an address that is a secret.</summary>
[Rule("ME-11")]
public sealed class FeedTests
{
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("ME-4", "PV-6")]
    public async Task It_has_the_agents_meetings_as_they_are_and_ends_with_its_address(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        Assert.True((await scene.Mara.GetAsync(Path)).IsNull("since"));
        var url = (await scene.Mara.PostAsync(Path)).Text("url");
        Assert.False((await scene.Mara.GetAsync(Path)).IsNull("since"));
        Assert.DoesNotContain("BEGIN:VEVENT", await ReadAsync(scene, url), StringComparison.Ordinal);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
        var meeting = await Schedulers.BookAsync(guest, slug, free[0], "Phone booths");
        await Schedulers.BookAsync(guest, await Schedulers.SlugAsync(scene.Noah), free[0], "Not Maras");
        var file = await ReadAsync(scene, url);
        Assert.Contains($"UID:{meeting.Text("id")}", file, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Phone booths (Leo Link)", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Not Maras", file, StringComparison.Ordinal);
        Assert.DoesNotContain("METHOD:REQUEST", file, StringComparison.Ordinal);
        await Schedulers.MoveAsync(guest, meeting, new { start = free[2] });
        Assert.Contains("SEQUENCE:1", await ReadAsync(scene, url), StringComparison.Ordinal);
        await guest.DeleteAsync($"/api/v1/meetings/{meeting.Text("id")}");
        Assert.DoesNotContain("BEGIN:VEVENT", await ReadAsync(scene, url), StringComparison.Ordinal);

        var other = (await scene.Mara.PostAsync(Path)).Text("url");
        await GoneAsync(scene, url);
        await ReadAsync(scene, other);
        await NoTokenIsStoredAsync(database, other);
        await scene.Mara.DeleteAsync(Path);
        await GoneAsync(scene, other);
    }

    [Theory, EveryDatabase, Rule("AD-5")]
    public async Task It_ends_with_its_agent(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var url = (await scene.Mara.PostAsync(Path)).Text("url");
        await ReadAsync(scene, url);
        await scene.App.Administrator.PatchAsync($"/api/v1/admin/agents/{scene.Mara.Id}", new { active = false });
        await GoneAsync(scene, url);
    }

    private const string Path = "/api/v1/me/calendar-feed";

    private static async Task<string> ReadAsync(Scene scene, string url)
    {
        using var program = scene.App.Anonymous();
        using var answer = await program.SendAsync(HttpMethod.Get, new Uri(url).AbsolutePath);
        answer.Is(HttpStatusCode.OK);
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task GoneAsync(Scene scene, string url)
    {
        using var program = scene.App.Anonymous();
        using var answer = await program.SendAsync(HttpMethod.Get, new Uri(url).AbsolutePath);
        answer.Is(HttpStatusCode.NotFound);
    }

    private static async Task NoTokenIsStoredAsync(TestDatabase database, string url)
    {
        var token = System.IO.Path.GetFileNameWithoutExtension(new Uri(url).AbsolutePath);
        await using var open = await database.OpenAsync();
        var found = await open.Units.RunAsync(
            unit => Unit.Of(unit).FirstAsync<long>($"select count(*) from calendar_feed where token_hash = @token", new { token }),
            CancellationToken.None
        );
        Assert.Equal(0, found);
    }
}
