using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Crm;
using XBees.Testing.Databases;
using Xunit;
using static XBees.Api.Tests.Crm.Salesforces;

namespace XBees.Api.Tests.Crm;

/// <summary>
/// CRMs that are signed in to (RFC 6749, 4.1 and 6; RFC 7636; attack rows 13, 14 and 16). HubSpot plays what
/// developers.hubspot.com/docs/api-reference/auth-oauth-v3/guide shows.
/// </summary>
public sealed class CrmSignInTests : IDisposable
{
    private const string Token = SalesforceOrg.Token;
    private readonly SalesforceOrg org = new();

    public void Dispose() => org.Dispose();

    [Theory, EveryDatabase, Rule("AD-2", "AD-3")]
    public async Task An_administrator_signs_in_comes_back_with_a_code_and_the_token_is_given_back_in_the_end(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, settings: org.Settings());
        var ada = scene.App.Administrator;
        Assert.Equal(["practice", "hubspot", "salesforce"], (await ada.GetAsync(Records.Admin)).Items().Select(one => one.Text("crm")));
        var asked = await BeginAsync(ada);
        Assert.Equal($"{org.Server.Url}/services/oauth2/authorize", asked["place"]);
        Assert.Equal("http://chat.ternhaus.example/crm/salesforce/callback", asked["redirect_uri"]);
        Assert.Equal(("code", "S256", "api refresh_token"), (asked["response_type"], asked["code_challenge_method"], asked["scope"]));
        Assert.Equal("connected", await ComeBackAsync(ada, asked["state"]!));

