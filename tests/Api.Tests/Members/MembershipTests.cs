using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Members;

public sealed class MembershipTests
{
    [Theory, EveryDatabase, Rule("AC-4", "TI-2", "TI-10", "AC-9")]
    public async Task Guests_who_come_and_go_change_the_agents_title(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var members = $"/api/v1/conversations/{id}/members";
        await AddAsync(new { name = "Bob", email = "bob@example.org" });
        await AddAsync(new { name = "Cleo", email = "cleo@example.org" });
        Assert.Equal("Grace Guest, Bob, Cleo", await TitleAsync());
        await AddAsync(new { name = (string?)null, email = "dan.d+x@example.org" });
        Assert.Equal("Grace Guest, Bob, Cleo +1", await TitleAsync());
        Assert.Equal("duo", (await Scene.SeeAsync(scene.Mara, id)).Text("avatar.kind"));
        // A guest by an address that is here already, in another spelling, is passed over; so is a member.
        await AddAsync(new { name = "Bob again", email = "BOB@Example.ORG" });
        await AddAsync(new { agentId = scene.Noah.Id });
        Assert.Equal(6, (await Scene.SeeAsync(scene.Mara, id)).Number("memberCount"));
        await RemoveAsync("Bob");
        Assert.Equal("Grace Guest, Cleo, dan.d+x", await TitleAsync());
        // An agent's address makes that agent a member.
        await AddAsync(new { name = "Somebody", email = "INES.boss@ternhaus.example" });
        Assert.Contains("Ines Boss", (await Scene.MembersAsync(scene.Mara, id)).Select(member => member.Text("name")));
        await RemoveAsync("Cleo");
        await RemoveAsync("dan.d+x");
        await grace.DeleteAsync(members + "/me");
        Assert.Equal("Grace Guest", await TitleAsync());
        Assert.Equal("Sales", (await Scene.SeeAsync(scene.Mara, id)).Text("service.name"));
        // By id: a page knows its name from the list of services.
        var ways = (await Scene.MembersAsync(scene.Mara, id)).ToDictionary(
            member => member.Text("name"),
            member => member.At("viaService").GetString()
        );
        Assert.Equal((scene.ServiceId, null), (ways["Mara Nowak"], ways["Ines Boss"]));

        Task AddAsync(object member) => scene.Mara.PostAsync(members, new { members = new[] { member } });

        async Task RemoveAsync(string name) =>
            await scene.Mara.DeleteAsync($"{members}/{await Scene.MemberIdAsync(scene.Mara, id, name)}?confirm=true");

        async Task<string> TitleAsync() => (await Scene.SeeAsync(scene.Mara, id)).Text("title");
    }

    [Theory, EveryDatabase, Rule("AC-14", "AC-9")]
    public async Task Removing_ends_access_and_the_last_guest_goes_only_when_asked_twice(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var members = $"/api/v1/conversations/{id}/members";
        var graces = await Scene.MemberIdAsync(scene.Mara, id, "Grace Guest");
        var noahs = await Scene.MemberIdAsync(scene.Mara, id, "Noah Okafor");
        await grace.RefusesAsync(HttpMethod.Delete, $"{members}/{noahs}", null, 403, "forbidden");
        await scene.Mara.RefusesAsync(HttpMethod.Delete, $"{members}/mem_nobody", null, 404, "not-found");
        await scene.Mara.RefusesAsync(HttpMethod.Delete, $"{members}/{graces}", null, 409, "last-guest");
        Assert.Equal(3, (await Scene.MembersAsync(scene.Mara, id)).Count);
        await scene.Mara.DeleteAsync($"{members}/{graces}?confirm=true");
        await RefusedEverywhereAsync(grace, id);
        Assert.Empty((await grace.GetAsync("/api/v1/conversations")).Items());
        await scene.Mara.DeleteAsync($"{members}/{noahs}");
        await RefusedEverywhereAsync(scene.Noah, id);
        Assert.Empty((await scene.Noah.GetAsync("/api/v1/conversations")).Items());
        Assert.Equal(0, (await scene.Noah.GetAsync("/api/v1/conversations/counts")).Number("all"));
    }

