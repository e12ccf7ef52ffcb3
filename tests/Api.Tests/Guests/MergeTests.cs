using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Guests;

/// <summary>An agent says that two guests are one person, and takes it back (GU-10).</summary>
public sealed class MergeTests
{
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("GU-10", "GU-3", "GU-2")]
    public async Task Two_are_one_profile_to_agents_and_no_session_sees_more_than_before(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, new { fields = new { name = "optional", email = "optional" } });
        var grace = await scene.GuestAsync("Grace Hopper", "grace@example.org");
        var nameless = await scene.GuestAsync(null!, null);
        var (mine, other) = (await Scene.StartAsync(grace, "From the office"), await Scene.StartAsync(nameless, "From home"));
        var before = (await nameless.GetAsync("/api/v1/conversations")).At("items").GetRawText();

        var preview = await scene.Mara.GetAsync(PreviewOf(grace, nameless));
        Assert.Equal(
            (grace.Id, nameless.Id, "Grace Hopper", 1, 1),
            (
                preview.Text("guest.id"),
                preview.Text("other.id"),
                preview.Text("name"),
                preview.At("conversations").GetInt32(),
                preview.At("otherConversations").GetInt32()
            )
        );
        Assert.True(preview.IsNull("blocks"));
        // Looking changes nothing.
        Assert.StartsWith("Guest ", (await Scene.SeeAsync(scene.Mara, other)).Text("title"), StringComparison.Ordinal);

        await using var live = await EventStream.OpenAsync(scene.Noah);
        var merged = await MergeAsync(scene.Mara, grace, nameless);
        await live.NextAsync("conversation.updated");
        foreach (var asked in new[] { grace, nameless })
        {
            var profile = await scene.Noah.GetAsync(PathOf(asked));
            Assert.Equal(grace.Id, profile.Text("id"));
            Assert.Equal(new[] { mine, other }.Order(), profile.At("conversations").EnumerateArray().Select(one => one.Text("id")).Order());
            Assert.Equal(nameless.Id, profile.Text("merged.0.guestId"));
        }
        Assert.Equal("Grace Hopper", (await Scene.SeeAsync(scene.Noah, other)).Text("title"));
        await Until.Async(
            () => scene.Noah.GetAsync("/api/v1/conversations?q=hopper"),
            found => found.Items().Select(one => one.Text("id")).Order().SequenceEqual(new[] { mine, other }.Order())
        );
        Assert.Equal([grace.Id], (await scene.Noah.GetAsync("/api/v1/guests?q=hopper")).Items().Select(one => one.Text("id")));

        // GU-3: an agent's word opens nothing that another session began.
        await nameless.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{mine}", null, 404, "not-found");
        await grace.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{other}", null, 404, "not-found");
        Assert.Equal([other], (await nameless.GetAsync("/api/v1/conversations")).Items().Select(one => one.Text("id")));
        Assert.True((await nameless.GetAsync("/api/v1/me")).IsNull("email"));
        Assert.Equal([mine], (await grace.GetAsync("/api/v1/conversations")).Items().Select(one => one.Text("id")));
        // Both write on, and what is unread is counted as before.
        await Scene.SayAsync(nameless, other, "Still there?");
        Assert.Equal(2, (await Scene.SeeAsync(scene.Noah, other)).At("unread").GetInt32());

        // And it is undone.
        await scene.Noah.DeleteAsync($"{PathOf(grace)}/merge/{merged.Text("merged.0.id")}");
        Assert.StartsWith("Guest ", (await Scene.SeeAsync(scene.Mara, other)).Text("title"), StringComparison.Ordinal);
        var apart = await scene.Mara.GetAsync(PathOf(nameless));
        Assert.Equal((nameless.Id, 0), (apart.Text("id"), apart.At("merged").GetArrayLength()));
        Assert.Equal([other], apart.At("conversations").EnumerateArray().Select(one => one.Text("id")));
        Assert.Equal(before.Length > 0, (await nameless.GetAsync("/api/v1/conversations")).Items().Count == 1);
        await scene.Noah.RefusesAsync(HttpMethod.Delete, $"{PathOf(grace)}/merge/{merged.Text("merged.0.id")}", null, 404, "not-found");

        var history = (await scene.Mara.GetAsync($"{PathOf(grace)}/history")).Items();
        Assert.Equal(["merge-undone", "merged"], history.Select(one => one.Text("kind")));
        Assert.Equal(["Noah Okafor", "Mara Nowak"], history.Select(one => one.Text("by.name")));
        var audit = (await scene.App.Administrator.GetAsync("/api/v1/admin/audit")).Items();
        Assert.Equal(
            (grace.Id, nameless.Id),
            (
                audit.Single(one => one.Text("action") == "guest.merged").Text("subject.id"),
                audit.Single(one => one.Text("action") == "guest.merge-undone").Text("detail.guest")
            )
        );
    }

    [Theory, EveryDatabase, Rule("GU-10", "SP-2")]
    public async Task Who_is_shut_out_is_so_by_both_names_until_the_merge_is_undone(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var (grace, gus) = (await scene.GuestAsync(), await scene.GuestAsync("Gus", "gus@example.org"));
        await Scene.StartAsync(grace);
        var id = await Scene.StartAsync(gus);
        await scene.Mara.PostAsync($"{PathOf(grace)}/block");
        Assert.Equal("other", (await scene.Mara.GetAsync(PreviewOf(grace, gus))).Text("blocks"));
        var merged = await MergeAsync(scene.Mara, grace, gus);
        await gus.RefusesAsync(
            HttpMethod.Post,
            $"/api/v1/conversations/{id}/messages",
            new { clientId = Guid.NewGuid(), text = "Hello?" },
            403,
            "not-available"
        );
        await scene.Mara.DeleteAsync($"{PathOf(grace)}/merge/{merged.Text("merged.0.id")}");
        await Scene.SayAsync(gus, id, "Back again");
        Assert.False((await scene.Mara.GetAsync(PathOf(grace))).IsNull("blocked"));

        // Shut out as one, and let in as one.
        await scene.Mara.DeleteAsync($"{PathOf(grace)}/block");
        await MergeAsync(scene.Mara, grace, gus);
        await scene.Mara.PostAsync($"{PathOf(gus)}/block");
        Assert.Equal(2, (await scene.App.Administrator.GetAsync("/api/v1/admin/blocks")).Items().Count);
        await scene.Mara.DeleteAsync($"{PathOf(grace)}/block");
        await Scene.SayAsync(gus, id, "And again");
    }

    [Theory, EveryDatabase, Rule("GU-10", "CR-4")]
    public async Task The_record_in_the_CRM_and_contacts_follow_the_merge_and_its_end(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await Crm.Records.ConnectAsync(scene);
        var (anna, gus) = (
            await Crm.Records.GuestAsync(scene, "Anna", "anna@example.org"),
            await Crm.Records.GuestAsync(scene, "Gus", "gus@example.org")
        );
        await Crm.Records.SeeAsync(scene.Mara, anna);
        await Crm.Records.SaveAsync(scene.Mara, gus, FormOf("gus@example.org"));
        await Phonebook.Contacts.AddAsync(scene.Mara, "Gus Contact", "gus@example.org");
        Assert.Equal("practice", (await scene.Mara.GetAsync(PreviewOf(anna, gus))).Text("movesCrms.0"));
        var merged = await MergeAsync(scene.Mara, anna, gus);
        Assert.Equal("linked", (await Crm.Records.SeeAsync(scene.Mara, anna)).Text("state"));
        Assert.Equal("Gus Contact", (await scene.Mara.GetAsync($"/api/v1/contacts?guestId={anna.Id}")).Items().Single().Text("name"));
        await scene.Mara.DeleteAsync($"{PathOf(anna)}/merge/{merged.Text("merged.0.id")}");
        Assert.Equal("none", (await Crm.Records.SeeAsync(scene.Mara, anna)).Text("state"));
        Assert.Equal("linked", (await Crm.Records.SeeAsync(scene.Mara, gus)).Text("state"));
        Assert.Empty((await scene.Mara.GetAsync($"/api/v1/contacts?guestId={anna.Id}")).Items());

        // Two records: the profile's is shown, the other's comes back.
        await Crm.Records.SaveAsync(scene.Mara, anna, FormOf("anna@example.org"));
        Assert.Equal("practice", (await scene.Mara.GetAsync(PreviewOf(anna, gus))).Text("setsAsideCrms.0"));
        merged = await MergeAsync(scene.Mara, anna, gus);
        Assert.Equal("linked", (await Crm.Records.SeeAsync(scene.Mara, anna)).Text("state"));
        await scene.Mara.DeleteAsync($"{PathOf(anna)}/merge/{merged.Text("merged.0.id")}");
        Assert.Equal("linked", (await Crm.Records.SeeAsync(scene.Mara, gus)).Text("state"));
    }

    [Theory, EveryDatabase, Rule("GU-10")]
    public async Task Merges_on_top_of_each_other_are_undone_the_last_first(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var (a, b, c) = (await NewAsync(scene, "Ann"), await NewAsync(scene, "Bea"), await NewAsync(scene, "Cleo"));
        var first = (await MergeAsync(scene.Mara, b, c)).Text("merged.0.id");
        await scene.Mara.RefusesAsync(HttpMethod.Post, $"{PathOf(c)}/merge", new { guestId = b.Id }, 409, "guests-same");
        var profile = await MergeAsync(scene.Mara, a, c);
        // Both by whichever name: it is Bea's profile that was merged.
        Assert.Equal(new[] { b.Id, c.Id }.Order(), profile.At("merged").EnumerateArray().Select(one => one.Text("guestId")).Order());
        var second = profile.At("merged").EnumerateArray().Single(one => one.Text("guestId") == b.Id).Text("id");
        await scene.Mara.RefusesAsync(HttpMethod.Delete, $"{PathOf(a)}/merge/{first}", null, 409, "merge-changed");
        await scene.Mara.DeleteAsync($"{PathOf(a)}/merge/{second}");
        Assert.Equal((a.Id, b.Id, b.Id), (await IdAsync(scene, a), await IdAsync(scene, b), await IdAsync(scene, c)));
        Assert.Equal("Bea", (await scene.Mara.GetAsync(PathOf(c))).Text("name"));
        time.Advance(TimeSpan.FromDays(31));
        var later = scene.Keep(await scene.App.SignInAsync("mara.nowak@ternhaus.example"));
        await later.RefusesAsync(HttpMethod.Delete, $"{PathOf(b)}/merge/{first}", null, 409, "merge-too-old");
        Assert.True((await later.GetAsync(PathOf(b))).IsNull("merged.0.undoUntil"));
    }

    [Theory, EveryDatabase, Rule("GU-10", "GU-2")]
    public async Task Only_who_sees_both_merges_them_and_nobody_decides_on_what_has_changed(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var ann = await NewAsync(scene, "Ann");
        var leo = await scene.GuestAtLinkAsync(scene.Mara);
        await Scene.StartAsync(leo);
        // Noah has no conversation with Leo.
        await scene.Noah.RefusesAsync(HttpMethod.Get, PreviewOf(ann, leo), null, 422, "validation", "guestId");
        await scene.Noah.RefusesAsync(HttpMethod.Post, $"{PathOf(ann)}/merge", new { guestId = leo.Id }, 422, "validation", "guestId");
        await scene.Noah.RefusesAsync(HttpMethod.Post, $"{PathOf(leo)}/merge", new { guestId = ann.Id }, 404, "not-found");
        await scene.Mara.RefusesAsync(HttpMethod.Post, $"{PathOf(ann)}/merge", new { guestId = ann.Id }, 409, "guests-same");
        await scene.Mara.RefusesAsync(HttpMethod.Post, $"{PathOf(ann)}/merge", new { }, 422, "validation", "guestId");
        var version = (await scene.Mara.GetAsync(PreviewOf(ann, leo))).At("version").GetInt64();
        await scene.Noah.PatchAsync(PathOf(ann), new { company = "Oak" });
        using var stale = await scene.Mara.SendAsync(
            HttpMethod.Post,
            $"{PathOf(ann)}/merge",
            new { guestId = leo.Id },
            ("If-Match", $"\"{version}\"")
        );
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        // Two agents at once, each the other way round: one of them wins, and it is one profile.
        var answers = await Task.WhenAll(
            scene.Mara.SendAsync(HttpMethod.Post, $"{PathOf(ann)}/merge", new { guestId = leo.Id }),
            scene.Mara.SendAsync(HttpMethod.Post, $"{PathOf(leo)}/merge", new { guestId = ann.Id })
        );
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed);
        Assert.Equal(await IdAsync(scene, ann), await IdAsync(scene, leo));
    }

    private static async Task<AppClient> NewAsync(Scene scene, string name)
    {
        var guest = await scene.GuestAsync(name, $"{name}@example.org");
        await Scene.StartAsync(guest);
        return guest;
    }

    private static object FormOf(string email) =>
        new
        {
            fields = new
            {
                lastname = "Guest",
                email,
                status = "new",
            },
        };

    private static string PathOf(AppClient guest) => $"/api/v1/guests/{guest.Id}";

    private static string PreviewOf(AppClient guest, AppClient other) => $"{PathOf(guest)}/merge/preview?guestId={other.Id}";

    private static Task<JsonElement> MergeAsync(AppClient agent, AppClient guest, AppClient other) =>
        agent.PostAsync($"{PathOf(guest)}/merge", new { guestId = other.Id });

    private static async Task<string> IdAsync(Scene scene, AppClient guest) => (await scene.Mara.GetAsync(PathOf(guest))).Text("id");
}
