using System.Net;
using System.Text.Json;
using MimeKit;
using XBees.Api.Tests.Mail;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Invitations;

/// <summary>Somebody outside is invited by mail, comes in by its link, once, and the sender sees how far it got.</summary>
[Rule("AC-2", "AC-16")]
public sealed class InvitationTests
{
    private const string Ivy = "ivy@guests.example";
    private readonly ShiftedTime time = ShiftedTime.AtMidnight();

    [Theory, EveryDatabase, Rule("AC-13", "GU-3")]
    public async Task An_invitation_is_sent_opened_and_joined_and_its_link_proves_the_address(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest, "words of before");
        var made = await InviteAsync(scene.Mara, id, Ivy, text: "Please have a look.\n\nThank you");
        Assert.Equal(("ivy@guests.example", "Please have a look.\n\nThank you"), (made.Text("email"), made.Text("text")));
        var mail = (await post.ToAsync(Ivy)).Single();
        Assert.Equal("\u2068Mara Nowak\u2069 invites you to a conversation", mail.Subject);
        Assert.Contains("\n\nPlease have a look.\n\nThank you\n\n", mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("<p>Please have a look.</p>", mail.HtmlBody, StringComparison.Ordinal);
        await StateAsync(scene.Mara, id, "sent");
        // Agents alone read that somebody was invited; it is no member yet.
        Assert.Equal(["invited"], await NoticesAsync(scene.Mara, id, "invited"));
        Assert.Empty(await NoticesAsync(guest, id, "invited"));
        Assert.DoesNotContain(Ivy, (await Scene.MembersAsync(scene.Mara, id)).Select(member => member.At("email").GetString()));

        using var browser = scene.App.Anonymous();
        var path = Postbox.PathOf(mail, "/i/")[3..];
        for (var n = 0; n < 3; n++)
        {
            var face = await browser.GetAsync($"/api/v1/invitations/{path}");
            Assert.Equal(("Mara Nowak", "Sales"), (face.Text("inviter"), face.Text("title")));
            Assert.DoesNotContain("words of before", face.GetRawText(), StringComparison.Ordinal);
        }
        await StateAsync(scene.Mara, id, "sent");
        await browser.PostAsync($"/api/v1/invitations/{path}/opened");
        await StateAsync(scene.Mara, id, "opened");

        await browser.RefusesAsync(HttpMethod.Post, $"/api/v1/invitations/{path}", new { }, 422, "validation", "name");
        var joined = await JoinAsync(browser, path, "Ivy Invited");
        Assert.Equal((Ivy, true), (joined.Text("guest.email"), joined.At("guest.emailProven").GetBoolean()));
        Assert.Equal(id, joined.Text("conversation.id"));
        using var ivy = scene.App.WithBearer(joined.Text("token"));
        Assert.Contains("words of before", await Scene.TextsAsync(ivy, id));
        Assert.Equal(["joined"], await NoticesAsync(guest, id, "joined"));
        var member = (await Scene.MembersAsync(scene.Mara, id)).Single(one => one.Text("name") == "Ivy Invited");
        Assert.True(member.At("emailProven").GetBoolean());
        await StateAsync(scene.Mara, id, "joined");

        // Once: the link is used up, whoever opens it later needs the session or a code.
        await browser.RefusesAsync(HttpMethod.Post, $"/api/v1/invitations/{path}", Named("Eve"), 410, "invitation-used");
        await browser.RefusesAsync(HttpMethod.Get, $"/api/v1/invitations/{path}", null, 410, "invitation-used");
        await RefusedAsync(scene.Mara, id, "already-a-member");
        await scene.Mara.RefusesAsync(HttpMethod.Delete, $"{Path(id)}/{made.Text("id")}", null, 409, "already-a-member");
    }

