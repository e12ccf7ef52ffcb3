using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Application;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;
using static XBees.Api.Tests.Search.SearchScene;

namespace XBees.Api.Tests.Search;

public sealed class SearchTests
{
    [Theory, EveryDatabase, Rule("SE-1", "SE-4")]
    public async Task A_conversation_is_found_by_its_initial_members_and_its_name_and_by_nobody_who_came_later(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync("Grace Hopkins", "grace.hop@brightline.example");
        await grace.PatchAsync("/api/v1/me", new { phone = "+49 (0)40 123-456" });
        var id = await Scene.StartAsync(grace);
        foreach (var typed in new[] { "grace", "hopk", "grace.hop@brightline.example", "brightline", "040 123", "Mara Nowak", "noah" })
        {
            await FindsAsync(scene.Mara, typed, id);
        }
        // Later ones are told of, and do not find it.
        var path = $"/api/v1/conversations/{id}";
        await scene.Mara.PostAsync($"{path}/members", new { members = new[] { new { name = "Zora Later", email = "zora@example.org" } } });
        await scene.Mara.PostAsync($"{path}/members", new { members = new[] { new { agentId = scene.Ines.Id } } });
        foreach (var later in new[] { "zora", "zora@example.org", "ines" })
        {
            var said = await Until.Async(() => FindAsync(scene.Mara, later), found => found.At("laterMember").GetBoolean());
            Assert.True(said.At("laterMember").GetBoolean());
            Assert.Empty(said.At("conversations").Items());
        }
        Assert.False((await FindAsync(scene.Mara, "nobody")).At("laterMember").GetBoolean());
        // Only of what one sees oneself.
        using var stranger = await scene.App.AgentAsync("Stella Stranger");
        Assert.False((await FindAsync(stranger, "zora")).At("laterMember").GetBoolean());

        // An initial member who left still finds it, under a new name too.
        await scene.Mara.DeleteAsync($"{path}/members/{await Scene.MemberIdAsync(scene.Mara, id, "Grace Hopkins")}?confirm=true");
        await FindsAsync(scene.Mara, "hopkins", id);
        await grace.PatchAsync("/api/v1/me", new { name = "Grace Ferrante" });
        await FindsAsync(scene.Mara, "ferrante", id);
        await FindsAsync(scene.Mara, "hopkins");

        // The name it was given, as long as it has it.
        await scene.Mara.PatchAsync(path, new { name = "Warehouse in Łódź" });
        await FindsAsync(scene.Mara, "warehouse lodz", id);
        await scene.Mara.PatchAsync(path, new { name = (string?)null });
        await FindsAsync(scene.Mara, "warehouse");
    }

    [Theory, EveryDatabase, Rule("SE-4")]
    public async Task Of_an_agents_conversation_everyone_named_in_it_is_initial_and_an_agent_who_is_renamed_is_found(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var made = await scene.Mara.PostAsync(
            "/api/v1/conversations",
            new { members = new object[] { new { agentId = scene.Noah.Id }, new { name = "Olga Orlova", email = "olga@example.org" } } }
        );
        var id = made.Text("id");
        await FindsAsync(scene.Mara, "orlova", id);
        await FindsAsync(scene.Mara, "okafor", id);
        await scene.App.Administrator.PatchAsync($"/api/v1/admin/agents/{scene.Noah.Id}", new { name = "Noah Zimmer" });
        await FindsAsync(scene.Mara, "zimmer", id);
        await scene.App.Administrator.PatchAsync($"/api/v1/admin/agents/{scene.Noah.Id}", new { name = "Noah Petersen" });
        await FindsAsync(scene.Mara, "petersen", id);
        await FindsAsync(scene.Mara, "zimmer");
    }

    [Theory, EveryDatabase, Rule("SE-2")]
    public async Task C30_names_and_addresses_with_apostrophes_and_plus(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var first = await Scene.StartAsync(await scene.GuestAsync("Niamh O'Brien", "o'connor+crm@example.com"));
        var second = await Scene.StartAsync(await scene.GuestAsync("Niamh O’Brien", "niamh@example.org"));
        foreach (var typed in new[] { "O'Brien", "obrien", "o brien", "O’Bri" })
        {
            await FindsAllAsync(scene.Mara, typed, first, second);
        }
        await FindsAsync(scene.Mara, "o'connor+crm@example.com", first);
        // A raw plus in an address is a space, by the rules of forms.
        var raw = await scene.Mara.GetAsync("/api/v1/search?q=o%27connor+crm@example.com");
        Assert.Equal(first, Assert.Single(raw.At("conversations").Items()).Text("id"));
        foreach (var typed in new[] { "' + - \" ( : ~ *", "\"", "*:*", "words:niamh", "niamh OR x", "/.*/", "[a TO z]", "a~", "\\" })
        {
            var found = await FindAsync(scene.Mara, typed);
            Assert.Empty(found.At("conversations").Items());
        }
        Assert.Equal(2, (await IdsAsync(scene.Mara, "niamh*")).Count);
    }

