using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using XBees.Api.Tests.Calendars;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Crm;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Crm;
using XBees.Testing.Databases;
using Xunit;
using static XBees.Api.Tests.Crm.Salesforces;

namespace XBees.Api.Tests.Crm;

/// <summary>Salesforce on a bad day, or somebody else in its place (fault 12; attack rows 13 and 14; row 10 of OWASP's list for APIs).</summary>
public sealed class BadSalesforceTests : IDisposable
{
    private readonly SalesforceOrg org = new();

    public void Dispose() => org.Dispose();

    [Theory, Rule("CR-5", "AD-7")]
    [InlineData("reset", "unreachable")]
    [InlineData("cut off", "unreachable")]
    [InlineData("a gigabyte that it tells of", "unreadable")]
    [InlineData("a gigabyte", "unreadable")]
    [InlineData("headers without end", "unreachable")]
    public async Task A_connection_that_breaks_has_its_name_and_what_is_known_stays(string answer, string state)
    {
        await using var place = await Publisher.StartAsync();
        await using var scene = await AtAsync(place);
        place.Answers(context => BreakAsync(context, answer));
        Assert.False((await scene.App.Administrator.PostAsync($"{Records.Admin}/salesforce/test")).At("works").GetBoolean());
        Assert.Equal(state, await StateAsync(scene));
        var grace = await Records.GuestAsync(scene);
        await Records.WriteAsync(scene, $"update crm_connection set ask_again_at = null");
        var seen = await Records.SeeAsync(scene.Mara, grace);
        Assert.Equal(("none", false), (seen.Text("state"), seen.At("available").GetBoolean()));
        Assert.Equal(7, seen.At("fields").GetArrayLength());
    }

