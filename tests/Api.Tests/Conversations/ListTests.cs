using System.Net;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Conversations;

public sealed class ListTests
{
    [Theory, EveryDatabase, Rule("LI-1", "LI-2")]
    public async Task Every_views_count_is_what_its_list_holds_after_any_history(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var random = new Random(20270329);
        var guests = new List<AppClient>();
        for (var i = 0; i < 4; i++)
        {
            guests.Add(await scene.GuestAsync($"Guest {i}", $"guest{i}@example.org"));
        }
        var agents = new[] { scene.Mara, scene.Noah, scene.Ines };
        var conversations = new List<(string Id, AppClient Guest)>();
        for (var step = 0; step < 60; step++)
        {
            var agent = agents[random.Next(3)];
            if (conversations.Count == 0 || random.Next(6) == 0)
            {
                var guest = guests[random.Next(guests.Count)];
                conversations.Add((await Scene.StartAsync(guest, $"Start {step}"), guest));
                continue;
            }
            var (id, by) = conversations[random.Next(conversations.Count)];
            var path = $"/api/v1/conversations/{id}";
            // A refusal is part of a history: whoever left cannot read, and nothing may have changed.
            using var answer = random.Next(11) switch
            {
                0 => await by.SendAsync(HttpMethod.Post, path + "/messages", new { text = $"{step}" }),
                1 => await agent.SendAsync(HttpMethod.Post, path + "/messages", new { text = $"{step}" }),
                2 => await agent.SendAsync(HttpMethod.Post, path + "/messages", new { text = $"{step}", kind = "note" }),
                3 => await agent.SendAsync(HttpMethod.Put, path + "/read", new { seq = random.Next(1, 8) }),
                4 => await agent.SendAsync(HttpMethod.Put, path + "/unread", new { }),
                5 => await agent.SendAsync(HttpMethod.Delete, path + "/members/me"),
                6 => await agent.SendAsync(random.Next(3) == 0 ? HttpMethod.Delete : HttpMethod.Put, path + "/pin"),
                7 => await agent.SendAsync(random.Next(3) == 0 ? HttpMethod.Delete : HttpMethod.Put, path + "/archive"),
                8 => await agent.SendAsync(HttpMethod.Put, path + "/mute", new Dictionary<string, string> { ["for"] = "1h" }),
                9 => await agent.SendAsync(
                    HttpMethod.Put,
                    path + "/status",
                    new { status = new[] { "open", "snoozed", "resolved" }[random.Next(3)] }
                ),
                _ => await scene.Mara.SendAsync(HttpMethod.Post, path + "/members", new { members = new[] { new { agentId = agent.Id } } }),
            };
            Assert.True((int)answer.StatusCode < 500, $"{step}: {answer.StatusCode}");
        }
        foreach (var agent in agents)
        {
            var counts = await agent.GetAsync("/api/v1/conversations/counts");
            foreach (var view in new[] { "mine", "unassigned", "all", "unread", "waiting", "snoozed", "resolved", "archived", "muted" })
            {
                var list = await WalkAsync(agent, $"view={view}", 2);
                Assert.Equal(counts.Number(view), list.Count);
                Assert.Equal(list.Count, list.Select(row => row.Text("id")).Distinct().Count());
                Assert.Equal(
                    list.OrderByDescending(row => row.At("pinned").GetBoolean())
                        .ThenByDescending(row => row.Text("lastActivityAt"), StringComparer.Ordinal)
                        .Select(row => row.Text("lastActivityAt")),
                    list.Select(row => row.Text("lastActivityAt"))
                );
            }
            var all = await WalkAsync(agent, "view=all", 100);
            var unread = await WalkAsync(agent, "view=unread", 100);
            Assert.All(all, row => Assert.NotEqual("resolved", row.Text("status")));
            // Unread is whatever is unread, also what is snoozed or resolved.
            var closed = (await WalkAsync(agent, "view=snoozed", 100)).Concat(await WalkAsync(agent, "view=resolved", 100));
            Assert.Equal(
                all.Concat(closed).Where(row => row.Number("unread") > 0).Select(row => row.Text("id")).Order(),
                unread.Select(row => row.Text("id")).Order()
            );
            // What the list says of one is what the one says of itself.
            foreach (var row in all)
            {
                var one = await Scene.SeeAsync(agent, row.Text("id"));
                Assert.Equal(
                    (row.Text("title"), row.Number("unread"), row.Number("lastSeq")),
                    (one.Text("title"), one.Number("unread"), one.Number("lastSeq"))
                );
            }
        }
    }

