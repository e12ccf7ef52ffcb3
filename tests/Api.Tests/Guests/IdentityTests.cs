using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Guests;

/// <summary>A website vouches for its signed-in user (attack rows 17 to 19).</summary>
public sealed class IdentityTests
{
    private static readonly User Anna = new("user-1", "Anna@Shop.example", "Anna");
    private static readonly User Bert = new("user-2", "bert@shop.example", "Bert");

    [Theory, EveryDatabase, Rule("GU-3", "GU-7", "GU-10", "GU-14", "GU-2")]
    public async Task The_next_user_of_a_browser_sees_nothing_of_the_first_who_finds_their_own_again(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var secret = await SecretAsync(scene);
        var (a, began) = await BeginAsync(scene, Anna, Anna.SignedBy(secret));
        Assert.True(began.At("identified").GetBoolean());
        Assert.True(began.At("guest.emailProven").GetBoolean());
        var id = await Scene.StartAsync(a, "From Anna");
        var before = (await a.GetAsync("/api/v1/me")).GetRawText();

        // C28: the site logs Anna out without a word, and Bert in, with Anna's session still in the browser.
        var (b, second) = await BeginAsync(scene, Bert, Bert.SignedBy(secret), a);
        Assert.NotNull(second.At("token").GetString());
        Assert.NotEqual(a.Id, b.Id);
        Assert.Empty((await b.GetAsync("/api/v1/conversations")).Items());
        await b.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}", null, 404, "not-found");
        Assert.Equal(before, (await a.GetAsync("/api/v1/me")).GetRawText());
        Assert.Equal("Anna", (await Scene.SeeAsync(scene.Mara, id)).Text("title"));
        // The same with a signature that is wrong: it is not Anna, and nothing of hers is touched.
        var (c, third) = await BeginAsync(scene, Bert, Anna.SignedBy(secret), a);
        Assert.False(third.At("identified").GetBoolean());
        Assert.NotEqual(a.Id, c.Id);
        Assert.Equal(before, (await a.GetAsync("/api/v1/me")).GetRawText());

        // Anna at another device: her own history, in any writing of the address; the session before goes on.
        var (again, third2) = await BeginAsync(
            scene,
            Anna with
            {
                Email = "ANNA@shop.example",
            },
            (Anna with { Email = "ANNA@shop.example" }).SignedBy(secret)
        );
        Assert.Equal((a.Id, true), (again.Id, third2.At("identified").GetBoolean()));
        Assert.Equal(["From Anna"], await Scene.TextsAsync(again, id));
        // And in the same browser it is the same session.
        var (same, fourth) = await BeginAsync(scene, Anna, Anna.SignedBy(secret), a);
        Assert.Equal((a.Id, JsonValueKind.Null), (same.Id, fourth.At("token").ValueKind));

