using System.Net;
using System.Text.RegularExpressions;
using MimeKit;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Guests;

/// <summary>The e-mailed code that proves an address (attack rows 17, 22 and 28).</summary>
public sealed class CodeTests
{
    private const string Code = "/api/v1/sessions/code";
    private const string Verify = "/api/v1/sessions/verify";
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("GU-3", "GU-8", "GU-10", "IN-6")]
    public async Task The_code_proves_an_address_and_opens_what_its_guest_wrote_here_before(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var first = await scene.GuestAsync("Grace", "Grace@example.org");
        var id = await Scene.StartAsync(first, "From the office");
        await ProveAsync(scene, first, "grace@example.org", 1);
        Assert.True((await first.GetAsync("/api/v1/me")).At("emailProven").GetBoolean());

        // At home: the same address is a claim until the code was typed.
        var second = await scene.GuestAsync("Grace", "grace@EXAMPLE.org");
        var other = await Scene.StartAsync(second, "From home");
        Assert.Equal([other], await ListAsync(second));
        var profile = await scene.Mara.GetAsync($"/api/v1/guests/{second.Id}");
        Assert.False(profile.At("emailProven").GetBoolean());
        await using var live = await EventStream.OpenAsync(scene.Mara);
        var answer = await ProveAsync(scene, second, "grace@example.org", 2);
        Assert.Equal(first.Id, answer.Text("guest.id"));
        await live.NextAsync("members.changed");
        Assert.Equal(new[] { id, other }.Order(), (await ListAsync(second)).Order());
        Assert.Equal(new[] { id, other }.Order(), (await ListAsync(first)).Order());
        // One guest to agents too, and what was written from home is theirs.
        Assert.Equal(
            first.Id,
            (await Scene.MembersAsync(scene.Mara, other)).Single(member => member.Text("kind") == "guest").Text("guestId")
        );
        Assert.Equal(
            first.Id,
            (await Scene.TimelineAsync(second, other)).First(entry => entry.Text("text") == "From home").Text("author.id")
        );
        Assert.True((await scene.Mara.GetAsync($"/api/v1/guests/{first.Id}")).At("emailProven").GetBoolean());
        await Scene.SayAsync(second, id, "Both at once");

        // Somebody who claims it and cannot read the mail has nothing of it.
        var stranger = await scene.GuestAsync("Grace", "grace@example.org");
        await stranger.PostAsync(Code, new { email = "grace@example.org" });
        await stranger.RefusesAsync(HttpMethod.Post, Verify, new { code = "000000" }, 422, "validation", "code");
        Assert.Empty(await ListAsync(stranger));
        // A changed address is a claim again.
        await first.PatchAsync("/api/v1/me", new { email = "new@example.org" });
        Assert.False((await first.GetAsync("/api/v1/me")).At("emailProven").GetBoolean());
    }

    [Theory, EveryDatabase, Rule("IN-6", "GU-10")]
    public async Task Another_widgets_history_stays_there_and_a_claim_never_joins(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var here = await scene.GuestAsync("Grace", "grace@example.org");
        await Scene.StartAsync(here, "Claimed here");
        var key = (await scene.App.WidgetAsync(scene.ServiceId)).Text("key");
        var proven = scene.Keep(await scene.App.GuestAsync(key, "Grace", "grace@example.org"));
        await Scene.StartAsync(proven, "Proven there");
        await ProveAsync(scene, proven, "grace@example.org", 1);
        // The one who only claimed it is not found by it, and neither is who proved it for another website.
        var again = await scene.GuestAsync("Grace", "grace@example.org");
        var mine = await Scene.StartAsync(again, "Proven here");
        await ProveAsync(scene, again, "grace@example.org", 2);
        Assert.Equal([mine], await ListAsync(again));
    }

    [Theory, EveryDatabase, Rule("GU-10", "IN-9", "IN-6", "MS-8")]
    public async Task Each_way_in_finds_its_own_and_nobody_is_in_a_conversation_twice(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var first = await scene.GuestAtLinkAsync(scene.Mara, "Leo", "leo@example.org");
        var id = await Scene.StartAsync(first);
        await ProveAsync(scene, first, "leo@example.org", 1);
        var second = await scene.GuestAtLinkAsync(scene.Mara, "Leo", "leo@example.org");
        Assert.Equal(first.Id, (await ProveAsync(scene, second, "leo@example.org", 2)).Text("guest.id"));
        Assert.Equal([id], await ListAsync(second));

        // In by the conversation's link from two browsers.
        var token = (await scene.Mara.GetAsync($"/api/v1/conversations/{id}/link")).Text("url").Split('/')[^1];
        var lars = await JoinAsync("Lars");
        await ProveAsync(scene, lars, "lars@example.org", 3);
        var again = await JoinAsync("Lars at home");
        await Scene.SayAsync(again, id, "From home");
        var reactions = $"/api/v1/conversations/{id}/messages/{(await Scene.TimelineAsync(lars, id))[0].Text("id")}/reactions";
        await lars.PutAsync($"{reactions}/thumbsup");
        await again.PutAsync($"{reactions}/thumbsup");
        await again.PutAsync($"{reactions}/heart");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(lars.Id, (await ProveAsync(scene, again, "lars@example.org", 4)).Text("guest.id"));
        Assert.Equal(["Lars", "Leo"], await GuestsAsync());
        Assert.Equal(lars.Id, (await Scene.TimelineAsync(again, id)).Single(entry => entry.Text("text") == "From home").Text("author.id"));
        // MS-8: what both reacted with is one reaction now.
        Assert.Equal(
            [("thumbsup", 1L, true), ("heart", 1L, true)],
            (await Scene.TimelineAsync(again, id))[0]
                .At("reactions")
                .EnumerateArray()
                .Select(one => (one.Text("kind"), one.Number("count"), one.At("mine").GetBoolean()))
        );
        // Who was removed is known again by the address that they prove.
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/members/{await Scene.MemberIdAsync(scene.Mara, id, "Lars")}");
        var hidden = await JoinAsync("Somebody");
        time.Advance(TimeSpan.FromSeconds(1));
        await ProveAsync(scene, hidden, "lars@example.org", 5);
        Assert.Equal(["Leo"], await GuestsAsync());
        await hidden.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}", null, 404, "not-found");
        await hidden.RefusesAsync(HttpMethod.Post, $"/api/v1/join/{token}", new { }, 403, "shut-out");

        async Task<AppClient> JoinAsync(string name)
        {
            using var anonymous = scene.App.Anonymous();
            var joined = await anonymous.PostAsync($"/api/v1/join/{token}", new { guest = new { name } });
            return scene.Keep(scene.App.WithBearer(joined.Text("token")).As(joined.Text("guest.id")));
        }

        async Task<IEnumerable<string>> GuestsAsync() =>
            (await Scene.MembersAsync(scene.Mara, id))
                .Where(member => member.Text("kind") == "guest")
                .Select(member => member.Text("name"))
                .Order();
    }

    [Theory, EveryDatabase, Rule("GU-8")]
    public async Task A_code_works_for_ten_minutes_and_five_tries_and_the_newest_alone(TestDatabase database)
    {
        time.Stop();
        await using var scene = await Scene.OnAsync(database, time: time);
        var grace = await scene.GuestAsync();
        await RefusedAsync(grace, "123456");
        await grace.PostAsync(Code, new { email = "grace@example.org" });
        var old = await CodeOfAsync(database, 1);
        time.Advance(TimeSpan.FromSeconds(1));
        await grace.PostAsync(Code, new { email = "grace@example.org" });
        var code = await CodeOfAsync(database, 2);
        if (old != code)
        {
            await RefusedAsync(grace, old);
        }
        // Another session's code is not one's own.
        await RefusedAsync(await scene.GuestAsync("Otto", "otto@example.org"), code);
        for (var i = 0; i < (old == code ? 5 : 4); i++)
        {
            await RefusedAsync(grace, code == "000000" ? "000001" : "000000");
        }
        await RefusedAsync(grace, code);
        time.Advance(TimeSpan.FromSeconds(1));
        await grace.PostAsync(Code, new { email = "grace@example.org" });
        var third = await CodeOfAsync(database, 3);
        time.Advance(TimeSpan.FromMinutes(10));
        await RefusedAsync(grace, third);
        // Just before it is over, with spaces as a mail program may copy it; and once.
        time.Advance(TimeSpan.FromMinutes(51));
        await grace.PostAsync(Code, new { email = "grace@example.org" });
        var last = await CodeOfAsync(database, 4);
        time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        await grace.PostAsync(Verify, new { code = $" {last} " });
        await RefusedAsync(grace, last);
    }

    [Theory, EveryDatabase, Rule("GU-8")]
    public async Task Many_tries_at_once_are_five(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var grace = await scene.GuestAsync();
        await grace.PostAsync(Code, new { email = "grace@example.org" });
        var code = await CodeOfAsync(database, 1);
        var wrong = code == "000000" ? "000001" : "000000";
        var tries = Enumerable.Range(0, 20).Select(_ => grace.SendAsync(HttpMethod.Post, Verify, new { code = wrong }));
        Assert.All(await Task.WhenAll(tries), answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode));
        await using var open = await database.OpenAsync();
        Assert.InRange(await open.Db.FirstAsync<long>($"select max(tries) from address_code"), 1, 5);
    }

    [Theory, EveryDatabase, Rule("GU-8", "SP-5")]
    public async Task Three_an_hour_for_an_address_and_the_same_answer_whoever_has_it(TestDatabase database)
    {
        time.Stop();
        await using var scene = await Scene.OnAsync(database, time: time);
        var known = await scene.GuestAsync();
        await Scene.StartAsync(known);
        await ProveAsync(scene, known, "grace@example.org", 1);
        var answers = new List<string>();
        // An agent's address, a guest's, and nobody's: from several sessions, in several spellings.
        foreach (var address in new[] { "mara.nowak@ternhaus.example", "Grace@Example.ORG", "nobody@nowhere.example" })
        {
            for (var i = 0; i < 4; i++)
            {
                var session = await scene.GuestAsync("Somebody", "x@example.org");
                using var answer = await session.SendAsync(
                    HttpMethod.Post,
                    Code,
                    new { email = i % 2 == 0 ? address : address.ToUpperInvariant() }
                );
                answers.Add($"{address[0]} {(int)answer.StatusCode} {answer.Content.Headers.ContentLength}");
            }
        }
        // One of the three of Grace's was sent before.
        Assert.Equal(
            ["204", "204", "204", "429", "204", "204", "429", "429", "204", "204", "204", "429"],
            answers.Select(answer => answer.Split(' ')[1])
        );
        await known.RefusesAsync(HttpMethod.Post, Code, new { email = "nonsense" }, 422, "validation", "email");
        // The hour is any hour, and not the clock's.
        time.Advance(TimeSpan.FromMinutes(59));
        await known.RefusesAsync(HttpMethod.Post, Code, new { email = "nobody@nowhere.example" }, 429, "too-many-requests");
        time.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(1));
        await known.PostAsync(Code, new { email = "nobody@nowhere.example" });
        // What is mailed holds fixed words and the code, and nothing that anybody typed.
        var mail = Mails(database).Last();
        Assert.DoesNotContain("Somebody", mail.Subject + mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("http", mail.TextBody, StringComparison.Ordinal);
        // Codes lie readable nowhere.
        await using var open = await database.OpenAsync();
        var code = CodeIn(mail);
        var kept = await open.Db.ListAsync<string>($"select proof from address_code");
        Assert.DoesNotContain(kept, proof => proof.Contains(code, StringComparison.Ordinal) || proof == Application.SecretToken.Hash(code));
    }

    private static async Task<System.Text.Json.JsonElement> ProveAsync(Scene scene, AppClient guest, string email, int mails)
    {
        await guest.PostAsync(Code, new { email });
        return await guest.PostAsync(Verify, new { code = await CodeOfAsync(scene.App.Database, mails) });
    }

    private static Task RefusedAsync(AppClient guest, string code) =>
        guest.RefusesAsync(HttpMethod.Post, Verify, new { code }, 422, "validation", "code");

    private static async Task<IReadOnlyList<string>> ListAsync(AppClient guest) =>
        [.. (await guest.GetAsync("/api/v1/conversations")).Items().Select(row => row.Text("id"))];

    /// <summary>Of the newest of so many.</summary>
    private static async Task<string> CodeOfAsync(TestDatabase database, int count)
    {
        var mails = await Until.Async(() => Task.FromResult(Mails(database)), mails => mails.Count >= count);
        Assert.Equal(count, mails.Count);
        return CodeIn(mails[^1]);
    }

    private static string CodeIn(MimeMessage mail) => Regex.Match(mail.TextBody!, @"\b\d{6}\b", RegexOptions.NonBacktracking).Value;

    private static List<MimeMessage> Mails(TestDatabase database) =>
        Path.Combine(database.Folder, "mail") is var folder && Directory.Exists(folder)
            ?
            [
                .. Directory
                    .GetFiles(folder, "*.eml")
                    .Select(file => MimeMessage.Load(file))
                    .Where(mail => mail.Subject == "Your code")
                    .OrderBy(mail => mail.MessageId, StringComparer.Ordinal),
            ]
            : [];
}
