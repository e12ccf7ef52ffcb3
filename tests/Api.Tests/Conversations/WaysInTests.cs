using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Conversations;

public sealed class WaysInTests
{
    [Theory, EveryDatabase, Rule("IN-1", "IN-4", "TI-0", "TI-1", "TI-3", "TI-4", "TI-6", "TI-8")]
    public async Task By_link_one_talks_with_the_agent_and_by_widget_with_all_of_the_service(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var leo = await scene.GuestAtLinkAsync(scene.Mara);
        var byLink = await Scene.StartAsync(leo);
        var seenByLeo = await Scene.SeeAsync(leo, byLink);
        Assert.Equal(("oneOnOne", "link", "Mara Nowak"), (seenByLeo.Text("kind"), seenByLeo.Text("origin"), seenByLeo.Text("title")));
        Assert.Equal(("agent", "MN"), (seenByLeo.Text("avatar.kind"), seenByLeo.Text("avatar.text")));
        var seenByMara = await Scene.SeeAsync(scene.Mara, byLink);
        Assert.Equal("Leo Link", seenByMara.Text("title"));
        Assert.Equal(("guest", "LL"), (seenByMara.Text("avatar.kind"), seenByMara.Text("avatar.text")));
        Assert.Equal(["Leo Link", "Mara Nowak"], (await Scene.MembersAsync(scene.Mara, byLink)).Select(member => member.Text("name")));
        await scene.Noah.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{byLink}", null, 404, "not-found");

        var grace = await scene.GuestAsync();
        var byWidget = await Scene.StartAsync(grace);
        var seenByGrace = await Scene.SeeAsync(grace, byWidget);
        Assert.Equal(("group", "widget", "Sales"), (seenByGrace.Text("kind"), seenByGrace.Text("origin"), seenByGrace.Text("title")));
        Assert.Equal("service", seenByGrace.Text("avatar.kind"));
        Assert.Equal(
            ["Grace Guest", "Mara Nowak", "Noah Okafor"],
            (await Scene.MembersAsync(scene.Mara, byWidget)).Select(member => member.Text("name")).Order()
        );
        Assert.Equal("Grace Guest", (await Scene.SeeAsync(scene.Noah, byWidget)).Text("title"));
    }

    [Theory, EveryDatabase, Rule("TI-0", "TI-3", "TI-4", "LC-1", "IN-4")]
    public async Task A_widget_of_one_agent_is_one_on_one_until_a_second_agent_comes(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var basic = scene.Keep(await scene.App.AgentAsync("Bea Basic", "Basic"));
        var key = (await scene.App.WidgetAsync(basic.Id)).Text("key");
        var grace = scene.Keep(await scene.App.GuestAsync(key));
        var id = await Scene.StartAsync(grace);
        Assert.Equal(
            ("oneOnOne", "Bea Basic"),
            ((await Scene.SeeAsync(grace, id)).Text("kind"), (await Scene.SeeAsync(grace, id)).Text("title"))
        );
        // A Basic agent reads and writes where added individually.
        await Scene.SayAsync(basic, id, "Good morning");
        await basic.PostAsync($"/api/v1/conversations/{id}/members", new { members = new[] { new { agentId = scene.Noah.Id } } });
        Assert.Equal(
            ("group", "Bea Basic, Noah Okafor"),
            ((await Scene.SeeAsync(grace, id)).Text("kind"), (await Scene.SeeAsync(grace, id)).Text("title"))
        );
        await scene.Noah.DeleteAsync($"/api/v1/conversations/{id}/members/me");
        Assert.Equal("group", (await Scene.SeeAsync(grace, id)).Text("kind"));

        // A Basic member of a service is not brought by it, and a service with one Standard agent makes a one-on-one that shows its name.
        var service = await scene.App.ServiceAsync("Support", scene.Mara, basic);
        var other = scene.Keep(await scene.App.GuestAsync((await scene.App.WidgetAsync(service)).Text("key")));
        var second = await Scene.StartAsync(other);
        var seen = await Scene.SeeAsync(other, second);
        Assert.Equal(("oneOnOne", "Support"), (seen.Text("kind"), seen.Text("title")));
        await basic.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{second}", null, 404, "not-found");
    }

