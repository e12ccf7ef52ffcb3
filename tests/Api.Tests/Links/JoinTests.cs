using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Links;

/// <summary>The link of a conversation, from both sides.</summary>
public sealed class JoinTests
{
    [Theory, EveryDatabase, Rule("IN-5", "IN-9", "GU-12")]
    public async Task Whoever_has_the_link_sees_who_invites_and_the_title_and_joins_with_a_name(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await scene.Mara.PatchAsync("/api/v1/me", new { guestName = "Mara from Sales" });
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace, "A secret word");
        await Scene.SayAsync(scene.Mara, id, "For agents", "note");
        var token = await TokenAsync(scene.Mara, id);
        using var lars = scene.App.Anonymous();
        var before = await CountAsync(scene, id);
        // Looking tells two things and changes nothing (IN-3).
        var face = await lars.GetAsync($"/api/v1/join/{token}");
        Assert.Equal(["avatar", "inviter", "organisation", "title"], face.EnumerateObject().Select(it => it.Name).Order());
        Assert.Equal(("Sales", "Sales", "Ternhaus"), (face.Text("inviter"), face.Text("title"), face.Text("organisation")));
        var page = await PageAsync(lars, $"/j/{token}", HttpStatusCode.OK);
        foreach (var hidden in new[] { "Grace", "grace@", "secret word", "Mara", id, "For agents" })
        {
            Assert.DoesNotContain(hidden, page + face.GetRawText(), StringComparison.Ordinal);
        }
        Assert.Equal(before, await CountAsync(scene, id));
        // A name is needed.
        await lars.RefusesAsync(HttpMethod.Post, $"/api/v1/join/{token}", new { }, 422, "validation", "guest.name");
        await lars.RefusesAsync(
            HttpMethod.Post,
            $"/api/v1/join/{token}",
            new { guest = new { name = "Lars", email = "nonsense" } },
            422,
            "validation",
            "guest.email"
        );
        await lars.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}", null, 401, "signed-out");
        Assert.Equal(before, await CountAsync(scene, id));

        await using var live = await EventStream.OpenAsync(scene.Noah);
        var joined = await JoinAsync(scene, token, "Lars\u202e Lind", "lars@example.org");
        var guest = scene.Keep(scene.App.WithBearer(joined.Text("token")).As(joined.Text("guest.id")));
        Assert.Equal((id, "Sales"), (joined.Text("conversation.id"), joined.Text("conversation.title")));
        Assert.False(joined.At("guest.emailProven").GetBoolean());
        // The history is theirs, what is for agents is not; what was there is read.
        Assert.Equal(["A secret word"], await Scene.TextsAsync(guest, id));
        Assert.Equal(0, (await Scene.SeeAsync(guest, id)).Number("unread"));
        await Scene.SayAsync(guest, id, "Hello from Lars");
        // Everybody reads that somebody joined.
        var told = (await live.UntilAsync(it => it.Name == "members.changed"))[^1];
        Assert.Equal(id, told.Data.Text("conversationId"));
        foreach (var reader in new[] { grace, guest, scene.Mara })
        {
            var notice = (await Scene.TimelineAsync(reader, id)).Last(entry => entry.Text("kind") == "notice");
            Assert.Equal(
                ("joined", "Lars Lind", "guest"),
                (notice.Text("notice.type"), notice.Text("notice.people.0.name"), notice.Text("author.kind"))
            );
        }
        Assert.Equal("Grace Guest, Lars Lind", (await Scene.SeeAsync(scene.Mara, id)).Text("title"));
        // In again with the session: the same guest, and no second notice.
        using var again = await guest.SendAsync(HttpMethod.Post, $"/api/v1/join/{token}", new { });
        again.Is(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null, (await again.BodyAsync()).At("token").ValueKind);
        Assert.Equal(
            1,
            (await Scene.TimelineAsync(scene.Mara, id)).Count(entry =>
                entry.Text("kind") == "notice" && entry.Text("notice.type") == "joined"
            )
        );
    }

    [Theory, EveryDatabase, Rule("IN-5", "IN-9", "AC-13")]
    public async Task Switched_off_or_renewed_it_opens_nothing_and_agents_alone_hear_of_it(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var link = $"/api/v1/conversations/{id}/link";
        var token = await TokenAsync(scene.Mara, id);
        var seen = (await Scene.SeeAsync(grace, id)).GetRawText();
        await using var guests = await EventStream.OpenAsync(grace);
        await using var agents = await EventStream.OpenAsync(scene.Noah);

        var off = await scene.Mara.PutAsync(link, new { enabled = false });
        Assert.False(off.At("enabled").GetBoolean());
        Assert.True(off.IsNull("url"));
        Assert.False((await Scene.SeeAsync(scene.Mara, id)).At("public").GetBoolean());
        await ClosedAsync(scene, token);
        await agents.NextAsync("conversation.updated");
        // On again: the address that it had, so that a slip is taken back.
        Assert.EndsWith(token, (await scene.Mara.PutAsync(link, new { enabled = true })).Text("url"), StringComparison.Ordinal);
        await JoinAsync(scene, token, "Lars");

        var fresh = TokenOf(await scene.Mara.PostAsync($"{link}/renew"));
        Assert.NotEqual(token, fresh);
        await ClosedAsync(scene, token);
        await JoinAsync(scene, fresh, "Lina");
        // Renewed while closed it stays closed, and the old one is gone all the same.
        await scene.Mara.PutAsync(link, new { enabled = false });
        Assert.True((await scene.Mara.PostAsync($"{link}/renew")).IsNull("url"));
        Assert.NotEqual(fresh, TokenOf(await scene.Mara.PutAsync(link, new { enabled = true })));
        await ClosedAsync(scene, fresh);
        // What is wrong in it, or of nobody's making, is the same.
        foreach (
            var wrong in new[]
            {
                "nothing",
                fresh[..^1],
                fresh + "A",
                fresh.ToUpperInvariant(),
                new string('0', 69),
                fresh[..26] + token[26..],
            }
        )
        {
            await ClosedAsync(scene, wrong);
        }
        // Asking for what already is changes nothing and writes no notice.
        var version = (await Scene.SeeAsync(scene.Mara, id)).Number("version");
        await scene.Mara.PutAsync(link, new { enabled = true });
        Assert.Equal(version, (await Scene.SeeAsync(scene.Mara, id)).Number("version"));
        await scene.Mara.RefusesAsync(HttpMethod.Put, link, new { enabled = false }, 412, "stale", headers: ("If-Match", "\"1\""));
        await scene.Mara.RefusesAsync(HttpMethod.Put, link, new { }, 422, "validation", "enabled");

        var notices = (await Scene.TimelineAsync(scene.Mara, id))
            .Where(entry => entry.Text("kind") == "notice")
            .Select(entry => entry.Text("notice.type"));
        Assert.Equal(["created", "link", "link", "joined", "link-renewed", "joined", "link", "link-renewed", "link"], notices);
        // The guest: no notice, no number left out, no event but of those who joined.
        await Scene.SayAsync(scene.Mara, id, "Last");
        var heard = await guests.UntilAsync(it => it.Name == "message.created" && it.Data.Text("message.text") == "Last");
        Assert.Equal(
            ["message.created joined", "members.changed", "message.created joined", "members.changed", "message.created text"],
            heard.Select(it =>
                it.Name == "message.created"
                    ? $"{it.Name} {(it.Data.Text("message.kind") == "notice" ? it.Data.Text("message.notice.type") : "text")}"
                    : it.Name
            )
        );
        var timeline = await Scene.TimelineAsync(grace, id);
        Assert.Equal(Enumerable.Range(1, timeline.Count).Select(number => (long)number), timeline.Select(entry => entry.Number("seq")));
        Assert.DoesNotContain("\"public\"", seen, StringComparison.Ordinal);
        await grace.RefusesAsync(HttpMethod.Get, link, null, 403, "forbidden");
        await grace.RefusesAsync(HttpMethod.Put, link, new { enabled = true }, 403, "forbidden");
        await grace.RefusesAsync(HttpMethod.Post, $"{link}/renew", new { }, 403, "forbidden");
        var stranger = scene.Keep(await scene.App.AgentAsync("Stan Stranger"));
        await stranger.RefusesAsync(HttpMethod.Get, link, null, 404, "not-found");
        await stranger.RefusesAsync(HttpMethod.Post, $"{link}/renew", new { }, 404, "not-found");
    }

    [Theory, EveryDatabase, Rule("IN-9", "AC-14")]
    public async Task Who_was_removed_does_not_come_back_by_the_link_and_who_left_does(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var token = await TokenAsync(scene.Mara, id);
        var lars = await SessionAsync(scene, token, "Lars", "Lars@Example.org");
        var lina = await SessionAsync(scene, token, "Lina", "lina@example.org");
        var members = $"/api/v1/conversations/{id}/members";
        await scene.Mara.DeleteAsync($"{members}/{await Scene.MemberIdAsync(scene.Mara, id, "Lars")}");

        // By the session, by the address however it is written, and by another session with that address.
        await lars.RefusesAsync(HttpMethod.Post, $"/api/v1/join/{token}", new { }, 403, "shut-out");
        await lars.RefusesAsync(
            HttpMethod.Post,
            $"/api/v1/join/{token}",
            new { guest = new { name = "L", email = "other@example.org" } },
            403,
            "shut-out"
        );
        using var another = scene.App.Anonymous();
        var typed = new { guest = new { name = "Somebody", email = " LARS@example.ORG\u200b" } };
        await another.RefusesAsync(HttpMethod.Post, $"/api/v1/join/{token}", typed, 403, "shut-out");
        var elsewhere = await scene.GuestAsync("Lars Two", "lars@example.org");
        await elsewhere.RefusesAsync(HttpMethod.Post, $"/api/v1/join/{token}", new { }, 403, "shut-out");
        await lars.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}", null, 404, "not-found");
        // Nothing of these tries is left: no guest's name, no notice.
        Assert.DoesNotContain(
            (await Scene.TimelineAsync(scene.Mara, id)),
            entry => entry.GetRawText().Contains("Somebody", StringComparison.Ordinal)
        );

        // Who left by themselves may come again, in their own place.
        var place = await Scene.MemberIdAsync(scene.Mara, id, "Lina");
        await lina.DeleteAsync($"{members}/me");
        await lina.PostAsync($"/api/v1/join/{token}");
        Assert.Equal(place, await Scene.MemberIdAsync(scene.Mara, id, "Lina"));
        // And whom an agent lets in again is in again.
        await scene.Mara.PostAsync(members, new { members = new[] { new { guestId = lars.Id } } });
        await lars.PostAsync($"/api/v1/join/{token}");
        await lars.DeleteAsync($"{members}/me");
        await lars.PostAsync($"/api/v1/join/{token}");
        Assert.Equal(["Hello"], await Scene.TextsAsync(lars, id));
    }

    [Theory, EveryDatabase, Rule("IN-5", "AC-11")]
    public async Task An_agents_conversation_is_private_until_its_link_is_switched_on(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await scene.Mara.PatchAsync("/api/v1/me", new { guestName = "Mara from Sales" });
        var made = await scene.Mara.PostAsync(
            "/api/v1/conversations",
            new { name = "Refit", members = new[] { new { agentId = scene.Noah.Id } } }
        );
        var id = made.Text("id");
        Assert.False(made.At("public").GetBoolean());
        Assert.True((await scene.Mara.GetAsync($"/api/v1/conversations/{id}/link")).IsNull("url"));
        var token = TokenOf(await scene.Noah.PutAsync($"/api/v1/conversations/{id}/link", new { enabled = true }));
        using var anonymous = scene.App.Anonymous();
        var face = await anonymous.GetAsync($"/api/v1/join/{token}");
        // Who made it invites, by the name for guests.
        Assert.Equal(("Mara from Sales", "Refit"), (face.Text("inviter"), face.Text("title")));
        var lars = await SessionAsync(scene, token, "Lars");
        // With the first guest the service can be chosen (AS-8).
        Assert.Equal("notAssigned", (await Scene.SeeAsync(scene.Mara, id)).Text("serviceState"));
        // The session opens this one and begins none.
        await lars.RefusesAsync(HttpMethod.Post, "/api/v1/conversations", new { message = new { text = "New" } }, 410, "link-closed");
        // "Available by link" from the start.
        var open = await scene.Mara.PostAsync("/api/v1/conversations", new { @public = true, members = Array.Empty<object>() });
        await JoinAsync(scene, await TokenAsync(scene.Mara, open.Text("id")), "Lina");
        // One session in two conversations.
        await lars.PostAsync($"/api/v1/join/{await TokenAsync(scene.Mara, open.Text("id"))}");
        Assert.Equal(2, (await lars.GetAsync("/api/v1/conversations")).Items().Count);
        await scene.Noah.RefusesAsync(HttpMethod.Post, $"/api/v1/join/{token}", new { }, 409, "agents-are-added");
    }

    [Theory, EveryDatabase, Rule("IN-9", "SP-1", "SP-6")]
    public async Task Its_pages_are_kept_out_of_indexes_and_referrers_limited_and_closed_to_other_websites(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, settings: new Dictionary<string, string> { ["XBEES_DEMO_LIMITS"] = "on" });
        var id = await Scene.StartAsync(await scene.GuestAsync());
        var token = await TokenAsync(scene.Mara, id);
        using var anonymous = scene.App.Anonymous();
        foreach (
            var (path, status) in new[]
            {
                ($"/j/{token}", HttpStatusCode.OK),
                ("/j/nothing", HttpStatusCode.NotFound),
                ($"/g/{id}", HttpStatusCode.OK),
            }
        )
        {
            using var answer = await anonymous.SendAsync(HttpMethod.Get, path, null, ("Accept", "text/html"));
            answer.Is(status);
            Assert.Equal("noindex", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        }
        // Nothing about a conversation stands on the page that it goes on at.
        Assert.DoesNotContain("Grace", await PageAsync(anonymous, $"/g/{id}", HttpStatusCode.OK), StringComparison.Ordinal);
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            var body = method == HttpMethod.Post ? new { guest = new { name = "Lars" } } : null;
            await anonymous.RefusesAsync(
                method,
                $"/api/v1/join/{token}",
                body,
                403,
                "origin-not-allowed",
                headers: ("Origin", "https://evil.example")
            );
        }
        await LimitedAsync(HttpMethod.Get, $"/j/{token}");
        await LimitedAsync(HttpMethod.Post, $"/api/v1/join/{new string('x', 69)}");

        async Task LimitedAsync(HttpMethod method, string path)
        {
            // A window of a minute may turn meanwhile.
            for (var i = 0; i < 130; i++)
            {
                using var answer = await anonymous.SendAsync(method, path, method == HttpMethod.Post ? new { } : null);
                if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    Assert.NotNull(answer.Headers.RetryAfter);
                    return;
                }
            }
            Assert.Fail($"{path} was never limited.");
        }
    }

    /// <summary>Calm, and the same for every reason.</summary>
    private static async Task ClosedAsync(Scene scene, string token)
    {
        using var anonymous = scene.App.Anonymous();
        await anonymous.RefusesAsync(HttpMethod.Get, $"/api/v1/join/{token}", null, 404, "no-link");
        await anonymous.RefusesAsync(HttpMethod.Post, $"/api/v1/join/{token}", new { guest = new { name = "Late" } }, 404, "no-link");
        Assert.Contains(
            "This link is not open",
            await PageAsync(anonymous, $"/j/{token}", HttpStatusCode.NotFound),
            StringComparison.Ordinal
        );
    }

    private static async Task<string> PageAsync(AppClient client, string path, HttpStatusCode status)
    {
        using var answer = await client.SendAsync(HttpMethod.Get, path, null, ("Accept", "text/html"));
        answer.Is(status);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<int> CountAsync(Scene scene, string id) => (await Scene.TimelineAsync(scene.Mara, id)).Count;

    private static string TokenOf(JsonElement link) => link.Text("url").Split('/')[^1];

    internal static async Task<string> TokenAsync(AppClient agent, string id) =>
        TokenOf(await agent.GetAsync($"/api/v1/conversations/{id}/link"));

    private static async Task<JsonElement> JoinAsync(Scene scene, string token, string name, string? email = null)
    {
        using var anonymous = scene.App.Anonymous();
        using var answer = await anonymous.SendAsync(HttpMethod.Post, $"/api/v1/join/{token}", new { guest = new { name, email } });
        answer.Is(HttpStatusCode.Created);
        return await answer.BodyAsync();
    }

    private static async Task<AppClient> SessionAsync(Scene scene, string token, string name, string? email = null)
    {
        var joined = await JoinAsync(scene, token, name, email);
        return scene.Keep(scene.App.WithBearer(joined.Text("token")).As(joined.Text("guest.id")));
    }
}
