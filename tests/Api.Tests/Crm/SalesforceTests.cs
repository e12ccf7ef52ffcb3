using System.Text.Json;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using XBees.Api.Tests.Meetings;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Crm;
using XBees.Testing.Databases;
using Xunit;
using static XBees.Api.Tests.Crm.Salesforces;

namespace XBees.Api.Tests.Crm;

/// <summary>Guests become leads of the Salesforce that <see cref="SalesforceOrg"/> plays.</summary>
public sealed class SalesforceTests : IDisposable
{
    private readonly SalesforceOrg org = new();

    public void Dispose() => org.Dispose();

    [Theory, EveryDatabase, Rule("CR-1", "CR-2", "CR-3", "CR-10", "PV-6")]
    public async Task A_lead_is_made_by_the_form_that_Salesforce_describes_and_tasks_and_notes_are_logged_on_it(TestDatabase database)
    {
        await using var scene = await ConnectAsync(database, org);
        var grace = await Records.GuestAsync(scene);
        var form = await Records.SeeAsync(scene.Mara, grace);
        Assert.Equal(
            ["LastName", "Company", "Branch__c", "FirstName", "Email", "Phone", "Status"],
            form.At("fields").EnumerateArray().Select(field => field.Text("name"))
        );
        Assert.Equal("First Name", Records.Field(form, "FirstName").Text("label"));
        Assert.True(Records.Field(form, "Branch__c").At("required").GetBoolean());
        Assert.Equal(80, Records.Field(form, "LastName").Number("maxLength"));
        Assert.Equal(
            ("Guest", "example.org"),
            (Records.Field(form, "LastName").Text("value"), Records.Field(form, "Company").Text("value"))
        );
        Assert.Equal(
            ["Open - Not Contacted", "Working - Contacted"],
            Records.Field(form, "Status").At("options").EnumerateArray().Select(option => option.Text("value"))
        );

        org.Finds("FROM User WHERE Email = 'mara.nowak@ternhaus.example'", $$"""{ "Id": "{{User}}" }""");
        Made();
        var record = (await Records.SaveAsync(scene.Mara, grace, Form())).At("record");
        Assert.Equal(
            (Lead, "Grace Guest", "Brightline", "Mara Nowak", "Open - Not Contacted"),
            (record.Text("id"), record.Text("name"), record.Text("company"), record.Text("owner"), record.Text("status"))
        );
        var sent = org.Sent(SalesforceOrg.Leads);
        Assert.Equal(("Guest", "nord", User), (sent.Text("LastName"), sent.Text("Branch__c"), sent.Text("OwnerId")));
        Assert.Equal($"XBees {grace.Id}", sent.Text("Description"));

        org.Plays("POST", SalesforceOrg.Tasks, 201, """{ "id": "00TB0000009abcdEFG", "success": true, "errors": [] }""");
        var note = new { kind = "note", text = "<b>Oak</b>\nlikes it" };
        Assert.Equal("logged", (await scene.Mara.PostAsync($"{Records.Path(grace)}/activities", note)).Text("state"));
        var logged = org.Sent(SalesforceOrg.Tasks);
        Assert.Equal(
            (Lead, "<b>Oak</b> likes it", "Erledigt", User),
            (logged.Text("WhoId"), logged.Text("Subject"), logged.Text("Status"), logged.Text("OwnerId"))
        );
        Assert.StartsWith("<b>Oak</b>\nlikes it\nXBees ", logged.Text("Description"), StringComparison.Ordinal);
        var task = new
        {
            kind = "task",
            text = "Offer",
            dueAt = "2027-02-03T10:00:00Z",
        };
        Assert.Equal("logged", (await scene.Mara.PostAsync($"{Records.Path(grace)}/activities", task)).Text("state"));
        Assert.Equal("2027-02-03", org.Sent(SalesforceOrg.Tasks).Text("ActivityDate"));
        await Secrets.AreNowhereAsync(scene, SalesforceOrg.Access, SalesforceOrg.Lasting, SalesforceOrg.Secret);
    }

