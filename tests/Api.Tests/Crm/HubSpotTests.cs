using System.Collections.Concurrent;
using System.Text.Json;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using XBees.Api.Tests.Meetings;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Crm;

/// <summary>HubSpot, as far as its documentation shows what it answers (developers.hubspot.com/docs/api-reference: account-info-v3, crm-properties-v3, crm-contacts-v3, crm-owners-v3, crm-notes-v3, crm-meetings-v3, error-handling).</summary>
public sealed class HubSpotTests : IDisposable
{
    private const string Token = "pat-na1-planted-token";
    private const string Contacts = "/crm/v3/objects/contacts";
    private static readonly object Form = new { fields = new { lastname = "Guest", email = "grace@example.org" } };
    private readonly WireMockServer hubSpot = WireMockServer.Start();
    private readonly ConcurrentDictionary<string, Guid> played = new();

    public void Dispose() => hubSpot.Dispose();

    [Theory, EveryDatabase, Rule("CR-1", "CR-2", "CR-3", "CR-6", "CR-10", "PV-6")]
    public async Task A_contact_is_made_by_the_form_that_HubSpot_describes_and_what_is_logged_on_it_is_text(TestDatabase database)
    {
        await using var scene = await ConnectAsync(database);
        var grace = await Records.GuestAsync(scene);
        var form = await Records.SeeAsync(scene.Mara, grace);
        Assert.Equal(
            ["email", "firstname", "lastname", "lifecyclestage"],
            form.At("fields").EnumerateArray().Select(field => field.Text("name"))
        );
        Assert.Equal("Email gnp.exe", Records.Field(form, "email").Text("label"));
        Assert.Equal(
            ["lead", "customer"],
            Records.Field(form, "lifecyclestage").At("options").EnumerateArray().Select(option => option.Text("value"))
        );

        Plays(
            "GET",
            "/crm/v3/owners",
            200,
            """{ "results": [ { "id": "77", "email": "mara.nowak@ternhaus.example", "firstName": "Mara", "lastName": "Nowak" } ] }"""
        );
        Plays(
            "GET",
            "/crm/v3/owners/77",
            200,
            """{ "id": "77", "email": "mara.nowak@ternhaus.example", "firstName": "Mara", "lastName": "Nowak" }"""
        );
        Plays("POST", Contacts, 201, Contact("512"));
        var record = (await Records.SaveAsync(scene.Mara, grace, Form)).At("record");
        Assert.Equal(
            ("512", "Grace Guest", "Brightline", "Mara Nowak", "https://app.hubspot.com/contacts/62515/record/0-1/512"),
            (record.Text("id"), record.Text("name"), record.Text("company"), record.Text("owner"), record.Text("url"))
        );
        var sent = Sent("POST", Contacts).At("properties");
        Assert.Equal(
            ("Guest", "grace@example.org", "77", grace.Id),
            (sent.Text("lastname"), sent.Text("email"), sent.Text("hubspot_owner_id"), sent.Text("xbees_id"))
        );

        Plays("POST", "/crm/v3/objects/notes", 201, """{ "id": "9001", "properties": {} }""");
        var note = new { kind = "note", text = "<img src=x onerror=alert(1)>\nOak" };
        Assert.Equal("logged", (await scene.Mara.PostAsync($"{Records.Path(grace)}/activities", note)).Text("state"));
        var logged = Sent("POST", "/crm/v3/objects/notes");
        Assert.Equal("&lt;img src=x onerror=alert(1)&gt;<br>Oak", logged.At("properties").Text("hs_note_body"));
        Assert.Equal("77", logged.At("properties").Text("hubspot_owner_id"));
        Assert.Equal(("512", 202), (logged.Text("associations.0.to.id"), logged.Number("associations.0.types.0.associationTypeId")));
        Plays("POST", "/crm/v3/objects/tasks", 201, """{ "id": "9002", "properties": {} }""");
        Assert.Equal(
            "logged",
            (await scene.Mara.PostAsync($"{Records.Path(grace)}/activities", new { kind = "task", text = "Offer" })).Text("state")
        );

        // CR-6: nobody there has Noah's address, whatever the answer to it is.
        await scene.Noah.PostAsync($"{Records.Path(grace)}/activities", new { kind = "note", text = "<b>" });
        logged = Sent("POST", "/crm/v3/objects/notes");
        Assert.Equal("&lt;b&gt;<br>— Noah Okafor", logged.At("properties").Text("hs_note_body"));
        Assert.False(logged.At("properties").Has("hubspot_owner_id"));

        Assert.All(hubSpot.LogEntries, entry => Assert.Equal($"Bearer {Token}", entry.RequestMessage!.Headers!["Authorization"].Single()));
        await using var open = await scene.App.Database.OpenAsync();
        Assert.DoesNotContain(Token, await open.Db.FirstAsync<string>($"select secret from crm_connection"), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, (await scene.App.Administrator.GetAsync(Records.Admin)).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, string.Concat(scene.App.Log.All), StringComparison.Ordinal);
    }