    [Theory, EveryDatabase]
    public async Task What_was_sent_again_revoked_or_has_expired_opens_nothing(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var (mara, noah) = await KeysAsync(scene);
        var id = await Scene.StartAsync(await scene.GuestAsync());
        using var browser = scene.App.Anonymous();
        var made = await InviteAsync(mara, id, Ivy, "Ivy");
        var first = Postbox.PathOf((await post.ToAsync(Ivy)).Single(), "/i/")[3..];
        Assert.Equal(made.Text("id"), (await InviteAsync(noah, id, " IVY@guests.example ", status: HttpStatusCode.OK)).Text("id"));
        var second = Postbox.PathOf((await post.ToAsync(Ivy, 2))[1], "/i/")[3..];
        await browser.RefusesAsync(HttpMethod.Post, $"/api/v1/invitations/{first}", Named("Ivy"), 404, "invitation-unknown");

        await mara.DeleteAsync($"{Path(id)}/{made.Text("id")}");
        await StateAsync(mara, id, "revoked");
        await browser.RefusesAsync(HttpMethod.Post, $"/api/v1/invitations/{second}", Named("Ivy"), 410, "invitation-revoked");

        await mara.PostAsync($"{Path(id)}/{made.Text("id")}/resend");
        await StateAsync(mara, id, "sent");
        var third = Postbox.PathOf((await post.ToAsync(Ivy, 3))[2], "/i/")[3..];
        time.Advance(TimeSpan.FromDays(14) - TimeSpan.FromMinutes(1));
        await browser.GetAsync($"/api/v1/invitations/{third}");
        time.Advance(TimeSpan.FromMinutes(2));
        await StateAsync(mara, id, "expired");
        await browser.RefusesAsync(HttpMethod.Post, $"/api/v1/invitations/{third}", Named("Ivy"), 410, "invitation-expired");

        // Attack row 30.
        foreach (
            var token in new[] { "%20", "null", "undefined", third + "%20", third.ToUpperInvariant(), third[..^1], new string('a', 43) }
        )
        {
            await browser.RefusesAsync(HttpMethod.Post, $"/api/v1/invitations/{token}", Named("Ivy"), 404, "invitation-unknown");
        }
        await mara.PostAsync($"{Path(id)}/{made.Text("id")}/resend");
        var fourth = Postbox.PathOf((await post.ToAsync(Ivy, 4))[3], "/i/")[3..];
        var tries = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(_ => browser.SendAsync(HttpMethod.Post, $"/api/v1/invitations/{fourth}", new { }))
        );
        Assert.Single(tries, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(29, tries.Count(answer => answer.StatusCode == HttpStatusCode.Gone));
    }

    [Theory, EveryDatabase, Rule("AC-4", "AC-9", "AC-11")]
    public async Task Whoever_is_added_by_an_address_gets_the_mail_and_loses_it_with_the_membership(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        await scene.App.Administrator.PatchAsync("/api/v1/admin/organisation", new { language = "de" });
        var made = await scene.Mara.PostAsync(
            "/api/v1/conversations",
            new { name = "Refit", members = new object[] { new { email = Ivy }, new { email = "noah.okafor@ternhaus.example" } } }
        );
        var id = made.Text("id");
        var mail = (await post.ToAsync(Ivy)).Single();
        Assert.Equal("\u2068Mara Nowak\u2069 lädt Sie zu einer Unterhaltung ein", mail.Subject);
        Assert.Contains(": \u2068Refit\u2069.", mail.TextBody, StringComparison.Ordinal);
        await scene.Mara.PostAsync($"/api/v1/conversations/{id}/members", new { members = new[] { new { email = "leo@guests.example" } } });
        var leo = (await post.ToAsync("leo@guests.example")).Single();
        Assert.DoesNotContain(
            post.All,
            one =>
                one.To.Mailboxes.Single().Address.EndsWith("ternhaus.example", StringComparison.Ordinal)
                && one.Subject!.Contains("Unterhaltung", StringComparison.Ordinal)
        );

        using var browser = scene.App.Anonymous();
        var joined = await JoinAsync(browser, Postbox.PathOf(mail, "/i/")[3..], "Ivy Invited");
        Assert.Equal((Ivy, true), (joined.Text("guest.email"), joined.At("guest.emailProven").GetBoolean()));
        // The member of before, with the name that was missing.
        Assert.Equal(2, (await Scene.MembersAsync(scene.Mara, id)).Count(member => member.Text("kind") == "guest"));
        var memberId = await Scene.MemberIdAsync(scene.Mara, id, "leo");
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/members/{memberId}");
        await browser.RefusesAsync(
            HttpMethod.Post,
            $"/api/v1/invitations/{Postbox.PathOf(leo, "/i/")[3..]}",
            Named("Leo"),
            410,
            "invitation-revoked"
        );
    }