    [Theory, EveryDatabase, Rule("IN-3", "GU-9")]
    public async Task Looking_and_filling_in_the_form_create_no_conversation(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        using var stranger = scene.App.Anonymous();
        var before = await RowsAsync(scene);
        await stranger.GetAsync($"/api/v1/widgets/{scene.WidgetKey}/settings");
        await stranger.GetAsync($"/api/v1/links/{(await scene.Mara.GetAsync("/api/v1/me")).Text("slug")}");
        Assert.Equal(before, await RowsAsync(scene));

        var grace = await scene.GuestAsync();
        Assert.Empty((await grace.GetAsync("/api/v1/conversations")).Items());
        Assert.Empty((await scene.Mara.GetAsync("/api/v1/conversations")).Items());
        await grace.RefusesAsync(HttpMethod.Post, "/api/v1/conversations", new { }, 422, "validation", "message.text");
        await grace.RefusesAsync(
            HttpMethod.Post,
            "/api/v1/conversations",
            new { message = new { text = "\u200b \n" } },
            422,
            "validation",
            "message.text"
        );
        Assert.Equal(0, await ConversationsAsync(scene));
        await Scene.StartAsync(grace);
        Assert.Equal(1, await ConversationsAsync(scene));
    }

    [Theory, EveryDatabase, Rule("IN-6", "GU-2")]
    public async Task A_guest_goes_on_with_an_earlier_conversation_or_starts_another_and_sees_nobody_elses(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var first = await Scene.StartAsync(grace, "One");
        var second = await Scene.StartAsync(grace, "Two");
        Assert.NotEqual(first, second);
        await Scene.SayAsync(grace, first, "One again");
        var mine = (await grace.GetAsync("/api/v1/conversations")).Items();
        Assert.Equal([first, second], mine.Select(conversation => conversation.Text("id")));

        // The same address is only a claim: it opens nothing (GU-3).
        var other = await scene.GuestAsync("Grace Guest", "grace@example.org");
        Assert.NotEqual(grace.Id, other.Id);
        Assert.Empty((await other.GetAsync("/api/v1/conversations")).Items());
        await other.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{first}", null, 404, "not-found");
        await other.RefusesAsync(HttpMethod.Post, $"/api/v1/conversations/{first}/messages", new { text = "x" }, 404, "not-found");
    }

    [Theory, EveryDatabase, Rule("IN-7", "IN-11")]
    public async Task A_new_slug_can_close_the_old_one_at_once_and_a_deactivated_agents_is_gone_with_the_fallback(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var old = (await scene.Mara.GetAsync("/api/v1/me")).Text("slug");
        Assert.DoesNotContain("mara", old, StringComparison.OrdinalIgnoreCase);
        var early = await scene.GuestAtLinkAsync(scene.Noah);
        var fresh = (await scene.Mara.PostAsync("/api/v1/me/slug", new { cut = true })).Text("slug");
        Assert.NotEqual(old, fresh);
        using var stranger = scene.App.Anonymous();
        await stranger.RefusesAsync(HttpMethod.Get, $"/api/v1/links/{old}", null, 410, "link-closed");
        Assert.Equal(fresh, (await stranger.GetAsync($"/api/v1/links/{fresh}")).Text("slug"));
        await stranger.RefusesAsync(HttpMethod.Get, "/api/v1/links/never-was-one", null, 404, "link-unknown");

        await scene.App.Administrator.PatchAsync("/api/v1/admin/organisation", new { fallbackWidgetKey = scene.WidgetKey });
        var slug = (await scene.Noah.GetAsync("/api/v1/me")).Text("slug");
        await scene.App.Administrator.PatchAsync($"/api/v1/admin/agents/{scene.Noah.Id}", new { active = false });
        var closed = await stranger.RefusesAsync(HttpMethod.Get, $"/api/v1/links/{slug}", null, 410, "link-closed");
        Assert.Equal((scene.WidgetKey, "Sales"), (closed.Text("fallback.widgetKey"), closed.Text("fallback.name")));
        var guest = new { name = "Leo", email = "leo@example.org" };
        await stranger.RefusesAsync(HttpMethod.Post, "/api/v1/sessions", new { link = slug, guest }, 410, "link-closed");
        // Who had the form open meanwhile is told the same with the first message.
        await early.RefusesAsync(HttpMethod.Post, "/api/v1/conversations", new { message = new { text = "Hi" } }, 410, "link-closed");
        Assert.Equal(0, await ConversationsAsync(scene));
    }

