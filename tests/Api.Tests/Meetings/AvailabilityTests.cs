using System.Net;
using XBees.Api.Tests.Setup;
using XBees.Application;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>What an agent sets for the own scheduler (ME-7).</summary>
public sealed class AvailabilityTests
{
    private const string Path = "/api/v1/me/availability";

    [Theory, EveryDatabase, Rule("ME-7", "ME-15")]
    public async Task Who_has_set_nothing_has_the_defaults_in_the_own_zone(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await scene.Mara.PatchAsync("/api/v1/me", new { timeZone = "Asia/Kolkata" });
        using var answer = await scene.Mara.SendAsync(HttpMethod.Get, Path);
        Assert.Equal("\"0\"", answer.Headers.ETag?.ToString());
        var hours = await answer.BodyAsync();
        Assert.Equal(("Asia/Kolkata", 0), (hours.Text("timeZone"), hours.Number("version")));
        Assert.Equal([1, 2, 3, 4, 5], hours.At("weekly").EnumerateArray().Select(window => window.Number("day")));
        Assert.Equal((540, 1020), (hours.Number("weekly.0.from"), hours.Number("weekly.0.to")));
        Assert.Equal((240, 31, 30), (hours.Number("notice"), hours.Number("horizon"), hours.Number("grid")));
        Assert.Equal([1440, 15], Reminders(hours));
        Assert.True(hours.At("open").GetBoolean() && hours.IsNull("dailyMaximum"));
    }

    [Theory, EveryDatabase, Rule("ME-7", "ME-15")]
    public async Task What_was_set_is_read_again_and_its_version_rises(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var set = await scene.Mara.PutAsync(Path, Whole);
        var read = await scene.Mara.GetAsync(Path);
        Assert.Equal(set.GetRawText(), read.GetRawText());
        Assert.Equal(("Europe/Kiev", 1), (read.Text("timeZone"), read.Number("version")));
        Assert.Equal((600, 1440), (read.Number("weekly.0.from"), read.Number("weekly.0.to")));
        Assert.Equal((780, 3), (read.Number("breaks.1.to"), read.Number("breaks.1.day")));
        Assert.Equal(("2027-05-03", 0), (read.Text("dates.0.date"), read.At("dates.0.hours").GetArrayLength()));
        Assert.Equal(("2027-05-04", 120), (read.Text("dates.1.date"), read.Number("dates.1.hours.0.to")));
        Assert.Equal(
            (10, 15, 60, 90),
            (read.Number("bufferBefore"), read.Number("bufferAfter"), read.Number("notice"), read.Number("horizon"))
        );
        Assert.True(read.IsNull("grid") && read.Number("dailyMaximum") == 4 && !read.At("open").GetBoolean());
        Assert.Equal([10080, 60, 5], Reminders(read));
        Assert.Equal([30, 45], read.At("durations").EnumerateArray().Select(minutes => minutes.GetInt32()));
        Assert.Equal(2, (await scene.Mara.PutAsync(Path, new { timeZone = "Europe/Kyiv" })).Number("version"));
        Assert.Equal(0, (await scene.Noah.GetAsync(Path)).Number("version"));
    }

    [Theory, EveryDatabase, Rule("AP-5")]
    public async Task A_stale_version_changes_nothing(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var body = new { timeZone = "Europe/Warsaw" };
        using (var first = await scene.Mara.SendAsync(HttpMethod.Put, Path, body, ("If-Match", "\"0\"")))
        {
            first.Is(HttpStatusCode.OK);
            Assert.Equal("\"1\"", first.Headers.ETag?.ToString());
        }
        await scene.Mara.RefusesAsync(HttpMethod.Put, Path, Whole, 412, "stale", null, ("If-Match", "\"0\""));
        await scene.Mara.RefusesAsync(HttpMethod.Put, Path, Whole, 428, "precondition-required", null, ("If-Match", "*"));
        Assert.Equal(("Europe/Warsaw", 1), Of(await scene.Mara.GetAsync(Path)));

        static (string, long) Of(System.Text.Json.JsonElement hours) => (hours.Text("timeZone"), hours.Number("version"));
    }

