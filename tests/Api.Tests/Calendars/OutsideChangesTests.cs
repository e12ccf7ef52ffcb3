using System.Text.Json;
using XBees.Api.Tests.Meetings;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Calendars;

/// <summary>Meetings that their host moves or deletes in the own calendar (CA-5).</summary>
public sealed class OutsideChangesTests
{
    public static TheoryData<string> Servers => [.. CalDavHouse.Kinds];

    [Theory, MemberData(nameof(Servers)), Rule("CA-5")]
    public async Task The_host_is_asked_about_what_was_moved_and_nobody_else_learns_of_it_before(string server)
    {
        await using var house = await CalDavHouse.StartAsync(server);
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Connected.OnAsync(database);
        var (guest, meeting, path) = await WrittenAsync(scene, house);
        var id = meeting.Text("id");
        await scene.Scene.Noah.RefusesAsync(HttpMethod.Post, Decide(id), new { accept = true }, 404, "not-found");
        await scene.Scene.Mara.RefusesAsync(HttpMethod.Post, Decide(id), new { accept = true }, 409, "calendar-change-unknown");

        // An evening that is not offered: it is the host's own to choose.
        var evening = scene.Free[0][..10] + "T20:00:00.000Z";
        await MoveThereAsync(house, path, evening);
        var asked = await AskedAsync(scene, id, there => there.ValueKind == JsonValueKind.Object);
        Assert.Equal(evening, asked.Text("calendarChange.start"));
        Assert.Equal(scene.Free[0], asked.Text("start"));
        Assert.True((await guest.GetAsync($"/api/v1/meetings/{id}")).IsNull("calendarChange"));
        var conversation = meeting.Text("conversationId");
        Assert.Contains(Notices(await Scene.TimelineAsync(scene.Scene.Mara, conversation)), type => type == "meeting-moved-in-calendar");
        Assert.DoesNotContain(Notices(await Scene.TimelineAsync(guest, conversation)), type => type == "meeting-moved-in-calendar");
        // It is asked about once, however often the calendar is read.
        await ReadAgainAsync(scene);
        Assert.Single(Notices(await Scene.TimelineAsync(scene.Scene.Mara, conversation)), type => type == "meeting-moved-in-calendar");
        Assert.Single(new Postbox(database).All, mail => mail.To.Mailboxes.Single().Address == "leo@example.org");

        var moved = await scene.Scene.Mara.PostAsync(Decide(id), new { accept = true });
        Assert.Equal((evening, true), (moved.Text("start"), moved.IsNull("calendarChange")));
        await new Postbox(database).ToAsync("leo@example.org", 2);
        await ReadAgainAsync(scene);
        Assert.True((await scene.Scene.Mara.GetAsync($"/api/v1/meetings/{id}")).IsNull("calendarChange"));
    }

    [Theory, MemberData(nameof(Servers)), Rule("CA-5")]
    public async Task What_was_deleted_is_put_back_or_cancelled(string server)
    {
        await using var house = await CalDavHouse.StartAsync(server);
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Connected.OnAsync(database);
        var (_, meeting, path) = await WrittenAsync(scene, house);
        var id = meeting.Text("id");
        await house.DeleteAsync(path);
        var asked = await AskedAsync(scene, id, there => there.ValueKind == JsonValueKind.Object);
        Assert.True(asked.IsNull("calendarChange.start"));
        var kept = await scene.Scene.Mara.PostAsync(Decide(id), new { accept = false });
        Assert.Equal(("confirmed", true), (kept.Text("state"), kept.IsNull("calendarChange")));
        await WrittenMeetingsTests.FileAsync(house, meeting, _ => true);
        await SentAsync(scene);

        await house.DeleteAsync(path);
        await AskedAsync(scene, id, there => there.ValueKind == JsonValueKind.Object);
        var cancelled = await scene.Scene.Mara.PostAsync(Decide(id), new { accept = true });
        Assert.Equal("cancelled", cancelled.Text("state"));
        Assert.Empty(await house.FilesAsync());
    }

    [Fact, Rule("CA-5", "ME-8")]
    public async Task It_is_not_moved_to_where_another_meeting_is()
    {
        await using var house = await CalDavHouse.StartAsync("radicale");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Connected.OnAsync(database);
        var (guest, meeting, path) = await WrittenAsync(scene, house);
        await Schedulers.BookAsync(guest, scene.Slug, scene.Free[4]);
        await MoveThereAsync(house, path, scene.Free[4]);
        await AskedAsync(scene, meeting.Text("id"), there => there.ValueKind == JsonValueKind.Object);
        await scene.Scene.Mara.RefusesAsync(HttpMethod.Post, Decide(meeting.Text("id")), new { accept = true }, 409, "slot-taken");
        // It can still be put back.
        await scene.Scene.Mara.PostAsync(Decide(meeting.Text("id")), new { accept = false });
        await WrittenMeetingsTests.FileAsync(
            house,
            meeting,
            file => !file.Contains(Publisher.Plain(scene.Free[4]), StringComparison.Ordinal)
        );
    }