    [Theory, EveryDatabase, Rule("IN-13", "RE-5")]
    public async Task A_widget_without_an_agent_takes_the_message_and_the_manager_is_mailed(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var basic = scene.Keep(await scene.App.AgentAsync("Bea Basic", "Basic"));
        var made = await scene.App.Administrator.PostAsync(
            "/api/v1/admin/services",
            new
            {
                name = "Archive",
                managerId = scene.Ines.Id,
                members = new[] { basic.Id },
            }
        );
        var widget = await scene.App.WidgetAsync(made.Text("id"), new { texts = new { offline = "We are away." } });
        Assert.Equal("no-agent", widget.Text("warning"));
        using var stranger = scene.App.Anonymous();
        var face = await stranger.GetAsync($"/api/v1/widgets/{widget.Text("key")}/settings");
        Assert.False(face.At("available").GetBoolean());
        Assert.Equal("We are away.", face.Text("texts.offline"));

        var grace = scene.Keep(await scene.App.GuestAsync(widget.Text("key")));
        var id = await Scene.StartAsync(grace, "Is anybody there?");
        Assert.Equal("Archive", (await Scene.SeeAsync(grace, id)).Text("title"));
        Assert.Contains("Is anybody there?", await Scene.TextsAsync(scene.Ines, id));
        var db = scene.App.Services.GetRequiredService<Db>();
        // One delivery, to the manager; what it said is gone from the row as soon as it was sent.
        var mail = Assert.Single(await db.ListAsync<string>($"select unique_key from delivery where unique_key like 'alarm %'"));
        Assert.EndsWith(scene.Ines.Id, mail, StringComparison.Ordinal);
        await basic.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}", null, 404, "not-found");
    }

    [Theory, EveryDatabase, Rule("WI-6")]
    public async Task The_welcome_text_is_stored_before_the_first_message(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, new { texts = new { welcome = "Welcome!\nHow can we help?" } });
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace, "Hello");
        // C25: both in one millisecond, told apart by the number alone.
        Assert.Equal(["Welcome!\nHow can we help?", "Hello"], await Scene.TextsAsync(grace, id));
        Assert.Equal(["Welcome!\nHow can we help?", "Hello"], await Scene.TextsAsync(scene.Mara, id));
        var welcome = (await Scene.TimelineAsync(grace, id))[0];
        Assert.Equal(("system", "Sales"), (welcome.Text("author.kind"), welcome.Text("author.name")));
        // It is no answer: the guest still waits.
        Assert.False((await Scene.SeeAsync(scene.Mara, id)).IsNull("waitingSince"));
    }

    private static async Task<long> ConversationsAsync(Scene scene) =>
        await scene.App.Services.GetRequiredService<Db>().FirstAsync<long>($"select count(*) from conversation");

    private static async Task<string> RowsAsync(Scene scene)
    {
        var db = scene.App.Services.GetRequiredService<Db>();
        var counts = new[]
        {
            await db.FirstAsync<long>($"select count(*) from guest"),
            await db.FirstAsync<long>($"select count(*) from guest_session"),
            await db.FirstAsync<long>($"select count(*) from conversation"),
            await db.FirstAsync<long>($"select count(*) from message"),
            await db.FirstAsync<long>($"select count(*) from member"),
            await db.FirstAsync<long>($"select count(*) from log"),
        };
        return JsonSerializer.Serialize(counts);
    }
}