    [Theory, Rule("CR-5", "AD-7")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<!doctype html><title>Sign in</title>")]
    [InlineData("{ \"fields\": [")]
    [InlineData("{ \"fields\": 1, \"records\": 1 }")]
    [InlineData("{ \"fields\": [[]], \"records\": [[]] }")]
    [InlineData("{ \"fields\": [{ \"name\": 1 }], \"records\": [{ \"Id\": {} }] }")]
    [InlineData("{ \"fields\": [{ \"length\": 1e99 }], \"records\": [{ \"IsConverted\": \"no\" }] }")]
    [InlineData("{ \"fields\": [{ \"name\": \"\\ud800\" }], \"records\": [{ \"Id\": \"\\udfff\" }] }")]
    [InlineData("DEEP")]
    public async Task What_is_no_answer_to_what_was_asked_is_not_understood_and_what_is_known_stays(string body)
    {
        await using var scene = await OpenAsync();
        var grace = await LinkedAsync(scene);
        body = body == "DEEP" ? Deep() : body;
        org.Plays("GET", $"{SalesforceOrg.Leads}/describe", 200, body);
        org.Plays("every question", Request.Create().WithPath($"{SalesforceOrg.Data}/query"), Response.Create().WithBody(body), 0);
        var said = await scene.App.Administrator.PostAsync($"{Records.Admin}/salesforce/test");
        Assert.False(said.At("works").GetBoolean());
        Assert.Equal("unreadable", await StateAsync(scene));
        await LongAgoAsync(scene);
        var seen = await Records.SeeAsync(scene.Mara, grace);
        Assert.Equal(("linked", Lead, false), (seen.Text("state"), seen.Text("record.id"), seen.At("available").GetBoolean()));
    }

    [Fact, Rule("CR-5")]
    public async Task Who_answers_a_byte_at_a_time_holds_up_nobody_and_what_was_saved_is_written_once()
    {
        await using var place = await Publisher.StartAsync();
        await using var scene = await AtAsync(place);
        using var end = new CancellationTokenSource();
        place.Answers(context => TrickleAsync(context, end.Token));
        var grace = await Records.GuestAsync(scene);
        Assert.False((await Records.SeeAsync(scene.Mara, grace)).At("available").GetBoolean());
        Assert.Equal("unreachable", await StateAsync(scene));
        Assert.Equal("pending", (await scene.Mara.PostAsync(Records.Path(grace), Form())).Text("items.0.state"));
        var id = await Scene.StartAsync(grace, "Are you there?");
        await Scene.SayAsync(scene.Mara, id, "Yes.");

        var made = 0;
        place.Answers(context => PlayAsync(context, () => Interlocked.Increment(ref made)));
        await end.CancelAsync();
        await Until.Async(
            async () =>
            {
                await DueNowAsync(scene);
                return await Records.SeeAsync(scene.Mara, grace);
            },
            one => one.Text("state") == "linked"
        );
        Assert.Equal(1, made);
    }

    [Theory, EveryDatabase, Rule("CR-4", "CR-5")]
    public async Task Half_an_answer_to_what_was_written_makes_no_second_record(TestDatabase database)
    {
        await using var place = await Publisher.StartAsync();
        await using var scene = await AtAsync(place, database);
        var made = 0;
        place.Answers(context =>
            PlayAsync(context, () => Interlocked.Increment(ref made), found: () => made > 0, answer: () => BreakAsync(context, "cut off"))
        );
        var grace = await Records.GuestAsync(scene);
        var waits = await Records.SaveAsync(scene.Mara, grace, Form());
        Assert.Equal(("pending", "unreachable"), (waits.Text("state"), waits.Text("reason")));
        await DueNowAsync(scene);
        var linked = await Until.Async(() => Records.SeeAsync(scene.Mara, grace), one => one.Text("state") == "linked");
        Assert.Equal((Lead, 1), (linked.Text("record.id"), made));
    }

    /// <summary>Row 13: neither a question nor what is written goes where an answer says.</summary>
    [Theory, EveryDatabase, Rule("CR-5")]
    public async Task What_leads_elsewhere_is_not_followed_with_what_was_to_be_written(TestDatabase database)
    {
        using var inside = WireMockServer.Start();
        inside.Given(Request.Create()).RespondWith(Response.Create().WithBody("""{ "records": [], "id": "x" }"""));
        await using var scene = await OpenAsync(database);
        var grace = await Records.GuestAsync(scene);
        foreach (
            var (status, away) in new[] { (307, inside.Url!), (302, $"http://localhost:{inside.Port}"), (308, "http://169.254.169.254") }
        )
        {
            org.Plays("POST", SalesforceOrg.Leads, status, "", ("Location", $"{away}/latest/meta-data"));
            var saved = await Records.SaveAsync(scene.Mara, grace, Form());
            Assert.Equal(("pending", "unreadable"), (saved.Text("state"), saved.Text("reason")));
            await scene.Mara.DeleteAsync(Records.Path(grace));
        }
        org.Plays(
            "every question",
            Request.Create().WithPath($"{SalesforceOrg.Data}/query"),
            Response.Create().WithStatusCode(302).WithHeader("Location", $"{inside.Url}/latest/meta-data"),
            0
        );
        await LongAgoAsync(scene);
        Assert.False((await Records.SeeAsync(scene.Mara, grace)).At("available").GetBoolean());
        Assert.Empty(inside.LogEntries);
    }

    /// <summary>Row 14: what comes with a renewal is believed as little as what came first.</summary>
    [Theory]
    [InlineData("http://127.0.0.1:PORT")]
    [InlineData("https://169.254.169.254")]
    [InlineData("http://localhost.evil.example:PORT")]
    public async Task A_renewal_that_says_to_be_elsewhere_leads_nowhere(string instance)
    {
        using var inside = WireMockServer.Start();
        inside.Given(Request.Create()).RespondWith(Response.Create().WithBody("{}"));
        await using var scene = await OpenAsync();
        org.Refuses(SalesforceOrg.Access);
        org.Gives(SalesforceOrg.Renewed, instance.Replace("PORT", $"{inside.Port}", StringComparison.Ordinal), renewal: true);
        var grace = await Records.GuestAsync(scene);
        Assert.False((await Records.SeeAsync(scene.Mara, grace)).At("available").GetBoolean());
        Assert.Equal("unreadable", await StateAsync(scene));
        Assert.Empty(inside.LogEntries);
        // Signing in again mends it.
        org.Gives("00Dplanted!mended", org.Server.Url);
        Assert.Equal("again", await SignInAsync(scene.App.Administrator));
        Assert.True((await Records.SeeAsync(scene.Mara, grace)).At("available").GetBoolean());
    }

    [Theory, Rule("AD-2")]
    [InlineData("\"a\\r\\nX-Evil: 1\"", "\"x\"", "refused")]
    [InlineData("\"tökén\"", "\"x\"", "refused")]
    [InlineData("\"\"", "\"x\"", "refused")]
    [InlineData("LONG", "\"x\"", "refused")]
    [InlineData("17", "\"x\"", "unreadable")]
    [InlineData("\"\\ud800\"", "\"x\"", "unreadable")]
    [InlineData("\"good\"", "\"\\ud800\"", "unreadable")]
    [InlineData("\"good\"", "{ \"a\": [[[]]] }", "connected")]
    [InlineData("\"good\"", "4711", "connected")]
    public async Task Tokens_are_what_can_go_into_a_header_or_none(string access, string identity, string told)
    {
        await using var scene = await StartAsync();
        access = access == "LONG" ? JsonSerializer.Serialize(new string('a', 100_000)) : access;
        org.Plays(
            "POST",
            SalesforceOrg.Token,
            200,
            $$"""{ "access_token": {{access}}, "refresh_token": "x", "id": {{identity}}, "expires_in": 1e400, "instance_url": "{{org.Server.Url}}" }"""
        );
        Assert.Equal(told, await SignInAsync(scene.App.Administrator));
    }

    [Fact, Rule("CR-2", "SE-6")]
    public async Task A_record_that_says_evil_things_is_shown_without_them_and_one_with_an_id_that_is_none_is_nobody()
    {
        await using var scene = await OpenAsync();
        var evil = JsonSerializer.Serialize(
            new Dictionary<string, object?>
            {
                ["Id"] = Lead,
                ["Name"] = "a\u202Egnp.exe\u0007\0 " + new string('x', 1_000_000),
                ["Company"] = "\u200B\u200B",
                ["Status"] = "<script>alert(1)</script>",
                ["Phone"] = new string('1', 1_000_000),
                ["Owner"] = new { Name = "\u2067Mara\r\nBcc: x" },
            }
        );
        org.Finds("FROM Lead WHERE Email = 'grace@example.org'", evil);
        var record = (await Records.SeeAsync(scene.Mara, await Records.GuestAsync(scene))).At("record");
        Assert.StartsWith("agnp.exe xxx", record.Text("name"), StringComparison.Ordinal);
        Assert.Equal(201, record.Text("name").Length);
        Assert.True(record.IsNull("company"));
        // As text: what shows it escapes it.
        Assert.Equal("<script>alert(1)</script>", record.Text("status"));
        Assert.DoesNotContain(record.Text("owner"), letter => char.IsControl(letter) || letter == '\u2067');

        foreach (
            var (number, id) in new[] { "../../00QB0000004", "00QB0000004/../x?y", "005B0000005Bk90IAC", "00QB0000004Abc' OR" }.Index()
        )
        {
            var email = $"guest{number}@example.org";
            org.Finds($"FROM Lead WHERE Email = '{email}'", Row(id));
            var guest = await Records.GuestAsync(scene, "Guest", email);
            await LongAgoAsync(scene);
            var seen = await Records.SeeAsync(scene.Mara, guest);
            Assert.Equal(("none", false), (seen.Text("state"), seen.At("available").GetBoolean()));
        }
        await LongAgoAsync(scene);
        org.Plays(
            "GET",
            $"{SalesforceOrg.Data}/search",
            200,
            $$"""{ "searchRecords": [ null, {{Row("../../00QB0000004")}}, {{evil}}, {{Row("005B0000005Bk90IAC")}} ] }"""
        );
        var found = (await scene.Mara.GetAsync("/api/v1/crm/contacts?q=png")).Items().Single();
        Assert.StartsWith("agnp.exe xxx", found.Text("name"), StringComparison.Ordinal);
        var byNumber = await Records.GuestAsync(scene, "G.", null, "+48 22 555 01 23");
        Assert.Equal("none", (await Records.SeeAsync(scene.Mara, byNumber)).Text("state"));
    }

    [Fact, Rule("CR-10")]
    public async Task A_form_without_end_ends_and_has_each_field_once_and_none_that_is_odd()
    {
        await using var scene = await OpenAsync();
        var values = Enumerable
            .Range(0, 3_000)
            .Select(number => new
            {
                value = number == 0 ? "a\u0000b" : $"v{number}",
                label = "\u202Egnp",
                active = true,
            });
        var fields = new[] { "LastName", "LastName", "../x", "a b", "<b>", new string('n', 200) }
            .Select(name => new
            {
                name,
                label = "\u202E<script>",
                type = "string",
                length = -1,
                createable = true,
                nillable = false,
                picklistValues = values.Take(0),
            })
            .Append(
                new
                {
                    name = "Status",
                    label = new string('l', 9_000),
                    type = "picklist",
                    length = 40,
                    createable = true,
                    nillable = false,
                    picklistValues = values,
                }
            )
            .Concat(
                Enumerable
                    .Range(0, 500)
                    .Select(number => new
                    {
                        name = $"More{number}__c",
                        label = "",
                        type = "anything",
                        length = int.MaxValue,
                        createable = true,
                        nillable = false,
                        picklistValues = values.Take(0),
                    })
            );
        org.Plays("GET", $"{SalesforceOrg.Leads}/describe", 200, JsonSerializer.Serialize(new { fields }));
        Assert.True((await scene.App.Administrator.PostAsync($"{Records.Admin}/salesforce/test")).At("works").GetBoolean());
        var form = await Records.SeeAsync(scene.Mara, await Records.GuestAsync(scene));
        var names = form.At("fields").EnumerateArray().Select(field => field.Text("name")).ToList();
        Assert.Equal((60, 60), (names.Count, names.Distinct().Count()));
        Assert.Equal(["LastName", "Status"], names.Take(2));
        var status = Records.Field(form, "Status");
        Assert.Equal((200, 201), (status.At("options").GetArrayLength(), status.Text("label").Length));
        Assert.Equal(("v1", "gnp"), (status.Text("options.0.value"), status.Text("options.0.label")));
        Assert.DoesNotContain(names, name => name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '_'));
        Assert.Equal(
            ("<script>", 500),
            (Records.Field(form, "LastName").Text("label"), Records.Field(form, "LastName").Number("maxLength"))
        );
    }