    [Theory, EveryDatabase, Rule("SE-2", "SE-7")]
    public async Task Whole_words_come_before_beginnings_and_those_before_slips_and_the_recent_before_the_old(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var names = new[] { "Martin Alt", "Martina Alt", "Mertin Alt", "Martin Neu", "Mertin Neu", "Martina Neu" };
        var ids = new Dictionary<string, string>();
        foreach (var name in names)
        {
            ids[name] = await Scene.StartAsync(await scene.GuestAsync(name, $"{Guid.NewGuid():N}@x.example"));
        }
        await FindsAsync(
            scene.Mara,
            "martin",
            [.. new[] { "Martin Neu", "Martin Alt", "Martina Neu", "Martina Alt", "Mertin Neu", "Mertin Alt" }.Select(name => ids[name])]
        );
        // What is written to is recent.
        await Scene.SayAsync(scene.Mara, ids["Martin Alt"], "Hello again");
        // Only the last word may be a beginning: before it that is a slip like others.
        await FindsAsync(scene.Mara, "martin alt", [ids["Martin Alt"], ids["Mertin Alt"], ids["Martina Alt"]]);
        await Until.Async(() => IdsAsync(scene.Mara, "martin"), found => found[0] == ids["Martin Alt"]);
        Assert.Equal(ids["Martin Alt"], (await IdsAsync(scene.Mara, "martin"))[0]);
    }

    [Theory, EveryDatabase, Rule("SE-2")]
    public async Task Only_what_the_searcher_sees_is_found_from_the_moment_it_is_so(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var id = await Scene.StartAsync(await scene.GuestAsync("Sibyl Secret"), "planted-word");
        var path = $"/api/v1/conversations/{id}";
        using var stranger = await scene.App.AgentAsync("Stella Stranger");
        using var key = await scene.App.ApiKeyAsync([KeyScopes.Read], stranger.Id);
        using var all = await scene.App.ApiKeyAsync([KeyScopes.All]);
        await FindsAsync(scene.Mara, "sibyl", id);
        // The manager of the service and an administrator see it; messages are for members, and for the key that sees all.
        await FindsAsync(scene.Ines, "sibyl", id);
        await FindsAsync(scene.App.Administrator, "sibyl", id);
        await FindsAsync(all, "sibyl", id);
        await FindsMessagesAsync(scene.Mara, "planted", "planted-word");
        await FindsMessagesAsync(all, "planted", "planted-word");
        await FindsMessagesAsync(scene.Ines, "planted");
        await FindsMessagesAsync(scene.App.Administrator, "planted");
        await FindsAsync(stranger, "sibyl");
        await FindsAsync(key, "sibyl");
        await FindsMessagesAsync(stranger, "planted");

        // Who comes in finds it, and who goes does not any more, at once: the database is asked, however late the index is.
        await scene.Mara.PostAsync($"{path}/members", new { members = new[] { new { agentId = stranger.Id } } });
        await FindsAsync(stranger, "sibyl", id);
        await FindsMessagesAsync(key, "planted", "planted-word");
        await scene.Mara.DeleteAsync($"{path}/members/{await Scene.MemberIdAsync(scene.Mara, id, "Stella Stranger")}");
        Assert.Empty(await IdsAsync(stranger, "sibyl"));
        Assert.Empty(await ExcerptsAsync(stranger, "planted"));
    }