    [Theory, EveryDatabase, Rule("AC-14", "RE-1")]
    public async Task The_last_agent_may_leave_and_the_guests_next_words_bring_the_service_back(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/members/me");
        await scene.Noah.DeleteAsync($"/api/v1/conversations/{id}/members/me");
        Assert.Equal(["Grace Guest"], (await Scene.MembersAsync(grace, id)).Select(member => member.Text("name")));
        await Scene.SayAsync(grace, id, "Still there?");
        Assert.Contains("Still there?", await Scene.TextsAsync(scene.Mara, id));
        Assert.Equal(1, (await Scene.SeeAsync(scene.Noah, id)).Number("unread"));
        Assert.Equal(3, (await Scene.MembersAsync(grace, id)).Count);
    }

    [Theory, EveryDatabase, Rule("AC-11", "AC-13", "TI-0", "TI-7", "TI-9")]
    public async Task An_agent_makes_a_conversation_with_everyone_named(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var alone = await scene.Mara.PostAsync("/api/v1/conversations", new { members = Array.Empty<object>() });
        Assert.Equal("Mara Nowak", alone.Text("title"));
        var made = await scene.Mara.PostAsync(
            "/api/v1/conversations",
            new
            {
                description = "Two\nlines",
                members = new object[] { new { agentId = scene.Noah.Id }, new { name = "Rita", email = "rita@example.org" } },
                message = new { clientId = Guid.NewGuid(), text = "Hello all" },
            }
        );
        var id = made.Text("id");
        Assert.Equal(("group", "agent", "Rita"), (made.Text("kind"), made.Text("origin"), made.Text("title")));
        Assert.Equal("Two\nlines", made.Text("description"));
        Assert.False(made.At("public").GetBoolean());
        Assert.All((await Scene.MembersAsync(scene.Noah, id)), member => Assert.True(member.At("initial").GetBoolean()));
        var first = (await Scene.TimelineAsync(scene.Noah, id))[0];
        Assert.Equal(("created", "Mara Nowak"), (first.Text("notice.type"), first.Text("notice.actor.name")));
        Assert.Equal(["Hello all"], await Scene.TextsAsync(scene.Noah, id));
        await scene.Mara.RefusesAsync(
            HttpMethod.Post,
            "/api/v1/conversations",
            new { members = new[] { new { name = "No address" } } },
            422,
            "validation",
            "members[0].email"
        );
        var agentsAlone = await scene.Mara.PostAsync(
            "/api/v1/conversations",
            new { members = new object[] { new { agentId = scene.Noah.Id }, new { agentId = scene.Ines.Id } } }
        );
        Assert.Equal("Noah Okafor, Ines Boss", agentsAlone.Text("title"));
        Assert.Equal("Mara Nowak, Ines Boss", (await Scene.SeeAsync(scene.Noah, agentsAlone.Text("id"))).Text("title"));
    }

    [Theory, EveryDatabase, Rule("AC-12")]
    public async Task In_a_read_only_conversation_guests_read_and_may_leave_and_nothing_else(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var path = $"/api/v1/conversations/{id}";
        await scene.Mara.PatchAsync(path, new { readOnly = true });
        Assert.Equal(["Hello"], await Scene.TextsAsync(grace, id));
        await grace.RefusesAsync(HttpMethod.Post, path + "/messages", new { text = "x" }, 403, "read-only");
        await grace.RefusesAsync(HttpMethod.Patch, path, new { name = "x" }, 403, "read-only");
        await grace.RefusesAsync(
            HttpMethod.Post,
            path + "/members",
            new { members = new[] { new { email = "x@example.org" } } },
            403,
            "read-only"
        );
        await grace.RefusesAsync(HttpMethod.Get, path + "/members", null, 404, "not-found");
        var seen = await Scene.SeeAsync(grace, id);
        Assert.False(seen.Has("members"));
        Assert.True(seen.At("readOnly").GetBoolean());
        await Scene.SayAsync(scene.Mara, id, "Agents write");
        Assert.Equal(["Hello", "Agents write"], await Scene.TextsAsync(grace, id));
        await grace.DeleteAsync(path + "/members/me");
        await grace.RefusesAsync(HttpMethod.Get, path, null, 404, "not-found");
    }