    [Fact, Rule("CR-10")]
    public async Task Complaints_without_end_end_and_are_shown_as_text()
    {
        await using var scene = await OpenAsync();
        var grace = await Records.GuestAsync(scene);
        var problems = Enumerable
            .Range(0, 200)
            .Select(number => new
            {
                message = "\u202E<script>" + new string('m', 5_000),
                errorCode = "FIELD_INTEGRITY_EXCEPTION",
                fields = Enumerable.Range(0, 100).Select(field => $"F{number}_{field}").Prepend("../x"),
            });
        org.Plays("POST", SalesforceOrg.Leads, 400, JsonSerializer.Serialize(problems));
        await scene.Mara.RefusesAsync(HttpMethod.Post, Records.Path(grace), Form(), 422, "validation");
        await using (var open = await scene.App.Database.OpenAsync())
        {
            var kept = JsonSerializer.Deserialize<JsonElement>(await open.Db.FirstAsync<string>($"select problem from crm_link") ?? "");
            var errors = kept.At("errors").EnumerateObject().ToList();
            Assert.Equal(50, errors.Count);
            Assert.All(errors, error => Assert.StartsWith("<script>mmm", error.Value.GetString(), StringComparison.Ordinal));
            Assert.All(errors, error => Assert.True(error.Value.GetString()!.Length <= 201));
        }

        foreach (var body in new[] { "{}", "[null]", "[{ \"errorCode\": 7 }]", "<p>No</p>", Deep() })
        {
            org.Plays("POST", SalesforceOrg.Leads, 400, body);
            var saved = await Records.SaveAsync(scene.Mara, grace, Form());
            Assert.Equal(("pending", "unreadable"), (saved.Text("state"), saved.Text("reason")));
            await scene.Mara.DeleteAsync(Records.Path(grace));
        }
    }