    [Theory, EveryDatabase, Rule("LI-3", "LC-2", "LI-2")]
    public async Task Managers_read_their_services_conversations_administrators_heads_and_others_nothing(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace, "planted-words");
        await scene.Mara.PatchAsync($"/api/v1/conversations/{id}", new { description = "planted-words" });
        var stranger = scene.Keep(await scene.App.AgentAsync("Stan Stranger"));
        await stranger.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}", null, 404, "not-found");
        Assert.Empty((await stranger.GetAsync("/api/v1/conversations")).Items());

        Assert.Equal(["planted-words"], await Scene.TextsAsync(scene.Ines, id));
        Assert.Equal([id], (await scene.Ines.GetAsync("/api/v1/conversations?view=unassigned")).Items().Select(row => row.Text("id")));
        Assert.Empty((await scene.Ines.GetAsync("/api/v1/conversations?view=all")).Items());
        await scene.Ines.RefusesAsync(HttpMethod.Put, $"/api/v1/conversations/{id}/read", new { seq = 1 }, 404, "not-found");

        var head = await Scene.SeeAsync(scene.App.Administrator, id);
        Assert.Equal(("Grace Guest", "Sales"), (head.Text("title"), head.Text("service.name")));
        Assert.Equal(3, head.At("members").GetArrayLength());
        Assert.False(head.IsNull("waitingSince"));
        Assert.DoesNotContain("planted-words", head.GetRawText(), StringComparison.Ordinal);
        foreach (var member in new[] { "lastMessage", "description", "unread" })
        {
            Assert.True(head.IsNull(member), member);
        }
        await scene.App.Administrator.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}/messages", null, 404, "not-found");
        await scene.App.Administrator.RefusesAsync(
            HttpMethod.Post,
            $"/api/v1/conversations/{id}/messages",
            new { text = "x" },
            404,
            "not-found"
        );
    }

    [Theory, EveryDatabase, Rule("LC-2")]
    public async Task A_key_for_all_conversations_reads_and_answers_without_joining(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var key = scene.Keep(await scene.App.ApiKeyAsync(["conversations:all"]));
        var row = Assert.Single((await key.GetAsync("/api/v1/conversations?view=all")).Items());
        Assert.Equal((id, 0L), (row.Text("id"), row.Number("unread")));
        Assert.True(row.IsNull("readSeq"));
        var said = await Scene.SayAsync(key, id, "From a program");
        Assert.Equal("api", said.Text("via"));
        Assert.Equal(["Hello", "From a program"], await Scene.TextsAsync(grace, id));
        Assert.Equal(3, (await Scene.MembersAsync(scene.Mara, id)).Count);
        Assert.True((await Scene.SeeAsync(scene.Mara, id)).IsNull("waitingSince"));
        await key.RefusesAsync(HttpMethod.Put, $"/api/v1/conversations/{id}/read", new { seq = 1 }, 409, "no-member");
        await key.RefusesAsync(HttpMethod.Put, $"/api/v1/conversations/{id}/draft", new { text = "x" }, 409, "no-member");
        await scene.App.Administrator.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}/messages", null, 404, "not-found");

        var narrow = scene.Keep(await scene.App.ApiKeyAsync(["conversations:read"], scene.Mara.Id));
        Assert.Equal(["Hello", "From a program"], await Scene.TextsAsync(narrow, id));
        await narrow.RefusesAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/messages", new { text = "x" }, 403, "forbidden");
    }

    [Theory, EveryDatabase, Rule("AP-5")]
    public async Task Pages_stay_right_while_rows_arrive_and_cursors_belong_to_their_list(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace, "0");
        for (var i = 1; i < 60; i++)
        {
            await Scene.SayAsync(grace, id, $"{i}");
        }
        // C26: one arrives between the pages.
        var newest = await grace.GetAsync($"/api/v1/conversations/{id}/messages");
        await Scene.SayAsync(scene.Mara, id, "arrives");
        var older = await grace.GetAsync($"/api/v1/conversations/{id}/messages?before={newest.Number("next")}");
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"{i}"), older.Items().Concat(newest.Items()).Select(entry => entry.Text("text")));
        Assert.True(older.IsNull("next"));
        // Forwards too, for whoever was away: from a number on, page by page.
        var forwards = new List<string>();
        for (long? since = 1; since is not null; )
        {
            var page = await scene.Mara.GetAsync($"/api/v1/conversations/{id}/messages?since={since}&limit=25");
            forwards.AddRange(page.Items().Select(entry => entry.Text("text")));
            since = page.IsNull("next") ? null : page.Number("next");
        }
        Assert.Equal([.. Enumerable.Range(0, 60).Select(i => $"{i}"), "arrives"], forwards);

        for (var i = 0; i < 5; i++)
        {
            await Scene.StartAsync(grace, $"Conversation {i}");
        }
        var first = await scene.Mara.GetAsync("/api/v1/conversations?limit=2");
        var cursor = first.Text("next");
        // The oldest moves to the top: no row comes twice.
        await Scene.SayAsync(grace, id, "up");
        var walked = first.Items().ToList();
        for (string? after = cursor; after is not null; )
        {
            var page = await scene.Mara.GetAsync($"/api/v1/conversations?limit=2&after={Uri.EscapeDataString(after)}");
            walked.AddRange(page.Items());
            after = page.At("next").GetString();
        }
        Assert.Equal(5, walked.Count);
        Assert.Equal(walked.Count, walked.Select(row => row.Text("id")).Distinct().Count());

        var altered = cursor[..^3] + (cursor[^3] == 'A' ? 'B' : 'A') + cursor[^2..];
        foreach (var wrong in new[] { altered, "x", cursor + "A" })
        {
            await scene.Mara.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations?after={wrong}", null, 400, "cursor-invalid");
        }
        await scene.Mara.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations?view=unread&after={cursor}", null, 400, "cursor-invalid");
        await scene.Noah.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations?after={cursor}", null, 400, "cursor-invalid");
        await scene.Mara.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}/members?after={cursor}", null, 400, "cursor-invalid");
        foreach (var limit in new[] { "0", "101", "-1", "x" })
        {
            await scene.Mara.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations?limit={limit}", null, 400, "unreadable");
        }
    }

    [Theory, EveryDatabase, Rule("AP-5")]
    public async Task The_same_key_is_the_same_conversation_and_with_another_body_it_is_refused(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var body = new { members = new[] { new { name = "Rita", email = "rita@example.org" } } };
        (string, string) key = ("Idempotency-Key", "k1");
        using var first = await scene.Mara.SendAsync(HttpMethod.Post, "/api/v1/conversations", body, key);
        first.Is(HttpStatusCode.Created);
        var id = (await first.BodyAsync()).Text("id");
        await scene.Mara.PatchAsync($"/api/v1/conversations/{id}", new { name = "Renamed since" });
        using var again = await scene.Mara.SendAsync(HttpMethod.Post, "/api/v1/conversations", body, key);
        again.Is(HttpStatusCode.Created);
        var replayed = await again.BodyAsync();
        Assert.Equal((id, "Renamed since"), (replayed.Text("id"), replayed.Text("title")));
        // C22: another body, another path; another caller is independent.
        await scene.Mara.RefusesAsync(
            HttpMethod.Post,
            "/api/v1/conversations",
            new { name = "Other" },
            422,
            "idempotency-key-reused",
            null,
            key
        );
        await scene.Mara.RefusesAsync(
            HttpMethod.Post,
            $"/api/v1/conversations/{id}/messages",
            new { text = "x" },
            422,
            "idempotency-key-reused",
            null,
            key
        );
        using var others = await scene.Noah.SendAsync(HttpMethod.Post, "/api/v1/conversations", body, key);
        others.Is(HttpStatusCode.Created);
        Assert.NotEqual(id, (await others.BodyAsync()).Text("id"));
        await scene.Mara.RefusesAsync(
            HttpMethod.Post,
            "/api/v1/conversations",
            body,
            400,
            "unreadable",
            null,
            ("Idempotency-Key", new string('k', 256))
        );
        Assert.Single((await scene.Mara.GetAsync("/api/v1/conversations")).Items());
        // A refusal is not kept: corrected, the same key goes through.
        (string, string) other = ("Idempotency-Key", "k2");
        await scene.Mara.RefusesAsync(
            HttpMethod.Post,
            $"/api/v1/conversations/{id}/messages",
            new { text = "" },
            422,
            "validation",
            "text",
            other
        );
        using var corrected = await scene.Mara.SendAsync(
            HttpMethod.Post,
            $"/api/v1/conversations/{id}/messages",
            new { text = "Now" },
            other
        );
        corrected.Is(HttpStatusCode.Created);
    }

    private static async Task<List<System.Text.Json.JsonElement>> WalkAsync(AppClient who, string query, int limit)
    {
        var rows = new List<System.Text.Json.JsonElement>();
        for (string? after = ""; after is not null; )
        {
            var page = await who.GetAsync($"/api/v1/conversations?{query}&limit={limit}&after={Uri.EscapeDataString(after)}");
            rows.AddRange(page.Items());
            after = page.At("next").GetString();
        }
        return rows;
    }
}
