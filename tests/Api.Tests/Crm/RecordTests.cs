using System.Net;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Crm;

/// <summary>Guests become records of the CRM that is used.</summary>
public sealed class RecordTests
{
    [Theory, EveryDatabase, Rule("CR-1", "CR-2", "CR-10")]
    public async Task The_form_is_filled_from_what_is_known_and_what_is_saved_is_linked_with_company_owner_and_status(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await Records.GuestAsync(scene, phone: "+48 22 555 01 23");
        Assert.Empty((await scene.Mara.GetAsync(Records.Path(grace))).Items());
        await scene.Mara.RefusesAsync(HttpMethod.Post, Records.Path(grace), Records.Form, 409, "crm-not-connected");
        await Records.ConnectAsync(scene);

        var form = await Records.SeeAsync(scene.Mara, grace);
        Assert.Equal(("practice", "none", true), (form.Text("crm"), form.Text("state"), form.At("available").GetBoolean()));
        Assert.Equal("Guest", Records.Field(form, "lastname").Text("value"));
        Assert.Equal("Grace", Records.Field(form, "firstname").Text("value"));
        Assert.Equal("grace@example.org", Records.Field(form, "email").Text("value"));
        Assert.Equal("+48 22 555 01 23", Records.Field(form, "phone").Text("value"));
        Assert.Equal("example.org", Records.Field(form, "company").Text("value"));
        Assert.Equal(3, Records.Field(form, "status").At("options").GetArrayLength());

        var fields = new Dictionary<string, string>
        {
            ["firstname"] = "Grace",
            ["lastname"] = "Guest",
            ["email"] = "grace@example.org",
            ["company"] = "Brightline",
            ["status"] = "customer",
        };
        Assert.Equal("linked", (await Records.SaveAsync(scene.Mara, grace, new { fields })).Text("state"));
        var record = (await Records.SeeAsync(scene.Noah, grace)).At("record");
        Assert.Equal(
            ("Grace Guest", "Brightline", "Mara Nowak", "Customer"),
            (record.Text("name"), record.Text("company"), record.Text("owner"), record.Text("status"))
        );
    }

    [Theory, EveryDatabase, Rule("CR-4")]
    public async Task Whoever_is_there_is_found_by_address_and_then_by_number_however_they_are_written(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, Records.Optional);
        await Records.ConnectAsync(scene);
        var first = await Records.GuestAsync(scene);
        var form = new
        {
            fields = new
            {
                lastname = "Guest",
                email = "Grace@EXAMPLE.org",
                phone = "+48 22 555-01-23",
                status = "new",
            },
        };
        var id = (await Records.SaveAsync(scene.Mara, first, form)).Text("record.id");

        var byAddress = await Records.GuestAsync(scene, "Grace G.", "GRACE@example.org");
        Assert.Equal(id, (await Records.SeeAsync(scene.Mara, byAddress)).Text("record.id"));
        var byNumber = await Records.GuestAsync(scene, "G.", null, "0048 (22) 555 01 23");
        Assert.Equal(id, (await Records.SeeAsync(scene.Mara, byNumber)).Text("record.id"));
        var other = await Records.GuestAsync(scene, "Grace", "grace+shop@example.org", "22 555 01 24");
        Assert.Equal("none", (await Records.SeeAsync(scene.Mara, other)).Text("state"));