        // A claim in a fresh browser opens nothing, and what it begins shows an unproven address.
        var (claim, _) = await BeginAsync(scene, Anna, null);
        Assert.Empty((await claim.GetAsync("/api/v1/conversations")).Items());
        await Scene.StartAsync(claim, "I am Anna");
        var profile = await scene.Mara.GetAsync($"/api/v1/guests/{claim.Id}");
        Assert.Equal(("Anna@Shop.example", false), (profile.Text("email"), profile.At("emailProven").GetBoolean()));
        Assert.True((await scene.Mara.GetAsync($"/api/v1/guests/{a.Id}")).At("emailProven").GetBoolean());
    }

    [Theory, EveryDatabase, Rule("GU-3", "GU-7")]
    public async Task Whatever_is_not_the_signature_proves_nothing_and_the_chat_goes_on(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, new { fields = new { name = "required", email = "optional" } });
        var other = (await scene.App.WidgetAsync(scene.ServiceId)).Text("id");
        // No secret at all: nothing fits, the signature with an empty one neither.
        await UnprovenAsync(Anna, Anna.SignedBy(""));
        await UnprovenAsync(Anna, null);
        await UnprovenAsync(Anna, "");
        var foreign = await SecretAsync(scene, other);
        var secret = await SecretAsync(scene);
        var (anna, _) = await BeginAsync(scene, Anna, Anna.SignedBy(secret));
        await Scene.StartAsync(anna, "Mine alone");
        var right = Anna.SignedBy(secret);
        foreach (
            var wrong in new[]
            {
                null,
                "",
                " ",
                right.ToUpperInvariant(),
                right[..^1],
                right[..32],
                right + "0",
                " " + right,
                new string('0', 64),
                Anna.SignedBy(foreign),
                Anna.SignedBy(""),
                Convert.ToBase64String(Convert.FromHexString(right)),
                // Of one with the other's address, of the address alone, and with the parts run together.
                Bert.SignedBy(secret),
                (Anna with { Email = Bert.Email }).SignedBy(secret),
                (Anna with { Email = null }).SignedBy(secret),
                Sign(secret, Anna.Id + Anna.Email!.ToLowerInvariant()),
            }
        )
        {
            await UnprovenAsync(Anna, wrong);
        }
        // Every signed part: another id, another address, and an id that could be read as both.
        await UnprovenAsync(Anna with { Id = "user-2" }, right);
        await UnprovenAsync(Anna with { Email = "other@shop.example" }, right);
        await UnprovenAsync(Anna with { Email = null }, right);
        await UnprovenAsync(Anna with { Id = "" }, (Anna with { Id = "" }).SignedBy(secret));
        await UnprovenAsync(Anna with { Id = "a\nb" }, (Anna with { Id = "a\nb" }).SignedBy(secret));
        await UnprovenAsync(Anna with { Id = new string('x', 201) }, (Anna with { Id = new string('x', 201) }).SignedBy(secret));
        // A personal link has no secret.
        using var anonymous = scene.App.Anonymous();
        var slug = (await scene.Mara.GetAsync("/api/v1/me")).Text("slug");
        var body = new
        {
            link = slug,
            guest = new { name = Anna.Name, email = Anna.Email },
            identity = new { externalId = Anna.Id, signature = right },
        };
        Assert.False((await anonymous.PostAsync("/api/v1/sessions", body)).At("identified").GetBoolean());
        // The name is never proven, whoever signs.
        var (renamed, _) = await BeginAsync(scene, Anna with { Name = "Somebody" }, right, anna);
        Assert.Equal(anna.Id, renamed.Id);

        async Task UnprovenAsync(User user, string? signature)
        {
            var (guest, session) = await BeginAsync(scene, user, signature);
            Assert.False(session.At("identified").GetBoolean());
            Assert.False(session.At("guest.emailProven").GetBoolean());
            Assert.Empty((await guest.GetAsync("/api/v1/conversations")).Items());
        }
    }

    [Theory, EveryDatabase, Rule("GU-3", "GU-10", "GU-14")]
    public async Task A_visitor_who_signs_in_is_proven_in_place_unless_the_address_was_another(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, new { fields = new { name = "optional", email = "optional" } });
        var secret = await SecretAsync(scene);
        var (visitor, _) = await BeginAsync(scene, new(null, null, "Visitor"), null);
        var id = await Scene.StartAsync(visitor, "Before signing in");
        var (anna, session) = await BeginAsync(scene, Anna, Anna.SignedBy(secret), visitor);
        Assert.Equal((visitor.Id, JsonValueKind.Null), (anna.Id, session.At("token").ValueKind));
        Assert.Equal("Anna", (await Scene.SeeAsync(scene.Mara, id)).Text("title"));
        // Somebody who said to be another before stays that other.
        var (claimed, _) = await BeginAsync(scene, new(null, "carla@shop.example", "Carla"), null);
        var carlas = await Scene.StartAsync(claimed, "I am Carla");
        var (bert, _) = await BeginAsync(scene, Bert, Bert.SignedBy(secret), claimed);
        Assert.NotEqual(claimed.Id, bert.Id);
        await bert.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{carlas}", null, 404, "not-found");
        Assert.Equal("Carla", (await Scene.SeeAsync(scene.Mara, carlas)).Text("title"));
        // A claim is not made true by a signature that leaves the address out.
        var (dora, _) = await BeginAsync(scene, new(null, "anna@shop.example", "Dora"), null);
        var (without, told) = await BeginAsync(scene, new("user-9", null, "Dora"), new User("user-9", null, null).SignedBy(secret), dora);
        Assert.True(told.At("identified").GetBoolean());
        Assert.False(told.At("guest.emailProven").GetBoolean());
        Assert.NotEqual(anna.Id, without.Id);
        Assert.Empty((await without.GetAsync("/api/v1/conversations")).Items());
        // Two users of a website with one address are two.
        var (twin, _) = await BeginAsync(scene, Anna with { Id = "user-7" }, (Anna with { Id = "user-7" }).SignedBy(secret));
        Assert.NotEqual(anna.Id, twin.Id);
        // Another widget is another website: its signature opens nothing of this one.
        var widget = await scene.App.WidgetAsync(scene.ServiceId);
        var elsewhere = await SecretAsync(scene, widget.Text("id"));
        var (there, began) = await BeginAsync(scene, Anna, Anna.SignedBy(elsewhere), key: widget.Text("key"));
        Assert.True(began.At("identified").GetBoolean());
        Assert.Empty((await there.GetAsync("/api/v1/conversations")).Items());
    }

    [Theory, EveryDatabase, Rule("GU-7", "AD-2", "PV-6", "AD-3")]
    public async Task A_secret_is_shown_once_two_are_valid_while_one_takes_the_others_place_and_an_ended_one_proves_nothing(
        TestDatabase database
    )
    {
        await using var scene = await Scene.OnAsync(database);
        var admin = scene.App.Administrator;
        var path = $"/api/v1/admin/widgets/{await WidgetIdAsync(scene)}/identity-secrets";
        Assert.Empty((await admin.GetAsync(path)).Items());
        var first = await admin.PostAsync(path);
        var second = await admin.PostAsync(path);
        Assert.StartsWith("xbi_", first.Text("secret"), StringComparison.Ordinal);
        await admin.RefusesAsync(HttpMethod.Post, path, new { }, 409, "two-secrets");
        var listed = await admin.GetAsync(path);
        Assert.Equal([first.Text("key.id"), second.Text("key.id")], listed.Items().Select(it => it.Text("id")));
        Assert.DoesNotContain(first.Text("secret"), listed.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(first.Text("secret")[^4..], listed.Text("items.0.hint"));
        foreach (var secret in new[] { first.Text("secret"), second.Text("secret") })
        {
            Assert.True((await BeginAsync(scene, Anna, Anna.SignedBy(secret))).Session.At("identified").GetBoolean());
        }
        await admin.DeleteAsync($"{path}/{first.Text("key.id")}");
        await admin.RefusesAsync(HttpMethod.Delete, $"{path}/{first.Text("key.id")}", null, 404, "not-found");
        Assert.False((await BeginAsync(scene, Anna, Anna.SignedBy(first.Text("secret")))).Session.At("identified").GetBoolean());
        Assert.True((await BeginAsync(scene, Anna, Anna.SignedBy(second.Text("secret")))).Session.At("identified").GetBoolean());
        await admin.RefusesAsync(HttpMethod.Post, "/api/v1/admin/widgets/wgt_nobody/identity-secrets", new { }, 404, "not-found");
        await admin.RefusesAsync(HttpMethod.Get, "/api/v1/admin/widgets/wgt_nobody/identity-secrets", null, 404, "not-found");
        // Not readable in the database, nor in any line of the log.
        await using var open = await database.OpenAsync();
        var rows = await open.Db.ListAsync<string>($"select sealed from identity_secret");
        Assert.DoesNotContain(second.Text("secret"), string.Concat(rows), StringComparison.Ordinal);
        Assert.DoesNotContain(scene.App.Log.All, line => line.Contains("xbi_", StringComparison.Ordinal));
        var audited = await open.Db.ListAsync<string>($"select action from audit order by id");
        Assert.Equal(2, audited.Count(action => action == "widget.secret.made"));
        Assert.Equal(1, audited.Count(action => action == "widget.secret.ended"));
    }

    [Theory, EveryDatabase, Rule("GU-7")]
    public async Task Two_administrators_at_once_make_no_third_secret(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var path = $"/api/v1/admin/widgets/{await WidgetIdAsync(scene)}/identity-secrets";
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => scene.App.Administrator.SendAsync(HttpMethod.Post, path, new { }))
        );
        Assert.Equal(2, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(6, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(2, (await scene.App.Administrator.GetAsync(path)).Items().Count);
    }

    [Theory, EveryDatabase, Rule("GU-3", "GU-14")]
    public async Task Two_tabs_that_identify_at_once_are_one_guest(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var secret = await SecretAsync(scene);
        var begun = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => BeginAsync(scene, Anna, Anna.SignedBy(secret))));
        Assert.Single(begun.Select(it => it.Guest.Id).Distinct());
    }

    private static async Task<string> WidgetIdAsync(Scene scene) =>
        (await scene.App.Administrator.GetAsync("/api/v1/admin/widgets"))
            .Items()
            .Single(widget => widget.Text("key") == scene.WidgetKey)
            .Text("id");

    private static async Task<string> SecretAsync(Scene scene, string? widgetId = null) =>
        (await scene.App.Administrator.PostAsync($"/api/v1/admin/widgets/{widgetId ?? await WidgetIdAsync(scene)}/identity-secrets")).Text(
            "secret"
        );

    /// <summary>As a browser does it, with the session that it holds or without one.</summary>
    private static async Task<(AppClient Guest, JsonElement Session)> BeginAsync(
        Scene scene,
        User user,
        string? signature,
        AppClient? browser = null,
        string? key = null
    )
    {
        using var anonymous = scene.App.Anonymous();
        var session = await (browser ?? anonymous).PostAsync(
            "/api/v1/sessions",
            new
            {
                widget = key ?? scene.WidgetKey,
                guest = new { name = user.Name, email = user.Email },
                identity = user.Id is null ? null : new { externalId = user.Id, signature },
            }
        );
        var token = session.At("token").GetString() ?? browser!.Bearer!;
        return (scene.Keep(scene.App.WithBearer(token).As(session.Text("guest.id"))), session);
    }

    /// <summary>As the website's server does it: nothing of the product.</summary>
    private static string Sign(string secret, string message) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(message)));

    private sealed record User(string? Id, string? Email, string? Name)
    {
        public string SignedBy(string secret) => Sign(secret, $"{Id}\n{Email?.ToLowerInvariant()}");
    }
}
