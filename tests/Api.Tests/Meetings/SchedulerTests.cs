using System.Globalization;
using System.Text.Json;
using NodaTime;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>What anybody reads of a scheduler before booking (ME-7, ME-12, ME-27).</summary>
public sealed class SchedulerTests
{
    private static readonly Instant Now = Instant.FromUtc(2027, 3, 22, 8, 0);

    [Theory, EveryDatabase, Rule("ME-7", "ME-12", "ME-28")]
    public async Task Slots_are_the_agents_hours_around_a_change_of_the_clock(TestDatabase database)
    {
        await using var scene = await At(database, Now);
        await SetAsync(scene.Mara, new { weekly = new[] { Hours(7, 90, 210) }, durations = new[] { 60, 30 } });
        var path = $"/api/v1/schedulers/{await SlugAsync(scene.Mara)}/slots?from=2027-03-28&to=28.03.2027";
        using var stranger = scene.App.Anonymous();
        var slots = await stranger.GetAsync(path + "&duration=30");
        Assert.Equal(("Europe/Warsaw", 30), (slots.Text("timeZone"), slots.Number("duration")));
        Assert.Equal(["2027-03-28T00:30:00.000Z", "2027-03-28T01:00:00.000Z"], Starts(slots));
        Assert.Equal("2027-03-28T01:30:00.000Z", slots.Text("items.1.end"));
        Assert.Equal(["2027-03-28T00:30:00.000Z"], Starts(await stranger.GetAsync(path + "&duration=60")));
        Assert.Equal(30, (await stranger.GetAsync(path)).Number("duration"));
    }

    [Theory, EveryDatabase, Rule("ME-7", "ME-28")]
    public async Task The_readers_zone_changes_nothing_but_its_name_and_one_that_is_none_is_named(TestDatabase database)
    {
        await using var scene = await At(database, Now);
        await SetAsync(scene.Mara, new { weekly = new[] { Hours(1, 540, 660) } });
        var path = $"/api/v1/schedulers/{await SlugAsync(scene.Mara)}/slots?from=2027-03-29&to=2027-03-29";
        using var stranger = scene.App.Anonymous();
        var own = await stranger.GetAsync(path);
        Assert.Equal(4, Starts(own).Length);
        foreach (var zone in new[] { "Europe/Kyiv", "Europe/Kiev", "Asia/Calcutta", "Pacific/Kiritimati" })
        {
            var theirs = await stranger.GetAsync($"{path}&timeZone={zone}");
            Assert.Equal((zone, own.At("items").GetRawText()), (theirs.Text("timeZone"), theirs.At("items").GetRawText()));
        }
        foreach (var zone in new[] { "Foo/Bar", "UTC%2B3", "europe/warsaw" })
        {
            await stranger.RefusesAsync(HttpMethod.Get, $"{path}&timeZone={zone}", null, 400, "unreadable", "timeZone");
        }
    }

    [Theory, EveryDatabase, Rule("ME-7", "ME-26")]
    public async Task A_confirmed_meeting_takes_its_time_and_the_longer_buffer_on_either_side(TestDatabase database)
    {
        await using var scene = await At(database, Now);
        await SetAsync(scene.Mara, new { weekly = new[] { Hours(1, 540, 720) }, bufferAfter = 15 });
        var conversation = await Scene.StartAsync(await scene.GuestAsync());
        await MeetingRows.AddAsync(database, "mtg_1", scene.Mara.Id, conversation, "confirmed", Instant.FromUtc(2027, 3, 29, 8, 0));
        await MeetingRows.AddAsync(database, "mtg_2", scene.Mara.Id, conversation, "cancelled", Instant.FromUtc(2027, 3, 29, 9, 30));
        await MeetingRows.AddAsync(database, "mtg_3", scene.Mara.Id, conversation, "unconfirmed", Instant.FromUtc(2027, 3, 29, 9, 30));
        await MeetingRows.AddAsync(database, "mtg_4", scene.Noah.Id, conversation, "confirmed", Instant.FromUtc(2027, 3, 29, 9, 30));
        using var stranger = scene.App.Anonymous();
        var slots = await stranger.GetAsync($"/api/v1/schedulers/{await SlugAsync(scene.Mara)}/slots?from=2027-03-29&to=2027-03-29");
        Assert.Equal(["2027-03-29T07:00:00.000Z", "2027-03-29T09:00:00.000Z", "2027-03-29T09:30:00.000Z"], Starts(slots));
    }

