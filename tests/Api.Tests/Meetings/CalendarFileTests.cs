using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Links;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>A meeting as a file for a calendar, without a mail.</summary>
public sealed class CalendarFileTests
{
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("ME-2", "ME-4")]
    public async Task It_is_the_event_of_the_mail_and_follows_the_meeting(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var (meeting, free) = await BookAsync(scene, guest);
        var mail = MailTests.CalendarOf((await new Postbox(database).ToAsync("leo@example.org", 1)).Single());
        var file = await ReadAsync(guest, meeting);
        foreach (var line in new[] { "UID:", "SEQUENCE:", "DTSTART", "DTEND", "SUMMARY:", "ORGANIZER", "STATUS:", "METHOD:" })
        {
            Assert.Equal(Line(mail, line), Line(file, line));
        }
        Assert.DoesNotContain("{secret}", file, StringComparison.Ordinal);
        await Schedulers.MoveAsync(guest, meeting, new { start = free[3] });
        Assert.Equal("SEQUENCE:1", Line(await ReadAsync(guest, meeting), "SEQUENCE:"));
        await scene.Mara.DeleteAsync(Path(meeting)[..^"/calendar".Length]);
        var cancelled = await ReadAsync(scene.Mara, meeting);
        Assert.Equal(
            ("METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:2"),
            (Line(cancelled, "METHOD:"), Line(cancelled, "STATUS:"), Line(cancelled, "SEQUENCE:"))
        );
    }

    [Theory, EveryDatabase, Rule("ME-30")]
    public async Task Whoever_sees_the_meeting_reads_whom_they_may_know_and_nobody_else_reads_it(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var (meeting, _) = await BookAsync(scene, guest);
        Assert.Contains("leo@example.org", await ReadAsync(scene.Mara, meeting), StringComparison.Ordinal);
        Assert.Contains("pia@example.org", await ReadAsync(guest, meeting), StringComparison.Ordinal);

        // Who comes by the conversation's link is in it, and not in the meeting.
        using var anybody = scene.App.Anonymous();
        var link = await JoinTests.TokenAsync(scene.Mara, meeting.Text("conversationId"));
        var joined = await anybody.PostAsync($"/api/v1/join/{link}", new { guest = new { name = "Jo" } });
        var jo = scene.Keep(scene.App.WithBearer(joined.Text("token")));
        var seen = await ReadAsync(jo, meeting);
        Assert.Contains($"UID:{meeting.Text("id")}", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("leo@example.org", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("pia@example.org", seen, StringComparison.Ordinal);

        await scene.Noah.RefusesAsync(HttpMethod.Get, Path(meeting), null, 404, "not-found");
        await (await scene.GuestAtLinkAsync(scene.Mara, "Sven", "sven@example.org")).RefusesAsync(
            HttpMethod.Get,
            Path(meeting),
            null,
            404,
            "not-found"
        );
        using var nobody = await anybody.SendAsync(HttpMethod.Get, Path(meeting));
        nobody.Is(HttpStatusCode.Unauthorized);
    }

    private async Task<(JsonElement Meeting, IReadOnlyList<string> Free)> BookAsync(Scene scene, AppClient guest)
    {
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var free = await Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
        var meeting = await guest.PostAsync(
            $"/api/v1/schedulers/{slug}/meetings",
            new
            {
                start = free[0],
                subject = "Phone booths",
                participants = new[] { "pia@example.org" },
            }
        );
        return (meeting, free);
    }

    private static string Path(JsonElement meeting) => $"/api/v1/meetings/{meeting.Text("id")}/calendar";

    private static async Task<string> ReadAsync(AppClient who, JsonElement meeting)
    {
        using var answer = await who.SendAsync(HttpMethod.Get, Path(meeting));
        answer.Is(HttpStatusCode.OK);
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        return (await answer.Content.ReadAsStringAsync()).ReplaceLineEndings("\n").Replace("\n ", "", StringComparison.Ordinal);
    }

    private static string Line(string file, string name) => file.Split('\n').First(line => line.StartsWith(name, StringComparison.Ordinal));
}
