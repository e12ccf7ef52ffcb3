using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using XBees.Api.Tests.Setup;
using XBees.Application.Crm;
using XBees.Infrastructure.Crm.Practice;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Crm;

/// <summary>CR-5 and fault 12, where the neighbour is a CRM.</summary>
public sealed class UnwellCrmTests
{
    [Theory, EveryDatabase, Rule("CR-5", "CR-4")]
    public async Task What_a_CRM_that_hangs_did_not_take_is_pending_is_tried_when_it_asks_and_is_written_once_after_a_restart(
        TestDatabase database
    )
    {
        var release = new TaskCompletionSource();
        AppClient grace;
        await using (var scene = await StartAsync(database))
        {
            await Records.ConnectAsync(scene);
            grace = await Records.GuestAsync(scene, email: null);
            var crm = Crm(scene);
            crm.Before = cancel => release.Task.WaitAsync(cancel);
            var form = new { fields = new { lastname = "Guest", status = "new" } };
            var saved = (await scene.Mara.PostAsync(Records.Path(grace), form)).At("items.0");
            Assert.Equal("pending", saved.Text("state"));
            Assert.Equal("Guest", Records.Field(saved, "lastname").Text("value"));
            // It holds up nobody who writes, and whoever saves it again is told the same.
            await Scene.StartAsync(grace, "Are you there?");
            Assert.Equal("pending", (await Records.SeeAsync(scene.Noah, grace)).Text("state"));

            // It has written it, and asks to be left alone in place of saying so.
            crm.Before = null;
            crm.LosesAnswers = true;
            release.SetResult();
            var why = await Until.Async(() => Records.SeeAsync(scene.Mara, grace), one => !one.IsNull("reason"));
            Assert.Equal(("pending", "unreachable", false), (why.Text("state"), why.Text("reason"), why.At("available").GetBoolean()));
            Assert.Equal(1, await RecordTests.CountAsync(scene));
        }

        await using var again = await StartAsync(database, found: false);
        await DueNowAsync(again);
        var mara = again.Keep(await again.App.SignInAsync("mara.nowak@ternhaus.example"));
        var linked = await Until.Async(() => Records.SeeAsync(mara, grace), one => one.Text("state") == "linked");
        Assert.True(linked.At("available").GetBoolean());
        Assert.Equal(1, await RecordTests.CountAsync(again));
    }

    [Theory, EveryDatabase, Rule("CR-5")]
    public async Task It_is_left_alone_for_as_long_as_it_asks_and_given_up_where_everybody_sees_it(TestDatabase database)
    {
        await using var scene = await StartAsync(database);
        await Records.ConnectAsync(scene);
        var grace = await Records.GuestAsync(scene);
        var asked = 0;
        Crm(scene).Before = _ =>
        {
            asked++;
            throw new CrmUnreachable("Not now.") { RetryAfter = Duration.FromMinutes(20) };
        };
        Assert.Equal("none", (await Records.SeeAsync(scene.Mara, grace)).Text("state"));
        // The breaker is open: profiles are shown without asking.
        await Records.SeeAsync(scene.Noah, grace);
        Assert.Equal(1, asked);
        var state = (await scene.App.Administrator.GetAsync(Records.Admin)).Items()[0];
        Assert.Equal("unreachable", state.Text("state"));

        var saved = await Records.SaveAsync(scene.Mara, grace, Records.Form);
        Assert.Equal(("pending", "unreachable"), (saved.Text("state"), saved.Text("reason")));
        var next = saved.At("nextTryAt").GetDateTimeOffset();
        Assert.True(next > TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(15), $"{next}");

        await using (var open = await scene.App.Database.OpenAsync())
        {
            await open.Units.RunAsync(
                unit =>
                    Unit.Of(unit)
                        .ExecuteAsync($"update delivery set tries = @tries where kind = @kind", new { tries = 15L, kind = "crm-practice" }),
                CancellationToken.None
            );
        }
        await DueNowAsync(scene);
        var failed = await Until.Async(() => Records.SeeAsync(scene.Mara, grace), one => one.Text("state") == "failed");
        Assert.Equal(("unreachable", "grace@example.org"), (failed.Text("reason"), Records.Field(failed, "email").Text("value")));

        // Saved anew it is written.
        Crm(scene).Before = null;
        Assert.Equal("linked", (await Records.SaveAsync(scene.Noah, grace, Records.Form)).Text("state"));
    }

