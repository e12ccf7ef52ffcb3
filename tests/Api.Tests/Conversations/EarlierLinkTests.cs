using System.Net;
using XBees.Api.Tests.Meetings;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Conversations;

/// <summary>A changed slug leads to the present one for a while, and to nobody else ever.</summary>
[Rule("IN-10")]
public sealed class EarlierLinkTests
{
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("IN-7")]
    public async Task It_leads_to_the_present_one_for_thirty_days(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var old = await Schedulers.SlugAsync(scene.Mara);
        await scene.Mara.PatchAsync("/api/v1/me", new { slug = "mara-sells" });
        var fresh = (await scene.Mara.PostAsync("/api/v1/me/slug")).Text("slug");
        using var stranger = scene.App.Anonymous();
        foreach (var earlier in new[] { old, "mara-sells" })
        {
            Assert.Equal($"/c/{fresh}?x=1", await FollowAsync(stranger, $"/c/{earlier}?x=1"));
            Assert.Equal($"/c/{fresh}/schedule?start=2027-05-03", await FollowAsync(stranger, $"/c/{earlier}/schedule?start=2027-05-03"));
            Assert.Equal(fresh, (await stranger.GetAsync($"/api/v1/links/{earlier}")).Text("slug"));
            Assert.Equal(fresh, (await stranger.GetAsync($"/api/v1/schedulers/{earlier}")).Text("slug"));
        }
        Assert.Null(await FollowAsync(stranger, $"/c/{fresh}"));
        // Who had its page open goes on.
        var session = await stranger.PostAsync(
            "/api/v1/sessions",
            new { link = old, guest = new { name = "Leo", email = "leo@example.org" } }
        );
        var guest = scene.Keep(scene.App.WithBearer(session.Text("token")));
        await Schedulers.BookAsync(guest, old, (await Schedulers.FreeAsync(scene.App, old, time.GetUtcNow()))[0]);
        // Nobody else gets it.
        await scene.Noah.RefusesAsync(HttpMethod.Patch, "/api/v1/me", new { slug = "mara-sells" }, 422, "slug-taken");
        time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        Assert.NotNull(await FollowAsync(stranger, $"/c/{old}"));
        time.Advance(TimeSpan.FromMinutes(1));
        await stranger.RefusesAsync(HttpMethod.Get, $"/api/v1/links/{old}", null, 410, "link-closed");
        await stranger.RefusesAsync(HttpMethod.Get, $"/api/v1/schedulers/{old}", null, 410, "link-closed");
        using (var closed = await stranger.Http.GetAsync(new Uri($"/c/{old}", UriKind.Relative)))
        {
            closed.Is(HttpStatusCode.Gone);
        }
        var noah = scene.Keep(await scene.App.SignInAsync("noah.okafor@ternhaus.example"));
        await noah.RefusesAsync(HttpMethod.Patch, "/api/v1/me", new { slug = "mara-sells" }, 422, "slug-taken");
    }

    [Theory, EveryDatabase]
    public async Task Cut_all_earlier_ones_end_at_once_and_an_own_one_can_come_back(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var first = await Schedulers.SlugAsync(scene.Mara);
        var second = (await scene.Mara.PostAsync("/api/v1/me/slug")).Text("slug");
        var third = (await scene.Mara.PostAsync("/api/v1/me/slug", new { cut = true })).Text("slug");
        using var stranger = scene.App.Anonymous();
        foreach (var earlier in new[] { first, second })
        {
            await stranger.RefusesAsync(HttpMethod.Get, $"/api/v1/links/{earlier}", null, 410, "link-closed");
            using var page = await stranger.Http.GetAsync(new Uri($"/c/{earlier}/schedule", UriKind.Relative));
            page.Is(HttpStatusCode.Gone);
        }
        await scene.Mara.PatchAsync("/api/v1/me", new { slug = first });
        Assert.Equal($"/c/{first}", await FollowAsync(stranger, $"/c/{third}"));
        Assert.Null(await FollowAsync(stranger, $"/c/{first}"));
    }

    /// <summary>Where a page leads to, or null where it is shown.</summary>
    private static async Task<string?> FollowAsync(AppClient stranger, string path)
    {
        using var answer = await stranger.Http.GetAsync(new Uri(path, UriKind.Relative));
        answer.Is(answer.Headers.Location is null ? HttpStatusCode.OK : HttpStatusCode.Redirect);
        return answer.Headers.Location?.ToString();
    }
}
