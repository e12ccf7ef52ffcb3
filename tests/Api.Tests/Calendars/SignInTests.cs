using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Calendars;

/// <summary>
/// Accounts that are connected by signing in (RFC 6749, 4.1; RFC 7636): the way there, the way back, and what is kept. The provider plays
/// what developers.google.com/identity/protocols/oauth2/web-server and …/calendar/api/v3/reference/calendarList show.
/// </summary>
public sealed class SignInTests : IDisposable
{
    private const string SignIns = "/api/v1/me/calendar-sign-ins";
    private const string Mara = "mara@ternhaus.example";
    private const string Back = "/calendars/google/callback";
    private readonly WireMockServer google = WireMockServer.Start();

    public void Dispose() => google.Dispose();

    [Theory, EveryDatabase, Rule("CA-1", "CA-6", "AD-3")]
    public async Task An_agent_signs_in_comes_back_with_a_code_and_has_the_calendar_until_its_token_is_given_back(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, settings: Settings());
        Plays();
        Assert.Equal(["google"], (await scene.Mara.GetAsync(SignIns)).At("kinds").EnumerateArray().Select(kind => kind.GetString()!));
        var asked = await BeginAsync(scene.Mara);
        Assert.Equal("http://chat.ternhaus.example/calendars/google/callback", asked["redirect_uri"]);
        Assert.Equal(
            ("code", "client", "S256", "offline"),
            (asked["response_type"], asked["client_id"], asked["code_challenge_method"], asked["access_type"])
        );
        Assert.Equal("connected", await ComeBackAsync(scene.Mara, asked["state"]!));