    /// <summary>C36.</summary>
    [Theory, EveryDatabase, Rule("CR-1", "CR-4", "CR-5")]
    public async Task A_duplicate_is_linked_by_what_the_answer_says_an_outage_is_waited_for_and_who_was_converted_is_followed(
        TestDatabase database
    )
    {
        await using var scene = await ConnectAsync(database, org);
        var madonna = await Records.GuestAsync(scene, "Madonna", null);
        var form = await Records.SeeAsync(scene.Mara, madonna);
        Assert.Equal(("Madonna", "Madonna"), (Records.Field(form, "LastName").Text("value"), Records.Field(form, "Company").Text("value")));
        await scene.Mara.RefusesAsync(
            HttpMethod.Post,
            Records.Path(madonna),
            Form("Madonna", null, company: null),
            422,
            "validation",
            "fields.Company"
        );

        org.Plays("POST", SalesforceOrg.Leads, 503, SalesforceOrg.Error("SERVER_UNAVAILABLE", "Busy"), ("Retry-After", "600"));
        var waits = await Records.SaveAsync(scene.Mara, madonna, Form("Madonna", null));
        Assert.Equal(("pending", "unreachable"), (waits.Text("state"), waits.Text("reason")));
        Assert.True(waits.At("nextTryAt").GetDateTimeOffset() > TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(8));

        org.Plays("POST", SalesforceOrg.Leads, 400, Duplicates("duplicateResut"));
        org.Finds($"FROM Lead WHERE Id = '{Lead}'", Row(name: "Madonna"));
        var asked = org.Questions.Count;
        await DueNowAsync(scene);
        var linked = await Until.Async(() => Records.SeeAsync(scene.Mara, madonna), one => one.Text("state") == "linked");
        Assert.Equal((Lead, "Madonna"), (linked.Text("record.id"), linked.Text("record.name")));
        // Before it was written it was looked whether it was made already; which one it is was in the answer.
        Assert.Equal(
            ["FROM Lead WHERE LastName = 'Madonna'", "FROM User", $"FROM Lead WHERE Id = '{Lead}'"],
            org.Questions.Skip(asked)
                .Zip(["FROM Lead WHERE LastName = 'Madonna'", "FROM User", $"FROM Lead WHERE Id = '{Lead}'"])
                .Select(pair => pair.First.Contains(pair.Second, StringComparison.Ordinal) ? pair.Second : pair.First)
        );

        org.Finds(
            $"FROM Lead WHERE Id = '{Lead}'",
            Row()
                .Replace("\"IsConverted\": false", "\"IsConverted\": true")
                .Replace("\"ConvertedContactId\": null", $"\"ConvertedContactId\": \"{Contact}\"")
        );
        org.Finds(
            $"FROM Contact WHERE Id = '{Contact}'",
            $$"""{ "Id": "{{Contact}}", "Name": "Madonna", "Account": { "Name": "Brightline Inc." }, "Owner": { "Name": "Noah" } }"""
        );
        await LongAgoAsync(scene);
        var converted = await Records.SeeAsync(scene.Mara, madonna);
        Assert.Equal(
            ("linked", Contact, "Brightline Inc."),
            (converted.Text("state"), converted.Text("record.id"), converted.Text("record.company"))
        );
    }

