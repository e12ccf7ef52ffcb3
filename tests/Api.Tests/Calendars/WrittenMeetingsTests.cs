using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Meetings;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Calendars;

/// <summary>Meetings in their host's own calendar (ME-3, CA-2), in two servers that others wrote.</summary>
public sealed class WrittenMeetingsTests
{
    public static TheoryData<string> Servers => [.. CalDavHouse.Kinds];

    [Theory, MemberData(nameof(Servers)), Rule("ME-3", "CA-1", "CA-2")]
    public async Task A_meeting_is_put_into_the_calendar_moved_there_and_taken_out(string server)
    {
        await using var house = await CalDavHouse.StartAsync(server);
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Connected.OnAsync(database);
        var guest = await scene.Scene.GuestAtLinkAsync(scene.Scene.Mara);
        var early = await Schedulers.BookAsync(guest, scene.Slug, scene.Free[8], "Before there was a calendar");
        await WriteToAsync(scene, await scene.Scene.Mara.PostAsync(Connected.Path, house.Account()));
        await FileAsync(house, early, file => file.Contains("Before there was a calendar", StringComparison.Ordinal));

        var meeting = await Schedulers.BookAsync(guest, scene.Slug, scene.Free[0]);
        var file = await FileAsync(house, meeting, found => found.Contains("SUMMARY:Phone booths", StringComparison.Ordinal));
        Assert.Equal(scene.Free[0], StartOf(file));
        // RFC 4791, 4.1; and nobody whom the server would mail by itself.
        Assert.DoesNotContain("METHOD", file, StringComparison.Ordinal);
        Assert.DoesNotContain("mailto:", file, StringComparison.OrdinalIgnoreCase);

        // The calendar blocks and holds the meeting's own event: it is not in its way.
        meeting = await Schedulers.MoveAsync(guest, meeting, new { start = scene.Free[0], duration = 30 });
        meeting = await Schedulers.MoveAsync(guest, meeting, new { start = scene.Free[1] });
        await FileAsync(house, meeting, found => StartOf(found) == scene.Free[1]);
        Assert.Contains(scene.Free[0], await scene.FreeAsync());

        await guest.DeleteAsync($"/api/v1/meetings/{meeting.Text("id")}");
        await FilesAsync(house, files => files.Count == 1);
        Assert.Contains(scene.Free[1], await scene.FreeAsync());
    }

    [Theory, MemberData(nameof(Servers)), Rule("ME-3")]
    public async Task What_the_agent_changed_in_the_event_does_not_keep_it_from_being_moved(string server)
    {
        await using var house = await CalDavHouse.StartAsync(server);
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Connected.OnAsync(database);
        await WriteToAsync(scene, await scene.Scene.Mara.PostAsync(Connected.Path, house.Account()));
        var guest = await scene.Scene.GuestAtLinkAsync(scene.Scene.Mara);
        var meeting = await Schedulers.BookAsync(guest, scene.Slug, scene.Free[0]);
        var file = await FileAsync(house, meeting, _ => true);
        var path = (await house.FilesAsync()).Keys.Single();
        await house.PutFileAsync(path, file.Replace("Phone booths", "Phone booths, bring the plan", StringComparison.Ordinal));
        meeting = await Schedulers.MoveAsync(guest, meeting, new { start = scene.Free[2] });
        await FileAsync(house, meeting, found => StartOf(found) == scene.Free[2]);
    }

    [Fact, Rule("ME-3", "CA-3")]
    public async Task A_calendar_that_is_away_is_written_to_when_it_is_back_and_no_booking_waits_for_it()
    {
        await using var house = await CalDavHouse.StartAsync("radicale");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Connected.OnAsync(database);
        await WriteToAsync(scene, await scene.Scene.Mara.PostAsync(Connected.Path, house.Account()));
        await house.StopAsync();
        var meeting = await Schedulers.BookAsync(await scene.Scene.GuestAtLinkAsync(scene.Scene.Mara), scene.Slug, scene.Free[0]);
        await using var open = await database.OpenAsync();
        await Until.Async(() => open.Db.FirstAsync<long>($"select max(tries) from delivery where kind = 'calendar'"), tries => tries > 0);
        await house.GoOnAsync();
        scene.Time.Advance(TimeSpan.FromMinutes(2));
        await FileAsync(house, meeting, file => StartOf(file) == scene.Free[0]);
    }

    [Theory, InlineData(false), InlineData(true), Rule("ME-3", "CA-3")]
    public async Task A_calendar_that_asks_to_be_left_alone_is_written_to_no_sooner(bool untilAMoment)
    {
        await using var house = await CalDavHouse.StartAsync("radicale");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Connected.OnAsync(database);
        await WriteToAsync(scene, await scene.Scene.Mara.PostAsync(Connected.Path, house.Account()));
        await house.StopAsync();
        JsonElement meeting;
        await using (var busy = await Publisher.StartAsync(house.Address))
        {
            // RFC 9110, 10.2.3, allows both.
            busy.Answers(429, ("Retry-After", untilAMoment ? scene.Time.GetUtcNow().AddMinutes(30).ToString("r") : "1800"));
            meeting = await Schedulers.BookAsync(await scene.Scene.GuestAtLinkAsync(scene.Scene.Mara), scene.Slug, scene.Free[0]);
            await using var open = await database.OpenAsync();
            var next = await Until.Async(
                () => open.Db.FirstAsync<long>($"select coalesce(max(next_try_at), 0) from delivery where kind = 'calendar' and tries > 0"),
                at => at > 0
            );
            var wait = DateTimeOffset.FromUnixTimeMilliseconds(next) - scene.Time.GetUtcNow();
            Assert.InRange(wait, TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(30));
        }
        await house.GoOnAsync();
        scene.Time.Advance(TimeSpan.FromMinutes(31));
        await FileAsync(house, meeting, file => StartOf(file) == scene.Free[0]);
    }

