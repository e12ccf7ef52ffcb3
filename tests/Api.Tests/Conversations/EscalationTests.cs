using System.Text.Json;
using MimeKit;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Conversations;

[Rule("RE-2", "RE-6")]
public sealed class EscalationTests
{
    private const string Words = "planted-words-of-the-guest";
    private static readonly TimeSpan Half = TimeSpan.FromMinutes(35);
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("AC-13", "MS-13")]
    public async Task The_manager_joins_and_is_mailed_once_for_a_streak_and_again_for_the_next(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest, Words);
        // The minutes run from the first message of the streak, whatever the guest writes after it.
        time.Advance(Half);
        await Scene.SayAsync(guest, id, "Anybody?");
        Assert.Empty(await NoticesAsync(scene.Mara, id));
        time.Advance(Half);
        await EscalatedAsync(scene, id);
        var member = Assert.Single(await Scene.MembersAsync(scene.Mara, id), member => member.Text("name") == "Ines Boss");
        Assert.True(member.IsNull("viaService"));
        var notice = Assert.Single(await NoticesAsync(scene.Mara, id));
        Assert.Equal("Ines Boss", notice.At("people")[0].Text("name"));
        Assert.True(notice.At("on").GetBoolean());
        Assert.Empty(await NoticesAsync(guest, id));
        var mail = Assert.Single(await MailsAsync(database, 1));
        Assert.Equal("ines.boss@ternhaus.example", mail.To.Mailboxes.Single().Address);
        Assert.Contains($"http://chat.ternhaus.example/conversations/{id}", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(Words, mail.TextBody + mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Grace", mail.Subject + mail.TextBody + mail.HtmlBody, StringComparison.Ordinal);

        // The same streak, however long it lasts; a note is no answer.
        await Scene.SayAsync(scene.Mara, id, "A note", "note");
        await Scene.SayAsync(guest, id, "Still there?");
        time.Advance(Half + Half);
        await SettledAsync(database);
        Assert.Single(await NoticesAsync(scene.Mara, id));

        await Scene.SayAsync(scene.Mara, id, "Here I am");
        await Scene.SayAsync(guest, id, "Thanks, and?");
        time.Advance(Half + Half);
        Assert.Equal(2, (await Until.Async(() => NoticesAsync(scene.Mara, id), notices => notices.Count == 2)).Count);
        // Who is there already is mailed only (RE-6).
        Assert.False((await NoticesAsync(scene.Mara, id))[1].At("on").GetBoolean());
        Assert.Equal(2, (await MailsAsync(database, 2)).Count);
    }

    [Theory, EveryDatabase, Rule("ST-5")]
    public async Task What_was_answered_snoozed_or_resolved_is_not_escalated_and_a_snooze_that_ended_is(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var guest = await scene.GuestAsync();
        var answered = await Scene.StartAsync(guest, "One");
        var resolved = await Scene.StartAsync(guest, "Two");
        var snoozed = await Scene.StartAsync(guest, "Three");
        await Scene.SayAsync(scene.Mara, answered, "Answer");
        await scene.Mara.PutAsync($"/api/v1/conversations/{resolved}/status", new { status = "resolved" });
        await scene.Mara.PutAsync($"/api/v1/conversations/{snoozed}/status", new { status = "snoozed" });
        time.Advance(Half + Half);
        await SettledAsync(database);
        foreach (var id in new[] { answered, resolved, snoozed })
        {
            Assert.Empty(await NoticesAsync(scene.Mara, id));
        }
        await scene.Mara.PutAsync($"/api/v1/conversations/{resolved}/status", new { status = "open" });
        await scene.Mara.PutAsync($"/api/v1/conversations/{snoozed}/status", new { status = "open" });
        await EscalatedAsync(scene, snoozed);
        await SettledAsync(database);
        Assert.Empty(await NoticesAsync(scene.Mara, resolved));
        Assert.Single(await MailsAsync(database, 1));
    }

    [Theory, EveryDatabase]
    public async Task A_basic_manager_is_mailed_only_and_mute_keeps_no_mail_away(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var basic = scene.Keep(await scene.App.AgentAsync("Bea Basic", "Basic"));
        await ServiceAsync(scene, new { managerId = basic.Id });
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        await scene.Mara.PostAsync($"/api/v1/conversations/{id}/members", new { members = new[] { new { agentId = basic.Id } } });
        await basic.PutAsync($"/api/v1/conversations/{id}/mute", new Dictionary<string, string> { ["for"] = "forever" });
        var alone = await Scene.StartAsync(guest, "Another");
        time.Advance(Half + Half);
        foreach (var one in new[] { id, alone })
        {
            Assert.False((await EscalatedAsync(scene, one)).At("on").GetBoolean());
        }
        Assert.DoesNotContain("Bea Basic", (await Scene.MembersAsync(scene.Mara, alone)).Select(member => member.Text("name")));
        Assert.All(await MailsAsync(database, 2), mail => Assert.Equal("bea.basic@ternhaus.example", mail.To.Mailboxes.Single().Address));
    }

    [Theory, EveryDatabase, Rule("SV-1", "LI-1")]
    public async Task Each_service_has_its_own_minutes_or_none_and_an_assignment_goes_by_the_new_ones(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var path = $"/api/v1/admin/services/{scene.ServiceId}";
        Assert.Equal(60, (await scene.App.Administrator.GetAsync(path)).Number("answerMinutes"));
        foreach (var wrong in new[] { 0, 10_081 })
        {
            await scene.App.Administrator.RefusesAsync(HttpMethod.Patch, path, new { answerMinutes = wrong }, 422, "validation");
        }
        var quick = await NewServiceAsync(scene, "Quick", 10);
        var slow = await NewServiceAsync(scene, "Slow", 180);
        var never = await NewServiceAsync(scene, "Never", null);
        var guest = await scene.GuestAsync();
        var ids = new Dictionary<string, string>();
        foreach (var service in new[] { quick, slow, never, scene.ServiceId })
        {
            ids[service] = await Scene.StartAsync(guest, service);
        }
        foreach (var service in new[] { quick, slow, never })
        {
            await AssignAsync(scene, ids[service], service);
        }
        Assert.Equal(10, (await Scene.SeeAsync(scene.Mara, ids[quick])).Number("answerMinutes"));
        Assert.True((await Scene.SeeAsync(scene.Mara, ids[never])).IsNull("answerMinutes"));
        Assert.False(
            (await Scene.SeeAsync(guest, ids[quick])).TryGetProperty("answerMinutes", out var told)
                && told.ValueKind == JsonValueKind.Number
        );
        time.Advance(TimeSpan.FromMinutes(11));
        await EscalatedAsync(scene, ids[quick]);
        Assert.Empty(await NoticesAsync(scene.Mara, ids[scene.ServiceId]));
        // Longer now, and the timer that was set before waits on.
        await ServiceAsync(scene, new { answerMinutes = 120 });
        time.Advance(TimeSpan.FromMinutes(60));
        await SettledAsync(database);
        Assert.Empty(await NoticesAsync(scene.Mara, ids[scene.ServiceId]));
        time.Advance(TimeSpan.FromMinutes(60));
        await EscalatedAsync(scene, ids[scene.ServiceId]);
        Assert.Empty(await NoticesAsync(scene.Mara, ids[slow]));
        time.Advance(TimeSpan.FromMinutes(60));
        await EscalatedAsync(scene, ids[slow]);
        await SettledAsync(database);
        Assert.Empty(await NoticesAsync(scene.Mara, ids[never]));
        Assert.True((await ServiceAsync(scene, new { answerMinutes = (int?)null })).IsNull("answerMinutes"));
        Assert.True((await ServiceAsync(scene, new { name = "Sales and more" })).IsNull("answerMinutes"));
    }

    [Theory, EveryDatabase]
    public async Task It_survives_a_restart_and_two_processes_do_it_once(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var guest = await scene.GuestAsync();
        var ids = new List<string>();
        for (var n = 0; n < 5; n++)
        {
            ids.Add(await Scene.StartAsync(guest, $"Number {n}"));
        }
        await scene.App.DisposeServerAsync();
        time.Advance(Half + Half);
        await using var one = await StartedAgainAsync(database);
        await using var two = database.Provider == DatabaseProvider.Sqlite ? null : await StartedAgainAsync(database);
        using var mara = scene.Mara.At(one.Address);
        foreach (var id in ids)
        {
            await Until.Async(() => NoticesAsync(mara, id), notices => notices.Count == 1);
        }
        Assert.Equal(ids.Count, (await MailsAsync(database, ids.Count)).Count);
        foreach (var id in ids)
        {
            Assert.Single(await NoticesAsync(mara, id));
        }
    }

    private Task<XBeesApp> StartedAgainAsync(TestDatabase database) =>
        XBeesApp.StartAsync(
            database,
            setUp: false,
            services: it => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<TimeProvider>(it, time)
        );

    private static async Task<JsonElement> EscalatedAsync(Scene scene, string id) =>
        (await Until.Async(() => NoticesAsync(scene.Mara, id), notices => notices.Count > 0))[0];

    /// <summary>Every timer that is due by now has run.</summary>
    private async Task SettledAsync(TestDatabase database)
    {
        await using var open = await database.OpenAsync(time);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await Until.Async(
            () => open.Db.FirstAsync<long>($"select count(*) from timer where kind = 'escalate' and due_at <= @now", new { now }),
            due => due == 0
        );
    }

    private static async Task<IReadOnlyList<JsonElement>> NoticesAsync(AppClient who, string id) =>
        [
            .. (await Scene.TimelineAsync(who, id))
                .Where(entry => entry.Text("kind") == "notice" && entry.Text("notice.type") == "escalated")
                .Select(entry => entry.At("notice")),
        ];

    private static Task<JsonElement> ServiceAsync(Scene scene, object change) =>
        scene.App.Administrator.PatchAsync($"/api/v1/admin/services/{scene.ServiceId}", change);

    private static async Task<string> NewServiceAsync(Scene scene, string name, int? answerMinutes) =>
        (
            await scene.App.Administrator.PostAsync(
                "/api/v1/admin/services",
                new
                {
                    name,
                    managerId = scene.Ines.Id,
                    members = new[] { scene.Mara.Id, scene.Noah.Id },
                    answerMinutes,
                }
            )
        ).Text("id");

    private static async Task AssignAsync(Scene scene, string id, string serviceId)
    {
        var version = (await Scene.SeeAsync(scene.Mara, id)).Number("version");
        using var answer = await scene.Mara.SendAsync(
            HttpMethod.Put,
            $"/api/v1/conversations/{id}/assignment",
            new { serviceId, assigneeId = (string?)null },
            ("If-Match", $"\"{version}\"")
        );
        answer.EnsureSuccessStatusCode();
    }

    private static Task<List<MimeMessage>> MailsAsync(TestDatabase database, int count) =>
        Until.Async(
            () => Task.FromResult(Folder(database).Where(mail => mail.Subject == "A guest is waiting for an answer").ToList()),
            mails => mails.Count >= count
        );

    private static IEnumerable<MimeMessage> Folder(TestDatabase database) =>
        Path.Combine(database.Folder, "mail") is var folder && Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.eml").Select(file => MimeMessage.Load(file))
            : [];
}