    [Theory, EveryDatabase, Rule("SP-5", "LI-3")]
    public async Task Who_may_not_be_mailed_is_not_and_who_may_not_invite_sees_nothing(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var (mara, noah) = await KeysAsync(scene);
        var guest = await scene.GuestAsync(email: "grace@example.org");
        var id = await Scene.StartAsync(guest);
        await RefusedAsync(mara, id, "already-a-member", " GRACE@Example.org");
        await RefusedAsync(mara, id, "agents-are-added", "Noah.Okafor@ternhaus.example");
        await mara.RefusesAsync(HttpMethod.Post, Path(id), new { email = "nobody" }, 422, "validation", "email");
        await mara.RefusesAsync(HttpMethod.Post, Path(id), new { email = Ivy, text = new string('t', 1_001) }, 422, "validation", "text");
        await mara.RefusesAsync(HttpMethod.Post, Path(id), new { email = Ivy, language = "fr" }, 422, "validation", "language");
        var outsider = scene.Keep(await scene.App.AgentAsync("Otto Outside"));
        await outsider.RefusesAsync(HttpMethod.Post, Path(id), new { email = Ivy }, 404, "not-found");
        await outsider.RefusesAsync(HttpMethod.Get, Path(id), null, 404, "not-found");
        await guest.RefusesAsync(HttpMethod.Get, Path(id), null, 403, "forbidden");

        // Three mails a day that nobody acted on, over all conversations.
        var other = await Scene.StartAsync(guest, "Another");
        await InviteAsync(mara, id, Ivy);
        await InviteAsync(mara, id, Ivy, status: HttpStatusCode.OK);
        await InviteAsync(noah, other, Ivy);
        await RefusedAsync(noah, other, "too-many-mails");
        await post.ToAsync(Ivy, 3);
        time.Advance(TimeSpan.FromDays(1));
        await InviteAsync(noah, other, Ivy, status: HttpStatusCode.OK);
        var mail = (await post.ToAsync(Ivy, 4))[3];
        using var browser = scene.App.Anonymous();
        await JoinAsync(browser, Postbox.PathOf(mail, "/i/")[3..], "Ivy");
        await InviteAsync(noah, id, Ivy, status: HttpStatusCode.OK);
        await post.ToAsync(Ivy, 5);
    }