    [Theory, EveryDatabase, Rule("CA-5", "ME-8")]
    public async Task Until_it_is_decided_nobody_else_is_offered_either_of_its_times(TestDatabase database)
    {
        await using var house = await CalDavHouse.StartAsync("radicale");
        await using var scene = await Connected.OnAsync(database);
        var (guest, meeting, path) = await WrittenAsync(scene, house);
        var id = meeting.Text("id");
        var (old, there) = (scene.Free[0], scene.Free[4]);
        Assert.Contains(there, await scene.FreeAsync());
        await MoveThereAsync(house, path, there);
        await AskedAsync(scene, id, asked => asked.ValueKind == JsonValueKind.Object);
        var free = await scene.FreeAsync();
        Assert.DoesNotContain(there, free);
        Assert.DoesNotContain(old, free);
        using (var taken = await Schedulers.SendAsync(guest, scene.Slug, new { start = there, subject = "Too late" }))
        {
            await taken.IsProblemAsync(409, "slot-taken");
        }
        var why = await scene.WhyAsync(there);
        Assert.Equal(("meeting", id), (why.Text("reason"), why.Text("meeting.id")));

        // Put back it leaves that time, and moved in here it is not in its own way.
        await scene.Scene.Mara.PostAsync(Decide(id), new { accept = false });
        Assert.Contains(there, await scene.FreeAsync());
        await SentAsync(scene);
        await MoveThereAsync(house, path, there);
        await AskedAsync(scene, id, asked => asked.ValueKind == JsonValueKind.Object);
        var moved = await Schedulers.MoveAsync(guest, await guest.GetAsync($"/api/v1/meetings/{id}"), new { start = there });
        Assert.Equal(there, moved.Text("start"));
        Assert.Contains(old, await scene.FreeAsync());
    }

    private static string Decide(string id) => $"/api/v1/meetings/{id}/calendar-change";

    private static async Task<(AppClient Guest, JsonElement Meeting, string Path)> WrittenAsync(Connected scene, CalDavHouse house)
    {
        await WrittenMeetingsTests.WriteToAsync(scene, await scene.Scene.Mara.PostAsync(Connected.Path, house.Account()));
        var guest = await scene.Scene.GuestAtLinkAsync(scene.Scene.Mara);
        var meeting = await Schedulers.BookAsync(guest, scene.Slug, scene.Free[0]);
        await WrittenMeetingsTests.FileAsync(house, meeting, _ => true);
        await SentAsync(scene);
        return (guest, meeting, (await house.FilesAsync()).Keys.Single());
    }

    /// <summary>What was written stands in the database, too.</summary>
    private static async Task SentAsync(Connected scene)
    {
        await using var open = await scene.Scene.App.Database.OpenAsync();
        await Until.Async(
            () => open.Db.FirstAsync<long>($"select count(*) from delivery where kind = 'calendar' and done_at is null"),
            waiting => waiting == 0
        );
    }

    private static Task MoveThereAsync(CalDavHouse house, string path, string start) =>
        house.PutFileAsync(path, Moved(path, Publisher.Plain(start)));

    private static string Moved(string path, string start) =>
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nDTSTAMP:20260101T000000Z\r\n"
        + $"UID:{Path.GetFileNameWithoutExtension(path)}\r\nDTSTART:{start}\r\nDURATION:PT30M\r\nSUMMARY:Phone booths\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    private static async Task<JsonElement> AskedAsync(Connected scene, string id, Func<JsonElement, bool> fits)
    {
        scene.Time.Advance(TimeSpan.FromMinutes(5));
        var asked = await Until.Async(() => scene.Scene.Mara.GetAsync($"/api/v1/meetings/{id}"), one => fits(one.At("calendarChange")));
        Assert.True(fits(asked.At("calendarChange")), asked.GetRawText());
        return asked;
    }

    private static async Task ReadAgainAsync(Connected scene)
    {
        await SentAsync(scene);
        var before = (await scene.OnlyAsync()).Text("readAt");
        scene.Time.Advance(TimeSpan.FromMinutes(5));
        await Until.Async(scene.OnlyAsync, one => one.Text("readAt") != before);
        await using var open = await scene.Scene.App.Database.OpenAsync();
        await Until.Async(
            () => open.Db.FirstAsync<long>($"select count(*) from calendar_connection where claim is not null"),
            busy => busy == 0
        );
    }

    private static IEnumerable<string> Notices(IEnumerable<JsonElement> timeline) =>
        timeline.Where(entry => entry.Text("kind") == "notice").Select(entry => entry.Text("notice.type"));
}