        var exchanged = QueryHelpers.ParseQuery(org.Bodies(Token).Single());
        Assert.Equal(("authorization_code", "the-code"), (exchanged["grant_type"].ToString(), exchanged["code"].ToString()));
        Assert.Equal(asked["redirect_uri"], exchanged["redirect_uri"].ToString());
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(exchanged["code_verifier"]!)));
        Assert.Equal(asked["code_challenge"], challenge);
        await Secrets.AreNowhereAsync(scene, SalesforceOrg.Access, SalesforceOrg.Lasting, SalesforceOrg.Secret, challenge);

        Assert.True((await ada.PostAsync($"{Records.Admin}/salesforce/test")).At("works").GetBoolean());
        // The same token given again is not given back: what is kept would end with it.
        Assert.Equal("again", await SignInAsync(ada));
        await ada.DeleteAsync($"{Records.Admin}/salesforce");
        Assert.Equal($"token={Uri.EscapeDataString(SalesforceOrg.Lasting)}", org.Bodies(SalesforceOrg.Revoke).Single());
        var acts = (await ada.GetAsync("/api/v1/admin/audit?limit=100")).Items().Select(entry => entry.Text("action")).ToList();
        Assert.Contains("crm.connected", acts);
        Assert.Contains("crm.disconnected", acts);
    }

    [Theory, EveryDatabase, Rule("AD-2")]
    public async Task A_code_counts_for_whom_it_was_asked_for_in_the_session_that_asked_once(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, settings: org.Settings());
        var ada = scene.App.Administrator;
        var bea = scene.Keep(await scene.App.AgentAsync("Bea Boss", administrator: true));
        var again = scene.Keep(await scene.App.SignInAsync(XBeesApp.AdministratorEmail));
        Assert.Equal("failed", await ComeBackAsync(ada, "anything"));
        var state = (await BeginAsync(ada))["state"]!;
        var kept = ada.Cookies.GetAllCookies().Single(cookie => cookie.Name == "xbees-crm");
        Assert.True(kept.HttpOnly);
        Assert.Equal("failed", await ComeBackAsync(bea, state));
        // Somebody else signed in here meanwhile in the same browser, or the same person anew.
        foreach (var other in new[] { bea, again })
        {
            other.Cookies.Add(kept);
            Assert.Equal("failed", await ComeBackAsync(other, state));
        }
        Assert.Equal("failed", await ComeBackAsync(ada, state + "x"));
        // What was begun is over with the first that comes back.
        Assert.Equal("failed", await ComeBackAsync(ada, state));
        await BeginAsync(ada);
        Assert.Equal("failed", await LocationAsync(ada, $"{Callback}?code=the-code"));
        await BeginAsync(ada);
        Assert.Equal("denied", await LocationAsync(ada, $"{Callback}?error=access_denied&error_description=end-user+denied"));
        state = (await BeginAsync(ada))["state"]!;
        Assert.Equal("failed", await ComeBackAsync(ada, state, "hubspot"));
        Assert.Empty(org.Bodies(Token));
        Assert.All((await ada.GetAsync(Records.Admin)).Items(), one => Assert.False(one.At("connected").GetBoolean()));
        using var agent = await scene.Mara.SendAsync(HttpMethod.Get, $"{Callback}?code=the-code&state={state}");
        Assert.Equal(403, (int)agent.StatusCode);
    }

    [Theory, EveryDatabase, Rule("AD-2")]
    public async Task One_signs_in_at_Salesforce_at_its_sandboxes_or_at_an_address_of_ones_own_there_and_nowhere_else(TestDatabase database)
    {
        var settings = org.Settings();
        settings.Remove("XBees:Salesforce:Login");
        settings["XBees:Salesforce:Domains"] = "salesforce.com";
        await using var scene = await Scene.OnAsync(database, settings: settings);
        var ada = scene.App.Administrator;
        foreach (
            var (login, host) in new[]
            {
                (null, "login.salesforce.com"),
                ("production", "login.salesforce.com"),
                ("sandbox", "test.salesforce.com"),
                (" ternhaus.my.salesforce.com ", "ternhaus.my.salesforce.com"),
                ("https://ternhaus--dev.sandbox.my.salesforce.com/", "ternhaus--dev.sandbox.my.salesforce.com"),
            }
        )
        {
            Assert.Equal($"https://{host}/services/oauth2/authorize", (await BeginAsync(ada, login: login))["place"]);
        }
        const string path = $"{Records.Admin}/salesforce/sign-in";
        foreach (
            var login in new[]
            {
                "-",
                "evil.example",
                "salesforce.com.evil.example",
                "http://ternhaus.my.salesforce.com",
                "localhost",
                "127.0.0.1",
                "x@login.salesforce.com",
                "login.salesforce.com/evil",
                new string('a', 400),
            }
        )
        {
            await ada.RefusesAsync(HttpMethod.Post, path, new { login }, 422, "validation", "login");
        }
    }

    [Theory, EveryDatabase, Rule("AD-2")]
    public async Task What_the_operator_has_not_set_up_is_not_offered(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var ada = scene.App.Administrator;
        var offered = (await ada.GetAsync(Records.Admin)).Items();
        Assert.Equal(["practice", "hubspot"], offered.Select(one => one.Text("crm")));
        Assert.False(offered[1].At("signIn").GetBoolean());
        foreach (var crm in new[] { "salesforce", "hubspot", "practice", "other" })
        {
            await ada.RefusesAsync(HttpMethod.Post, $"{Records.Admin}/{crm}/sign-in", new { }, 422, "validation", "crm");
        }
        await ada.RefusesAsync(HttpMethod.Post, Records.Admin, new { crm = "salesforce", token = "oauth{}" }, 422, "validation", "crm");
    }

    /// <summary>Row 14: the table of row 12, on what the answer says to be its place.</summary>
    [Theory, Rule("AD-2")]
    [InlineData("http://127.0.0.1:PORT")]
    [InlineData("http://[::1]:PORT")]
    [InlineData("http://2130706433:PORT")]
    [InlineData("http://0x7f.1:PORT")]
    [InlineData("http://0:PORT")]
    [InlineData("https://169.254.169.254")]
    [InlineData("https://[::ffff:127.0.0.1]")]
    [InlineData("https://[fd00::1]")]
    [InlineData("https://100.64.0.1")]
    [InlineData("https://localhost:PORT")]
    [InlineData("http://localhost.evil.example:PORT")]
    [InlineData("http://evil@localhost:PORT")]
    [InlineData("http://localhost:PORT/evil")]
    [InlineData("http://localhost:PORT?x=")]
    [InlineData("ftp://localhost:PORT")]
    [InlineData("//localhost:PORT")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_place_that_is_not_at_Salesforce_is_never_called(string? instance)
    {
        using var inside = WireMockServer.Start();
        inside.Given(Request.Create()).RespondWith(Response.Create().WithStatusCode(200).WithBody("{}"));
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Scene.OnAsync(database, settings: org.Settings());
        org.Gives(SalesforceOrg.Access, instance?.Replace("PORT", $"{inside.Port}", StringComparison.Ordinal));
        Assert.Equal("unreadable", await SignInAsync(scene.App.Administrator));
        Assert.Empty(inside.LogEntries);
        Assert.DoesNotContain(
            org.Server.LogEntries,
            entry => entry.RequestMessage!.Path.StartsWith(SalesforceOrg.Data, StringComparison.Ordinal)
        );
    }

    /// <summary>Row 13.</summary>
    [Theory, EveryDatabase, Rule("CR-5")]
    public async Task No_redirect_is_followed_whoever_answers_with_it(TestDatabase database)
    {
        using var inside = WireMockServer.Start();
        inside.Given(Request.Create()).RespondWith(Response.Create().WithStatusCode(200).WithBody("{}"));
        var away = ("Location", $"{inside.Url}/latest/meta-data");
        await using var scene = await ConnectAsync(database, org);
        org.Plays("GET", $"{SalesforceOrg.Leads}/describe", 302, "", away);
        var said = await scene.App.Administrator.PostAsync($"{Records.Admin}/salesforce/test");
        Assert.False(said.At("works").GetBoolean());
        org.Plays("POST", Token, 307, "", away);
        await scene.App.Administrator.DeleteAsync($"{Records.Admin}/salesforce");
        Assert.Equal("unreadable", await SignInAsync(scene.App.Administrator));
        Assert.Empty(inside.LogEntries);
    }

    [Theory, EveryDatabase, Rule("CR-5", "PV-6")]
    public async Task A_token_that_is_refused_is_renewed_kept_and_not_asked_for_again(TestDatabase database)
    {
        await using var scene = await ConnectAsync(database, org);
        org.Refuses(SalesforceOrg.Access);
        org.Gives(SalesforceOrg.Renewed, null, renewal: true);
        org.Finds("FROM Lead WHERE Email", Row());
        var grace = await Records.GuestAsync(scene);
        Assert.Equal(Lead, (await Records.SeeAsync(scene.Mara, grace)).Text("record.id"));
        var renewal = QueryHelpers.ParseQuery(org.Bodies(Token)[^1]);
        Assert.Equal(("refresh_token", SalesforceOrg.Lasting), (renewal["grant_type"].ToString(), renewal["refresh_token"].ToString()));
        var leo = await Records.GuestAsync(scene, "Leo", "leo@example.org");
        Assert.Equal("linked", (await Records.SeeAsync(scene.Mara, leo)).Text("state"));
        Assert.Equal(2, org.Bodies(Token).Count);
        await Secrets.AreNowhereAsync(scene, SalesforceOrg.Renewed, SalesforceOrg.Lasting);

        // The administrator is told where it ends; what is asked for meanwhile is not lost.
        org.Refuses(SalesforceOrg.Renewed);
        org.Plays("POST", Token, 400, """{ "error": "invalid_grant", "error_description": "expired access/refresh token" }""");
        var saved = await Records.SaveAsync(
            scene.Mara,
            await Records.GuestAsync(scene, "Una", "una@example.org"),
            Form(email: "una@example.org")
        );
        Assert.Equal(("pending", "refused"), (saved.Text("state"), saved.Text("reason")));
        var shown = (await scene.App.Administrator.GetAsync(Records.Admin)).Items().Single(one => one.Text("crm") == "salesforce");
        Assert.Equal("refused", shown.Text("state"));
    }

    [Theory, EveryDatabase, Rule("AD-2", "CR-5", "PV-6")]
    public async Task HubSpot_too_is_signed_in_to_and_its_token_is_renewed_before_its_half_hour_is_over(TestDatabase database)
    {
        using var hubSpot = WireMockServer.Start();
        var settings = new Dictionary<string, string>
        {
            ["XBees:HubSpot:ClientId"] = "hub-client",
            ["XBees:HubSpot:ClientSecret"] = "planted-hub-secret",
            ["XBees:HubSpot:Api"] = hubSpot.Url!,
            ["XBees:Outside:Allow"] = "localhost",
        };
        Plays(
            "/oauth/v3/token",
            """{ "token_type": "bearer", "refresh_token": "planted-hub-lasting", "access_token": "planted-hub-access", "hub_id": 62515, "expires_in": 1800 }"""
        );
        Plays("/account-info/v3/details", """{ "portalId": 62515, "uiDomain": "app.hubspot.com" }""");
        Plays("/crm/v3/properties/*", """{ "name": "x", "groupName": "g", "results": [ { "name": "email", "label": "Email" } ] }""");
        Plays("/crm/v3/objects/contacts/*", """{ "id": "512", "properties": { "firstname": "Grace" } }""");
        var time = new ShiftedTime();
        await using var scene = await Scene.OnAsync(database, Records.Optional, settings, time);
        var ada = scene.App.Administrator;
        var asked = await BeginAsync(ada, "hubspot");
        Assert.Equal("https://app.hubspot.com/oauth/authorize", asked["place"]);
        Assert.Equal("http://chat.ternhaus.example/crm/hubspot/callback", asked["redirect_uri"]);
        Assert.Equal("connected", await ComeBackAsync(ada, asked["state"]!, "hubspot"));
        var exchanged = Asked("/oauth/v3/token").Single();
        Assert.Equal(("the-code", "hub-client"), (exchanged["code"].ToString(), exchanged["client_id"].ToString()));
        Assert.NotEmpty(exchanged["code_verifier"].ToString());

        Plays("/oauth/v3/token", """{ "token_type": "bearer", "access_token": "planted-hub-second", "expires_in": 1800 }""");
        time.Advance(TimeSpan.FromMinutes(31));
        var grace = await Records.GuestAsync(scene);
        Assert.Equal("512", (await Records.SeeAsync(scene.Mara, grace)).Text("record.id"));
        var renewal = Asked("/oauth/v3/token")[^1];
        Assert.Equal(("refresh_token", "planted-hub-lasting"), (renewal["grant_type"].ToString(), renewal["refresh_token"].ToString()));
        Assert.Equal("Bearer planted-hub-second", hubSpot.LogEntries[^1].RequestMessage!.Headers!["Authorization"].Single());
        await Secrets.AreNowhereAsync(scene, "planted-hub-access", "planted-hub-second", "planted-hub-lasting", "planted-hub-secret");

        List<Dictionary<string, Microsoft.Extensions.Primitives.StringValues>> Asked(string path) =>
            [
                .. hubSpot
                    .LogEntries.Where(entry => entry.RequestMessage!.Path == path)
                    .Select(entry => QueryHelpers.ParseQuery(entry.RequestMessage!.Body!)),
            ];

        void Plays(string path, string body) =>
            hubSpot.Given(Request.Create().WithPath(path)).RespondWith(Response.Create().WithStatusCode(200).WithBody(body));
    }
}