    [Fact, Rule("ME-3", "CA-6")]
    public async Task Another_calendar_gets_what_is_to_come_and_a_disconnected_one_keeps_what_it_has()
    {
        await using var one = await CalDavHouse.StartAsync("radicale");
        await using var other = await CalDavHouse.StartAsync("xandikos");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Connected.OnAsync(database);
        var first = await scene.Scene.Mara.PostAsync(Connected.Path, one.Account());
        var second = await scene.Scene.Mara.PostAsync(Connected.Path, other.Account());
        await WriteToAsync(scene, first);
        var meeting = await Schedulers.BookAsync(await scene.Scene.GuestAtLinkAsync(scene.Scene.Mara), scene.Slug, scene.Free[0]);
        await FileAsync(one, meeting, _ => true);

        await WriteToAsync(scene, second);
        await FileAsync(other, meeting, file => StartOf(file) == scene.Free[0]);
        await FilesAsync(one, files => files.Count == 0);
        await NotedAsync(database);
        var written = (await scene.Scene.Mara.GetAsync(Connected.Path)).Items().Select(it => it.At("calendars.0.written").GetBoolean());
        Assert.Equal([false, true], written);

        using var gone = await scene.Scene.Mara.SendAsync(HttpMethod.Delete, $"{Connected.Path}/{second.Text("id")}");
        gone.Is(HttpStatusCode.NoContent);
        await scene.Scene.Mara.DeleteAsync($"/api/v1/meetings/{meeting.Text("id")}");
        Assert.Single(await other.FilesAsync());
    }

    [Theory, EveryDatabase, Rule("SP-3", "ME-3")]
    public async Task What_goes_with_its_conversation_goes_from_the_calendar_too(TestDatabase database)
    {
        await using var house = await CalDavHouse.StartAsync("radicale");
        await using var scene = await Connected.OnAsync(database);
        await WriteToAsync(scene, await scene.Scene.Mara.PostAsync(Connected.Path, house.Account()));
        var meeting = await Schedulers.BookAsync(await scene.Scene.GuestAtLinkAsync(scene.Scene.Mara), scene.Slug, scene.Free[0]);
        await FileAsync(house, meeting, _ => true);
        await NotedAsync(database);
        await scene.Scene.Mara.PutAsync($"/api/v1/conversations/{meeting.Text("conversationId")}/spam");
        scene.Time.Advance(TimeSpan.FromDays(31));
        await FilesAsync(house, files => files.Count == 0);
        await using var open = await database.OpenAsync();
        Assert.Equal(0, await open.Db.FirstAsync<long>($"select count(*) from calendar_event"));
    }

    [Fact, Rule("CA-1")]
    public async Task What_is_read_alone_is_not_written_to()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Connected.OnAsync(database);
        scene.Publisher.Publishes();
        var id = (await scene.ConnectAsync()).Text("id");
        await scene.Scene.Mara.RefusesAsync(
            HttpMethod.Patch,
            $"{Connected.Path}/{id}",
            new { calendars = new[] { new { id = "ics", written = true } } },
            422,
            "calendar-read-only"
        );
    }

    internal static Task<JsonElement> WriteToAsync(Connected scene, JsonElement connection) =>
        scene.Scene.Mara.PatchAsync(
            $"{Connected.Path}/{connection.Text("id")}",
            new { calendars = new[] { new { id = connection.Text("calendars.0.id"), written = true } } }
        );

    /// <summary>An event is noted after it was written; one whose account goes before that is taken out again.</summary>
    private static async Task NotedAsync(TestDatabase database)
    {
        await using var open = await database.OpenAsync();
        await Until.Async(() => open.Db.FirstAsync<long>($"select count(*) from calendar_event"), noted => noted == 1);
    }

    /// <summary>The meeting's file, once it is as it should be.</summary>
    internal static async Task<string> FileAsync(CalDavHouse house, JsonElement meeting, Func<string, bool> fits)
    {
        var files = await FilesAsync(
            house,
            found => found.Values.Any(file => file.Contains($"UID:{meeting.Text("id")}", StringComparison.Ordinal) && fits(file))
        );
        return files.Values.Single(file => file.Contains($"UID:{meeting.Text("id")}", StringComparison.Ordinal) && fits(file));
    }

    internal static async Task<IReadOnlyDictionary<string, string>> FilesAsync(
        CalDavHouse house,
        Func<IReadOnlyDictionary<string, string>, bool> fit
    )
    {
        var files = await Until.Async(house.FilesAsync, fit);
        Assert.True(fit(files), string.Join('\n', files.Values));
        return files;
    }

    /// <summary>In UTC, as the API writes it.</summary>
    private static string StartOf(string file)
    {
        var own = file[file.IndexOf("BEGIN:VEVENT", StringComparison.Ordinal)..];
        var line = own.Split('\n').First(one => one.StartsWith("DTSTART", StringComparison.Ordinal)).Trim();
        var shown = NodaTime
            .Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss")
            .Parse(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].TrimEnd('Z'))
            .Value;
        var zone = line.Contains("TZID=", StringComparison.Ordinal) ? line.Split("TZID=")[1].Split(':')[0] : "UTC";
        var start = shown.InZoneStrictly(NodaTime.DateTimeZoneProviders.Tzdb[zone]).ToInstant();
        return start.ToDateTimeUtc().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
    }
}