    [Theory, EveryDatabase, Rule("CR-3", "CR-7")]
    public async Task A_meeting_is_made_once_and_changed_where_it_is_known(TestDatabase database)
    {
        const string Meetings = "/crm/v3/objects/meetings";
        await using var scene = await ConnectAsync(database);
        Plays("GET", $"{Contacts}/grace@example.org", 200, Contact("512"));
        var grace = await scene.GuestAtLinkAsync(scene.Mara, "Grace Guest", "grace@example.org");
        await Scene.StartAsync(grace);
        Assert.Equal("linked", (await Records.SeeAsync(scene.Mara, grace)).Text("state"));
        Plays("POST", Meetings, 201, """{ "id": "88", "properties": {} }""");
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var free = await Schedulers.FreeAsync(scene.App, slug, TimeProvider.System.GetUtcNow());
        var booked = await Schedulers.BookAsync(grace, slug, free[0], "<b>Booths</b>");
        var made = await SentSoonAsync("POST", Meetings);
        var sent = made.At("properties");
        Assert.Equal(("<b>Booths</b>", "SCHEDULED"), (sent.Text("hs_meeting_title"), sent.Text("hs_meeting_outcome")));
        Assert.Equal(DateTimeOffset.Parse(free[0], null), DateTimeOffset.Parse(sent.Text("hs_meeting_start_time"), null));
        Assert.Equal(("512", 200), (made.Text("associations.0.to.id"), made.Number("associations.0.types.0.associationTypeId")));
        Assert.EndsWith("<br>— Mara Nowak", sent.Text("hs_meeting_body"), StringComparison.Ordinal);

        Plays("GET", $"{Meetings}/{sent.Text("xbees_id")}", 200, """{ "id": "88", "properties": {} }""");
        Plays("PATCH", $"{Meetings}/88", 200, """{ "id": "88", "properties": {} }""");
        await grace.DeleteAsync($"/api/v1/meetings/{booked.Text("id")}");
        Assert.Equal("CANCELED", (await SentSoonAsync("PATCH", $"{Meetings}/88")).Text("properties.hs_meeting_outcome"));
        Assert.Single(hubSpot.LogEntries, entry => entry.RequestMessage is { Method: "POST", Path: Meetings });
    }

    /// <summary>C35.</summary>
    [Theory, EveryDatabase, Rule("CR-4", "CR-5")]
    public async Task Made_a_moment_ago_where_the_search_does_not_know_it_yet_it_is_the_one_that_the_409_names(TestDatabase database)
    {
        await using var scene = await ConnectAsync(database);
        var grace = await Records.GuestAsync(scene);
        await Scene.StartAsync(grace, "Another thing");
        Plays(
            "POST",
            Contacts,
            409,
            """{ "status": "error", "message": "Contact already exists. Existing ID: 4711", "correlationId": "4eb28e6c", "category": "CONFLICT" }"""
        );
        var answers = await Task.WhenAll(
            scene.Mara.SendAsync(HttpMethod.Post, Records.Path(grace), Form),
            scene.Mara.SendAsync(HttpMethod.Post, Records.Path(grace), Form),
            scene.Noah.SendAsync(HttpMethod.Post, Records.Path(grace), Form)
        );
        foreach (var answer in answers)
        {
            Assert.True(answer.IsSuccessStatusCode);
            Assert.Equal("4711", (await answer.BodyAsync()).Text("items.0.record.id"));
            answer.Dispose();
        }
        Assert.Single(hubSpot.LogEntries, entry => entry.RequestMessage is { Method: "POST", Path: Contacts });
    }