    [Theory, EveryDatabase, Rule("SE-5")]
    public async Task Messages_are_a_second_group_with_notes(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace, "The gasket of pump 7 leaks");
        await Scene.SayAsync(scene.Mara, id, "Order a gasket from Kärcher", "note");
        await FindsMessagesAsync(scene.Mara, "gasket", "Order a gasket from Kärcher", "The gasket of pump 7 leaks");
        await FindsMessagesAsync(scene.Mara, "gaskets pump", "The gasket of pump 7 leaks");
        var hit = (await FindAsync(scene.Mara, "karcher")).At("messages.items.0");
        Assert.Equal((id, "Grace Guest", "note"), (hit.Text("conversation.id"), hit.Text("conversation.title"), hit.Text("kind")));
        Assert.Equal(["Kärcher"], Marked(hit, "excerpt"));
        // Their words find no conversation.
        Assert.Empty(await IdsAsync(scene.Mara, "gasket"));
        // A long one is cut around what was found.
        var text = $"{string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦 ", 100))}needle in {string.Concat(Enumerable.Repeat("hay ", 300))}";
        await Scene.SayAsync(scene.Mara, id, text);
        await Until.Async(() => ExcerptsAsync(scene.Mara, "needle"), found => found.Count == 1);
        hit = (await FindAsync(scene.Mara, "needle")).At("messages.items.0");
        Assert.Equal(["needle"], Marked(hit, "excerpt"));
        Assert.InRange(hit.Text("excerpt").Length, 100, 230);
        Assert.False(Domain.Characters.HasLoneSurrogate(hit.Text("excerpt")));
    }

    [Theory, EveryDatabase, Rule("SE-5", "FI-1")]
    public async Task A_message_is_found_by_what_its_files_are_called(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace, "Hello");
        var file = await Files.Upload.TextAsync(grace, id, "Grundriß Stockwerk 4.txt");
        await Files.Upload.SayAsync(grace, id, "Here it is", file.Text("id"));
        await FindsMessagesAsync(scene.Mara, "grundriss", "Grundriß Stockwerk 4.txt");
        var hit = (await FindAsync(scene.Mara, "grundris here")).At("messages.items.0");
        Assert.Equal("Here it is", hit.Text("excerpt"));
        Assert.Equal(["Grundriß"], Marked((await FindAsync(scene.Mara, "grundriss")).At("messages.items.0"), "excerpt"));
    }

    [Theory, EveryDatabase, Rule("SE-5")]
    public async Task What_was_deleted_is_not_found_even_before_the_index_knows(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var id = await Scene.StartAsync(await scene.GuestAsync(), "Forget this");
        await FindsMessagesAsync(scene.Mara, "forget", "Forget this");
        await using var open = await database.OpenAsync();
        await open.Work.RunAsync(
            unit =>
                Infrastructure
                    .Database.Unit.Of(unit)
                    .ExecuteAsync($"update message set deleted_at = @now where conversation_id = @id", new { id, now = 1L }),
            CancellationToken.None
        );
        Assert.Empty(await ExcerptsAsync(scene.Mara, "forget"));
    }

    [Theory, EveryDatabase, Rule("SE-5")]
    public async Task A_notice_is_no_message_that_is_found_whatever_stands_in_it(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var id = await Scene.StartAsync(await scene.GuestAsync(), "Planted words");
        await Scene.SayAsync(scene.Mara, id, "Other words");
        await FindsMessagesAsync(scene.Mara, "words", "Other words", "Planted words");
        await using var open = await database.OpenAsync();
        await open.Work.RunAsync(
            unit =>
                Infrastructure
                    .Database.Unit.Of(unit)
                    .ExecuteAsync(
                        $"update message set kind = @notice where conversation_id = @id and text = @text",
                        new
                        {
                            id,
                            notice = "notice",
                            text = "Planted words",
                        }
                    ),
            CancellationToken.None
        );
        Assert.Equal(["Other words"], await ExcerptsAsync(scene.Mara, "words"));
    }

    [Theory, EveryDatabase, Rule("SE-5", "MS-6")]
    public async Task What_was_edited_is_found_by_its_new_words_and_what_was_deleted_by_none(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var id = await Scene.StartAsync(await scene.GuestAsync());
        var path = $"/api/v1/conversations/{id}/messages";
        var sent = await scene.Mara.PostAsync(path, new { clientId = Guid.NewGuid(), text = "The walnut sample" });
        await FindsMessagesAsync(scene.Mara, "walnut", "The walnut sample");
        await scene.Mara.PatchAsync($"{path}/{sent.Text("id")}", new { text = "The cherry sample" });
        await FindsMessagesAsync(scene.Mara, "cherry", "The cherry sample");
        Assert.Empty(await ExcerptsAsync(scene.Mara, "walnut"));
        await scene.Mara.DeleteAsync($"{path}/{sent.Text("id")}");
        Assert.Empty(await ExcerptsAsync(scene.Mara, "cherry"));
    }

    [Theory, EveryDatabase, Rule("SE-2", "SE-7")]
    public async Task Results_say_where_the_words_stand(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync("Gráinne <b>Müller</b>", "grainne.m@example.org");
        await grace.PatchAsync("/api/v1/me", new { phone = "+49 (0)40 123-456" });
        var id = await Scene.StartAsync(grace);
        Assert.Equal([("title", "Müll")], await MatchesAsync("mull"));
        Assert.Equal([("title", "Gráinne"), ("email", "grainne")], await MatchesAsync("grainne"));
        Assert.Equal([("phone", "0)40 123")], await MatchesAsync("040 123"));
        Assert.Equal([("member", "Mara")], await MatchesAsync("mara nowak", match => match.Text("field") == "member", 1));
        await scene.Mara.PatchAsync($"/api/v1/conversations/{id}", new { name = "Pump" });
        Assert.Equal([("title", "Pump")], await MatchesAsync("pump"));
        Assert.Equal([("member", "Müller")], await MatchesAsync("muller"));

        async Task<IEnumerable<(string, string)>> MatchesAsync(string typed, Func<JsonElement, bool>? which = null, int take = 10)
        {
            var found = await Until.Async(() => FindAsync(scene.Mara, typed), found => found.At("conversations").Items().Count == 1);
            return
            [
                .. found
                    .At("conversations.items.0.matches")
                    .EnumerateArray()
                    .Where(which ?? (_ => true))
                    .SelectMany(match => Marked(match, "text").Select(marked => (match.Text("field"), marked)))
                    .Take(take),
            ];
        }
    }

    [Theory, EveryDatabase, Rule("SE-2", "AP-5")]
    public async Task Pages_hold_each_row_once_while_others_arrive(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var expected = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            expected.Insert(0, await Scene.StartAsync(await scene.GuestAsync($"Paula Page {i}", $"p{i}@x.example"), $"page {i}"));
        }
        await FindsAsync(scene.Mara, "paula", [.. expected]);
        await FindsMessagesAsync(scene.Mara, "page", [.. Enumerable.Range(0, 7).Reverse().Select(i => $"page {i}")]);
        var walked = new List<string>();
        var query = "/api/v1/conversations?q=paula&limit=3";
        string? next = null;
        do
        {
            var page = await scene.Mara.GetAsync(next is null ? query : $"{query}&after={next}");
            walked.AddRange(page.Items().Select(row => row.Text("id")));
            next = page.At("next").GetString();
            if (next is not null)
            {
                await Scene.StartAsync(await scene.GuestAsync("Paula New", $"{Guid.NewGuid():N}@x.example"));
                await Until.Async(() => IdsAsync(scene.Mara, "paula new"), found => found.Count > 0);
            }
        } while (next is not null);
        Assert.Equal(expected, walked);

        var first = await scene.Mara.GetAsync("/api/v1/search/messages?q=page&limit=4");
        var second = await scene.Mara.GetAsync($"/api/v1/search/messages?q=page&limit=4&after={first.Text("next")}");
        Assert.Equal([4, 3], [first.Items().Count, second.Items().Count]);
        Assert.Equal(7, first.Items().Concat(second.Items()).Select(row => row.Text("id")).Distinct().Count());
        // A cursor goes with its words, its group and its caller.
        foreach (
            var (who, path) in new[]
            {
                (scene.Mara, $"/api/v1/search/messages?q=other&after={first.Text("next")}"),
                (scene.Mara, $"/api/v1/conversations?q=page&after={first.Text("next")}"),
                (scene.Noah, $"/api/v1/search/messages?q=page&after={first.Text("next")}"),
            }
        )
        {
            await who.RefusesAsync(HttpMethod.Get, path, null, 400, "cursor-invalid");
        }
    }

    [Theory, EveryDatabase, Rule("SE-1", "LI-4")]
    public async Task Words_combine_with_view_and_filters(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var open = await Scene.StartAsync(await scene.GuestAsync("Rita Open", "rita1@x.example"));
        var done = await Scene.StartAsync(await scene.GuestAsync("Rita Done", "rita2@x.example"));
        await scene.Mara.PutAsync($"/api/v1/conversations/{done}/status", new { status = "resolved" });
        await FindsAllAsync(scene.Mara, "rita", open, done);
        Assert.Equal([open], await ListAsync("view=all"));
        Assert.Equal([done], await ListAsync("view=resolved"));
        Assert.Equal([done], await ListAsync("status=resolved"));
        Assert.Equal([done, open], await ListAsync($"service={scene.ServiceId}"));
        Assert.Empty(await ListAsync("service=none"));

        async Task<IEnumerable<string>> ListAsync(string narrowed) =>
            (await scene.Mara.GetAsync($"/api/v1/conversations?q=rita&{narrowed}")).Items().Select(row => row.Text("id")).OrderDescending();
    }

    [Fact, Rule("SE-2", "GU-2")]
    public async Task Guests_have_no_search_and_what_cannot_be_read_is_400()
    {
        await using var database = await TestDatabase.CreateAsync(Infrastructure.Database.DatabaseProvider.Sqlite);
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        await Scene.StartAsync(grace, "planted");
        foreach (var path in new[] { "/api/v1/search?q=planted", "/api/v1/search/messages?q=planted", "/api/v1/conversations?q=grace" })
        {
            await grace.RefusesAsync(HttpMethod.Get, path, null, 403, "forbidden");
        }
        foreach (var path in new[] { "/api/v1/search", "/api/v1/search?q=%20", $"/api/v1/search?q={new string('x', 201)}" })
        {
            await scene.Mara.RefusesAsync(HttpMethod.Get, path, null, 400, "unreadable");
        }
        using var answer = await scene.Mara.SendAsync(HttpMethod.Get, $"/api/v1/search?q={new string('x', 200)}", null);
        answer.Is(HttpStatusCode.OK);
    }
}
