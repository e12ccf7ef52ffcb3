using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Http;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using XBees.Web.Authentication;
using Xunit;

namespace XBees.Api.Tests.Spam;

/// <summary>Who is shut out, what they still reach (nothing), and how they are let in again.</summary>
[Rule("SP-2")]
public sealed class BlockTests
{
    private const string Grace = "grace@example.org";
    private const string Sessions = "/api/v1/sessions";
    private static readonly IReadOnlyDictionary<string, string> BehindProxy = new Dictionary<string, string>
    {
        ["XBees:TrustedProxies"] = "127.0.0.1,::1",
    };
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("GU-9", "MS-13", "AC-13")]
    public async Task Every_tab_ends_nothing_arrives_any_more_and_agents_read_who_did_it(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var guest = await scene.GuestAsync();
        var other = await scene.GuestAsync("Otis Other", "otis@example.org");
        var id = await Scene.StartAsync(guest, "Buy now");
        var others = await Scene.StartAsync(other);
        await using var one = await EventStream.OpenAsync(guest);
        await using var two = await EventStream.OpenAsync(guest);
        await using var kept = await EventStream.OpenAsync(other);
        await using var agent = await EventStream.OpenAsync(scene.Noah);
        var (block, status) = await BlockAsync(scene.Mara, guest.Id);
        Assert.Equal(HttpStatusCode.Created, status);
        await EndsAsync(one);
        await EndsAsync(two);
        Assert.False(kept.Closed.IsCompleted);
        await RefusedAsync(guest, HttpMethod.Post, $"/api/v1/conversations/{id}/messages", Message("More"));
        await Scene.SayAsync(other, others, "I may");
        // What agents read of it, live and later, in a notice with its data; no guest does.
        var told = await agent.UntilAsync(made => made.Name == "message.created" && made.Data.At("message.kind").GetString() == "notice");
        Assert.Equal("blocked", told[^1].Data.Text("message.notice.type"));
        var notice = (await Scene.TimelineAsync(scene.Noah, id))[^1].At("notice");
        Assert.Equal(
            ("blocked", "Mara Nowak", "Grace Guest"),
            (notice.Text("type"), notice.Text("actor.name"), notice.Text("people.0.name"))
        );
        Assert.Equal((guest.Id, true, false), (block.Text("guest.id"), block.At("email").GetBoolean(), block.At("spam").GetBoolean()));
        Assert.Equal("Mara Nowak", (await ProfileAsync(scene.Noah, guest)).Text("blocked.blockedBy.name"));
        Assert.True((await GuestOfAsync(scene.Noah, id)).At("blocked").GetBoolean());
        Assert.False((await GuestOfAsync(scene.Noah, others)).At("blocked").GetBoolean());

        await scene.Noah.DeleteAsync(PathOf(guest));
        await scene.Noah.DeleteAsync(PathOf(guest));
        await Scene.SayAsync(guest, id, "Sorry");
        Assert.Equal(["blocked", "unblocked"], await NoticesAsync(scene.Mara, id, "blocked", "unblocked"));
        Assert.Empty(await NoticesAsync(guest, id, "blocked", "unblocked"));
        Assert.True((await ProfileAsync(scene.Mara, guest)).IsNull("blocked"));
        Assert.False((await GuestOfAsync(scene.Mara, id)).At("blocked").GetBoolean());
    }

    [Theory, EveryDatabase, Rule("GU-2", "SP-6")]
    public async Task The_token_opens_no_route_at_all_and_the_answer_is_one(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        await BlockAsync(scene.Mara, guest.Id);
        var answers = new HashSet<string>();
        foreach (var route in Routes.Api(scene.App))
        {
            var body = route.Method is "POST" or "PUT" or "PATCH" ? new { } : null;
            using var answer = await guest.SendAsync(new(route.Method), route.Filled(), body);
            var problem = await answer.IsProblemAsync(403, "not-available");
            answers.Add($"{problem.Text("title")} {problem.Text("detail")}");
        }
        Assert.Single(answers);
        Assert.DoesNotContain("block", answers.Single(), StringComparison.OrdinalIgnoreCase);
        await RefusedAsync(guest, HttpMethod.Get, $"/api/v1/conversations/{id}", null);
        // The same browser: with the session of before no other is begun, at this widget, at another or at a link.
        var another = (await scene.App.WidgetAsync(scene.ServiceId)).Text("key");
        foreach (var key in new[] { scene.WidgetKey, another })
        {
            await RefusedAsync(guest, HttpMethod.Post, Sessions, At(key, "Somebody Else", "else@example.org"));
        }
        // Ended or not: who was here before and is shut out is not told apart from who still was.
        await EndAsync(database, guest.Id);
        await RefusedAsync(guest, HttpMethod.Post, Sessions, At(scene.WidgetKey, "Somebody Else", "else@example.org"));
    }

    [Theory, EveryDatabase, Rule("GU-13", "GU-6")]
    public async Task The_address_is_shut_out_however_it_is_spelled_and_whatever_it_is_given_for(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync(email: "Grace@Example.org");
        var same = await scene.GuestAsync("Grace Again", Grace);
        var other = await scene.GuestAsync("Otis Other", "otis@example.org");
        var id = await Scene.StartAsync(guest);
        var theirs = await Scene.StartAsync(same);
        await using var ends = await EventStream.OpenAsync(same);
        await BlockAsync(scene.Mara, guest.Id);
        await EndsAsync(ends);
        await RefusedAsync(same, HttpMethod.Get, "/api/v1/me", null);
        Assert.True((await GuestOfAsync(scene.Mara, theirs)).At("blocked").GetBoolean());
        await Until.Async(() => NoticesAsync(scene.Mara, theirs, "blocked"), found => found.SequenceEqual(["blocked"]));
        using var nobody = scene.App.Anonymous();
        foreach (var spelled in new[] { Grace, " GRACE@example.ORG ", "gra\u200bce@example.org" })
        {
            await RefusedAsync(nobody, HttpMethod.Post, Sessions, At(scene.WidgetKey, "New", spelled));
            // Somebody who is here already does not become them.
            await RefusedAsync(other, HttpMethod.Patch, "/api/v1/me", new { email = spelled });
            await RefusedAsync(other, HttpMethod.Post, Sessions, At(scene.WidgetKey, "Otis", spelled));
        }
        Assert.Equal("otis@example.org", (await other.GetAsync("/api/v1/me")).Text("email"));
        using var fresh = await nobody.SendAsync(HttpMethod.Post, Sessions, At(scene.WidgetKey, "New", "grace+1@example.org"));
        fresh.Is(HttpStatusCode.Created);

        // Lifted by either of the two, both are in again.
        await scene.Mara.DeleteAsync(PathOf(same));
        await Scene.SayAsync(guest, id, "Here again");
        await Scene.SayAsync(same, theirs, "Me too");
        // Without the address it is this guest alone.
        var (block, _) = await BlockAsync(scene.Mara, guest.Id, new { email = false });
        Assert.False(block.At("email").GetBoolean());
        await RefusedAsync(guest, HttpMethod.Get, "/api/v1/me", null);
        await Scene.SayAsync(same, theirs, "Still here");
        using var again = await nobody.SendAsync(HttpMethod.Post, Sessions, At(scene.WidgetKey, "New", Grace));
        again.Is(HttpStatusCode.Created);
    }

    [Theory, EveryDatabase, Rule("GU-3", "GU-8")]
    public async Task A_code_for_the_address_goes_nowhere_and_nobody_learns_why(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var guest = await scene.GuestAsync(email: Grace);
        var other = await scene.GuestAsync("Otis Other", "otis@example.org");
        await Scene.StartAsync(guest);
        await other.PostAsync("/api/v1/sessions/code", new { email = Grace });
        var code = CodeOf((await post.ToAsync(Grace)).Single());
        await BlockAsync(scene.Mara, guest.Id);
        // Sent before, used after.
        await RefusedAsync(other, HttpMethod.Post, "/api/v1/sessions/verify", new { code });
        Assert.False((await other.GetAsync("/api/v1/me")).At("emailProven").GetBoolean());
        for (var n = 0; n < 2; n++)
        {
            using var sent = await other.SendAsync(HttpMethod.Post, "/api/v1/sessions/code", new { email = Grace });
            sent.Is(HttpStatusCode.NoContent);
        }
        using var fourth = await other.SendAsync(HttpMethod.Post, "/api/v1/sessions/code", new { email = Grace });
        fourth.Is(HttpStatusCode.TooManyRequests);
        await other.PostAsync("/api/v1/sessions/code", new { email = "free@example.org" });
        await post.ToAsync("free@example.org");
        await post.ToAsync(Grace);
    }

    [Theory, EveryDatabase, Rule("GU-3", "GU-14")]
    public async Task Who_a_website_vouches_for_stays_shut_out_in_another_browser(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var widget = await scene.App.WidgetAsync(scene.ServiceId);
        var secret = (await scene.App.Administrator.PostAsync($"/api/v1/admin/widgets/{widget.Text("id")}/identity-secrets")).Text(
            "secret"
        );
        using var browser = scene.App.Anonymous();
        var known = await browser.PostAsync(Sessions, Vouched());
        var guest = scene.Keep(scene.App.WithBearer(known.Text("token")).As(known.Text("guest.id")));
        await Scene.StartAsync(guest);
        await BlockAsync(scene.Mara, guest.Id, new { email = false });
        await RefusedAsync(browser, HttpMethod.Post, Sessions, Vouched());
        // And who is vouched for as them from a session of somebody else.
        var other = scene.Keep(await scene.App.GuestAsync(widget.Text("key"), "Otis", "otis@example.org"));
        await RefusedAsync(other, HttpMethod.Post, Sessions, Vouched());

        object Vouched() =>
            new
            {
                widget = widget.Text("key"),
                guest = new { name = "Vera", email = "vera@shop.example" },
                identity = new { externalId = "user-1", signature = Sign(secret, "user-1\nvera@shop.example") },
            };
    }

    [Theory, EveryDatabase, Rule("PV-5")]
    public async Task A_network_is_shut_out_until_its_end_and_never_without_one(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, settings: BehindProxy, time: time);
        var guest = From(await scene.GuestAsync(), "2001:db8:1:2::9");
        var near = From(await scene.GuestAsync("Nora Near", "nora@example.org"), "2001:db8:1:2:ffff::1");
        var far = From(await scene.GuestAsync("Fay Far", "fay@example.org"), "2001:db8:1:3::9");
        await Scene.StartAsync(guest);
        var theirs = await Scene.StartAsync(near);
        await Scene.StartAsync(far);
        await KnownAsync(database, guest.Id);
        await KnownAsync(database, near.Id);
        var now = time.GetUtcNow();
        foreach (var wrong in new[] { now.AddSeconds(-1), now.AddDays(30).AddMinutes(1), now.AddYears(7000) })
        {
            await scene.Mara.RefusesAsync(HttpMethod.Post, PathOf(guest), new { networkUntil = wrong }, 422, "validation", "networkUntil");
        }
        await using var ends = await EventStream.OpenAsync(near);
        var (block, _) = await BlockAsync(scene.Mara, guest.Id, new { networkUntil = now.AddHours(24) });
        Assert.False(block.IsNull("networkUntil"));
        await EndsAsync(ends);
        using var nobody = From(scene.App.Anonymous(), "2001:db8:1:2:3::4");
        foreach (var attempt in new[] { "2001:db8:1:2::9", "2001:db8:1:2:aaaa:bbbb:cccc:dddd" })
        {
            From(nobody, attempt);
            await RefusedAsync(nobody, HttpMethod.Post, Sessions, At(scene.WidgetKey, "New", "new@example.org"));
            await RefusedAsync(nobody, HttpMethod.Get, $"/api/v1/widgets/{scene.WidgetKey}/settings", null);
            await RefusedAsync(nobody, HttpMethod.Get, $"/api/v1/links/{await SlugAsync(scene)}", null);
            await RefusedAsync(nobody, HttpMethod.Get, $"/api/v1/schedulers/{await SlugAsync(scene)}", null);
            await RefusedAsync(nobody, HttpMethod.Get, $"/api/v1/schedulers/{await SlugAsync(scene)}/slots", null);
        }
        // What one had open before is no way around it, from there; from elsewhere one is oneself again.
        await RefusedAsync(near, HttpMethod.Post, $"/api/v1/conversations/{theirs}/messages", Message("Hello"));
        await Scene.SayAsync(From(near, "198.51.100.7"), theirs, "From the train");
        await far.GetAsync("/api/v1/me");
        // An agent works wherever they are.
        await From(scene.Noah, "2001:db8:1:2::9").GetAsync("/api/v1/me");
        From(nobody, "2001:db8:1:2::9");
        time.Advance(TimeSpan.FromHours(24));
        using var after = await nobody.SendAsync(HttpMethod.Post, Sessions, At(scene.WidgetKey, "New", "new@example.org"));
        after.Is(HttpStatusCode.Created);
        // The end was the network's; the guest stays shut out.
        await RefusedAsync(guest, HttpMethod.Get, "/api/v1/me", null);
        using var mara = await scene.App.SignInAsync("mara.nowak@ternhaus.example");
        Assert.True((await ProfileAsync(mara, guest)).IsNull("blocked.networkUntil"));
        // No address lies anywhere, in no table and no line.
        await using var open = await database.OpenAsync();
        var kept = await open.Db.ListAsync<string>($"select network from guest_session where network is not null");
        Assert.NotEmpty(kept);
        Assert.All(kept, mark => Assert.Matches("^[0-9a-f]{64}$", mark));
        Assert.DoesNotContain(scene.App.Log.All, line => line.Contains("2001:db8", StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task An_ipv4_network_is_the_address_itself(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, settings: BehindProxy);
        var guest = From(await scene.GuestAsync(), "198.51.100.7");
        await Scene.StartAsync(guest);
        await KnownAsync(database, guest.Id);
        await BlockAsync(scene.Mara, guest.Id, new { networkUntil = TimeProvider.System.GetUtcNow().AddHours(1) });
        using var nobody = From(scene.App.Anonymous(), "198.51.100.8");
        using var begun = await nobody.SendAsync(HttpMethod.Post, Sessions, At(scene.WidgetKey, "New", "new@example.org"));
        begun.Is(HttpStatusCode.Created);
        From(nobody, "198.51.100.7");
        await RefusedAsync(nobody, HttpMethod.Post, Sessions, At(scene.WidgetKey, "New", "new@example.org"));
    }

    [Theory, EveryDatabase, Rule("IN-9", "AC-16", "NO-2")]
    public async Task No_link_lets_them_in_and_no_mail_goes_to_them(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var guest = await scene.GuestAsync(email: Grace);
        var id = await Scene.StartAsync(guest);
        var link = await scene.Mara.PutAsync($"/api/v1/conversations/{id}/link", new { enabled = true });
        var join = $"/api/v1/join/{new Uri(link.Text("url")).Segments[^1]}";
        // Invited and mailed before.
        var elsewhere = (await scene.Mara.PostAsync("/api/v1/conversations", new { name = "Plan", members = Array.Empty<object>() })).Text(
            "id"
        );
        await scene.Mara.PostAsync($"/api/v1/conversations/{elsewhere}/invitations", new { email = Grace, name = "Grace" });
        var invited = Postbox.PathOf((await post.ToAsync(Grace)).Single(), "/i/")[3..];
        await Scene.SayAsync(scene.Mara, id, "Are you there?");
        time.Advance(TimeSpan.FromMinutes(6));
        var back = Postbox.PathOf((await post.ToAsync(Grace, 2))[1], "/r/")[3..];
        await BlockAsync(scene.Mara, guest.Id);

        using var nobody = scene.App.Anonymous();
        await RefusedAsync(nobody, HttpMethod.Post, $"/api/v1/invitations/{invited}", new { guest = new { name = "Grace" } });
        await RefusedAsync(nobody, HttpMethod.Post, $"/api/v1/returns/{back}", new { });
        await RefusedAsync(nobody, HttpMethod.Post, join, new { guest = new { name = "Grace", email = Grace } });
        await RefusedAsync(guest, HttpMethod.Post, join, new { });
        var other = await scene.GuestAsync("Otis Other", "otis@example.org");
        await RefusedAsync(other, HttpMethod.Post, join, new { guest = new { name = "Otis", email = Grace } });
        await other.PostAsync(join, new { });

        // Nothing more is mailed: not what they have not read, not an invitation by an agent or by a guest, who is told nothing of it.
        var told = await MailedAsync(database, guest.Id);
        foreach (var email in new[] { false, true })
        {
            await BlockAsync(scene.Mara, guest.Id, new { email });
            await Scene.SayAsync(scene.Mara, id, "One more");
            time.Advance(TimeSpan.FromHours(2));
            await Until.Async(() => CountAsync(database, $"select count(*) from timer where kind = 'unread-mail'"), left => left == 0);
            Assert.Equal(told, await MailedAsync(database, guest.Id));
        }
        await scene.Mara.RefusesAsync(
            HttpMethod.Post,
            $"/api/v1/conversations/{elsewhere}/invitations",
            new { email = Grace },
            409,
            "guest-blocked",
            "email"
        );
        var theirs = await Scene.StartAsync(other);
        await other.PostAsync($"/api/v1/conversations/{theirs}/members", new { members = new[] { new { email = Grace } } });
        await other.PostAsync($"/api/v1/conversations/{theirs}/members", new { members = new[] { new { email = "free@example.org" } } });
        await post.ToAsync("free@example.org");
        time.Advance(TimeSpan.FromHours(2));
        await Until.Async(() => CountAsync(database, $"select count(*) from timer where kind = 'unread-mail'"), left => left == 0);
        await post.ToAsync(Grace, 2);
    }

    [Theory, EveryDatabase, Rule("NO-2", "NO-3")]
    public async Task What_waits_in_the_queue_does_not_leave_either(TestDatabase database)
    {
        var settings = new Dictionary<string, string>
        {
            ["XBees:Mail:Smtp:Host"] = "127.0.0.1",
            ["XBees:Mail:Smtp:Port"] = "1",
            ["XBees:Mail:Smtp:Security"] = "none",
        };
        await using (var scene = await Scene.OnAsync(database, settings: settings, time: time))
        {
            // The agents were written to when they came.
            var before = await CountAsync(database, $"select count(*) from delivery");
            var guest = await scene.GuestAsync(email: Grace);
            var id = await Scene.StartAsync(guest);
            await Scene.SayAsync(scene.Mara, id, "Are you there?");
            var gus = await scene.GuestAsync("Gus", "gus@example.org");
            await Scene.StartAsync(gus);
            foreach (var invited in new[] { "ivy@example.org", "gus@example.org" })
            {
                await scene.Mara.PostAsync($"/api/v1/conversations/{id}/invitations", new { email = invited, name = "Invited" });
            }
            time.Advance(TimeSpan.FromMinutes(6));
            await Until.Async(() => CountAsync(database, $"select count(*) from delivery"), waiting => waiting == before + 3);
            await BlockAsync(scene.Mara, guest.Id, new { email = false });
            await BlockAsync(scene.Mara, gus.Id);
        }
        // The server's mail works again.
        await using var app = await XBeesApp.StartAsync(database, time, setUp: false);
        time.Advance(TimeSpan.FromHours(1));
        await new Postbox(database).ToAsync("ivy@example.org");
        await Until.Async(() => CountAsync(database, $"select count(*) from delivery where done_at is null"), left => left == 0);
        Assert.DoesNotContain(new Postbox(database).All, mail => mail.To.Mailboxes.Any(to => to.Address is Grace or "gus@example.org"));
    }

    [Theory, EveryDatabase, Rule("RE-6", "LI-1")]
    public async Task Nobody_waits_for_who_is_shut_out_and_for_others_from_their_own_words_on(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var guest = await scene.GuestAsync();
        var alone = await Scene.StartAsync(guest, "One");
        var shared = await Scene.StartAsync(guest, "Two");
        var link = await scene.Mara.PutAsync($"/api/v1/conversations/{shared}/link", new { enabled = true });
        var other = await scene.GuestAsync("Otis Other", "otis@example.org");
        await other.PostAsync($"/api/v1/join/{new Uri(link.Text("url")).Segments[^1]}", new { });
        time.Advance(TimeSpan.FromMinutes(20));
        var later = (await Scene.SayAsync(other, shared, "And me?")).Text("createdAt");
        await BlockAsync(scene.Mara, guest.Id);
        Assert.True((await Scene.SeeAsync(scene.Mara, alone)).IsNull("waitingSince"));
        await Until.Async(
            async () => (await Scene.SeeAsync(scene.Mara, shared)).Text("waitingSince"),
            since => string.Equals(since, later, StringComparison.Ordinal)
        );
        time.Advance(TimeSpan.FromMinutes(45));
        await Until.Async(
            () =>
                CountAsync(
                    database,
                    $"select count(*) from timer where due_at <= @now",
                    new { now = time.GetUtcNow().ToUnixTimeMilliseconds() }
                ),
            due => due == 0
        );
        Assert.Empty(await NoticesAsync(scene.Mara, alone, "escalated"));
        Assert.Empty(await NoticesAsync(scene.Mara, shared, "escalated"));
        time.Advance(TimeSpan.FromMinutes(20));
        await Until.Async(() => NoticesAsync(scene.Mara, shared, "escalated"), found => found.Count == 1);
        Assert.Empty(await NoticesAsync(scene.Mara, alone, "escalated"));

        // Let in again, they wait since they wrote.
        await scene.Mara.DeleteAsync(PathOf(guest));
        Assert.False((await Scene.SeeAsync(scene.Mara, alone)).IsNull("waitingSince"));
        await Until.Async(() => NoticesAsync(scene.Mara, alone, "escalated"), found => found.Count == 1);
    }

    [Theory, EveryDatabase]
    public async Task Of_more_conversations_than_one_unit_holds_each_is_told(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var all = new List<string>();
        for (var n = 0; n < 6; n++)
        {
            all.Add(await Scene.StartAsync(guest, $"Number {n}"));
        }
        await BlockAsync(scene.Mara, guest.Id);
        foreach (var id in all)
        {
            await Until.Async(() => NoticesAsync(scene.Mara, id, "blocked"), found => found.Count == 1);
            Assert.True((await Scene.SeeAsync(scene.Mara, id)).IsNull("waitingSince"));
        }
    }

    [Theory, EveryDatabase, Rule("AD-3", "LI-3", "LC-2")]
    public async Task Agents_who_see_the_guest_block_administrators_see_and_lift_all_and_both_are_audited(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, settings: BehindProxy, time: time);
        var admin = scene.App.Administrator;
        var guest = From(await scene.GuestAsync(email: Grace), "198.51.100.7");
        var id = await Scene.StartAsync(guest);
        await KnownAsync(database, guest.Id);
        var stranger = scene.Keep(await scene.App.AgentAsync("Sam Stranger"));
        foreach (var nobody in new[] { stranger, admin })
        {
            await nobody.RefusesAsync(HttpMethod.Post, PathOf(guest), new { }, 404, "not-found");
            await nobody.RefusesAsync(HttpMethod.Delete, PathOf(guest), null, 404, "not-found");
        }
        await scene.Mara.RefusesAsync(HttpMethod.Post, "/api/v1/guests/gst_unknown/block", new { }, 404, "not-found");
        await stranger.RefusesAsync(HttpMethod.Get, "/api/v1/admin/blocks", null, 403, "forbidden");
        await using var live = await EventStream.OpenAsync(scene.Mara);
        // The service's manager sees the conversation without being in it (LI-3).
        var until = time.GetUtcNow().AddHours(24);
        var (made, _) = await BlockAsync(scene.Ines, guest.Id, new { networkUntil = until });
        var (again, status) = await BlockAsync(scene.Mara, guest.Id, new { email = false });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            (made.Text("id"), false, "Mara Nowak"),
            (again.Text("id"), again.At("email").GetBoolean(), again.Text("blockedBy.name"))
        );
        Assert.True(again.IsNull("networkUntil"));
        Assert.Single(await NoticesAsync(scene.Mara, id, "blocked"));

        var second = await scene.GuestAsync("Second Guest", "second@example.org");
        await Scene.StartAsync(second);
        var key = Guid.NewGuid().ToString();
        var first = await SendAsync(scene.Noah, second.Id, key);
        Assert.Equal((await SendAsync(scene.Noah, second.Id, key)).Text("id"), first.Text("id"));
        var page = await admin.GetAsync("/api/v1/admin/blocks?limit=1");
        Assert.Equal("Second Guest", Assert.Single(page.Items()).Text("guest.name"));
        var rest = await admin.GetAsync($"/api/v1/admin/blocks?limit=1&after={page.Text("next")}");
        Assert.Equal((guest.Id, Grace), (Assert.Single(rest.Items()).Text("guest.id"), rest.Items()[0].Text("guest.email")));
        Assert.True(rest.IsNull("next"));
        await admin.DeleteAsync($"/api/v1/admin/blocks/{made.Text("id")}");
        await admin.RefusesAsync(HttpMethod.Delete, $"/api/v1/admin/blocks/{made.Text("id")}", null, 404, "not-found");
        await Scene.SayAsync(guest, id, "Back");
        Assert.Equal(
            "Ada Admin",
            (await Scene.TimelineAsync(scene.Mara, id)).Last(one => one.Text("kind") == "notice").Text("notice.actor.name")
        );

        var audit = (await admin.GetAsync("/api/v1/admin/audit?limit=100")).Items();
        var blocked = audit.Where(entry => entry.Text("action") == "guest.blocked" && entry.Text("subject.id") == guest.Id).ToList();
        Assert.Equal("Grace Guest", blocked[0].Text("subject.name"));
        Assert.Equal(["Mara Nowak", "Ines Boss"], blocked.Select(entry => entry.Text("actor.name")));
        Assert.Equal("session email network", blocked[1].Text("detail.kinds"));
        Assert.StartsWith(until.ToString("yyyy-MM-ddTHH:mm", null), blocked[1].Text("detail.until"), StringComparison.Ordinal);
        Assert.Equal("session", blocked[0].Text("detail.kinds"));
        Assert.Equal("Ada Admin", audit.Single(entry => entry.Text("action") == "guest.unblocked").Text("actor.name"));
        // Neither there nor in the log of events stands who it is or where they come from.
        await using var open = await database.OpenAsync();
        var lines = (await open.Db.ListAsync<string>($"select detail from audit where action like 'guest.%'")).Concat(
            await open.Db.ListAsync<string>($"select coalesce(type, '') || coalesce(subject_id, '') || coalesce(people, '') from log")
        );
        Assert.All(
            lines,
            line =>
            {
                Assert.DoesNotContain("example.org", line, StringComparison.Ordinal);
                Assert.DoesNotContain("198.51", line, StringComparison.Ordinal);
                Assert.DoesNotContain("Grace", line, StringComparison.Ordinal);
            }
        );
    }

    [Theory, EveryDatabase, Rule("GU-9")]
    public async Task A_block_on_one_node_ends_the_streams_of_the_other(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        await Scene.StartAsync(guest);
        await using var node = await XBeesApp.StartAsync(database, setUp: false);
        using var elsewhere = guest.At(node.Address);
        await using var stream = await EventStream.OpenAsync(elsewhere);
        await BlockAsync(scene.Mara, guest.Id);
        await EndsAsync(stream);
        await RefusedAsync(elsewhere, HttpMethod.Get, "/api/v1/events", null);
    }

    [Theory, EveryDatabase]
    public async Task Blocked_and_let_in_at_once_by_many_it_is_one_or_the_other(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(async n =>
                {
                    var agent = n % 2 == 0 ? scene.Mara : scene.Noah;
                    using var answer = await agent.SendAsync(n % 3 == 0 ? HttpMethod.Delete : HttpMethod.Post, PathOf(guest), new { });
                    Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
                })
        );
        var notices = await NoticesAsync(scene.Mara, id, "blocked", "unblocked");
        Assert.All(notices.Index(), one => Assert.Equal(one.Index % 2 == 0 ? "blocked" : "unblocked", one.Item));
        var blocked = !(await ProfileAsync(scene.Mara, guest)).IsNull("blocked");
        Assert.Equal(blocked, notices.Count % 2 == 1);
        Assert.Equal(blocked ? 1 : 0, await CountAsync(database, $"select count(*) from guest_block"));
    }

    internal static async Task<(JsonElement Block, HttpStatusCode Status)> BlockAsync(AppClient agent, string guest, object? body = null)
    {
        using var answer = await agent.SendAsync(HttpMethod.Post, $"/api/v1/guests/{guest}/block", body ?? new { });
        var made = await answer.BodyAsync();
        Assert.True(answer.IsSuccessStatusCode, made.GetRawText());
        return (made, answer.StatusCode);
    }

    /// <summary>
    /// By the log, and not only when the stream looks after its session once a minute. The two seconds of GU-9 are measured in a browser,
    /// where no other test of the same PostgreSQL holds the log back.
    /// </summary>
    internal static async Task EndsAsync(EventStream stream)
    {
        await stream.NextAsync("session.ended").WaitAsync(TimeSpan.FromSeconds(30));
        await stream.Closed.WaitAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>The one answer that whoever is shut out gets.</summary>
    internal static Task RefusedAsync(AppClient who, HttpMethod method, string path, object? body) =>
        who.RefusesAsync(method, path, body, 403, "not-available");

    internal static async Task<IReadOnlyList<string>> NoticesAsync(AppClient who, string conversation, params string[] types) =>
        [
            .. (await Scene.TimelineAsync(who, conversation))
                .Where(entry => entry.Text("kind") == "notice")
                .Select(entry => entry.Text("notice.type"))
                .Where(types.Contains),
        ];

    internal static object Message(string text) => new { clientId = Guid.NewGuid(), text };

    internal static async Task<long> CountAsync(TestDatabase database, Sql sql, object? args = null)
    {
        await using var open = await database.OpenAsync();
        return await open.Db.FirstAsync<long>(sql, args);
    }

    private static AppClient From(AppClient client, string address)
    {
        client.Http.DefaultRequestHeaders.Remove("X-Forwarded-For");
        client.Http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }

    private static object At(string widget, string name, string email) => new { widget, guest = new { name, email } };

    private static string PathOf(AppClient guest) => $"/api/v1/guests/{guest.Id}/block";

    private static Task<JsonElement> ProfileAsync(AppClient agent, AppClient guest) => agent.GetAsync($"/api/v1/guests/{guest.Id}");

    private static async Task<JsonElement> GuestOfAsync(AppClient agent, string conversation) =>
        (await Scene.MembersAsync(agent, conversation)).First(member => member.Text("kind") == "guest");

    private static async Task<string> SlugAsync(Scene scene) => (await scene.Mara.GetAsync("/api/v1/me")).Text("slug");

    private static async Task<JsonElement> SendAsync(AppClient agent, string guest, string key)
    {
        using var answer = await agent.SendAsync(HttpMethod.Post, $"/api/v1/guests/{guest}/block", new { }, ("Idempotency-Key", key));
        return await answer.BodyAsync();
    }

    /// <summary>Up to which answer a guest was mailed.</summary>
    private static Task<long> MailedAsync(TestDatabase database, string guest) =>
        CountAsync(
            database,
            $"select max(k.guest_seq) from guest_mail k join member m on m.id = k.member_id where m.person_id = @guest",
            new { guest }
        );

    /// <summary>Where a session was used from is noted behind the requests: it began from here, through no proxy.</summary>
    private static Task KnownAsync(TestDatabase database, string guest) =>
        Until.Async(
            () =>
                CountAsync(
                    database,
                    $"select count(*) from guest_session where guest_id = @guest and network_at > created_at",
                    new { guest }
                ),
            noted => noted == 1
        );

    private static async Task EndAsync(TestDatabase database, string guest)
    {
        await using var open = await database.OpenAsync();
        await open.Units.RunAsync(
            unit => Unit.Of(unit).ExecuteAsync($"update guest_session set ended_at = 1 where guest_id = @guest", new { guest }),
            default
        );
    }

    private static string CodeOf(MimeKit.MimeMessage mail) =>
        System.Text.RegularExpressions.Regex.Match(mail.TextBody!, @"\b\d{6}\b").Value;

    private static string Sign(string secret, string text) =>
        Convert.ToHexStringLower(
            System.Security.Cryptography.HMACSHA256.HashData(
                System.Text.Encoding.UTF8.GetBytes(secret),
                System.Text.Encoding.UTF8.GetBytes(text)
            )
        );
}
