using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Guests;

public sealed class GuestSessionsTests
{
    [Theory, EveryDatabase, Rule("GU-6", "TI-1", "TI-7", "GU-11", "GU-13")]
    public async Task An_anonymous_guest_says_later_who_they_are_and_the_address_is_a_claim(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, new { fields = new { name = "hidden", email = "optional" } });
        using var anonymous = scene.App.Anonymous();
        var session = await anonymous.PostAsync(
            "/api/v1/sessions",
            new
            {
                widget = scene.WidgetKey,
                guest = new { },
                page = "https://shop.example/cart?x=1",
                referrer = "https://search.example/",
                language = "de-CH",
                timeZone = "Europe/Zurich",
            }
        );
        var guest = scene.Keep(scene.App.WithBearer(session.Text("token")).As(session.Text("guest.id")));
        var id = await Scene.StartAsync(guest);
        Assert.StartsWith("Guest ", (await Scene.SeeAsync(scene.Mara, id)).Text("title"), StringComparison.Ordinal);
        await guest.PatchAsync("/api/v1/me", new { email = "anna@ex\u0430mple.com" });
        Assert.Equal("anna", (await Scene.SeeAsync(scene.Mara, id)).Text("title"));
        var profile = await scene.Mara.GetAsync($"/api/v1/guests/{guest.Id}");
        Assert.False(profile.At("emailProven").GetBoolean());
        // C29: look-alike letters are marked.
        Assert.True(profile.At("emailLooksMixed").GetBoolean());
        Assert.Equal(
            ("https://shop.example/cart?x=1", "https://search.example/", "de-CH", "Europe/Zurich"),
            (profile.Text("page"), profile.Text("referrer"), profile.Text("language"), profile.Text("timeZone"))
        );
        Assert.Equal([id], profile.At("conversations").EnumerateArray().Select(row => row.Text("id")));
        var stranger = scene.Keep(await scene.App.AgentAsync("Stan Stranger"));
        await stranger.RefusesAsync(HttpMethod.Get, $"/api/v1/guests/{guest.Id}", null, 404, "not-found");
        await guest.RefusesAsync(HttpMethod.Get, $"/api/v1/guests/{guest.Id}", null, 403, "forbidden");
    }

    [Theory, EveryDatabase, Rule("GU-9", "GU-2")]
    public async Task An_ended_session_opens_nothing_and_the_next_one_in_the_browser_is_another_guest(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        using var otherTab = scene.App.WithBearer(grace.Bearer!);
        await grace.DeleteAsync("/api/v1/sessions/current");
        await grace.RefusesAsync(HttpMethod.Get, "/api/v1/me", null, 401, "session-ended");
        await otherTab.RefusesAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/messages", new { text = "x" }, 401, "session-ended");
        // C28: the next user of the browser, with the same words, sees nothing of the first.
        var next = await scene.GuestAsync();
        Assert.NotEqual(grace.Id, next.Id);
        Assert.Empty((await next.GetAsync("/api/v1/conversations")).Items());
        Assert.Equal("Grace Guest", (await Scene.SeeAsync(scene.Mara, id)).Text("title"));
    }

    [Theory, EveryDatabase, Rule("GU-12", "MS-17")]
    public async Task A_guest_is_marked_as_one_and_never_reads_an_address(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await scene.Mara.PatchAsync("/api/v1/me", new { guestName = "Mara from Sales" });
        var posing = await scene.GuestAsync("Noah Okafor (Support)");
        var id = await Scene.StartAsync(posing);
        await scene.Mara.PostAsync(
            $"/api/v1/conversations/{id}/members",
            new { members = new[] { new { name = "Rita", email = "rita@example.org" } } }
        );
        await Scene.SayAsync(scene.Mara, id, "Hello");
        Assert.Equal(
            "guest",
            (await Scene.TimelineAsync(scene.Noah, id)).First(entry => entry.Text("text") == "Hello").Text("author.kind")
        );
        var answers = string.Concat(
            (await Scene.SeeAsync(posing, id)).GetRawText(),
            (await posing.GetAsync($"/api/v1/conversations/{id}/members")).GetRawText(),
            (await posing.GetAsync($"/api/v1/conversations/{id}/messages")).GetRawText(),
            (await posing.GetAsync("/api/v1/conversations")).GetRawText()
        );
        Assert.Contains("Mara from Sales", answers, StringComparison.Ordinal);
        Assert.DoesNotContain("Mara Nowak", answers, StringComparison.Ordinal);
        Assert.DoesNotContain("@ternhaus", answers, StringComparison.Ordinal);
        Assert.DoesNotContain("rita@", answers, StringComparison.Ordinal);
        foreach (
            var hidden in new[]
            {
                "version",
                "status",
                "assignee",
                "serviceState",
                "tags",
                "labels",
                "waitingSince",
                "viaService",
                "initial",
                "public",
            }
        )
        {
            Assert.DoesNotContain($"\"{hidden}\":", answers, StringComparison.Ordinal);
        }
    }

    [Theory, EveryDatabase, Rule("SP-1")]
    public async Task Messages_and_new_conversations_are_limited_with_when_to_go_on(TestDatabase database)
    {
        var time = new ShiftedTime();
        time.Stop();
        // Into the hour, so that its end and a minute's are far from each other.
        time.Advance(TimeSpan.FromMinutes(70 - time.GetUtcNow().Minute));
        await using var scene = await Scene.OnAsync(
            database,
            settings: new Dictionary<string, string> { ["XBEES_DEMO_LIMITS"] = "on" },
            time: time
        );
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        for (var i = 0; i < 4; i++)
        {
            await Scene.StartAsync(grace, $"{i}");
        }
        var another = new { message = new { text = "One too many" } };
        var hour = await LimitedAsync("/api/v1/conversations", another, "\"conversations\";q=5;w=3600");
        Assert.Equal(5, (await grace.GetAsync("/api/v1/conversations")).Items().Count);

        var messages = $"/api/v1/conversations/{id}/messages";
        for (var i = 0; i < 20; i++)
        {
            await grace.PostAsync(messages, new { text = $"{i}" });
        }
        var minute = await LimitedAsync(messages, new { text = "21" }, "\"messages\";q=20;w=60");
        Assert.InRange(minute, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal(21, (await Scene.TextsAsync(scene.Mara, id)).Count);
        // The one is not the other's: another session goes on, and so do agents.
        var other = await scene.GuestAsync("Otto Other", "otto@example.org");
        await Scene.SayAsync(other, await Scene.StartAsync(other), "Mine");
        await Scene.SayAsync(scene.Mara, id, "From an agent");
        // Then it goes on as it was told, and not before.
        time.Advance(minute);
        await grace.PostAsync(messages, new { text = "21" });
        await LimitedAsync("/api/v1/conversations", another, "\"conversations\";q=5;w=3600");
        time.Advance(hour - minute);
        await grace.PostAsync("/api/v1/conversations", another);

        async Task<TimeSpan> LimitedAsync(string path, object body, string policy)
        {
            using var answer = await grace.SendAsync(HttpMethod.Post, path, body);
            await answer.IsProblemAsync(429, "too-many-requests");
            Assert.Equal(policy, Assert.Single(answer.Headers.GetValues("RateLimit-Policy")));
            var wait = answer.Headers.RetryAfter!.Delta!.Value;
            Assert.Equal($"{policy.Split(';')[0]};r=0;t={wait.TotalSeconds}", Assert.Single(answer.Headers.GetValues("RateLimit")));
            return wait;
        }
    }
}