        // Not looked for before it is saved: it is linked all the same.
        var saved = await Records.GuestAsync(scene, "Grace Again", null);
        Assert.Equal(id, (await Records.SaveAsync(scene.Mara, saved, form)).Text("record.id"));
        Assert.Equal(1, await CountAsync(scene));
    }

    [Theory, EveryDatabase, Rule("CR-4", "AP-5")]
    public async Task Saved_twice_by_two_agents_from_two_conversations_it_is_one_record_and_no_error(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, Records.Optional);
        await Records.ConnectAsync(scene);
        var grace = await Records.GuestAsync(scene, email: null);
        await Scene.StartAsync(grace, "Another thing");
        var form = new { fields = new { lastname = "Guest", status = "new" } };
        var answers = await Task.WhenAll(
            scene.Mara.SendAsync(HttpMethod.Post, Records.Path(grace), form),
            scene.Mara.SendAsync(HttpMethod.Post, Records.Path(grace), form),
            scene.Noah.SendAsync(HttpMethod.Post, Records.Path(grace), form),
            scene.Noah.SendAsync(HttpMethod.Post, Records.Path(grace), form)
        );
        Assert.Equal([200, 200, 200, 201], answers.Select(answer => (int)answer.StatusCode).Order());
        var ids = new HashSet<string>();
        foreach (var answer in answers)
        {
            ids.Add((await answer.BodyAsync()).Text("items.0.record.id"));
            answer.Dispose();
        }
        Assert.Single(ids);
        Assert.Equal(1, await CountAsync(scene));

        var key = ("Idempotency-Key", "save");
        var leo = await Records.GuestAsync(scene, "Leo", "leo@example.org");
        for (var turn = 0; turn < 2; turn++)
        {
            using var same = await scene.Mara.SendAsync(HttpMethod.Post, Records.Path(leo), form, key);
            Assert.Equal(HttpStatusCode.Created, same.StatusCode);
        }
        Assert.Equal(2, await CountAsync(scene));
    }

    [Theory, EveryDatabase, Rule("CR-10", "AP-4")]
    public async Task Errors_stand_at_their_fields_all_at_once(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await Records.ConnectAsync(scene);
        var grace = await Records.GuestAsync(scene);
        var fields = new Dictionary<string, string?>
        {
            ["lastname"] = " ",
            ["firstname"] = new string('x', 41),
            ["email"] = "grace@",
            ["status"] = "friend",
            ["unknown"] = "x",
        };
        var problem = await scene.Mara.RefusesAsync(HttpMethod.Post, Records.Path(grace), new { fields }, 422, "validation");
        Assert.Equal(
            ["fields", "fields.email", "fields.firstname", "fields.lastname", "fields.status"],
            problem.At("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal("none", (await Records.SeeAsync(scene.Mara, grace)).Text("state"));
        await scene.Mara.RefusesAsync(HttpMethod.Post, Records.Path(grace), new { crm = "other", fields }, 409, "crm-not-connected");
    }

    [Theory, EveryDatabase, Rule("CR-1", "CR-3")]
    public async Task Nobody_sees_or_writes_the_record_of_a_guest_with_whom_they_share_no_conversation(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await Records.ConnectAsync(scene);
        var grace = await Records.GuestAsync(scene);
        var stranger = scene.Keep(await scene.App.AgentAsync("Sam Stranger"));
        await stranger.RefusesAsync(HttpMethod.Get, Records.Path(grace), null, 404, "not-found");
        await stranger.RefusesAsync(HttpMethod.Post, Records.Path(grace), Records.Form, 404, "not-found");
        var note = new { kind = "note", text = "Called" };
        await stranger.RefusesAsync(HttpMethod.Post, $"{Records.Path(grace)}/activities", note, 404, "not-found");
        Assert.Equal(0, await CountAsync(scene));
    }

    [Theory, EveryDatabase, Rule("CR-3")]
    public async Task Tasks_and_notes_are_logged_on_the_record_in_their_order(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await Records.ConnectAsync(scene);
        var grace = await Records.GuestAsync(scene);
        var path = $"{Records.Path(grace)}/activities";
        var note = new { kind = "note", text = "Called.\nWants oak." };
        await scene.Mara.RefusesAsync(HttpMethod.Post, path, note, 409, "crm-not-linked");
        await Records.SaveAsync(scene.Mara, grace, Records.Form);
        Assert.Equal("logged", (await scene.Mara.PostAsync(path, note)).Text("state"));
        var due = new
        {
            kind = "task",
            text = "Send the offer",
            dueAt = "2027-01-04T09:00:00Z",
        };
        Assert.Equal("logged", (await scene.Noah.PostAsync(path, due)).Text("state"));
        await scene.Mara.RefusesAsync(HttpMethod.Post, path, new { kind = "call", text = "" }, 422, "validation", "text");
        await scene.Mara.RefusesAsync(HttpMethod.Post, path, new { kind = "call", text = "x" }, 422, "validation", "kind");
        await scene.Mara.RefusesAsync(
            HttpMethod.Post,
            path,
            new
            {
                kind = "note",
                text = "x",
                due.dueAt,
            },
            422,
            "validation",
            "dueAt"
        );

        var logged = (await scene.Mara.GetAsync(Records.Path(grace))).At("activities").EnumerateArray();
        Assert.Equal([("task", "Noah Okafor"), ("note", "Mara Nowak")], logged.Select(one => (one.Text("kind"), one.Text("authorName"))));
        await using var open = await scene.App.Database.OpenAsync();
        Assert.Equal(
            ["Called.\nWants oak. (Mara Nowak)", "Send the offer (Noah Okafor)"],
            (await open.Db.ListAsync<Logged>($"select text, author from practice_crm_activity order by id")).Select(one =>
                $"{one.Text} ({one.Author})"
            )
        );
        // What it says is the CRM's alone.
        Assert.Empty(await open.Db.ListAsync<string>($"select id from delivery where payload like '%oak%'"));
    }

    internal static async Task<long> CountAsync(Scene scene)
    {
        await using var open = await scene.App.Database.OpenAsync();
        return await open.Db.FirstAsync<long>($"select count(*) from practice_crm_contact");
    }

    private sealed class Logged
    {
        public string Text { get; init; } = "";
        public string Author { get; init; } = "";
    }
}
