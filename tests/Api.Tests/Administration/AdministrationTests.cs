using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using XBees.Api.Tests.Http;
using XBees.Application;
using XBees.Testing;
using XBees.Testing.App;
using Xunit;

namespace XBees.Api.Tests.Administration;

public sealed class AdministrationTests : IAsyncLifetime
{
    private XBeesApp app = null!;

    public async ValueTask InitializeAsync() => app = await XBeesApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact, Rule("AD-2")]
    public async Task Agents_are_invited_licensed_and_deactivated_and_it_can_be_undone()
    {
        using var mara = await app.AgentAsync("Mara Nowak");
        var changed = await app.Administrator.PatchAsync($"/api/v1/admin/agents/{mara.Id}", new { licence = "Basic", guestName = "Mara" });
        Assert.Equal("Basic", changed.GetProperty("licence").GetString());
        var off = await app.Administrator.PatchAsync($"/api/v1/admin/agents/{mara.Id}", new { active = false });
        Assert.Equal("deactivated", off.GetProperty("state").GetString());
        using var refused = await mara.SendAsync(HttpMethod.Get, "/api/v1/me");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var on = await app.Administrator.PatchAsync($"/api/v1/admin/agents/{mara.Id}", new { active = true });
        Assert.Equal("active", on.GetProperty("state").GetString());
        using var again = await app.SignInAsync("mara.nowak@ternhaus.example");
    }

    [Fact, Rule("AD-6")]
    public async Task The_last_administrator_stays_one()
    {
        var path = $"/api/v1/admin/agents/{app.Administrator.Id}";
        foreach (var change in new object[] { new { administrator = false }, new { active = false } })
        {
            using var answer = await app.Administrator.SendAsync(HttpMethod.Patch, path, change);
            await ProblemTests.AssertProblem(answer, 409, "last-administrator");
        }
    }

    [Fact, Rule("AP-2", "LC-2")]
    public async Task A_key_is_shown_once_narrowed_to_its_scopes_and_its_making_is_seen_by_all_administrators()
    {
        using var other = await app.AgentAsync("Otto Other", administrator: true);
        using var key = await app.ApiKeyAsync([KeyScopes.All]);
        var listed = Assert.Single((await other.GetAsync("/api/v1/admin/api-keys")).GetProperty("items").EnumerateArray());
        Assert.Equal(app.Administrator.Id, listed.GetProperty("createdBy").GetString());
        Assert.DoesNotContain(key.Bearer!, listed.GetRawText(), StringComparison.Ordinal);
        await key.GetAsync("/api/v1/conversations?view=all");
        using var admin = await key.SendAsync(HttpMethod.Get, "/api/v1/admin/agents");
        Assert.Equal(HttpStatusCode.Forbidden, admin.StatusCode);
        await using var database = await app.Database.OpenAsync();
        var audited = await database.Db.ListAsync<string>(
            $"select detail from audit where action = @action",
            new { action = "api-key.created" }
        );
        Assert.Contains("conversations:all", Assert.Single(audited), StringComparison.Ordinal);
        await app.Administrator.DeleteAsync($"/api/v1/admin/api-keys/{listed.GetProperty("id").GetString()}");
        using var dead = await key.SendAsync(HttpMethod.Get, "/api/v1/conversations");
        await ProblemTests.AssertProblem(dead, 401, "signed-out");
    }

    [Fact, Rule("PV-6", "AP-2", "AU-3")]
    public async Task No_secret_lies_readable_in_the_database()
    {
        using var mara = await app.AgentAsync("Mara Nowak");
        using var key = await app.ApiKeyAsync([KeyScopes.Read]);
        var widget = await app.WidgetAsync(mara.Id);
        using var guest = await app.GuestAsync(widget.GetProperty("key").GetString()!);
        var invited = await app.Administrator.PostAsync("/api/v1/admin/agents", new { name = "New", email = "new@ternhaus.example" });
        var token = invited.GetProperty("invitationUrl").GetString()!.Split('/')[^1];
        string[] secrets = [key.Bearer!, guest.Bearer!, token, XBeesApp.Password];
        await app.DisposeServerAsync();
        var files = await Until.Async(() => Task.FromResult(Read(app.Database.Folder)), read => read is not null);
        var found = files!.SelectMany(bytes =>
            secrets.Where(secret => bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) >= 0)
        );
        Assert.Empty(found);

        static byte[][]? Read(string folder)
        {
            try
            {
                return [.. Directory.GetFiles(folder, "xbees.db*").Select(File.ReadAllBytes)];
            }
            catch (FileNotFoundException)
            {
                // The last connection took the write-ahead log into the file meanwhile: all of it is read again.
                return null;
            }
        }
    }

    [Fact, Rule("AU-1", "PV-6")]
    public async Task Passwords_are_hashed_slowly_and_salted()
    {
        await using var slow = await XBeesApp.StartAsync(services: XBeesApp.WithSlowHashes);
        using var mara = await slow.AgentAsync("Mara Nowak");
        await using var database = await slow.Database.OpenAsync();
        var hashes = await database.Db.ListAsync<string>($"select password_hash from agent");
        Assert.Equal(hashes.Count, hashes.Distinct().Count());
        foreach (var bytes in hashes.Select(Convert.FromBase64String))
        {
            // Identity's version 3: its mark, HMAC-SHA512, and the rounds.
            Assert.Equal(1, bytes[0]);
            Assert.Equal(2, bytes[4]);
            Assert.True(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5)) >= 100_000);
        }
    }

    [Fact, Rule("AP-1")]
    public async Task What_an_answer_holds_cannot_be_sent_back_to_take_it_over()
    {
        using var mara = await app.AgentAsync("Mara Nowak");
        string[] foreign =
        [
            "id",
            "kind",
            "email",
            "licence",
            "administrator",
            "link",
            "antiforgery",
            "organisation",
            "services",
            "agentId",
            "guestId",
            "version",
            "createdAt",
        ];
        foreach (var member in foreign)
        {
            var body = new JsonObject { [member] = "x" };
            using var answer = await mara.SendAsync(HttpMethod.Patch, "/api/v1/me", body);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{member}: {answer.StatusCode}");
        }
        var routes = new[] { "/api/v1/admin/agents", "/api/v1/admin/services", "/api/v1/admin/widgets", "/api/v1/admin/api-keys" };
        foreach (var route in routes)
        {
            foreach (var member in new[] { "id", "slug", "createdBy", "secret", "hash", "version" })
            {
                using var answer = await app.Administrator.SendAsync(HttpMethod.Post, route, new JsonObject { [member] = "x" });
                await ProblemTests.AssertProblem(answer, 400, "unknown-member");
            }
        }
    }

    [Fact, Rule("IN-7", "IN-11")]
    public async Task A_link_is_opaque_can_be_changed_and_a_closed_one_offers_the_fallback()
    {
        using var mara = await app.AgentAsync("Mara Nowak");
        var me = await mara.GetAsync("/api/v1/me");
        var slug = me.GetProperty("slug").GetString()!;
        Assert.DoesNotContain("mara", slug, StringComparison.OrdinalIgnoreCase);
        using var anyone = app.Anonymous();
        Assert.Equal("agent", (await anyone.GetAsync($"/api/v1/links/{slug}")).GetProperty("kind").GetString());
        using var email = await mara.SendAsync(HttpMethod.Patch, "/api/v1/me", new { slug = "mara-nowak-ternhaus-example" });
        await ProblemTests.AssertProblem(email, 422, "validation");
        await mara.PatchAsync("/api/v1/me", new { slug = "mara-sells" });
        // IN-10: it leads to the present one, until it is cut.
        Assert.Equal("mara-sells", (await anyone.GetAsync($"/api/v1/links/{slug}")).GetProperty("slug").GetString());
        var present = (await mara.PostAsync("/api/v1/me/slug", new { cut = true })).GetProperty("slug").GetString();
        using var old = await anyone.SendAsync(HttpMethod.Get, $"/api/v1/links/{slug}");
        Assert.Equal(JsonValueKind.Null, (await ProblemTests.AssertProblem(old, 410, "link-closed")).GetProperty("fallback").ValueKind);
        var service = await app.ServiceAsync("Sales", app.Administrator);
        var widget = (await app.WidgetAsync(service)).GetProperty("key").GetString();
        await app.Administrator.PatchAsync("/api/v1/admin/organisation", new { fallbackWidgetKey = widget });
        await app.Administrator.PatchAsync($"/api/v1/admin/agents/{mara.Id}", new { active = false });
        using var closed = await anyone.SendAsync(HttpMethod.Get, $"/api/v1/links/{present}");
        var fallback = (await ProblemTests.AssertProblem(closed, 410, "link-closed")).GetProperty("fallback");
        Assert.Equal(widget, fallback.GetProperty("widgetKey").GetString());
        Assert.Equal("Sales", fallback.GetProperty("name").GetString());
        // IN-10: nobody else gets it.
        using var taken = await app.Administrator.SendAsync(HttpMethod.Patch, "/api/v1/me", new { slug });
        await ProblemTests.AssertProblem(taken, 422, "slug-taken");
    }

    [Fact, Rule("ME-12")]
    public async Task The_release_of_the_time_zone_data_is_told()
    {
        await using var app = await XBeesApp.StartAsync();
        var release = (await app.Administrator.GetAsync("/api/v1/admin/organisation")).GetProperty("timeZoneData").GetString()!;
        Assert.Matches("^20[0-9]{2}[a-z]$", release);
        var changed = await app.Administrator.PatchAsync("/api/v1/admin/organisation", new { name = "Ternhaus" });
        Assert.Equal(release, changed.GetProperty("timeZoneData").GetString());
    }

    [Fact, Rule("SP-6")]
    public async Task A_widget_answers_its_websites_alone()
    {
        var widget = await app.WidgetAsync(app.Administrator.Id, new { websites = new[] { "https://shop.example" } });
        var key = widget.GetProperty("key").GetString()!;
        using var guest = await app.GuestAsync(key);
        foreach (var path in new[] { $"/api/v1/widgets/{key}/settings", "/api/v1/me" })
        {
            using var good = await guest.SendAsync(HttpMethod.Get, path, null, ("Origin", "https://shop.example"));
            Assert.Equal(HttpStatusCode.OK, good.StatusCode);
            Assert.Equal("https://shop.example", Assert.Single(good.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.False(good.Headers.Contains("Access-Control-Allow-Credentials"));
            foreach (var origin in new[] { "https://evil.example", "https://shop.example.evil.example", "http://shop.example", "null" })
            {
                using var bad = await guest.SendAsync(HttpMethod.Get, path, null, ("Origin", origin));
                await ProblemTests.AssertProblem(bad, 403, "origin-not-allowed");
            }
        }
        using var preflight = await guest.SendAsync(
            HttpMethod.Options,
            "/api/v1/conversations",
            null,
            ("Origin", "https://shop.example"),
            ("Access-Control-Request-Method", "POST")
        );
        Assert.Equal("7200", Assert.Single(preflight.Headers.GetValues("Access-Control-Max-Age")));
        await app.Administrator.PatchAsync($"/api/v1/admin/widgets/{widget.GetProperty("id").GetString()}", new { allowNullOrigin = true });
        using var sandboxed = await guest.SendAsync(HttpMethod.Get, "/api/v1/me", null, ("Origin", "null"));
        Assert.Equal(HttpStatusCode.OK, sandboxed.StatusCode);
    }

    [Fact, Rule("WI-5", "IN-13")]
    public async Task A_widget_keeps_what_was_set_and_warns_where_nobody_answers()
    {
        var service = await app.ServiceAsync("Archive");
        var widget = await app.WidgetAsync(service, new { color = "#123456", texts = new { greeting = "Hi", offline = "Away" } });
        Assert.Equal("no-agent", widget.GetProperty("warning").GetString());
        var changed = await app.Administrator.PatchAsync(
            $"/api/v1/admin/widgets/{widget.GetProperty("id").GetString()}",
            new { texts = new { greeting = (string?)null }, fields = new { phone = "optional" } }
        );
        Assert.Equal("#123456", changed.GetProperty("color").GetString());
        Assert.Equal("Away", changed.GetProperty("texts").GetProperty("offline").GetString());
        Assert.Equal(JsonValueKind.Null, changed.GetProperty("texts").GetProperty("greeting").ValueKind);
        Assert.Equal("optional", changed.GetProperty("fields").GetProperty("phone").GetString());
        using var anyone = app.Anonymous();
        var face = await anyone.GetAsync($"/api/v1/widgets/{widget.GetProperty("key").GetString()}/settings");
        Assert.False(face.GetProperty("available").GetBoolean());
    }
}
