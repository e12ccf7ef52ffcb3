using MimeKit;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>What a booking, a move and a cancellation send, to whom, and where its links lead.</summary>
public sealed class MailTests
{
    private const string Leo = "leo@example.org";
    private const string Pia = "pia@example.org";
    private const string Mara = "mara.nowak@ternhaus.example";
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("ME-2", "ME-4", "ME-21")]
    public async Task Everybody_gets_each_change_with_one_uid_and_a_rising_sequence(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
        var meeting = await Schedulers.BookAsync(guest, slug, free[0], "Phone booths");
        var moved = await Schedulers.MoveAsync(guest, meeting, new { start = free[3] });
        await scene.Mara.SendAsync(HttpMethod.Delete, $"/api/v1/meetings/{moved.Text("id")}", new { reason = "Ill" });
        foreach (var address in new[] { Leo, Mara })
        {
            var mails = await AboutMeetingsAsync(post, address, 3);
            var calendars = mails.Select(CalendarOf).OrderBy(file => Line(file, "SEQUENCE"), StringComparer.Ordinal).ToList();
            Assert.Equal(["0", "1", "2"], calendars.Select(file => Line(file, "SEQUENCE")));
            Assert.Equal(["REQUEST", "REQUEST", "CANCEL"], calendars.Select(file => Line(file, "METHOD")));
            Assert.Single(calendars.Select(file => Line(file, "UID")).Distinct());
            Assert.Equal("CANCELLED", Line(calendars[2], "STATUS"));
        }
        var told = (await post.ToAsync(Leo, 3)).Single(mail => CalendarOf(mail).Contains("METHOD:CANCEL", StringComparison.Ordinal));
        Assert.Contains("Ill", told.TextBody, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase, Rule("ME-30", "ME-23", "SP-5")]
    public async Task Participants_are_told_each_by_a_mail_of_their_own_without_the_others_addresses(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
        await guest.PostAsync(
            $"/api/v1/schedulers/{slug}/meetings",
            new
            {
                start = free[0],
                subject = "Together",
                participants = new[] { Pia, "paul@example.org" },
            }
        );
        // The invitation into the conversation, and the one into the calendar.
        var mails = await post.ToAsync(Pia, 2);
        foreach (var mail in mails)
        {
            var whole = mail.ToString();
            Assert.DoesNotContain("paul@example.org", whole, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Leo, whole, StringComparison.OrdinalIgnoreCase);
        }
        var hosts = CalendarOf((await AboutMeetingsAsync(post, Mara, 1)).Single()).Replace("\n ", "", StringComparison.Ordinal);
        Assert.Contains($"mailto:{Leo}", hosts, StringComparison.Ordinal);
        Assert.Contains($"mailto:{Pia}", hosts, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase, Rule("ME-20", "ME-5")]
    public async Task The_link_of_a_mail_opens_as_often_as_it_is_used_until_a_day_after_the_meeting(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
        var meeting = await Schedulers.BookAsync(guest, slug, free[0]);
        var path = Postbox.PathOf((await post.ToAsync(Leo)).Single(), "/r/");
        using var browser = scene.App.Anonymous();
        for (var n = 0; n < 3; n++)
        {
            // A scanner opens it, and changes nothing.
            using var opened = await browser.Http.GetAsync(new Uri(path, UriKind.Relative));
            opened.Is(System.Net.HttpStatusCode.OK);
        }
        for (var n = 0; n < 2; n++)
        {
            var back = await browser.PostAsync($"/api/v1/returns/{path[3..]}");
            Assert.Equal(meeting.Text("conversationId"), back.Text("conversation.id"));
            using var again = scene.App.WithBearer(back.Text("token"));
            Assert.Equal(meeting.Text("id"), (await again.GetAsync("/api/v1/meetings")).Items().Single().Text("id"));
        }
        var end = DateTimeOffset.Parse(meeting.Text("end"), System.Globalization.CultureInfo.InvariantCulture);
        time.Advance(end.AddDays(1).AddMinutes(-1) - time.GetUtcNow());
        await browser.PostAsync($"/api/v1/returns/{path[3..]}");
        time.Advance(TimeSpan.FromMinutes(1));
        await browser.RefusesAsync(HttpMethod.Post, $"/api/v1/returns/{path[3..]}", new { }, 410, "invitation-expired");
    }

    /// <summary>Those with a calendar file: an agent was invited by mail before.</summary>
    internal static Task<IReadOnlyList<MimeMessage>> AboutMeetingsAsync(Postbox post, string address, int count) =>
        Until.Async(
            () =>
                Task.FromResult<IReadOnlyList<MimeMessage>>([
                    .. post.All.Where(mail => mail.To.Mailboxes.Any(to => to.Address == address) && HasCalendar(mail)),
                ]),
            found => found.Count == count
        );

    private static bool HasCalendar(MimeMessage mail) =>
        mail.BodyParts.OfType<TextPart>().Any(part => part.ContentType.MimeType == "text/calendar");

    internal static string CalendarOf(MimeMessage mail) =>
        mail.BodyParts.OfType<TextPart>().First(part => part.ContentType.MimeType == "text/calendar").Text.ReplaceLineEndings("\n");

    internal static string Line(string file, string name) =>
        file.Split('\n').First(line => line.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..];
}