    [Theory, EveryDatabase, Rule("CR-4")]
    public async Task Whoever_has_no_address_is_searched_for_by_number_and_another_number_is_another_person(TestDatabase database)
    {
        await using var scene = await ConnectAsync(database);
        Plays(
            "POST",
            $"{Contacts}/search",
            200,
            """
            { "total": 2, "results": [
                { "id": "1", "properties": { "phone": "+48 22 555 01 24" } },
                { "id": "2", "properties": { "phone": "0048 22 555 01 23", "firstname": "Grace" } }
            ] }
            """
        );
        var grace = await Records.GuestAsync(scene, "G.", null, "+48 (22) 555-01-23");
        Assert.Equal("2", (await Records.SeeAsync(scene.Mara, grace)).Text("record.id"));
        var other = await Records.GuestAsync(scene, "H.", null, "+48 22 555 01 99");
        Assert.Equal("none", (await Records.SeeAsync(scene.Mara, other)).Text("state"));
    }

    [Fact, Rule("SE-6")]
    public async Task People_are_searched_for_by_its_own_words_and_what_is_odd_about_them_is_left_out()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await ConnectAsync(database);
        Plays(
            "POST",
            $"{Contacts}/search",
            200,
            """
            { "total": 3, "results": [
                { "id": "1", "properties": { "firstname": "Grace\u202e", "lastname": "Oak", "email": "grace@example.org", "company": "Oak & Sons" } },
                { "id": "../../2", "properties": { "lastname": "Nowhere" } },
                null,
                { "id": "3", "properties": { "email": "only@example.org" } }
            ] }
            """
        );
        var found = (await scene.Mara.GetAsync("/api/v1/crm/contacts?q=%22oak%22 sons&limit=5")).Items();
        Assert.Equal(
            [
                ("Grace Oak", "https://app.hubspot.com/contacts/62515/record/0-1/1"),
                ("only@example.org", "https://app.hubspot.com/contacts/62515/record/0-1/3"),
            ],
            found.Select(one => (one.Text("name"), one.Text("url")))
        );
        var asked = Sent("POST", $"{Contacts}/search");
        Assert.Equal(("\"oak\" sons", 5), (asked.Text("query"), asked.Number("limit")));
    }

    [Theory, EveryDatabase, Rule("CR-10")]
    public async Task What_HubSpot_does_not_accept_stands_at_its_field(TestDatabase database)
    {
        await using var scene = await ConnectAsync(database);
        var grace = await Records.GuestAsync(scene);
        Plays(
            "POST",
            Contacts,
            400,
            """
            { "status": "error", "category": "VALIDATION_ERROR", "correlationId": "a", "message": "Property values were not valid",
              "errors": [ { "message": "Email \u202e address is invalid", "code": "INVALID_EMAIL", "context": { "propertyName": ["email"] } } ] }
            """
        );
        var problem = await scene.Mara.RefusesAsync(HttpMethod.Post, Records.Path(grace), Form, 422, "validation", "fields.email");
        Assert.Equal("Email  address is invalid", problem.At("errors").GetProperty("fields.email")[0].GetString());
        Plays(
            "POST",
            Contacts,
            400,
            """
            { "status": "error", "category": "VALIDATION_ERROR", "correlationId": "b",
              "message": "Property values were not valid: [{\"isValid\":false,\"message\":\"Too short\",\"error\":\"INVALID\",\"name\":\"lastname\"}]" }
            """
        );
        await scene.Mara.RefusesAsync(HttpMethod.Post, Records.Path(grace), Form, 422, "validation", "fields.lastname");
    }

    [Theory, EveryDatabase, Rule("CR-5")]
    public async Task A_limit_is_kept_and_what_was_held_up_by_it_is_written_later(TestDatabase database)
    {
        await using var scene = await ConnectAsync(database);
        var grace = await Records.GuestAsync(scene);
        Plays("POST", Contacts, 429, """{ "status": "error", "errorType": "RATE_LIMIT", "policyName": "DAILY" }""", "1200");
        var saved = await Records.SaveAsync(scene.Mara, grace, Form);
        Assert.Equal(("pending", "unreachable"), (saved.Text("state"), saved.Text("reason")));
        Assert.True(saved.At("nextTryAt").GetDateTimeOffset() > TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(15));
        Plays("POST", Contacts, 201, Contact("512"));
        await using (var open = await scene.App.Database.OpenAsync())
        {
            await open.Units.RunAsync(
                unit =>
                    Unit.Of(unit)
                        .ExecuteAsync($"update delivery set next_try_at = @now where kind = @kind", new { now = 0L, kind = "crm-hubspot" }),
                CancellationToken.None
            );
        }
        await Until.Async(() => Records.SeeAsync(scene.Mara, grace), one => one.Text("state") == "linked");
    }

    [Theory]
    [InlineData(401, "{}", "crm-refuses")]
    [InlineData(500, "{}", "crm-unreachable")]
    [InlineData(302, "", "crm-unreadable")]
    [InlineData(200, "<!doctype html><title>Sign in</title>", "crm-unreadable")]
    [InlineData(200, "{\"portalId\":\"x\"}", "crm-unreadable")]
    [InlineData(200, "{\"uiDomain\":\"\\ud800\"}", "crm-unreadable")]
    public async Task An_account_that_cannot_be_asked_is_not_connected(int status, string body, string problem)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Scene.OnAsync(database, settings: Settings());
        Plays("GET", "/account-info/v3/details", status, body);
        await scene.App.Administrator.RefusesAsync(HttpMethod.Post, Records.Admin, new { crm = "hubspot", token = Token }, 422, problem);
        await scene.App.Administrator.RefusesAsync(HttpMethod.Post, Records.Admin, new { crm = "hubspot" }, 422, "validation", "token");
    }

    [Theory, EveryDatabase, Rule("AD-2", "CR-4", "PV-6")]
    public async Task Another_token_of_the_same_account_takes_the_place_of_the_one_before(TestDatabase database)
    {
        const string Path = $"{Records.Admin}/hubspot/token";
        const string Next = "pat-na1-planted-next";
        await using var scene = await ConnectAsync(database);
        var ada = scene.App.Administrator;
        Plays("GET", $"{Contacts}/grace@example.org", 200, Contact("512"));
        var grace = await Records.GuestAsync(scene);
        Assert.Equal("linked", (await Records.SeeAsync(scene.Mara, grace)).Text("state"));
        await ada.RefusesAsync(HttpMethod.Put, Path, new { token = "a b" }, 422, "validation", "token");
        await ada.RefusesAsync(HttpMethod.Put, $"{Records.Admin}/practice/token", new { token = Next }, 404, "not-found");
        await Records.ConnectAsync(scene);
        await ada.RefusesAsync(HttpMethod.Put, $"{Records.Admin}/practice/token", new { token = Next }, 422, "validation", "crm");

        Plays("GET", "/account-info/v3/details", 200, """{ "portalId": 4711, "uiDomain": "app.hubspot.com" }""");
        var asked = hubSpot.LogEntries.Count;
        await ada.RefusesAsync(HttpMethod.Put, Path, new { token = Next }, 409, "crm-other-account");
        // Nothing was made there, and nothing but whose it is was asked.
        Assert.Equal(["/account-info/v3/details"], hubSpot.LogEntries.Skip(asked).Select(entry => entry.RequestMessage!.Path));
        await ada.PostAsync($"{Records.Admin}/hubspot/test");
        Assert.Equal($"Bearer {Token}", Used());

        Plays("GET", "/account-info/v3/details", 200, """{ "portalId": 62515, "uiDomain": "app.hubspot.com" }""");
        Assert.Equal("connected", (await ada.PutAsync(Path, new { token = Next })).Text("state"));
        await ada.PostAsync($"{Records.Admin}/hubspot/test");
        Assert.Equal($"Bearer {Next}", Used());
        var seen = (await scene.Mara.GetAsync(Records.Path(grace))).Items().Single(one => one.Text("crm") == "hubspot");
        Assert.Equal("512", seen.Text("record.id"));
        await Secrets.AreNowhereAsync(scene, Next, Token);

        string Used() =>
            hubSpot
                .LogEntries.Last(entry => entry.RequestMessage!.Path == "/crm/v3/properties/contacts")
                .RequestMessage!.Headers!["Authorization"]
                .Single();
    }

    [Fact, Rule("CR-2")]
    public async Task A_record_that_says_evil_things_is_shown_without_them_and_leads_nowhere_else()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await ConnectAsync(database, """{ "portalId": 62515, "uiDomain": "app.hubspot.com.evil.example" }""");
        var grace = await Records.GuestAsync(scene);
        Plays(
            "GET",
            $"{Contacts}/grace@example.org",
            200,
            JsonSerializer.Serialize(
                new
                {
                    id = "7",
                    properties = new
                    {
                        firstname = "a\u202Egnp.exe\u0007",
                        lastname = new string('x', 5_000),
                        company = "\u200B\u200B",
                        lifecyclestage = "<b>lead</b>",
                    },
                }
            )
        );
        var record = (await Records.SeeAsync(scene.Mara, grace)).At("record");
        Assert.StartsWith("agnp.exe xxx", record.Text("name"), StringComparison.Ordinal);
        Assert.Equal(201, record.Text("name").Length);
        Assert.True(record.IsNull("company"));
        Assert.Equal("<b>lead</b>", record.Text("status"));
        Assert.True(record.IsNull("url"));
    }

    private Dictionary<string, string> Settings() =>
        new() { ["XBees:HubSpot:Api"] = hubSpot.Url!, ["XBees:Outside:Allow"] = "127.0.0.1 localhost" };

    private async Task<Scene> ConnectAsync(
        TestDatabase database,
        string account = """{ "portalId": 62515, "accountType": "STANDARD", "timeZone": "US/Eastern", "uiDomain": "app.hubspot.com" }"""
    )
    {
        Plays("GET", "/account-info/v3/details", 200, account);
        foreach (
            var (type, sample) in new[]
            {
                ("contacts", "email"),
                ("notes", "hs_note_body"),
                ("tasks", "hs_task_body"),
                ("meetings", "hs_meeting_title"),
            }
        )
        {
            Plays("GET", $"/crm/v3/properties/{type}/{sample}", 200, $$"""{ "name": "{{sample}}", "groupName": "{{type}}information" }""");
            Plays("POST", $"/crm/v3/properties/{type}", 409, """{ "status": "error", "category": "OBJECT_ALREADY_EXISTS" }""");
        }
        Plays(
            "GET",
            "/crm/v3/properties/contacts",
            200,
            """
            { "results": [
                { "name": "email", "label": "Email \u202egnp.exe", "type": "string", "options": [] },
                { "name": "firstname", "label": "First name", "type": "string" },
                { "name": "lastname", "label": "Last name", "type": "string" },
                { "name": "lifecyclestage", "label": "Lifecycle stage", "type": "enumeration", "options": [
                    { "label": "Lead", "value": "lead", "hidden": false },
                    { "label": "Old", "value": "old", "hidden": true },
                    { "label": "Customer", "value": "customer", "hidden": false },
                    { "label": "Odd", "value": "a\u0000b", "hidden": false } ] },
                { "name": "hs_lead_status", "label": "Lead status", "type": "enumeration", "options": [] },
                { "name": "hs_object_id", "label": "Record ID", "type": "number" }
            ] }
            """
        );
        Plays("GET", "/crm/v3/owners", 200, """{ "results": [] }""");
        Plays("POST", $"{Contacts}/search", 200, """{ "total": 0, "results": [] }""");
        var scene = await Scene.OnAsync(database, Records.Optional, Settings());
        await scene.App.Administrator.PostAsync(Records.Admin, new { crm = "hubspot", token = Token });
        return scene;
    }

    private static string Contact(string id) =>
        $$"""
            { "id": "{{id}}", "properties": { "firstname": "Grace", "lastname": "Guest", "email": "grace@example.org", "company": "Brightline",
              "lifecyclestage": "lead", "hubspot_owner_id": "77", "hs_lead_status": null },
              "createdAt": "2026-11-30T01:00:00Z", "updatedAt": "2026-11-30T01:00:00Z", "archived": false }
            """;

    /// <summary>What is not played is not there: 404.</summary>
    private void Plays(string method, string path, int status, string body, string? retryAfter = null)
    {
        var answer = Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(body);
        // The same question played anew takes the place of the one before.
        hubSpot
            .Given(Request.Create().WithPath(path).UsingMethod(method))
            .WithGuid(played.GetOrAdd($"{method} {path}", _ => Guid.NewGuid()))
            .RespondWith(retryAfter is null ? answer : answer.WithHeader("Retry-After", retryAfter));
    }

    private async Task<JsonElement> SentSoonAsync(string method, string path)
    {
        await Until.Async(
            () =>
                Task.FromResult(
                    hubSpot.LogEntries.Any(entry => entry.RequestMessage!.Method == method && entry.RequestMessage.Path == path)
                ),
            sent => sent
        );
        return Sent(method, path);
    }

    private JsonElement Sent(string method, string path) =>
        JsonSerializer.Deserialize<JsonElement>(
            hubSpot
                .LogEntries.Last(entry => entry.RequestMessage!.Method == method && entry.RequestMessage.Path == path)
                .RequestMessage!.Body!
        );
}
