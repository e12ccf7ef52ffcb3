using System.Text;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Attacks;

public sealed class BadInputTests
{
    private static readonly HttpMethod Post = HttpMethod.Post;

    [Theory, EveryDatabase, Rule("AP-4", "GU-1", "GU-2", "SP-6")]
    public async Task What_a_form_may_not_hold_is_refused_with_its_field_and_nothing_is_stored(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(
            database,
            new
            {
                fields = new
                {
                    name = "required",
                    email = "required",
                    phone = "optional",
                    consent = "I agree.",
                },
                websites = new[] { "https://shop.example" },
            }
        );
        using var stranger = scene.App.Anonymous();
        var widget = scene.WidgetKey;
        const string sessions = "/api/v1/sessions";
        var good = new
        {
            name = "Grace",
            email = "grace@example.org",
            consent = true,
        };
        await RefusedAsync(new { good.name, good.email }, "guest.consent");
        await RefusedAsync(new { good.name, good.consent }, "guest.email");
        await RefusedAsync(
            new
            {
                good.email,
                good.consent,
                name = "\u3164\u200b",
            },
            "guest.name"
        );
        await RefusedAsync(
            new
            {
                good.email,
                good.consent,
                name = new string('n', 201),
            },
            "guest.name"
        );
        await RefusedAsync(
            new
            {
                good.name,
                good.consent,
                email = new string('e', 60) + "@" + new string('d', 200) + ".example",
            },
            "guest.email"
        );
        await RefusedAsync(
            new
            {
                good.name,
                good.consent,
                email = "no address",
            },
            "guest.email"
        );
        await RefusedAsync(
            new
            {
                good.name,
                good.email,
                good.consent,
                phone = "call me!",
            },
            "guest.phone"
        );
        await stranger.RefusesAsync(Post, sessions, new { widget = "wk_unknown", guest = good }, 404, "widget-unknown");
        await stranger.RefusesAsync(Post, sessions, new { link = "never", guest = good }, 404, "link-unknown");
        await stranger.RefusesAsync(
            Post,
            sessions,
            new { widget, guest = good },
            403,
            "origin-not-allowed",
            null,
            ("Origin", "https://evil.example")
        );
        await stranger.RefusesAsync(Post, sessions, new { widget, guest = good }, 403, "origin-not-allowed", null, ("Origin", "null"));
        using var allowed = await stranger.SendAsync(Post, sessions, new { widget, guest = good }, ("Origin", "https://shop.example"));
        Assert.Equal(201, (int)allowed.StatusCode);
        Assert.Equal("Grace", (await allowed.BodyAsync()).Text("guest.name"));
        using var dead = scene.App.WithBearer("xbg_" + new string('a', 43));
        await dead.RefusesAsync(HttpMethod.Get, "/api/v1/conversations", null, 401, "session-ended");

        async Task RefusedAsync(object guest, string field) =>
            await stranger.RefusesAsync(Post, sessions, new { widget, guest }, 422, "validation", field);
    }