    [Theory, EveryDatabase, Rule("CR-10", "CR-5")]
    public async Task What_the_CRM_itself_does_not_take_stands_at_its_field_and_what_was_typed_stays(TestDatabase database)
    {
        await using var scene = await StartAsync(database);
        await Records.ConnectAsync(scene);
        var grace = await Records.GuestAsync(scene);
        Crm(scene).Before = _ =>
            throw new CrmInvalid(new Dictionary<string, string> { ["lastname"] = "Not that one.", ["other"] = "Nor this." });
        var problem = await scene.Mara.RefusesAsync(
            HttpMethod.Post,
            Records.Path(grace),
            Records.Form,
            422,
            "validation",
            "fields.lastname"
        );
        Assert.Equal("Nor this.", problem.At("errors.fields")[0].GetString());
        var failed = await Records.SeeAsync(scene.Mara, grace);
        Assert.Equal(("failed", "invalid"), (failed.Text("state"), failed.Text("reason")));
        var field = Records.Field(failed, "lastname");
        Assert.Equal(("Guest", "Not that one."), (field.Text("value"), field.Text("error")));
    }

    [Theory, EveryDatabase, Rule("CR-5", "CR-7", "CR-8")]
    public async Task While_every_call_hangs_conversations_go_on_the_breaker_says_so_and_what_waits_is_written_once(TestDatabase database)
    {
        await using var scene = await StartAsync(database);
        await Records.ConnectAsync(scene);
        await scene.App.Administrator.PatchAsync($"{Records.Admin}/practice", new { logsConversations = true });
        var grace = await Records.GuestAsync(scene);
        await Records.SaveAsync(scene.Mara, grace, Records.Form);
        var leo = await Records.GuestAsync(scene, "Leo", "leo@example.org");
        var release = new TaskCompletionSource();
        var (asked, hanging) = (0, 0);
        Crm(scene).Before = async cancel =>
        {
            Interlocked.Increment(ref asked);
            Interlocked.Increment(ref hanging);
            try
            {
                await release.Task.WaitAsync(cancel);
            }
            finally
            {
                Interlocked.Decrement(ref hanging);
            }
            throw new CrmUnreachable("It hung.");
        };
        // The profile is shown without it, and says so; whoever looks next does not ask.
        var sight = await Records.SeeAsync(scene.Mara, leo);
        Assert.Equal(("none", false), (sight.Text("state"), sight.At("available").GetBoolean()));
        Assert.Equal("unreachable", (await scene.App.Administrator.GetAsync(Records.Admin)).Items()[0].Text("state"));
        await Records.SeeAsync(scene.Noah, leo);
        Assert.Equal(1, asked);
        // However long this test takes.
        await Records.WriteAsync(scene, $"update crm_connection set ask_again_at = ask_again_at + 3600000");

        Assert.Equal("pending", (await scene.Mara.PostAsync(Records.Path(leo), Form("leo@example.org"))).Text("items.0.state"));
        var note = new { kind = "note", text = "Called" };
        Assert.Equal("pending", (await scene.Mara.PostAsync($"{Records.Path(grace)}/activities", note)).Text("state"));
        var id = await Scene.StartAsync(grace, "Are you there?");
        await Until.Async(() => Task.FromResult(hanging), calls => calls == 2);
        for (var number = 0; number < 20; number++)
        {
            await Scene.SayAsync(grace, id, $"Question {number}");
            await Scene.SayAsync(scene.Mara, id, $"Answer {number}");
        }
        Assert.Equal(41, (await Scene.TextsAsync(scene.Mara, id)).Count);
        Assert.Equal(3, (await scene.Mara.GetAsync("/api/v1/conversations")).Items().Count);
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/status", new { status = "resolved" });
        Assert.Equal("linked", (await Records.SeeAsync(scene.Mara, grace)).Text("state"));
        // All of this was done while it hung, and it was asked no more than what agents have saved.
        Assert.Equal((2, 3), (hanging, asked));

        Crm(scene).Before = null;
        release.SetResult();
        await Until.Async(
            async () =>
            {
                await Records.DueNowAsync(scene);
                return await Records.NotesAsync(scene);
            },
            found => found.Count == 2
        );
        await Until.Async(() => Records.SeeAsync(scene.Mara, leo), one => one.Text("state") == "linked");
        Assert.Equal(2, await RecordTests.CountAsync(scene));
        Assert.Equal(["Called", "Question 0"], (await Records.NotesAsync(scene)).Select(Kind).Order());
        await Until.Async(() => WaitingAsync(scene), waiting => waiting == 0);
        Assert.Equal(2, (await Records.NotesAsync(scene)).Count);

        static string Kind(KeptNote kept) => kept.Text.Contains("Question 0", StringComparison.Ordinal) ? "Question 0" : kept.Text;
    }

