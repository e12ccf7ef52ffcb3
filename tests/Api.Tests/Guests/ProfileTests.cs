using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Guests;

/// <summary>What agents see of a guest and correct, and who changed what (GU-11).</summary>
public sealed class ProfileTests
{
    [Theory, EveryDatabase, Rule("GU-11", "GU-3")]
    public async Task What_an_agent_corrects_is_everybodys_and_the_history_says_who_did(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync("Grace", "grace@example.org");
        var id = await Scene.StartAsync(grace);
        var path = PathOf(grace);
        var version = (await scene.Mara.GetAsync(path)).At("version").GetInt64();
        await using var live = await EventStream.OpenAsync(scene.Noah);
        using var answer = await scene.Mara.SendAsync(
            HttpMethod.Patch,
            path,
            new
            {
                name = " Grace\u202E Hopper ",
                phone = "+49 30 1234567",
                company = "Oak & Sons",
            },
            ("If-Match", $"\"{version}\"")
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await live.NextAsync("conversation.updated");
        var profile = await scene.Noah.GetAsync(path);
        Assert.Equal(
            ("Grace Hopper", "+49 30 1234567", "Oak & Sons", "grace@example.org"),
            (profile.Text("name"), profile.Text("phone"), profile.Text("company"), profile.Text("email"))
        );
        Assert.Equal("Grace Hopper", (await Scene.SeeAsync(scene.Noah, id)).Text("title"));
        // Found by it from then on (SE-1).
        await Until.Async(
            () => scene.Noah.GetAsync("/api/v1/conversations?q=hopper"),
            found => found.Items().Any(one => one.Text("id") == id)
        );

        var history = (await scene.Noah.GetAsync($"{path}/history")).Items();
        Assert.Equal(["company", "name", "phone"], history.Select(one => one.Text("field")).Order());
        Assert.All(history, one => Assert.Equal(("changed", "Mara Nowak"), (one.Text("kind"), one.Text("by.name"))));
        var named = history.Single(one => one.Text("field") == "name");
        Assert.Equal(("Grace", "Grace Hopper"), (named.Text("before"), named.Text("after")));
        // The audit log says that, and by whom; what it was is the guest's.
        var audit = (await scene.App.Administrator.GetAsync("/api/v1/admin/audit?action=guest.changed")).Items().Single();
        Assert.Equal(
            ("Mara Nowak", grace.Id, "name phone company"),
            (audit.Text("actor.name"), audit.Text("subject.id"), audit.Text("detail.fields"))
        );
        Assert.DoesNotContain("Hopper", audit.At("detail").GetRawText());
    }

    [Theory, EveryDatabase, Rule("GU-3", "GU-11")]
    public async Task An_agents_word_proves_no_address_and_a_browser_that_repeats_itself_takes_nothing_back(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync("Grase", "grace@example.org");
        await Scene.StartAsync(grace);
        await using (var rows = await scene.App.Database.OpenAsync())
        {
            await rows.Units.RunAsync(
                unit =>
                    Infrastructure
                        .Database.Unit.Of(unit)
                        .ExecuteAsync($"update guest set email_proven_at = @then where id = @id", new { id = grace.Id, then = 1L }),
                default
            );
        }
        var path = PathOf(grace);
        // Another way of writing it is the same address.
        Assert.True((await scene.Mara.PatchAsync(path, new { email = "Grace@example.org" })).At("emailProven").GetBoolean());
        var changed = await scene.Mara.PatchAsync(path, new { email = "grace@oak.example", name = "Grace" });
        Assert.Equal(("grace@oak.example", false), (changed.Text("email"), changed.At("emailProven").GetBoolean()));

        // The page sends with each visit what was typed into its form once.
        await grace.PostAsync(
            "/api/v1/sessions",
            new { widget = scene.WidgetKey, guest = new { name = "Grase", email = "Grace@example.org" } }
        );
        var after = await scene.Mara.GetAsync(path);
        Assert.Equal(("Grace", "grace@oak.example"), (after.Text("name"), after.Text("email")));
        // What the guest says anew counts, and is theirs in the history.
        await grace.PatchAsync("/api/v1/me", new { name = "Grace H." });
        Assert.Equal("Grace H.", (await scene.Mara.GetAsync(path)).Text("name"));
        var newest = (await scene.Mara.GetAsync($"{path}/history")).Items()[0];
        Assert.Equal(
            ("guest", grace.Id, "Grace", "Grace H."),
            (newest.Text("by.kind"), newest.Text("by.id"), newest.Text("before"), newest.Text("after"))
        );
    }

    [Theory, EveryDatabase, Rule("GU-11", "AP-5")]
    public async Task Of_two_who_edit_at_once_the_second_is_told(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        await Scene.StartAsync(grace);
        var path = PathOf(grace);
        var version = $"\"{(await scene.Mara.GetAsync(path)).At("version").GetInt64()}\"";
        await scene.Mara.PatchAsync(path, new { company = "Oak" });
        using (var stale = await scene.Noah.SendAsync(HttpMethod.Patch, path, new { company = "Elm" }, ("If-Match", version)))
        {
            Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        }
        // Asking for what is already changes nothing, and is no conflict.
        using (var same = await scene.Noah.SendAsync(HttpMethod.Patch, path, new { company = "Oak" }, ("If-Match", version)))
        {
            Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        }
        Assert.Single((await scene.Mara.GetAsync($"{path}/history")).Items());
        await scene.Mara.RefusesAsync(HttpMethod.Patch, path, new { email = "no address" }, 422, "validation", "email");
        await scene.Mara.RefusesAsync(HttpMethod.Patch, path, new { phone = "none" }, 422, "validation", "phone");
        await scene.Mara.RefusesAsync(HttpMethod.Patch, path, new { name = new string('x', 201) }, 422, "validation", "name");
        Assert.Equal(JsonValueKind.Null, (await scene.Mara.PatchAsync(path, new { company = (string?)null })).At("company").ValueKind);
    }

    [Theory, EveryDatabase, Rule("GU-11", "GU-2")]
    public async Task Whoever_does_not_see_the_guest_sees_changes_and_finds_nothing(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync("Grace Guest");
        await Scene.StartAsync(grace);
        var stranger = scene.Keep(await scene.App.AgentAsync("Sam Stranger"));
        var path = PathOf(grace);
        await scene.Mara.PatchAsync(path, new { company = "Oak" });
        foreach (var who in new[] { stranger, scene.App.Administrator })
        {
            await who.RefusesAsync(HttpMethod.Get, path, null, 404, "not-found");
            await who.RefusesAsync(HttpMethod.Patch, path, new { name = "Mine" }, 404, "not-found");
            await who.RefusesAsync(HttpMethod.Get, $"{path}/history", null, 404, "not-found");
            Assert.Empty((await who.GetAsync("/api/v1/guests?q=grace")).Items());
        }
        await grace.RefusesAsync(HttpMethod.Get, $"{path}/history", null, 403, "forbidden");
        // Who manages the service reads the conversation, and with it the profile (LI-3).
        Assert.Single((await scene.Ines.GetAsync($"{path}/history")).Items());
        await Until.Async(
            () => scene.Ines.GetAsync("/api/v1/guests?q=grace"),
            found => found.Items() is [var one] && one.Text("id") == grace.Id
        );
        await scene.Mara.RefusesAsync(HttpMethod.Get, "/api/v1/guests?q=", null, 400, "unreadable");
    }

    [Theory, EveryDatabase, Rule("GU-11", "SP-2")]
    public async Task Blocks_and_meetings_are_on_the_profile_and_the_history_has_pages(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var slug = await Meetings.Schedulers.SlugAsync(scene.Mara);
        var free = await Meetings.Schedulers.FreeAsync(scene.App, slug, TimeProvider.System.GetUtcNow());
        var leo = await scene.GuestAtLinkAsync(scene.Mara);
        var meeting = await Meetings.Schedulers.BookAsync(leo, slug, free[0]);
        var path = PathOf(leo);
        var shown = (await scene.Mara.GetAsync(path)).At("meetings.0");
        Assert.Equal(
            (meeting.Text("id"), meeting.Text("subject"), meeting.Text("state")),
            (shown.Text("id"), shown.Text("subject"), shown.Text("state"))
        );
        await scene.Mara.PostAsync($"{path}/block");
        await scene.Mara.DeleteAsync($"{path}/block");
        var first = await scene.Mara.GetAsync($"{path}/history?limit=1");
        Assert.Equal("unblocked", first.Items().Single().Text("kind"));
        var second = await scene.Mara.GetAsync($"{path}/history?limit=1&after={Uri.EscapeDataString(first.Text("next"))}");
        Assert.Equal(("blocked", "Mara Nowak"), (second.Items().Single().Text("kind"), second.Items().Single().Text("by.name")));
    }

    [Theory, EveryDatabase, Rule("GU-11", "GU-10", "PB-5")]
    public async Task Who_was_invited_has_the_meeting_on_their_profile_for_agents_who_see_it(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var slug = await Meetings.Schedulers.SlugAsync(scene.Mara);
        var free = await Meetings.Schedulers.FreeAsync(scene.App, slug, TimeProvider.System.GetUtcNow());
        var leo = await scene.GuestAtLinkAsync(scene.Mara);
        var participants = new[] { "pia@example.org", "paul@example.org" };
        var booking = new
        {
            start = free[0],
            subject = "Booths",
            participants,
        };
        var meeting = await leo.PostAsync($"/api/v1/schedulers/{slug}/meetings", booking);
        await Meetings.Schedulers.BookAsync(leo, slug, free[2]);
        var members = (await scene.Mara.GetAsync($"/api/v1/conversations/{meeting.Text("conversationId")}/members")).Items();
        var invited = members.Single(one => one.Has("email") && one.At("email").GetString() == "pia@example.org").Text("guestId");
        Assert.Equal([meeting.Text("id")], await ListedAsync(scene.Mara, invited));
        Assert.Equal(2, (await ListedAsync(scene.Mara, leo.Id!)).Count);
        var contact = await Phonebook.Contacts.AddAsync(scene.Mara, "Pia", "PIA@example.org");
        var ahead = (await scene.Mara.GetAsync($"/api/v1/contacts/{contact.Text("id")}/meetings")).Items();
        Assert.Equal([meeting.Text("id")], ahead.Select(one => one.Text("id")));

        // Noah knows the same person from the service, and reads nothing of Mara's own conversations.
        var pia = await scene.GuestAsync("Pia", "pia@example.org");
        await Scene.StartAsync(pia);
        await scene.Mara.PostAsync($"/api/v1/guests/{pia.Id}/merge", new { guestId = invited });
        Assert.Equal([meeting.Text("id")], await ListedAsync(scene.Mara, pia.Id!));
        Assert.Empty(await ListedAsync(scene.Noah, pia.Id!));
        var theirs = $"/api/v1/contacts/{contact.Text("id")}/meetings";
        Assert.Empty((await scene.Noah.GetAsync(theirs)).Items());

        static async Task<IReadOnlyList<string>> ListedAsync(AppClient agent, string guest) =>
            [.. (await agent.GetAsync($"/api/v1/guests/{guest}")).At("meetings").EnumerateArray().Select(one => one.Text("id"))];
    }

    private static string PathOf(AppClient guest) => $"/api/v1/guests/{guest.Id}";
}