    [Theory, EveryDatabase, Rule("AP-4", "GU-2")]
    public async Task What_cannot_be_read_is_400_and_members_nobody_knows_are_never_stored(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var messages = $"/api/v1/conversations/{id}/messages";
        foreach (var text in new[] { "{", "[]", "\"x\"", "{\"text\":7}", "{\"text\":\"x\",\"clientId\":7}", "{\"text\":\"a\\udc00\"}" })
        {
            using var content = new StringContent(text, Encoding.UTF8, "application/json");
            await grace.RefusesAsync(Post, messages, content, 400, "unreadable");
        }
        using var badUtf8 = new ByteArrayContent([.. "{\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        badUtf8.Headers.ContentType = new("application/json");
        await grace.RefusesAsync(Post, messages, badUtf8, 400, "unreadable");
        using var nested = new StringContent(
            "{\"text\":" + new string('[', 100_000) + new string(']', 100_000) + "}",
            Encoding.UTF8,
            "application/json"
        );
        await grace.RefusesAsync(Post, messages, nested, 400, "unreadable");
        using var large = new StringContent($"{{\"text\":\"{new string('x', 300_000)}\"}}", Encoding.UTF8, "application/json");
        await grace.RefusesAsync(Post, messages, large, 413, "too-large");
        using var form = new StringContent("text=x", Encoding.UTF8, "application/x-www-form-urlencoded");
        await grace.RefusesAsync(Post, messages, form, 415, "media-type");
        await grace.RefusesAsync(Post, messages, new { text = "x", clientId = "no uuid" }, 422, "validation", "clientId");
        // Rows 5 and 34: nobody says who they are, or what a row holds, in a body.
        foreach (
            var member in new[]
            {
                "id",
                "seq",
                "author",
                "authorId",
                "agentId",
                "guestId",
                "email",
                "createdAt",
                "via",
                "notice",
                "readOnly",
            }
        )
        {
            await grace.RefusesAsync(
                Post,
                messages,
                new Dictionary<string, object> { ["text"] = "x", [member] = "x" },
                400,
                "unknown-member"
            );
        }
        foreach (var member in new[] { "id", "version", "kind", "origin", "service", "assignee", "public", "createdAt", "unread" })
        {
            await scene.Mara.RefusesAsync(
                HttpMethod.Patch,
                $"/api/v1/conversations/{id}",
                new Dictionary<string, object?> { [member] = null },
                400,
                "unknown-member"
            );
        }
        Assert.Equal(["Hello"], await Scene.TextsAsync(scene.Mara, id));
        Assert.Equal(1, (await Scene.SeeAsync(scene.Mara, id)).Number("version"));
        await scene.Mara.RefusesAsync(
            HttpMethod.Patch,
            $"/api/v1/conversations/{id}",
            new { name = "Kept out", description = new string('d', 2_001) },
            422,
            "validation",
            "description"
        );
        Assert.True((await Scene.SeeAsync(scene.Mara, id)).IsNull("name"));
    }

    [Theory, EveryDatabase, Rule("GU-2", "AP-4")]
    public async Task A_message_of_one_conversation_is_not_found_in_another_and_values_are_literal(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var first = await Scene.StartAsync(grace, "One");
        var second = await Scene.StartAsync(grace, "Two");
        var message = (await Scene.TimelineAsync(grace, second))[0].Text("id");
        var before = (await Scene.SeeAsync(scene.Mara, second)).GetRawText();
        var member = await Scene.MemberIdAsync(scene.Mara, second, "Noah Okafor");
        // Row 3: no side effect either.
        await grace.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{first}/messages/{message}", null, 404, "not-found");
        await scene.Mara.RefusesAsync(HttpMethod.Delete, $"/api/v1/conversations/{first}/members/{member}", null, 404, "not-found");
        Assert.Equal(before, (await Scene.SeeAsync(scene.Mara, second)).GetRawText());
        // Row 7.
        foreach (var value in new[] { "' or '1'='1", "%", "_", "svc_x' union select 1--", "*:*", "\"", "\\" })
        {
            var query = Uri.EscapeDataString(value);
            Assert.Empty((await scene.Mara.GetAsync($"/api/v1/conversations?service={query}")).Items());
            Assert.Empty((await scene.Mara.GetAsync($"/api/v1/conversations?assignee={query}")).Items());
            await scene.Mara.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations?view={query}", null, 400, "unreadable");
            await scene.Mara.RefusesAsync(HttpMethod.Get, $"/api/v1/guests/{query}", null, 404, "not-found");
        }
        // Row 1: what is not mine and what is not there are answered alike.
        var other = await scene.GuestAsync("Otto", "otto@example.org");
        var foreign = await other.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{first}", null, 404, "not-found");
        var missing = await other.RefusesAsync(HttpMethod.Get, "/api/v1/conversations/cnv_nothing", null, 404, "not-found");
        Assert.Equal(missing.GetRawText(), foreign.GetRawText());
    }

    [Theory, EveryDatabase, Rule("GU-12", "MS-1", "TI-7")]
    public async Task Names_nobody_can_see_are_none_and_markup_stays_as_typed(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, new { fields = new { name = "optional", email = "optional" } });
        // C32.
        foreach (var unseen in new[] { "\u200b\u200b", "\u3164", "\u2800" })
        {
            var nobody = await scene.GuestAsync(unseen, null);
            Assert.Matches("^Guest [0-9]+$", (await nobody.GetAsync("/api/v1/me")).Text("name"));
        }
        Assert.Equal("agnp.exe", await NameAsync("a\u202Egnp.exe"));
        const string family = "\U0001F469\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";
        Assert.Equal(family, await NameAsync(family));
        // C33, row 8.
        foreach (var typed in new[] { "Alex / \"K\" <b>&amp;</b>", "<img src=x onerror=alert(1)>", "{{7*7}}", "';--", "</script>" })
        {
            Assert.Equal(typed, await NameAsync(typed));
            var guest = await scene.GuestAsync(typed, null);
            var id = await Scene.StartAsync(guest, typed);
            Assert.Equal(typed, (await Scene.SeeAsync(scene.Mara, id)).Text("title"));
            Assert.Equal([typed], await Scene.TextsAsync(scene.Mara, id));
            using var raw = await scene.Mara.SendAsync(HttpMethod.Get, $"/api/v1/conversations/{id}");
            Assert.Equal("application/json", raw.Content.Headers.ContentType?.MediaType);
        }

        async Task<string> NameAsync(string typed) => (await (await scene.GuestAsync(typed, null)).GetAsync("/api/v1/me")).Text("name");
    }
}