    [Theory, EveryDatabase, Rule("CR-5")]
    public async Task One_call_that_hangs_holds_up_what_belongs_to_the_same_record_and_nobody_elses(TestDatabase database)
    {
        await using var scene = await StartAsync(database);
        await Records.ConnectAsync(scene);
        var leo = await Records.GuestAsync(scene, "Leo", "leo@example.org");
        var grace = await Records.GuestAsync(scene);
        var (release, hung) = (new TaskCompletionSource(), 0);
        Crm(scene).Before = cancel => Interlocked.Exchange(ref hung, 1) == 0 ? release.Task.WaitAsync(cancel) : Task.CompletedTask;
        Assert.Equal("pending", (await scene.Mara.PostAsync(Records.Path(leo), Form("leo@example.org"))).Text("items.0.state"));
        var his = new { kind = "note", text = "His" };
        Assert.Equal("pending", (await scene.Mara.PostAsync($"{Records.Path(leo)}/activities", his)).Text("state"));
        Assert.Equal("linked", (await Records.SaveAsync(scene.Noah, grace, Records.Form)).Text("state"));
        await scene.Noah.PostAsync($"{Records.Path(grace)}/activities", new { kind = "note", text = "Hers" });
        await Until.Async(() => Records.NotesAsync(scene), found => found.Count == 1 && found[0].Text == "Hers");
        Assert.Equal("pending", (await Records.SeeAsync(scene.Mara, leo)).Text("state"));

        release.SetResult();
        await Until.Async(() => Records.NotesAsync(scene), found => found.Count == 2 && found.Any(one => one.Text == "His"));
        Assert.Equal(2, await RecordTests.CountAsync(scene));
    }

    [Theory, EveryDatabase, Rule("CR-5", "CR-8")]
    public async Task What_logs_itself_does_not_ask_a_CRM_that_rests(TestDatabase database)
    {
        await using var scene = await StartAsync(database);
        await Records.ConnectAsync(scene);
        await scene.App.Administrator.PatchAsync($"{Records.Admin}/practice", new { logsConversations = true });
        var grace = await Records.GuestAsync(scene);
        await Records.SaveAsync(scene.Mara, grace, Records.Form);
        var leo = await Records.GuestAsync(scene, "Leo", "leo@example.org");
        var asked = 0;
        Crm(scene).Before = _ =>
        {
            Interlocked.Increment(ref asked);
            throw new CrmUnreachable("Not now.") { RetryAfter = Duration.FromMinutes(20) };
        };
        await Records.SeeAsync(scene.Mara, leo);
        var id = (await grace.GetAsync("/api/v1/conversations")).Items()[0].Text("id");
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/status", new { status = "resolved" });
        await using var open = await scene.App.Database.OpenAsync();
        var next = await Until.Async(
            () =>
                open.Db.FirstAsync<long?>(
                    $"select next_try_at from delivery where kind = 'crm-practice' and state = 'waiting' and tries = 1"
                ),
            found => found is not null
        );
        Assert.True(next > TimeProvider.System.GetUtcNow().AddMinutes(15).ToUnixTimeMilliseconds());
        Assert.Equal(1, asked);
    }

