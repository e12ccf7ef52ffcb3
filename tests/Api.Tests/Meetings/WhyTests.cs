using System.Text.Json;
using NodaTime;
using XBees.Api.Tests.Setup;
using XBees.Application;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>What an agent is told about a time that guests are not offered (ME-31).</summary>
public sealed class WhyTests
{
    // Monday, 09:00 in Warsaw; the clocks go forward on 28 March.
    private static readonly Instant Now = Instant.FromUtc(2027, 3, 22, 8, 0);

    [Theory, EveryDatabase, Rule("ME-31", "ME-26")]
    public async Task Each_reason_is_told_and_what_is_offered_too(TestDatabase database)
    {
        await using var scene = await At(database);
        await SetAsync(scene.Mara, Whole());
        var conversation = await Scene.StartAsync(await scene.GuestAsync());
        await MeetingRows.AddAsync(database, "mtg_1", scene.Mara.Id, conversation, "confirmed", Instant.FromUtc(2027, 3, 24, 9, 0));
        await MeetingRows.AddAsync(database, "mtg_2", scene.Mara.Id, conversation, "confirmed", Instant.FromUtc(2027, 3, 25, 9, 0));
        await MeetingRows.AddAsync(database, "mtg_3", scene.Mara.Id, conversation, "confirmed", Instant.FromUtc(2027, 3, 25, 14, 0));
        foreach (
            var (start, reason, meeting) in new[]
            {
                ("2027-03-23T09:00:00Z", null, null),
                ("2027-03-23T10:00", null, null),
                ("2027-03-22T07:30:00Z", "past", null),
                ("2027-03-22T11:30", "notice", null),
                ("2027-06-01T10:00", "horizon", null),
                ("2027-03-28T02:30", "missing", null),
                ("2027-03-23T08:30", "hours", null),
                ("2027-03-23T16:45", "hours", null),
                ("2027-03-23T12:30", "break", null),
                ("2027-03-23T10:10", "grid", null),
                ("2027-03-25T11:00", "dailyMaximum", null),
                ("2027-03-24T10:00", "meeting", "mtg_1"),
                ("2027-03-24T10:30", "buffer", "mtg_1"),
            }
        )
        {
            var answer = await WhyAsync(scene.Mara, start);
            Assert.Equal((start, reason is null, reason), (start, answer.At("offered").GetBoolean(), TextOf(answer, "reason")));
            Assert.Equal((start, meeting), (start, answer.IsNull("meeting") ? null : answer.Text("meeting.id")));
        }
        Assert.Equal("duration", TextOf(await WhyAsync(scene.Mara, "2027-03-23T10:00", "&duration=45"), "reason"));
        Assert.True((await WhyAsync(scene.Mara, "2027-03-23T10:00", "&duration=60")).At("offered").GetBoolean());
        // Whose it is: of another agent's day nothing is in the way.
        await SetAsync(scene.Noah, Whole());
        Assert.True((await WhyAsync(scene.Noah, "2027-03-24T10:00")).At("offered").GetBoolean());
    }

    [Theory, EveryDatabase, Rule("ME-31", "ME-28")]
    public async Task An_hour_that_the_clock_shows_twice_is_offered_once_and_the_second_is_told(TestDatabase database)
    {
        await using var scene = await At(database);
        await SetAsync(scene.Mara, Whole(horizon: 300));
        // 02:30 in Warsaw on 31 October, first in summer time and an hour later again.
        Assert.True((await WhyAsync(scene.Mara, "2027-10-31T00:30:00Z")).At("offered").GetBoolean());
        Assert.True((await WhyAsync(scene.Mara, "2027-10-31T02:30")).At("offered").GetBoolean());
        Assert.Equal("repeated", TextOf(await WhyAsync(scene.Mara, "2027-10-31T01:30:00Z"), "reason"));
    }

    [Theory, EveryDatabase, Rule("ME-31", "LC-1")]
    public async Task A_closed_scheduler_is_a_reason_and_a_basic_agent_has_none(TestDatabase database)
    {
        await using var scene = await At(database);
        await SetAsync(scene.Mara, Whole(open: false));
        Assert.Equal("closed", TextOf(await WhyAsync(scene.Mara, "2027-03-23T10:00"), "reason"));
        var basic = scene.Keep(await scene.App.AgentAsync("Bea Basic", "Basic"));
        await basic.RefusesAsync(HttpMethod.Get, Path + "?start=2027-03-23T10:00", null, 409, "no-scheduler");
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("?start=tomorrow", 400)]
    [InlineData("?start=2027-02-30T10:00", 400)]
    [InlineData("?start=9999-12-31T23:59", 400)]
    [InlineData("?start=2027-03-23T10:00&duration=long", 400)]
    public async Task What_cannot_be_read_is_refused(string query, int status)
    {
        await using var app = await XBeesApp.StartAsync();
        await app.Administrator.RefusesAsync(
            HttpMethod.Get,
            Path + query,
            null,
            status,
            "unreadable",
            query.Contains("long", StringComparison.Ordinal) ? null : "start"
        );
        foreach (var far in new[] { "-9998-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9998-12-31T23:59" })
        {
            Assert.False((await app.Administrator.GetAsync($"{Path}?start={far}&duration=30")).At("offered").GetBoolean());
        }
        Assert.Equal(
            "duration",
            (await app.Administrator.GetAsync($"{Path}?start=2027-03-23T10:00&duration={int.MaxValue}")).Text("reason")
        );
    }

    private const string Path = "/api/v1/me/availability/why";

    private static Task<JsonElement> WhyAsync(AppClient agent, string start, string more = "") =>
        agent.GetAsync($"{Path}?start={Uri.EscapeDataString(start)}{more}");

    private static string? TextOf(JsonElement answer, string name) => answer.IsNull(name) ? null : answer.Text(name);

    private static Task<Scene> At(TestDatabase database)
    {
        var time = new ShiftedTime();
        time.Advance(Now.ToDateTimeOffset() - time.GetUtcNow());
        time.Stop();
        return Scene.OnAsync(database, time: time);
    }

    // Monday to Friday 09:00 to 17:00, Sunday through the night of the clocks.
    private static object Whole(int horizon = 31, bool open = true) =>
        new
        {
            timeZone = "Europe/Warsaw",
            open,
            weekly = Enumerable.Range(1, 5).Select(day => Hours(day, 540, 1020)).Append(Hours(7, 0, 300)),
            breaks = new[] { new { from = 720, to = 780 } },
            bufferAfter = 15,
            horizon,
            durations = new[] { 30, 60 },
            dailyMaximum = 2,
        };

    private static object Hours(int day, int from, int to) =>
        new
        {
            day,
            from,
            to,
        };

    private static Task SetAsync(AppClient agent, object hours) => agent.PutAsync("/api/v1/me/availability", hours);
}