    [Theory, EveryDatabase, Rule("ME-15")]
    public async Task A_days_maximum_counts_what_lies_before_the_days_that_are_asked_about(TestDatabase database)
    {
        await using var scene = await At(database, Now);
        await SetAsync(
            scene.Mara,
            new
            {
                timeZone = "Pacific/Auckland",
                weekly = new[] { Hours(1, 0, 1440) },
                dailyMaximum = 1,
            }
        );
        var conversation = await Scene.StartAsync(await scene.GuestAsync());
        // Monday 00:00 in Auckland.
        await MeetingRows.AddAsync(database, "mtg_1", scene.Mara.Id, conversation, "confirmed", Instant.FromUtc(2027, 3, 28, 11, 0));
        using var stranger = scene.App.Anonymous();
        var path = $"/api/v1/schedulers/{await SlugAsync(scene.Mara)}/slots";
        Assert.Empty(Starts(await stranger.GetAsync($"{path}?from=2027-03-29&to=2027-03-29")));
        Assert.Equal(48, Starts(await stranger.GetAsync($"{path}?from=2027-04-05&to=2027-04-05")).Length);
    }

    [Theory, EveryDatabase, Rule("ME-7", "ME-15", "ME-27")]
    public async Task Without_days_it_is_from_now_on_and_never_beyond_the_horizon(TestDatabase database)
    {
        await using var scene = await At(database, Now);
        await SetAsync(
            scene.Mara,
            new
            {
                weekly = new[] { Hours(1, 540, 600) },
                notice = 60,
                horizon = 7,
            }
        );
        using var stranger = scene.App.Anonymous();
        var scheduler = $"/api/v1/schedulers/{await SlugAsync(scene.Mara)}";
        Assert.Equal("2027-03-29", (await stranger.GetAsync(scheduler)).Text("lastDay"));
        var path = $"{scheduler}/slots";
        // Monday, 09:00 in Warsaw: the first that is an hour away is at 10:00, when the hours end.
        var slots = Starts(await stranger.GetAsync(path));
        Assert.Equal(["2027-03-29T07:00:00.000Z", "2027-03-29T07:30:00.000Z"], slots);
        Assert.Equal(slots, Starts(await stranger.GetAsync($"{path}?from=2027-03-01&to=2027-05-01")));
        Assert.Empty(Starts(await stranger.GetAsync($"{path}?from=2999-12-01")));
        Assert.Empty(Starts(await stranger.GetAsync($"{path}?to=2001-01-01")));
    }

    [Theory]
    [InlineData("from=yesterday", 400, "unreadable", "from")]
    [InlineData("from=2027-02-30", 400, "unreadable", "from")]
    [InlineData("to=05/03/2027", 400, "unreadable", "to")]
    [InlineData("from=2027-04-02&to=2027-04-01", 400, "unreadable", "to")]
    [InlineData("from=2027-04-01&to=2027-06-02", 400, "unreadable", "to")]
    [InlineData("from=9999-12-31", 400, "unreadable", "from")]
    [InlineData("duration=long", 400, "unreadable", null)]
    [InlineData("duration=90", 422, "validation", "duration")]
    [InlineData("duration=-30", 422, "validation", "duration")]
    public async Task What_cannot_be_asked_is_refused_at_its_field(string query, int status, string slug, string? field)
    {
        await using var app = await XBeesApp.StartAsync();
        var path = $"/api/v1/schedulers/{await SlugAsync(app.Administrator)}/slots";
        using var stranger = app.Anonymous();
        await stranger.RefusesAsync(HttpMethod.Get, $"{path}?{query}", null, status, slug, field);
        await stranger.GetAsync($"{path}?from=2027-04-01&to=2027-06-01");
    }