    [Theory, EveryDatabase, Rule("AP-5")]
    public async Task Of_two_first_ones_at_once_with_the_same_version_one_wins(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => scene.Mara.SendAsync(HttpMethod.Put, Path, Whole, ("If-Match", "\"0\"")))
        );
        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
        Assert.Equal(1, (await scene.Mara.GetAsync(Path)).Number("version"));
    }

    [Theory, EveryDatabase, Rule("LC-1")]
    public async Task A_basic_agent_has_no_scheduler(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var basic = scene.Keep(await scene.App.AgentAsync("Bea Basic", "Basic"));
        await basic.RefusesAsync(HttpMethod.Get, Path, null, 409, "no-scheduler");
        await basic.RefusesAsync(HttpMethod.Put, Path, Whole, 409, "no-scheduler");
    }

    [Theory, EveryDatabase, Rule("AP-2")]
    public async Task A_key_needs_the_scope_of_meetings(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        using var key = await scene.App.ApiKeyAsync([KeyScopes.Meetings], scene.Mara.Id);
        await key.PutAsync(Path, new { timeZone = "Europe/Lisbon" });
        Assert.Equal("Europe/Lisbon", (await scene.Mara.GetAsync(Path)).Text("timeZone"));
        using var other = await scene.App.ApiKeyAsync([KeyScopes.Read, KeyScopes.Write, KeyScopes.Contacts], scene.Mara.Id);
        await other.RefusesAsync(HttpMethod.Get, Path, null, 403, "forbidden");
    }

    [Theory]
    [InlineData("""{"timeZone":"Foo/Bar"}""", 422, "timeZone")]
    [InlineData("""{"timeZone":"Europe/Warsaw","weekly":[{"day":1,"from":541,"to":600}]}""", 422, "weekly")]
    [InlineData("""{"timeZone":"Europe/Warsaw","durations":[]}""", 422, "durations")]
    [InlineData("""{}""", 400, null)]
    [InlineData("""{"timeZone":null}""", 422, "timeZone")]
    [InlineData("""{"timeZone":"Europe/Warsaw","weekly":null}""", 422, "weekly")]
    [InlineData("""{"timeZone":"Europe/Warsaw","weekly":[null]}""", 422, "weekly")]
    [InlineData("""{"timeZone":"Europe/Warsaw","weekly":[{"day":1,"from":540}]}""", 400, null)]
    [InlineData("""{"timeZone":"Europe/Warsaw","dates":[{"date":"3.5.2027","hours":[]}]}""", 400, null)]
    [InlineData("""{"timeZone":"Europe/Warsaw","dates":[{"date":"2027-05-03","hours":null}]}""", 422, "dates")]
    [InlineData("""{"timeZone":"Europe/Warsaw","dates":[{"date":"2027-05-03","hours":[null]}]}""", 422, "dates")]
    [InlineData("""{"timeZone":"Europe/Warsaw","dates":[null]}""", 422, "dates")]
    [InlineData("""{"timeZone":"Europe/Warsaw","durations":null,"breaks":null}""", 422, "breaks")]
    [InlineData("""{"timeZone":"Europe/Warsaw","dates":[{"hours":[]}]}""", 400, null)]
    [InlineData("""{"timeZone":"Europe/Warsaw","version":3}""", 400, null)]
    [InlineData("""{"timeZone":"Europe/Warsaw","reminders":null}""", 422, "reminders")]
    [InlineData("""{"timeZone":"Europe/Warsaw","reminders":[10]}""", 422, "reminders")]
    [InlineData("""{"timeZone":"Europe/Warsaw","reminders":[15,15]}""", 422, "reminders")]
    [InlineData("""{"timeZone":"Europe/Warsaw","reminders":[10080,2880,1440,120,60]}""", 422, "reminders")]
    public async Task What_cannot_be_is_refused(string body, int status, string? field)
    {
        await using var app = await XBeesApp.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var slug =
            status == 422 ? "validation"
            : body.Contains("version", StringComparison.Ordinal) ? "unknown-member"
            : "unreadable";
        await app.Administrator.RefusesAsync(HttpMethod.Put, Path, content, status, slug, field);
        Assert.Equal(0, (await app.Administrator.GetAsync(Path)).Number("version"));
    }

    [Theory, EveryDatabase, Rule("ME-6")]
    public async Task What_was_set_before_reminders_could_be_chosen_has_the_usual_ones(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await scene.Mara.PutAsync(Path, Whole);
        await using var open = await database.OpenAsync();
        await open.Units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync(
                        $"update availability set body = @body where agent_id = @agentId",
                        new { agentId = scene.Mara.Id, body = """{"timeZone":"Europe/Warsaw","open":true,"notice":60,"durations":[30]}""" }
                    ),
            CancellationToken.None
        );
        var read = await scene.Mara.GetAsync(Path);
        Assert.Equal(60, read.Number("notice"));
        Assert.Equal([1440, 15], Reminders(read));
        Assert.Empty(Reminders(await scene.Mara.PutAsync(Path, new { timeZone = "Europe/Warsaw", reminders = Array.Empty<int>() })));
    }

    private static IEnumerable<int> Reminders(System.Text.Json.JsonElement hours) =>
        hours.At("reminders").EnumerateArray().Select(minutes => minutes.GetInt32());

    private static object Whole =>
        new
        {
            timeZone = "Europe/Kiev",
            open = false,
            weekly = new[]
            {
                new
                {
                    day = 1,
                    from = 600,
                    to = 1440,
                },
            },
            breaks = new object[]
            {
                new { from = 720, to = 750 },
                new
                {
                    from = 720,
                    to = 780,
                    day = 3,
                },
            },
            dates = new object[]
            {
                new { date = "2027-05-04", hours = new[] { new { from = 1320, to = 120 } } },
                new { date = "2027-05-03", hours = Array.Empty<object>() },
            },
            bufferBefore = 10,
            bufferAfter = 15,
            notice = 60,
            horizon = 90,
            grid = (int?)null,
            durations = new[] { 45, 30 },
            dailyMaximum = 4,
            reminders = new[] { 60, 10080, 5 },
        };
}
