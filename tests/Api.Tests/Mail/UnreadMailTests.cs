using System.Net;
using System.Text.Json;
using MimeKit;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Mail;

/// <summary>Guests get by mail what they have not read, once, and nothing that they have seen or do not want.</summary>
[Rule("NO-2", "NO-3")]
public sealed class UnreadMailTests
{
    private const string Grace = "grace@example.org";
    private static readonly TimeSpan Away = TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly ShiftedTime time = ShiftedTime.AtMidnight();

    [Theory, EveryDatabase, Rule("SP-5", "NO-8", "LA-3")]
    public async Task An_answer_left_unread_for_five_minutes_is_mailed_once_and_the_next_not_within_the_hour(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var guest = await scene.GuestAsync();
        await guest.PatchAsync("/api/v1/me", new { language = "de-CH" });
        var id = await Scene.StartAsync(guest, "planted words of the guest");
        await Scene.SayAsync(scene.Mara, id, "planted note", "note");
        await PassAsync(database, Away);
        Assert.Empty(Mails(post));
        await Scene.SayAsync(scene.Mara, id, "planted first answer");
        await Scene.SayAsync(scene.Noah, id, "planted second answer");
        await PassAsync(database, Away);
        var mail = Assert.Single(await MailsAsync(post, 1));
        Assert.Equal("Neue Antworten: \u2068Sales\u2069", mail.Subject);
        Assert.Contains("gelesen haben: 2.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("List-Unsubscribe", mail.Headers.Select(header => header.Field));
        // The address is only claimed: it may be a stranger's, who gets fixed words alone.
        Assert.DoesNotContain("planted", mail.TextBody + mail.HtmlBody, StringComparison.Ordinal);

        await PassAsync(database, Hour + Hour);
        Assert.Single(Mails(post));
        await Scene.SayAsync(scene.Mara, id, "Third");
        await PassAsync(database, Away);
        Assert.Equal(2, (await MailsAsync(post, 2)).Count);
        await Scene.SayAsync(scene.Mara, id, "Fourth");
        await PassAsync(database, TimeSpan.FromMinutes(50));
        Assert.Equal(2, Mails(post).Count);
        await PassAsync(database, TimeSpan.FromMinutes(11));
        Assert.Contains("gelesen haben: 4.", (await MailsAsync(post, 3))[2].TextBody, StringComparison.Ordinal);
        // Three a day for an address that acts on none (SP-5).
        await Scene.SayAsync(scene.Mara, id, "Fifth");
        await PassAsync(database, Hour + Hour);
        Assert.Equal(3, Mails(post).Count);
    }

    [Theory, EveryDatabase, Rule("AC-3", "AC-9", "GU-6")]
    public async Task Nothing_is_mailed_that_was_read_or_muted_nor_to_who_left_or_has_no_address(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, new { fields = new { email = "optional" } }, time: time);
        var post = new Postbox(database);
        var reads = await scene.GuestAsync("Rita Reads", "rita@example.org");
        var muted = await scene.GuestAsync("Mia Muted", "mia@example.org");
        var leaves = await scene.GuestAsync("Leo Leaves", "leo@example.org");
        var nameless = await scene.GuestAsync("Nele Nowhere", null);
        var ids = new Dictionary<AppClient, string>();
        foreach (var guest in new[] { reads, muted, leaves, nameless })
        {
            ids[guest] = await Scene.StartAsync(guest);
        }
        await muted.PutAsync($"/api/v1/conversations/{ids[muted]}/mute", new Dictionary<string, string> { ["for"] = "4h" });
        foreach (var id in ids.Values)
        {
            await Scene.SayAsync(scene.Mara, id, "An answer");
        }
        await leaves.DeleteAsync($"/api/v1/conversations/{ids[leaves]}/members/me");
        var seen = (await Scene.SeeAsync(reads, ids[reads])).Number("lastSeq");
        await reads.PutAsync($"/api/v1/conversations/{ids[reads]}/read", new { seq = seen });
        await PassAsync(database, Away);
        Assert.Empty(Mails(post));
        // Of the next answers those are mailed that were not read.
        await Scene.SayAsync(scene.Mara, ids[reads], "Another");
        await PassAsync(database, Away);
        var mail = Assert.Single(await MailsAsync(post, 1));
        Assert.Equal("rita@example.org", mail.To.Mailboxes.Single().Address);
        Assert.Contains("not read yet: 1.", mail.TextBody, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase, Rule("GU-2", "GU-3", "AC-16")]
    public async Task The_link_leads_straight_back_once_and_proves_no_claim_and_a_proven_address_gets_the_words(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        await Scene.SayAsync(scene.Mara, id, "Where were we?");
        await PassAsync(database, Away);
        var token = Postbox.PathOf((await MailsAsync(post, 1)).Single(), "/r/")[3..];
        using var phone = scene.App.Anonymous();
        var back = await phone.PostAsync($"/api/v1/returns/{token}");
        using var there = scene.App.WithBearer(back.Text("token"));
        Assert.Contains("Where were we?", await Scene.TextsAsync(there, id));
        // Whoever claims an address does not get it proven by its owner's click.
        Assert.False(back.At("guest.emailProven").GetBoolean());
        await phone.RefusesAsync(HttpMethod.Post, $"/api/v1/returns/{token}", new { }, 410, "invitation-used");
        await phone.RefusesAsync(HttpMethod.Post, "/api/v1/returns/nothing", new { }, 404, "invitation-unknown");

        var invited = await scene.Mara.PostAsync(
            $"/api/v1/conversations/{id}/invitations",
            new { email = "ivy@example.org", name = "Ivy" }
        );
        var mail = (await post.ToAsync("ivy@example.org")).Single();
        using var browser = scene.App.Anonymous();
        await browser.PostAsync($"/api/v1/invitations/{Postbox.PathOf(mail, "/i/")[3..]}");
        await Scene.SayAsync(scene.Mara, id, "For <b>you</b>\nboth");
        await Scene.SayAsync(scene.Mara, id, "planted note", "note");
        await PassAsync(database, Hour + Hour);
        var told = (await post.ToAsync("ivy@example.org", 2))[1];
        Assert.Contains("\u2068Mara Nowak\u2069:\nFor <b>you</b>\nboth", told.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("For &lt;b&gt;you&lt;/b&gt;<br>", told.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", told.TextBody, StringComparison.Ordinal);
        // Removed: the way back is closed.
        var memberId = await Scene.MemberIdAsync(scene.Mara, id, "Ivy");
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/members/{memberId}");
        await phone.RefusesAsync(
            HttpMethod.Post,
            $"/api/v1/returns/{Postbox.PathOf(told, "/r/")[3..]}",
            new { },
            410,
            "invitation-revoked"
        );
        Assert.Equal("Ivy", invited.Text("name"));
    }

    [Theory, EveryDatabase, Rule("NO-8", "EM-6")]
    public async Task What_waits_without_a_network_is_seen_and_does_not_leave_once_it_was_read_or_unsubscribed(TestDatabase database)
    {
        var port = MailServer.FreePort();
        await using var scene = await Scene.OnAsync(database, settings: Smtp(port), time: time);
        // Whoever ends the mails has had one: the link is in it.
        var ender = await scene.GuestAsync("ends", "ends@example.org");
        var ended = await Scene.StartAsync(ender);
        await Scene.SayAsync(scene.Mara, ended, "An answer");
        string end;
        await using (var first = await new MailServer { Port = port }.StartAsync())
        {
            await PassAsync(database, Away);
            var mail = (await first.ForAsync("ends@example.org")).Mail;
            end = new Uri(mail.Headers["List-Unsubscribe"]!.Trim('<', '>')).AbsolutePath;
        }
        await Scene.SayAsync(scene.Mara, ended, "Another answer");
        await PassAsync(database, Hour - Away);
        var guests = new List<(AppClient Guest, string Id)>();
        foreach (var name in new[] { "reads", "leaves", "stays" })
        {
            var guest = await scene.GuestAsync(name, $"{name}@example.org");
            guests.Add((guest, await Scene.StartAsync(guest)));
            await Scene.SayAsync(scene.Mara, guests[^1].Id, "An answer");
        }
        await PassAsync(database, Away);
        var open = await Until.Async(
            () => scene.App.Administrator.GetAsync("/api/v1/admin/mail"),
            list => list.Items().Count(IsToGuest) == 4 && list.Items().All(mail => !mail.IsNull("lastError"))
        );
        Assert.All(open.Items(), mail => Assert.Equal("waiting", mail.Text("state")));
        var (reader, read) = guests[0];
        await reader.PutAsync($"/api/v1/conversations/{read}/read", new { seq = (await Scene.SeeAsync(reader, read)).Number("lastSeq") });
        var (leaver, left) = guests[1];
        await leaver.DeleteAsync($"/api/v1/conversations/{left}/members/me");
        using (var program = scene.App.Anonymous())
        {
            using var clicked = await program.SendAsync(
                HttpMethod.Post,
                end,
                new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")])
            );
            Assert.True(clicked.IsSuccessStatusCode);
        }

        await using var server = await new MailServer { Port = port }.StartAsync();
        time.Advance(Hour);
        await server.ForAsync("stays@example.org");
        var rest = await Until.Async(() => scene.App.Administrator.GetAsync("/api/v1/admin/mail"), list => list.Items().Count == 0);
        Assert.Empty(rest.Items());
        Assert.Single(server.Taken, mail => mail.To.Single().EndsWith("example.org", StringComparison.Ordinal));
    }

    [Theory, EveryDatabase, Rule("MS-5", "MS-6")]
    public async Task A_mail_that_waits_tells_what_was_edited_anew_and_nothing_of_what_was_deleted(TestDatabase database)
    {
        var port = MailServer.FreePort();
        await using var scene = await Scene.OnAsync(database, settings: Smtp(port), time: time);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        await using (var open = await database.OpenAsync(time))
        {
            await open.Units.RunAsync(
                unit =>
                    Unit.Of(unit).ExecuteAsync($"update guest set email_proven_at = @now where id = @id", new { now = 1L, id = guest.Id }),
                default
            );
        }
        var edited = (await Scene.SayAsync(scene.Mara, id, "planted: to be edited")).Text("id");
        var deleted = (await Scene.SayAsync(scene.Mara, id, "planted: to be deleted")).Text("id");
        await PassAsync(database, Away);
        Assert.Contains("planted", await WaitingAsync(database), StringComparison.Ordinal);
        await scene.Mara.PatchAsync($"/api/v1/conversations/{id}/messages/{edited}", new { text = "In other words" });
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/messages/{deleted}");
        await SettledAsync(database);
        Assert.DoesNotContain("planted", await WaitingAsync(database), StringComparison.Ordinal);
        await using (var server = await new MailServer { Port = port }.StartAsync())
        {
            time.Advance(Hour);
            var mail = (await server.ForAsync(Grace)).Mail;
            Assert.Contains("In other words", mail.TextBody, StringComparison.Ordinal);
            Assert.DoesNotContain("planted", mail.TextBody + mail.HtmlBody, StringComparison.Ordinal);
            await Until.Async(() => WaitingAsync(database), waiting => waiting == "");
            Assert.Single(server.Taken, taken => taken.To.Single() == Grace);
        }

        // Where nothing is left to tell no mail is; the one that had left is known still.
        var only = (await Scene.SayAsync(scene.Mara, id, "planted: the only one")).Text("id");
        await PassAsync(database, Hour);
        Assert.Contains("planted", await WaitingAsync(database), StringComparison.Ordinal);
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/messages/{only}");
        await SettledAsync(database);
        Assert.Equal("", await WaitingAsync(database));
    }

    /// <summary>The mails to guests that have not left, as they lie there.</summary>
    private async Task<string> WaitingAsync(TestDatabase database)
    {
        await using var open = await database.OpenAsync(time);
        return string.Concat(
            await open.Db.ListAsync<string>($"select payload from delivery where done_at is null and unique_key like 'unread %'")
        );
    }

    [Theory, EveryDatabase]
    public async Task It_survives_a_restart_and_two_processes_mail_once(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        for (var n = 0; n < 5; n++)
        {
            var guest = await scene.GuestAsync($"Guest {n}", $"guest{n}@example.org");
            await Scene.SayAsync(scene.Mara, await Scene.StartAsync(guest), "An answer");
        }
        await scene.App.DisposeServerAsync();
        time.Advance(Away);
        await using var one = await StartedAgainAsync(database);
        await using var two = database.Provider == DatabaseProvider.Sqlite ? null : await StartedAgainAsync(database);
        await MailsAsync(post, 5);
        time.Advance(Hour + Hour);
        await SettledAsync(database);
        Assert.Equal(5, Mails(post).Count);
    }

    private static bool IsToGuest(JsonElement mail) => mail.Text("to").EndsWith("example.org", StringComparison.Ordinal);

    private Task<XBeesApp> StartedAgainAsync(TestDatabase database) =>
        XBeesApp.StartAsync(
            database,
            setUp: false,
            services: it => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<TimeProvider>(it, time)
        );

    private async Task PassAsync(TestDatabase database, TimeSpan span)
    {
        time.Advance(span);
        await SettledAsync(database);
    }

    /// <summary>Every timer that is due by now has run, and every mail that it wrote was tried.</summary>
    private async Task SettledAsync(TestDatabase database)
    {
        await using var open = await database.OpenAsync(time);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await Until.Async(
            () => open.Db.FirstAsync<long>($"select count(*) from timer where kind = 'unread-mail' and due_at <= @now", new { now }),
            due => due == 0
        );
        await Until.Async(
            () => open.Db.FirstAsync<long>($"select count(*) from delivery where state = 'waiting' and tries = 0"),
            untried => untried == 0
        );
    }

    private static List<MimeMessage> Mails(Postbox post) =>
        [.. post.All.Where(mail => mail.TextBody!.Contains("/r/", StringComparison.Ordinal))];

    private static Task<List<MimeMessage>> MailsAsync(Postbox post, int count) =>
        Until.Async(() => Task.FromResult(Mails(post)), mails => mails.Count >= count);

    private static Dictionary<string, string> Smtp(int port) =>
        new()
        {
            ["XBees:Mail:Smtp:Host"] = "localhost",
            ["XBees:Mail:Smtp:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["XBees:Mail:Smtp:Security"] = "none",
        };
}