    [Theory, EveryDatabase, Rule("NO-8")]
    public async Task One_click_ends_the_mails_of_a_conversation_and_opening_the_page_does_not(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var (mara, noah) = await KeysAsync(scene);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        var other = await Scene.StartAsync(guest, "Another");
        var made = await InviteAsync(mara, id, Ivy);
        var mail = (await post.ToAsync(Ivy)).Single();
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        var link = mail.Headers["List-Unsubscribe"];
        Assert.Equal($"<http://chat.ternhaus.example{Postbox.PathOf(mail, "/unsubscribe/")}>", link);
        Assert.DoesNotContain(Ivy, Uri.UnescapeDataString(link!), StringComparison.OrdinalIgnoreCase);
        var page = Postbox.PathOf(mail, "/unsubscribe/");

        using var browser = scene.App.Anonymous();
        using (var opened = await browser.SendAsync(HttpMethod.Get, page))
        {
            opened.Is(HttpStatusCode.OK);
        }
        await mara.PostAsync($"{Path(id)}/{made.Text("id")}/resend");
        await post.ToAsync(Ivy, 2);
        // As a mail program's server sends it: no cookie, no origin.
        using (
            var clicked = await browser.SendAsync(HttpMethod.Post, page, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]))
        )
        {
            clicked.Is(HttpStatusCode.OK);
        }
        await RefusedAsync(mara, id, "unsubscribed");
        await InviteAsync(mara, other, Ivy);
        await post.ToAsync(Ivy, 3);
        using (var again = await browser.SendAsync(HttpMethod.Post, page, new FormUrlEncodedContent([new("again", "yes")])))
        {
            again.Is(HttpStatusCode.OK);
        }
        time.Advance(TimeSpan.FromDays(1));
        await InviteAsync(mara, id, Ivy, status: HttpStatusCode.OK);
        foreach (var token in new[] { "nothing", page[13..^2] + "AA" })
        {
            using var unknown = await browser.SendAsync(HttpMethod.Post, $"/unsubscribe/{token}", new FormUrlEncodedContent([]));
            unknown.Is(HttpStatusCode.NotFound);
        }
    }

    [Theory, EveryDatabase, Rule("EM-6")]
    public async Task A_mail_that_cannot_leave_waits_is_seen_and_is_not_sent_once_it_was_withdrawn(TestDatabase database)
    {
        var port = MailServer.FreePort();
        await using var scene = await Scene.OnAsync(database, settings: Smtp(port), time: time);
        var id = await Scene.StartAsync(await scene.GuestAsync());
        var made = await InviteAsync(scene.Mara, id, Ivy);
        var waiting = await Until.Async(() => OnlyAsync(scene.Mara, id), one => !one.IsNull("problem"));
        Assert.Equal("waiting", waiting.Text("state"));
        Assert.Contains("cannot be reached", waiting.Text("problem"), StringComparison.Ordinal);
        Assert.Equal(Ivy, (await scene.App.Administrator.GetAsync("/api/v1/admin/mail")).Text("items.0.to"));
        await scene.Mara.DeleteAsync($"{Path(id)}/{made.Text("id")}");
        await InviteAsync(scene.Mara, id, "gone@guests.example");

        await using var server = await new MailServer { Port = port, Refuses = address => address == "gone@guests.example" }.StartAsync();
        time.Advance(TimeSpan.FromHours(4));
        var bounced = await Until.Async(
            async () => (await scene.Mara.GetAsync(Path(id))).Items().Single(one => one.Text("email") == "gone@guests.example"),
            one => one.Text("state") == "bounced"
        );
        Assert.Equal("bounced", bounced.Text("state"));
        Assert.Contains("refused the recipient", bounced.Text("problem"), StringComparison.Ordinal);
        Assert.DoesNotContain(server.Taken, mail => mail.To.Single().EndsWith("guests.example", StringComparison.Ordinal));
    }

    /// <summary>Keys that act for the two: who signed in by a browser is signed out where days pass.</summary>
    private static async Task<(AppClient Mara, AppClient Noah)> KeysAsync(Scene scene) =>
        (
            scene.Keep(await scene.App.ApiKeyAsync(["conversations:read", "conversations:write"], scene.Mara.Id)),
            scene.Keep(await scene.App.ApiKeyAsync(["conversations:read", "conversations:write"], scene.Noah.Id))
        );

    private static Dictionary<string, string> Smtp(int port) =>
        new()
        {
            ["XBees:Mail:Smtp:Host"] = "localhost",
            ["XBees:Mail:Smtp:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["XBees:Mail:Smtp:Security"] = "none",
        };

    private static string Path(string id) => $"/api/v1/conversations/{id}/invitations";

    private static object Named(string name) => new { guest = new { name } };

    private static Task<JsonElement> JoinAsync(AppClient browser, string token, string name) =>
        browser.PostAsync($"/api/v1/invitations/{token}", Named(name));

    private static async Task<JsonElement> InviteAsync(
        AppClient agent,
        string id,
        string email,
        string? name = null,
        string? text = null,
        HttpStatusCode status = HttpStatusCode.Created
    )
    {
        using var answer = await agent.SendAsync(
            HttpMethod.Post,
            Path(id),
            new
            {
                email,
                name,
                text,
            }
        );
        answer.Is(status);
        return await answer.BodyAsync();
    }

    private static Task RefusedAsync(AppClient agent, string id, string slug, string email = Ivy) =>
        agent.RefusesAsync(HttpMethod.Post, Path(id), new { email }, 409, slug);

    private static async Task<JsonElement> OnlyAsync(AppClient agent, string id) => Assert.Single((await agent.GetAsync(Path(id))).Items());

    private static async Task StateAsync(AppClient agent, string id, string state)
    {
        var one = await Until.Async(() => OnlyAsync(agent, id), one => one.Text("state") == state);
        Assert.Equal(state, one.Text("state"));
    }

    private static async Task<IReadOnlyList<string>> NoticesAsync(AppClient who, string id, string type) =>
        [
            .. (await Scene.TimelineAsync(who, id))
                .Where(entry => entry.Text("kind") == "notice" && entry.Text("notice.type") == type)
                .Select(entry => entry.Text("notice.type")),
        ];
}