    [Theory, EveryDatabase, Rule("AC-17", "AC-4")]
    public async Task More_than_a_thousand_members_are_refused_whole_with_the_number(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var made = await scene.Mara.PostAsync("/api/v1/conversations", new { members = People(0, 990) });
        var id = made.Text("id");
        Assert.Equal(991, made.Number("memberCount"));
        var refused = await scene.Mara.RefusesAsync(
            HttpMethod.Post,
            $"/api/v1/conversations/{id}/members",
            new { members = People(990, 10) },
            409,
            "members-limit"
        );
        Assert.Contains("1,001", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(991, (await Scene.SeeAsync(scene.Mara, id)).Number("memberCount"));
        await scene.Mara.PostAsync($"/api/v1/conversations/{id}/members", new { members = People(990, 9) });
        Assert.Equal(1_000, (await Scene.SeeAsync(scene.Mara, id)).Number("memberCount"));
        Assert.Equal("Guest 0, Guest 1, Guest 2 +996", (await Scene.SeeAsync(scene.Mara, id)).Text("title"));
        var seen = new List<string>();
        for (string? after = ""; after is not null; )
        {
            var page = await scene.Mara.GetAsync($"/api/v1/conversations/{id}/members?limit=100&after={Uri.EscapeDataString(after)}");
            seen.AddRange(page.Items().Select(member => member.Text("id")));
            after = page.At("next").GetString();
        }
        Assert.Equal(1_000, seen.Distinct().Count());
        Assert.Equal(1_000, seen.Count);

        static object[] People(int from, int count) =>
            [.. Enumerable.Range(from, count).Select(i => new { name = $"Guest {i}", email = $"g{i}@example.org" })];
    }

    [Theory, EveryDatabase, Rule("AC-8", "TI-5", "AP-5")]
    public async Task Agents_rename_for_everybody_and_a_stale_version_changes_nothing(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var path = $"/api/v1/conversations/{id}";
        using var read = await scene.Mara.SendAsync(HttpMethod.Get, path);
        var tag = read.Headers.ETag!.Tag;
        Assert.Equal($"\"{(await read.BodyAsync()).Number("version")}\"", tag);
        // A guest's words must not make it stale.
        await Scene.SayAsync(grace, id, "More");
        using var renamed = await scene.Mara.SendAsync(HttpMethod.Patch, path, new { name = "Order 7" }, ("If-Match", "W/" + tag));
        renamed.Is(System.Net.HttpStatusCode.OK);
        Assert.Equal("Order 7", (await Scene.SeeAsync(grace, id)).Text("title"));
        Assert.Equal("Order 7", (await Scene.SeeAsync(scene.Noah, id)).Text("title"));
        await scene.Noah.RefusesAsync(HttpMethod.Patch, path, new { name = "Order 8" }, 412, "stale", null, ("If-Match", tag));
        await scene.Noah.RefusesAsync(
            HttpMethod.Patch,
            path,
            new { name = "Order 8" },
            428,
            "precondition-required",
            null,
            ("If-Match", "*")
        );
        // Asking for what already is answers 200, also with an old tag.
        using var same = await scene.Noah.SendAsync(HttpMethod.Patch, path, new { name = "Order 7" }, ("If-Match", tag));
        same.Is(System.Net.HttpStatusCode.OK);
        await grace.RefusesAsync(HttpMethod.Patch, path, new { name = "Mine" }, 403, "forbidden");
        await scene.Mara.PatchAsync(path, new { name = (string?)null });
        Assert.Equal("Sales", (await Scene.SeeAsync(grace, id)).Text("title"));
        Assert.Equal("Grace Guest", (await Scene.SeeAsync(scene.Mara, id)).Text("title"));
    }

    private static async Task RefusedEverywhereAsync(AppClient who, string id)
    {
        var path = $"/api/v1/conversations/{id}";
        foreach (var tail in new[] { "", "/messages", "/members", "/draft" })
        {
            await who.RefusesAsync(HttpMethod.Get, path + tail, null, 404, "not-found");
        }
        await who.RefusesAsync(HttpMethod.Post, path + "/messages", new { text = "x" }, 404, "not-found");
        await who.RefusesAsync(HttpMethod.Put, path + "/read", new { seq = 1 }, 404, "not-found");
        await who.RefusesAsync(HttpMethod.Patch, path, new { name = "x" }, 404, "not-found");
        await who.RefusesAsync(HttpMethod.Delete, path + "/members/me", null, 404, "not-found");
    }
}