    [Theory, EveryDatabase, Rule("CR-4", "CR-5")]
    public async Task What_was_written_and_not_told_is_written_once(TestDatabase database)
    {
        await using var scene = await ConnectAsync(database, org);
        var grace = await Records.GuestAsync(scene, email: null);
        Breaks(SalesforceOrg.Leads);
        Assert.Equal("pending", (await Records.SaveAsync(scene.Mara, grace, Form(@"O'Brien\", null))).Text("state"));
        const string same = @"FROM Lead WHERE LastName = 'O\'Brien\\'";
        org.Finds(
            same,
            $$"""{ "Id": "00QB0000004OTHERon", "Description": "XBees gst_other" }""",
            $$"""{ "Id": "{{Lead}}", "Description": "— Mara Nowak\nXBees {{grace.Id}}" }"""
        );
        org.Finds($"FROM Lead WHERE Id = '{Lead}'", Row());
        await DueNowAsync(scene);
        var linked = await Until.Async(() => Records.SeeAsync(scene.Mara, grace), one => one.Text("state") == "linked");
        Assert.Equal(Lead, linked.Text("record.id"));
        Assert.Single(org.Bodies(SalesforceOrg.Leads));
        // As a text, whatever is in it.
        Assert.Contains(org.Questions, asked => asked.Contains(same, StringComparison.Ordinal));

        Breaks(SalesforceOrg.Tasks);
        var task = await scene.Mara.PostAsync($"{Records.Path(grace)}/activities", new { kind = "task", text = "Offer" });
        Assert.Equal("pending", task.Text("state"));
        var written = JsonSerializer.Deserialize<JsonElement>(org.Bodies(SalesforceOrg.Tasks)[0]).Text("Description");
        org.Finds("FROM Task WHERE WhoId", $$"""{ "Id": "00TB0000009abcdEFG", "Description": {{JsonSerializer.Serialize(written)}} }""");
        await DueNowAsync(scene);
        await Until.Async(
            async () => (await scene.Mara.GetAsync(Records.Path(grace))).At("activities")[0],
            one => one.Text("state") == "logged"
        );
        Assert.Single(org.Bodies(SalesforceOrg.Tasks));
    }

    [Theory, EveryDatabase, Rule("CR-4")]
    public async Task Whoever_is_a_contact_or_a_lead_there_is_found_by_address_and_then_by_number_however_it_is_written(
        TestDatabase database
    )
    {
        await using var scene = await ConnectAsync(database, org);
        await scene.App.Administrator.PatchAsync("/api/v1/admin/organisation", new { country = "PL" });
        org.Finds(@"FROM Contact WHERE Email = 'o\'brien@example.org'", $$"""{ "Id": "{{Contact}}", "Name": "Pat O'Brien" }""");
        org.Finds("FROM Lead WHERE Email = 'grace@example.org' AND IsConverted = false", Row());
        var brien = await Records.GuestAsync(scene, "Pat", "O'Brien@example.org");
        Assert.Equal(Contact, (await Records.SeeAsync(scene.Mara, brien)).Text("record.id"));
        var grace = await Records.GuestAsync(scene);
        Assert.Equal(Lead, (await Records.SeeAsync(scene.Mara, grace)).Text("record.id"));

        org.Plays(
            "GET",
            $"{SalesforceOrg.Data}/search",
            200,
            $$"""
            { "searchRecords": [
                { "attributes": { "type": "Contact" }, "Id": "003B0000002OTHERon", "Name": "Other", "Phone": "+49 22 555 01 23" },
                { "attributes": { "type": "Lead" }, "Id": "{{Lead}}", "Name": "Grace", "Phone": null, "MobilePhone": "+48 (22) 555-01-23" } ] }
            """
        );
        var byNumber = await Records.GuestAsync(scene, "G.", null, "22 555 01 23");
        Assert.Equal(Lead, (await Records.SeeAsync(scene.Mara, byNumber)).Text("record.id"));
        Assert.Contains(
            """FIND {"48225550123" OR "48 22 555 01 23" OR "225550123" OR "22 555 01 23"} IN PHONE FIELDS""",
            org.Questions[^1],
            StringComparison.Ordinal
        );
        var searched = (await scene.Mara.GetAsync("/api/v1/crm/contacts?q=Gra")).Items();
        Assert.Equal(["Other", "Grace"], searched.Select(one => one.Text("name")));
        Assert.Contains("FIND {Gra*} IN ALL FIELDS", org.Questions[^1], StringComparison.Ordinal);
        var other = await Records.GuestAsync(scene, "H.", null, "22 555 01 99");
        Assert.Equal("none", (await Records.SeeAsync(scene.Mara, other)).Text("state"));
    }

    [Theory, EveryDatabase, Rule("CR-3", "CR-6", "CR-7")]
    public async Task A_meeting_is_one_event_that_says_what_became_of_it(TestDatabase database)
    {
        const string Id = "00UB0000009abcdEFG";
        await using var scene = await ConnectAsync(database, org);
        org.Finds("FROM Contact WHERE", $$"""{ "Id": "{{Contact}}", "Name": "Grace Guest" }""");
        var grace = await scene.GuestAtLinkAsync(scene.Mara, "Grace Guest", "grace@example.org");
        await Scene.StartAsync(grace);
        Assert.Equal("linked", (await Records.SeeAsync(scene.Mara, grace)).Text("state"));
        org.Plays("POST", SalesforceOrg.Events, 201, $$"""{ "id": "{{Id}}", "success": true, "errors": [] }""");
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var free = await Schedulers.FreeAsync(scene.App, slug, TimeProvider.System.GetUtcNow());
        var booked = await Schedulers.BookAsync(grace, slug, free[0], "Booths");
        var made = await SentSoonAsync(SalesforceOrg.Events, "POST");
        Assert.Equal((Contact, "Booths"), (made.Text("WhoId"), made.Text("Subject")));
        Assert.Equal(DateTimeOffset.Parse(free[0], null), DateTimeOffset.Parse(made.Text("StartDateTime"), null));
        // Nobody there has the host's address.
        Assert.Contains("\n— Mara Nowak\nXBees ", made.Text("Description"), StringComparison.Ordinal);

        org.Finds("FROM Event WHERE WhoId", $$"""{ "Id": "{{Id}}", "Description": {{made.At("Description").GetRawText()}} }""");
        org.Plays("PATCH", $"{SalesforceOrg.Events}/{Id}", 204, "");
        await grace.DeleteAsync($"/api/v1/meetings/{booked.Text("id")}");
        Assert.Equal("Cancelled: Booths", (await SentSoonAsync($"{SalesforceOrg.Events}/{Id}", "PATCH")).Text("Subject"));
        Assert.Single(org.Bodies(SalesforceOrg.Events));
    }

    [Theory, EveryDatabase, Rule("CR-9")]
    public async Task What_was_deleted_there_is_not_linked_any_more_and_nothing_is_logged_on_it(TestDatabase database)
    {
        await using var scene = await ConnectAsync(database, org);
        var grace = await Records.GuestAsync(scene);
        Made();
        Assert.Equal("linked", (await Records.SaveAsync(scene.Mara, grace, Form())).Text("state"));
        org.Finds($"FROM Lead WHERE Id = '{Lead}'");
        var path = $"{Records.Path(grace)}/activities";
        await scene.Mara.PostAsync(path, new { kind = "note", text = "Oak" });
        await Until.Async(
            async () => (await scene.Mara.GetAsync(Records.Path(grace))).At("activities")[0],
            one => one.Text("state") == "failed"
        );
        Assert.Empty(org.Bodies(SalesforceOrg.Tasks));
        await LongAgoAsync(scene);
        var gone = await Records.SeeAsync(scene.Mara, grace);
        Assert.Equal("none", gone.Text("state"));
        Assert.True(gone.IsNull("record"));
    }

    [Theory, EveryDatabase, Rule("CR-9")]
    public async Task An_answer_that_says_that_it_was_deleted_is_believed_and_one_that_finds_nothing_to_ask_is_not(TestDatabase database)
    {
        await using var scene = await ConnectAsync(database, org);
        var grace = await Records.GuestAsync(scene);
        Made();
        await Records.SaveAsync(scene.Mara, grace, Form());
        var read = Request
            .Create()
            .WithPath($"{SalesforceOrg.Data}/query")
            .WithParam("q", new WireMock.Matchers.WildcardMatcher($"*FROM Lead WHERE Id = '{Lead}'*"));
        org.Plays(
            $"FROM Lead WHERE Id = '{Lead}'",
            read,
            Response.Create().WithStatusCode(404).WithBody(SalesforceOrg.Error("NOT_FOUND", "No"))
        );
        await LongAgoAsync(scene);
        Assert.Equal("linked", (await Records.SeeAsync(scene.Mara, grace)).Text("state"));
        org.Plays(
            $"FROM Lead WHERE Id = '{Lead}'",
            read,
            Response.Create().WithStatusCode(404).WithBody(SalesforceOrg.Error("ENTITY_IS_DELETED", "Gone"))
        );
        await LongAgoAsync(scene);
        Assert.Equal("none", (await Records.SeeAsync(scene.Mara, grace)).Text("state"));
    }

    [Theory, EveryDatabase, Rule("CR-5")]
    public async Task The_limit_of_an_organisation_is_kept_and_a_lock_is_waited_for(TestDatabase database)
    {
        await using var scene = await ConnectAsync(database, org);
        var grace = await Records.GuestAsync(scene);
        org.Plays("POST", SalesforceOrg.Leads, 403, SalesforceOrg.Error("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
        var saved = await Records.SaveAsync(scene.Mara, grace, Form());
        Assert.Equal(("pending", "unreachable"), (saved.Text("state"), saved.Text("reason")));
        Assert.True(saved.At("nextTryAt").GetDateTimeOffset() > TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(10));
        org.Plays("POST", SalesforceOrg.Leads, 400, SalesforceOrg.Error("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access"));
        await DueNowAsync(scene);
        await Until.Async(() => Task.FromResult(org.Bodies(SalesforceOrg.Leads)), sent => sent.Count == 2);
        Assert.Equal("pending", (await Records.SeeAsync(scene.Mara, grace)).Text("state"));
        Made();
        await Until.Async(
            async () =>
            {
                await DueNowAsync(scene);
                return await Records.SeeAsync(scene.Mara, grace);
            },
            one => one.Text("state") == "linked"
        );
    }

    [Theory, EveryDatabase, Rule("CR-10")]
    public async Task What_Salesforce_does_not_accept_stands_at_its_field(TestDatabase database)
    {
        await using var scene = await ConnectAsync(database, org);
        var grace = await Records.GuestAsync(scene);
        org.Plays("POST", SalesforceOrg.Leads, 400, SalesforceOrg.Error("INVALID_EMAIL_ADDRESS", "Email: \u202einvalid", "Email"));
        var problem = await scene.Mara.RefusesAsync(HttpMethod.Post, Records.Path(grace), Form(), 422, "validation", "fields.Email");
        Assert.Equal("Email: invalid", problem.At("errors").GetProperty("fields.Email")[0].GetString());
        var rule = SalesforceOrg.Error("FIELD_CUSTOM_VALIDATION_EXCEPTION", "Only on weekdays.");
        org.Plays("POST", SalesforceOrg.Leads, 400, rule);
        problem = await scene.Mara.RefusesAsync(HttpMethod.Post, Records.Path(grace), Form(), 422, "validation", "fields");
        Assert.Equal("Only on weekdays.", problem.At("errors.fields")[0].GetString());
        Assert.Equal("Brightline", Records.Field(await Records.SeeAsync(scene.Mara, grace), "Company").Text("value"));
    }

    private void Made()
    {
        org.Plays("POST", SalesforceOrg.Leads, 201, $$"""{ "id": "{{Lead}}", "success": true, "errors": [] }""");
        org.Finds($"FROM Lead WHERE Id = '{Lead}'", Row());
    }

    /// <summary>It does what it was asked, and who stands between gives up before the answer.</summary>
    private void Breaks(string path) => org.Plays("POST", path, 504, "<html>Gateway Timeout</html>");

    private async Task<JsonElement> SentSoonAsync(string path, string method) =>
        JsonSerializer.Deserialize<JsonElement>(
            (await Until.Async(() => Task.FromResult(org.Bodies(path, method)), bodies => bodies.Count > 0))[^1]
        );

    private static string Duplicates(string name) =>
        $$"""
            [ { "{{name}}": { "allowSave": true, "duplicateRule": "Standard_Lead_Duplicate_Rule", "duplicateRuleEntityType": "Lead",
                "errorMessage": "Use one of these records?", "matchResults": [
                { "entityType": "Account", "errors": [], "matchEngine": "FuzzyMatchEngine", "matchRecords": [ { "additionalInformation": [], "fieldDiffs": [],
                    "matchConfidence": 100.0, "record": { "attributes": { "type": "Account" }, "Id": "001B0000003account" } } ], "size": 1, "success": true },
                { "entityType": "Lead", "errors": [], "matchEngine": "FuzzyMatchEngine", "matchRecords": [
                    { "additionalInformation": [], "fieldDiffs": [], "matchConfidence": 70.5, "record": { "attributes": { "type": "Lead" }, "Id": "00QB0000004OTHERon" } },
                    { "additionalInformation": [], "fieldDiffs": [], "matchConfidence": 95.0, "record": { "attributes": { "type": "Lead" }, "Id": "{{Lead}}" } } ],
                  "rule": "Standard_Lead_Match_Rule_v1_0", "size": 2, "success": true } ] },
                "errorCode": "DUPLICATES_DETECTED", "message": "Use one of these records?" } ]
            """;
}