    [Theory, EveryDatabase, Rule("IN-11", "LC-1", "AD-5")]
    public async Task A_closed_scheduler_says_so_and_a_closed_link_names_where_to_go(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        using var stranger = scene.App.Anonymous();
        var (mara, noah) = (await SlugAsync(scene.Mara), await SlugAsync(scene.Noah));
        await scene.Mara.PatchAsync("/api/v1/me", new { guestName = "Mara" });
        var open = await stranger.GetAsync($"/api/v1/schedulers/{mara}");
        Assert.Equal((mara, "Mara", true), (open.Text("slug"), open.Text("name"), open.At("open").GetBoolean()));
        Assert.Equal("agent", open.Text("avatar.kind"));
        Assert.DoesNotContain("@", open.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(scene.Mara.Id, open.GetRawText(), StringComparison.Ordinal);

        await SetAsync(scene.Mara, new { open = false });
        await scene.App.Administrator.PatchAsync($"/api/v1/admin/agents/{scene.Noah.Id}", new { licence = "Basic" });
        foreach (var slug in new[] { mara, noah })
        {
            Assert.False((await stranger.GetAsync($"/api/v1/schedulers/{slug}")).At("open").GetBoolean());
            await stranger.RefusesAsync(HttpMethod.Get, $"/api/v1/schedulers/{slug}/slots", null, 410, "scheduler-closed");
        }

        await scene.App.Administrator.PatchAsync("/api/v1/admin/organisation", new { fallbackWidgetKey = scene.WidgetKey });
        await scene.Mara.PostAsync("/api/v1/me/slug", new { cut = true });
        await scene.App.Administrator.PatchAsync($"/api/v1/admin/agents/{scene.Noah.Id}", new { active = false });
        foreach (var path in new[] { mara, noah }.SelectMany(slug => new[] { slug, slug + "/slots" }))
        {
            var closed = await stranger.RefusesAsync(HttpMethod.Get, $"/api/v1/schedulers/{path}", null, 410, "link-closed");
            Assert.Equal("Sales", closed.Text("fallback.name"));
        }
        await stranger.RefusesAsync(HttpMethod.Get, "/api/v1/schedulers/never-was-one", null, 404, "link-unknown");
        await stranger.RefusesAsync(HttpMethod.Get, "/api/v1/schedulers/never-was-one/slots", null, 404, "link-unknown");
    }

    [Theory, EveryDatabase, Rule("IN-2")]
    public async Task An_agents_link_and_widget_name_the_scheduler_while_it_is_open(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        using var stranger = scene.App.Anonymous();
        var mara = await SlugAsync(scene.Mara);
        var key = (await scene.App.WidgetAsync(scene.Mara.Id)).Text("key");
        string[] ways = [$"/api/v1/links/{mara}", $"/api/v1/widgets/{key}/settings"];
        foreach (var way in ways)
        {
            Assert.Equal(mara, (await stranger.GetAsync(way)).Text("scheduler"));
        }
        // A service has no slug: its scheduler goes by the widget's key (IN-8).
        Assert.Equal(scene.WidgetKey, (await stranger.GetAsync($"/api/v1/widgets/{scene.WidgetKey}/settings")).Text("scheduler"));

        await SetAsync(scene.Mara, new { open = false });
        foreach (var way in ways)
        {
            Assert.Equal(JsonValueKind.Null, (await stranger.GetAsync(way)).At("scheduler").ValueKind);
        }
    }

    [Theory, EveryDatabase, Rule("IN-3")]
    public async Task Looking_creates_nothing(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        using var stranger = scene.App.Anonymous();
        var slug = await SlugAsync(scene.Mara);
        await using var open = await database.OpenAsync();
        var before = await open.Db.FirstAsync<long>($"select count(*) from log");
        await stranger.GetAsync($"/api/v1/schedulers/{slug}");
        await stranger.GetAsync($"/api/v1/schedulers/{slug}/slots");
        Assert.Equal(before, await open.Db.FirstAsync<long>($"select count(*) from log"));
    }

    private static Task<Scene> At(TestDatabase database, Instant now)
    {
        var time = new ShiftedTime();
        time.Advance(now.ToDateTimeOffset() - time.GetUtcNow());
        time.Stop();
        return Scene.OnAsync(database, time: time);
    }

    private static object Hours(int day, int from, int to) =>
        new
        {
            day,
            from,
            to,
        };

    private static async Task SetAsync(AppClient agent, object hours)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(hours)!.AsObject();
        body.TryAdd("timeZone", "Europe/Warsaw");
        await agent.PutAsync("/api/v1/me/availability", body);
    }

    private static async Task<string> SlugAsync(AppClient agent) => (await agent.GetAsync("/api/v1/me")).Text("slug");

    private static string[] Starts(System.Text.Json.JsonElement slots) => [.. slots.Items().Select(slot => slot.Text("start"))];
}