    [Theory, EveryDatabase, Rule("CR-5")]
    public async Task What_waits_can_be_called_back_with_what_was_to_be_logged_on_it_until_it_is_being_written(TestDatabase database)
    {
        await using var scene = await StartAsync(database);
        await Records.ConnectAsync(scene);
        var grace = await Records.GuestAsync(scene);
        await scene.Mara.DeleteAsync(Records.Path(grace));
        Crm(scene).Before = _ => throw new CrmUnreachable("Not now.");
        Assert.Equal("pending", (await Records.SaveAsync(scene.Mara, grace, Records.Form)).Text("state"));
        await scene.Mara.PostAsync($"{Records.Path(grace)}/activities", new { kind = "note", text = "Called" });
        var stranger = scene.Keep(await scene.App.AgentAsync("Sam Stranger"));
        await stranger.RefusesAsync(HttpMethod.Delete, Records.Path(grace), null, 404, "not-found");
        await Until.Async(
            async () =>
            {
                using var answer = await scene.Noah.SendAsync(HttpMethod.Delete, $"{Records.Path(grace)}?crm=practice");
                return (int)answer.StatusCode;
            },
            status => status == 204
        );
        Assert.Equal(0, await WaitingAsync(scene));
        Crm(scene).Before = null;
        Assert.Empty((await scene.Mara.GetAsync(Records.Path(grace))).At("activities").EnumerateArray());
        Assert.Equal(0, await RecordTests.CountAsync(scene));

        var release = new TaskCompletionSource();
        Crm(scene).Before = cancel => release.Task.WaitAsync(cancel);
        Assert.Equal("pending", (await scene.Mara.PostAsync(Records.Path(grace), Records.Form)).Text("items.0.state"));
        await scene.Mara.RefusesAsync(HttpMethod.Delete, Records.Path(grace), null, 409, "crm-not-waiting");
        release.SetResult();
        await Until.Async(() => Records.SeeAsync(scene.Mara, grace), one => one.Text("state") == "linked");
        await scene.Mara.RefusesAsync(HttpMethod.Delete, Records.Path(grace), null, 409, "crm-not-waiting");
    }

    [Theory, EveryDatabase, Rule("CR-9")]
    public async Task What_is_logged_on_a_record_that_was_deleted_there_is_not_logged_and_the_guest_is_not_linked_any_more(
        TestDatabase database
    )
    {
        await using var scene = await StartAsync(database);
        await Records.ConnectAsync(scene);
        var grace = await Records.GuestAsync(scene);
        await Records.SaveAsync(scene.Mara, grace, Records.Form);
        await Records.WriteAsync(scene, $"delete from practice_crm_contact");
        await scene.Mara.PostAsync($"{Records.Path(grace)}/activities", new { kind = "note", text = "Called" });
        var gone = await Until.Async(
            async () => await scene.Mara.GetAsync(Records.Path(grace)),
            view => view.Text("activities.0.state") == "failed"
        );
        Assert.Equal("none", gone.Text("items.0.state"));
    }

    private static object Form(string email) =>
        new
        {
            fields = new
            {
                lastname = "Guest",
                email,
                status = "new",
            },
        };

    private static async Task<long> WaitingAsync(Scene scene)
    {
        await using var open = await scene.App.Database.OpenAsync();
        return await open.Db.FirstAsync<long>($"select count(*) from delivery where kind = 'crm-practice' and state = 'waiting'");
    }

    private static async Task<Scene> StartAsync(TestDatabase database, bool found = true)
    {
        var app = await XBeesApp.StartAsync(database, setUp: found, services: UnwellCrm.Replace);
        return found ? await Scene.FoundAsync(app, Records.Optional) : Scene.On(app);
    }

    private static UnwellCrm Crm(Scene scene) => UnwellCrm.Of(scene.App);

    private static async Task DueNowAsync(Scene scene)
    {
        await using var open = await scene.App.Database.OpenAsync();
        await open.Units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync($"update delivery set next_try_at = @now where kind = @kind", new { now = 0L, kind = "crm-practice" }),
            CancellationToken.None
        );
    }
}