    private async Task<AppClient> LinkedAsync(Scene scene)
    {
        org.Finds("FROM Lead WHERE Email = 'grace@example.org'", Row());
        var grace = await Records.GuestAsync(scene);
        Assert.Equal("linked", (await Records.SeeAsync(scene.Mara, grace)).Text("state"));
        return grace;
    }

    /// <summary>Its tokens say that it is there.</summary>
    private Task<Scene> AtAsync(Publisher place, TestDatabase? database = null)
    {
        org.Gives(SalesforceOrg.Access, $"http://localhost:{new Uri(place.Address).Port}");
        place.Answers(context => PlayAsync(context, () => { }));
        return OpenAsync(database);
    }

    /// <summary>Connected, and asked when a test does something and not in between.</summary>
    private async Task<Scene> OpenAsync(TestDatabase? database = null)
    {
        var scene = await StartAsync(database);
        Assert.Equal("connected", await SignInAsync(scene.App.Administrator));
        return scene;
    }

    private async Task<Scene> StartAsync(TestDatabase? database = null)
    {
        static void Quiet(IServiceCollection services) =>
            services.Remove(services.Single(one => one.ImplementationType == typeof(CrmWatch)));

        return await Scene.FoundAsync(
            database is null
                ? await XBeesApp.StartAsync(org.Settings(), services: Quiet)
                : await XBeesApp.StartAsync(database, org.Settings(), services: Quiet),
            Records.Optional
        );
    }