        var exchanged = QueryHelpers.ParseQuery(
            google.LogEntries.First(entry => entry.RequestMessage!.Path == "/token").RequestMessage!.Body!
        );
        Assert.Equal(("authorization_code", "the-code"), (exchanged["grant_type"].ToString(), exchanged["code"].ToString()));
        Assert.Equal(asked["redirect_uri"], exchanged["redirect_uri"].ToString());
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(exchanged["code_verifier"]!)));
        Assert.Equal(asked["code_challenge"], challenge);

        var connected = (await scene.Mara.GetAsync("/api/v1/me/calendars")).Items().Single();
        Assert.Equal(("google", "Google Calendar"), (connected.Text("kind"), connected.Text("label")));
        Assert.Equal("mara@ternhaus.example", connected.At("calendars")[0].Text("id"));
        Assert.Empty((await scene.Noah.GetAsync("/api/v1/me/calendars")).Items());
        await NothingIsReadableAsync(scene, database, connected);

        await scene.Mara.DeleteAsync($"/api/v1/me/calendars/{connected.Text("id")}");
        Assert.Equal(
            "token=lasting-token",
            google.LogEntries.Single(entry => entry.RequestMessage!.Path == "/revoke").RequestMessage!.Body
        );
    }

    [Theory, EveryDatabase, Rule("CA-1", "CA-6")]
    public async Task A_code_counts_for_whom_it_was_asked_for_in_the_browser_that_asked_once(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, settings: Settings());
        Plays();
        Assert.Equal("failed", await ComeBackAsync(scene.Mara, "anything"));
        var state = (await BeginAsync(scene.Mara))["state"]!;
        Assert.Equal("failed", await ComeBackAsync(scene.Noah, state));
        // Somebody else signed in here meanwhile, in the same browser.
        scene.Noah.Cookies.Add(scene.Mara.Cookies.GetAllCookies().Single(cookie => cookie.Name == "xbees-calendar"));
        Assert.Equal("failed", await ComeBackAsync(scene.Noah, state));
        Assert.Equal("failed", await ComeBackAsync(scene.Mara, state + "x"));
        // What was begun is over with the first that comes back.
        Assert.Equal("failed", await ComeBackAsync(scene.Mara, state));
        await BeginAsync(scene.Mara);
        Assert.Equal("denied", await LocationAsync(scene.Mara, $"{Back}?error=access_denied"));
        state = (await BeginAsync(scene.Mara))["state"]!;
        Assert.Equal("failed", await LocationAsync(scene.Mara, $"/calendars/microsoft/callback?code=the-code&state={state}"));
        Assert.Empty((await scene.Mara.GetAsync("/api/v1/me/calendars")).Items());
        Assert.DoesNotContain(google.LogEntries, entry => entry.RequestMessage!.Path == "/token");
    }

    [Theory, EveryDatabase, Rule("CA-4", "ME-3")]
    public async Task What_is_booked_is_put_into_the_calendar_which_asks_and_the_answer_there_confirms_it(TestDatabase database)
    {
        var time = new ShiftedTime();
        await using var scene = await Scene.OnAsync(database, settings: Settings(), time: time);
        Plays();
        Assert.Equal("connected", await ComeBackAsync(scene.Mara, (await BeginAsync(scene.Mara))["state"]!));
        var connection = (await scene.Mara.GetAsync("/api/v1/me/calendars")).Items().Single().Text("id");
        await scene.Mara.PatchAsync(
            $"/api/v1/me/calendars/{connection}",
            new
            {
                calendars = new[]
                {
                    new
                    {
                        id = Mara,
                        blocks = false,
                        written = true,
                    },
                },
            }
        );
        const string events = $"/api/calendars/{Mara}/events";
        google
            .Given(Request.Create().WithPath(events).UsingPost())
            .RespondWith(Response.Create().WithStatusCode(200).WithBody("""{ "id": "ev1", "etag": "1" }"""));
        var slug = await Meetings.Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await Meetings.Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
        var meeting = await Meetings.Schedulers.BookAsync(guest, slug, free[0]);
        Assert.Equal("unconfirmed", meeting.Text("state"));
        var made = await Until.Async(
            () => Task.FromResult(google.LogEntries.FirstOrDefault(entry => entry.RequestMessage is { Method: "POST", Path: events })),
            found => found is not null
        );
        var body = JsonDocument.Parse(made!.RequestMessage!.Body!).RootElement;
        Assert.Equal(("tentative", "needsAction"), (body.Text("status"), body.At("attendees")[0].Text("responseStatus")));
        Answers(
            $"{events}/ev1",
            $$"""
            { "id": "ev1", "etag": "2", "status": "tentative", "start": { "dateTime": "{{meeting.Text(
                "start"
            )}}" }, "end": { "dateTime": "{{meeting.Text("end")}}" },
              "attendees": [{ "self": true, "responseStatus": "accepted" }] }
            """
        );
        time.Advance(TimeSpan.FromMinutes(5));
        await Until.Async(() => guest.GetAsync($"/api/v1/meetings/{meeting.Text("id")}"), now => now.Text("state") == "confirmed");
    }

    [Theory, EveryDatabase, Rule("CA-1")]
    public async Task What_the_operator_has_not_set_up_is_not_offered(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        Assert.Empty((await scene.Mara.GetAsync(SignIns)).At("kinds").EnumerateArray());
        await scene.Mara.RefusesAsync(HttpMethod.Post, SignIns, new { kind = "google" }, 422, "validation", "kind");
        await scene.Mara.RefusesAsync(HttpMethod.Post, SignIns, new { kind = "caldav" }, 422, "validation", "kind");
    }

    private Dictionary<string, string> Settings() =>
        new()
        {
            ["XBees:Google:ClientId"] = "client",
            ["XBees:Google:ClientSecret"] = "planted-client-secret",
            ["XBees:Google:Authorize"] = $"{google.Url}/authorize",
            ["XBees:Google:Token"] = $"{google.Url}/token",
            ["XBees:Google:Revoke"] = $"{google.Url}/revoke",
            ["XBees:Google:Api"] = $"{google.Url}/api",
            ["XBees:Outside:Allow"] = "localhost",
            ["Logging:LogLevel:Default"] = "Trace",
            ["Logging:Console:LogLevel:Default"] = "None",
        };

    private void Plays()
    {
        Answers(
            "/token",
            """{ "access_token": "planted-access", "expires_in": 3599, "refresh_token": "lasting-token", "scope": "x", "token_type": "Bearer" }"""
        );
        Answers("/revoke", "{}");
        Answers(
            "/api/users/me/calendarList",
            """{ "items": [{ "id": "mara@ternhaus.example", "summary": "Mara", "accessRole": "owner", "primary": true }] }"""
        );
        Answers("/api/calendars/mara@ternhaus.example/events", """{ "items": [] }""");
    }

    private void Answers(string path, string body) =>
        google
            .Given(Request.Create().WithPath(path))
            .RespondWith(Response.Create().WithStatusCode(200).WithHeader("Content-Type", "application/json").WithBody(body));

    private static async Task<Dictionary<string, string?>> BeginAsync(AppClient agent)
    {
        var url = new Uri((await agent.PostAsync(SignIns, new { kind = "google" })).Text("url"));
        return QueryHelpers.ParseQuery(url.Query).ToDictionary(one => one.Key, one => (string?)one.Value.ToString());
    }

    private static Task<string> ComeBackAsync(AppClient agent, string state) =>
        LocationAsync(agent, $"{Back}?code=the-code&state={Uri.EscapeDataString(state)}");

    /// <summary>What the agent is told there.</summary>
    private static async Task<string> LocationAsync(AppClient agent, string path)
    {
        using var answer = await agent.SendAsync(HttpMethod.Get, path);
        answer.Is(HttpStatusCode.Found);
        const string settings = "/settings/meetings?calendar=";
        var location = answer.Headers.Location!.ToString();
        Assert.StartsWith(settings, location, StringComparison.Ordinal);
        return location[settings.Length..];
    }

    private static async Task NothingIsReadableAsync(Scene scene, TestDatabase database, JsonElement shown)
    {
        await using var open = await database.OpenAsync();
        var stored = await open.Db.ListAsync<string>($"select secret from calendar_connection");
        foreach (var secret in new[] { "planted-access", "lasting-token", "planted-client-secret" })
        {
            Assert.DoesNotContain(secret, shown.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain(secret, stored.Single(), StringComparison.Ordinal);
            Assert.DoesNotContain(scene.App.Log.All, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }
}