    /// <summary>As well as it has to.</summary>
    private static Task PlayAsync(HttpContext context, Action made, Func<bool>? found = null, Func<Task>? answer = null)
    {
        var asked = context.Request.Query["q"].ToString();
        if (context.Request.Method == "POST")
        {
            made();
            return answer?.Invoke() ?? context.Response.WriteAsync($$"""{ "id": "{{Lead}}", "success": true }""");
        }
        var isThere =
            asked.Contains("FROM Lead WHERE Id", StringComparison.Ordinal)
            || (asked.Contains("FROM Lead", StringComparison.Ordinal) && found?.Invoke() == true);
        return context.Response.WriteAsync(
            context.Request.Path.Value!.EndsWith("/describe", StringComparison.Ordinal) ? SalesforceOrg.Description
            : isThere ? $$"""{ "records": [{{Row()}}] }"""
            : """{ "records": [] }"""
        );
    }

    private static async Task BreakAsync(HttpContext context, string answer)
    {
        switch (answer)
        {
            case "reset":
                context.Abort();
                break;
            case "cut off":
                context.Response.ContentLength = 10_000;
                await context.Response.WriteAsync("""{ "id": "00Q""");
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
            case "a gigabyte that it tells of":
                context.Response.ContentLength = 1L << 30;
                await context.Response.StartAsync();
                break;
            case "headers without end":
                for (var number = 0; number < 2_000; number++)
                {
                    context.Response.Headers[$"X-{number}"] = new string('x', 100);
                }
                break;
            default:
                await GigabyteAsync(context);
                break;
        }
    }

    private static async Task GigabyteAsync(HttpContext context)
    {
        var piece = new byte[64 * 1024];
        Array.Fill(piece, (byte)' ');
        for (var sent = 0L; sent < 1 << 30; sent += piece.Length)
        {
            Assert.True(sent <= 4L * CrmHttp.MostBytes, "It goes on reading.");
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
        }
    }

    private static async Task TrickleAsync(HttpContext context, CancellationToken end)
    {
        while (!end.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.WriteAsync(" ", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(TimeSpan.FromMilliseconds(50), context.RequestAborted);
        }
        context.Abort();
    }

    private static string Deep() => string.Concat(Enumerable.Repeat("[", 100_000)) + string.Concat(Enumerable.Repeat("]", 100_000));

    private static async Task<string> StateAsync(Scene scene) =>
        (await scene.App.Administrator.GetAsync(Records.Admin)).Items().Single(one => one.Text("crm") == "salesforce").Text("state");
}
