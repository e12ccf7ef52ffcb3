using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using NodaTime;
using XBees.Application.Meetings;
using XBees.Domain.Conversations;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Mail;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Infrastructure.Tests.Meetings;

public sealed class MeetingMailTests
{
    private readonly FakeTimeProvider time = new(new(2027, 6, 1, 8, 0, 0, TimeSpan.Zero));

    [Theory, EveryDatabase, Rule("ME-2")]
    public async Task Five_changes_and_a_cancellation_are_one_event(TestDatabase database)
    {
        await using var post = await MeetingPost.OpenAsync(database, time);
        foreach (var reader in Meeting.People)
        {
            var mails = new List<CalendarPart>();
            for (var change = 0; change < 6; change++)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                var news = change switch
                {
                    0 => MeetingNews.Booked,
                    5 => MeetingNews.Cancelled,
                    _ => MeetingNews.Moved,
                };
                var facts = Meeting.Facts with { Sequence = change, Start = Meeting.Facts.Start + Duration.FromHours(change % 4) };
                mails.Add((await post.WriteAsync(new(news, facts, Meeting.Reader(reader)))).Calendar!);
            }
            var files = mails.Select(mail => new CalendarFile(mail.Text)).ToList();
            Assert.Single(files.Select(file => file["UID"]).Distinct());
            Assert.Single(files.Select(file => file["ORGANIZER"]).Distinct());
            Assert.Equal(["0", "1", "2", "3", "4", "5"], files.Select(file => file["SEQUENCE"]));
            Assert.Equal(["REQUEST", "REQUEST", "REQUEST", "REQUEST", "REQUEST", "CANCEL"], files.Select(file => file["METHOD"]));
            Assert.Equal(mails.Select(mail => mail.Method), files.Select(file => file["METHOD"]));
            Assert.Equal(6, files.Select(file => file["DTSTAMP"]).Distinct().Count());
            Assert.Equal(files.Select(file => file["DTSTAMP"]).Order(StringComparer.Ordinal), files.Select(file => file["DTSTAMP"]));
            Assert.Equal("CANCELLED", files[5]["STATUS"]);
        }
    }

    [Theory, EveryDatabase]
    public async Task An_unconfirmed_meeting_asks_the_host_and_stays_the_same_event_when_it_is_confirmed(TestDatabase database)
    {
        await using var post = await MeetingPost.OpenAsync(database, time);
        var asked = Meeting.Facts with { IsConfirmed = false };
        var host = await post.WriteAsync(new(MeetingNews.Asked, asked, Meeting.Reader(Meeting.Host)) { By = Meeting.Booker });
        var booker = await post.WriteAsync(new(MeetingNews.Asked, asked, Meeting.Reader(Meeting.Booker)) { By = Meeting.Booker });
        var confirmed = await post.WriteAsync(new(MeetingNews.Booked, Meeting.Facts with { Sequence = 1 }, Meeting.Reader(Meeting.Booker)));
        Assert.StartsWith("Please confirm: ", host.Subject, StringComparison.Ordinal);
        Assert.Contains("Confirm or refuse it:\n\nhttps://", host.Text, StringComparison.Ordinal);
        Assert.Contains(
            "ROLE=CHAIR;PARTSTAT=NEEDS-ACTION;RSVP=TRUE",
            new CalendarFile(host.Calendar!.Text).All("ATTENDEE")[0],
            StringComparison.Ordinal
        );
        Assert.StartsWith("Meeting asked for: ", booker.Subject, StringComparison.Ordinal);
        Assert.Contains("Asked for by: you", booker.Text, StringComparison.Ordinal);
        var files = new[] { booker, confirmed }.Select(mail => new CalendarFile(mail.Calendar!.Text)).ToList();
        Assert.Equal(["TENTATIVE", "CONFIRMED"], files.Select(file => file["STATUS"]));
        Assert.Equal(files[0]["UID"], files[1]["UID"]);
    }

    [Theory, EveryDatabase, Rule("ME-30")]
    public async Task Who_was_asked_to_come_reads_names_and_no_address_but_the_hosts_and_their_own(TestDatabase database)
    {
        await using var post = await MeetingPost.OpenAsync(database, time);
        foreach (var news in Enum.GetValues<MeetingNews>())
        {
            var jonas = await post.RawAsync(new(news, Meeting.Facts, Meeting.Reader(Meeting.Jonas)) { By = Meeting.Booker });
            Assert.Equal(news != MeetingNews.Uninvited, jonas.Words.Contains("Kim", StringComparison.Ordinal));
            Assert.DoesNotContain("kim@", jonas.All, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("niamh@", jonas.All, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(news != MeetingNews.Reminder, jonas.All.Contains("jonas@example.com\r\n", StringComparison.Ordinal));
        }
        var booker = await post.WriteAsync(new(MeetingNews.Booked, Meeting.Facts, Meeting.Reader(Meeting.Booker)));
        Assert.Equal(
            ["marek@example.org", "niamh@example.com", "jonas@example.com", "kim@example.com"],
            new CalendarFile(booker.Calendar!.Text).All("ATTENDEE").Select(one => one[(one.LastIndexOf(':') + 1)..])
        );
    }

    [Theory, EveryDatabase]
    public async Task Who_need_not_come_takes_away_themselves_alone(TestDatabase database)
    {
        await using var post = await MeetingPost.OpenAsync(database, time);
        var gone = Meeting.Facts with { People = [.. Meeting.People.Where(person => person != Meeting.Jonas)], Sequence = 1 };
        var reader = Meeting.Reader(Meeting.Jonas) with { Path = null, Secret = null };
        var mail = await post.WriteAsync(new(MeetingNews.Uninvited, gone, reader) { By = Meeting.Host });
        var file = new CalendarFile(mail.Calendar!.Text);
        Assert.Equal(("CANCEL", "CANCEL"), (mail.Calendar.Method, file["METHOD"]));
        Assert.EndsWith(":mailto:jonas@example.com", file["ATTENDEE"], StringComparison.Ordinal);
        Assert.DoesNotContain("STATUS", file.Names);
        // Nor is it told where the others meet.
        Assert.DoesNotContain("http", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("LOCATION", file.Names);
        var others = await post.WriteAsync(new(MeetingNews.Moved, gone, Meeting.Reader(Meeting.Kim)) { By = Meeting.Host });
        Assert.DoesNotContain("jonas", others.Calendar!.Text, StringComparison.Ordinal);
        Assert.Equal("REQUEST", others.Calendar.Method);
    }

    [Theory, EveryDatabase, Rule("ME-19")]
    public async Task Each_reads_it_in_their_own_language_and_zone_where_it_is_known(TestDatabase database)
    {
        await using var post = await MeetingPost.OpenAsync(database, time);
        var moved = new MeetingLetter(
            MeetingNews.Moved,
            Meeting.Facts,
            Meeting.Reader(Meeting.Booker) with
            {
                Language = "de",
                Zone = "America/New_York",
            }
        )
        {
            By = Meeting.Host,
            Reason = "Zu früh\nfür mich",
            Before = new(Meeting.Facts.Start - Duration.FromHours(1), Meeting.Facts.Start),
        };
        var german = await post.WriteAsync(moved);
        Assert.Equal("Termin geändert: \u2068Offer\u2069", german.Subject);
        Assert.Contains(
            "Wann: Donnerstag, 3. Juni 2027, 08:00 bis 08:30 Uhr (America/New York, UTC-04:00)\n\n",
            german.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("Bisher: Donnerstag, 3. Juni 2027, 07:00 bis 08:00 Uhr", german.Text, StringComparison.Ordinal);
        Assert.Contains("Wo: https://meet.example.org/a1b2\n\n", german.Text, StringComparison.Ordinal);
        Assert.Contains("Geändert von: \u2068Marek\u2069\n\nGrund: Zu früh\nfür mich\n\n", german.Text, StringComparison.Ordinal);
        Assert.Contains("Wo: <a href=\"https://meet.example.org/a1b2\">", german.Html, StringComparison.Ordinal);
        Assert.Equal("https://meet.example.org/a1b2", new CalendarFile(german.Calendar!.Text)["LOCATION"]);

        // C20: the host's zone, named, and never UTC.
        var unknown = await post.WriteAsync(
            new(MeetingNews.Booked, Meeting.Facts with { Where = null }, Meeting.Reader(Meeting.Booker) with { Zone = null })
        );
        Assert.Contains(
            "When: Thursday, 3 June 2027, 14:00 to 14:30 (Europe/Warsaw, UTC+02:00)\nThe link shows it in your own time zone.\n\nWith: ",
            unknown.Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Booked by", unknown.Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase, Rule("SP-5")]
    public async Task Strangers_read_no_link_of_a_guests_and_none_of_a_guests_reasons(TestDatabase database)
    {
        await using var post = await MeetingPost.OpenAsync(database, time);
        var evil = new MeetingPerson(new(PersonKind.Guest, "gst_9", "Win at evil.example"), MeetingRole.Booker, "eve@example.net");
        var facts = Meeting.Facts with { Subject = "https://evil.example", People = [Meeting.Host, evil, Meeting.Jonas] };
        var letter = new MeetingLetter(MeetingNews.Cancelled, facts, Meeting.Reader(Meeting.Jonas))
        {
            By = evil,
            Reason = "See evil.example",
        };
        var stranger = await post.RawAsync(letter);
        Assert.DoesNotContain("evil", stranger.All, StringComparison.Ordinal);
        Assert.Contains("Meeting with Marek", stranger.All, StringComparison.Ordinal);
        Assert.Contains(
            "See evil.example",
            (await post.RawAsync(letter with { Reader = letter.Reader with { IsProven = true } })).All,
            StringComparison.Ordinal
        );
        Assert.Contains("See evil.example", (await post.RawAsync(letter with { By = Meeting.Host })).All, StringComparison.Ordinal);
        // The host is no stranger, and has to know.
        var host = await post.WriteAsync(letter with { Reader = Meeting.Reader(Meeting.Host) });
        Assert.Equal("Meeting cancelled: \u2068https://evil.example\u2069", host.Subject);
    }

    [Theory, EveryDatabase]
    public async Task What_is_typed_is_shown_as_typed_and_is_escaped_once_in_HTML(TestDatabase database)
    {
        await using var post = await MeetingPost.OpenAsync(database, time);
        const string name = "Alex / \"K\" <b>&amp;</b>";
        const string subject = "<img src=x onerror=alert(1)>";
        var alex = new MeetingPerson(new(PersonKind.Guest, "gst_7", name), MeetingRole.Booker, "alex@example.net");
        var facts = Meeting.Facts with { Subject = subject, People = [Meeting.Host, alex] };
        var mail = await post.WriteAsync(
            new(MeetingNews.Cancelled, facts, Meeting.Reader(Meeting.Host)) { By = alex, Reason = "a & b\r\n{secret}" }
        );
        Assert.Equal($"Meeting cancelled: \u2068{subject}\u2069", mail.Subject);
        Assert.Contains($"Cancelled by: \u2068{name}\u2069\n\nReason: a & b\n{{ secret }}\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Alex / &quot;K&quot; &lt;b&gt;&amp;amp;&lt;/b&gt;", mail.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.Ordinal);
        var file = new CalendarFile(mail.Calendar!.Text);
        Assert.Equal(subject, file["SUMMARY"]);
        Assert.StartsWith("CN=\"Alex / 'K' <b>&amp;</b>\";", file.All("ATTENDEE")[1], StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task The_link_is_whole_in_every_part_and_lies_readable_in_no_row(TestDatabase database)
    {
        await using var post = await MeetingPost.OpenAsync(database, time);
        var reader = Meeting.Reader(Meeting.Booker) with { Secret = new string('s', 90) };
        var letter = new MeetingLetter(MeetingNews.Booked, Meeting.Facts with { Subject = "{secret}" }, reader);
        await post.Node.Work.RunAsync<object?>(
            async unit =>
            {
                await post.Mails.EnqueueAsync(unit, "meeting mtg_1 0 gst_1", letter);
                return null;
            },
            default
        );
        var payload = Assert.Single(await post.Node.Db.ListAsync<string>($"select payload from delivery"));
        Assert.DoesNotContain("sssss", payload, StringComparison.Ordinal);
        var mail = JsonSerializer.Deserialize<OutgoingMail>(payload, JsonSerializerOptions.Web)!.Opened(post.Master);
        var file = new CalendarFile(mail.Calendar!.Text);
        Assert.EndsWith($"\\nhttps://chat.example.org/m/{reader.Secret}", file["DESCRIPTION"], StringComparison.Ordinal);
        Assert.Equal("{ secret }", file["SUMMARY"]);
        // Wherever the line was folded while the secret was not in it.
        for (var length = 0; length < 75; length++)
        {
            var longer = await post.WriteAsync(letter with { Reader = reader with { Path = $"/{new string('x', length)}/" } });
            Assert.EndsWith($"/{reader.Secret}", new CalendarFile(longer.Calendar!.Text)["DESCRIPTION"], StringComparison.Ordinal);
        }
        // In the text once, in the HTML as the link and its words.
        Assert.Equal((2, 3), (mail.Text.Split(reader.Secret).Length, mail.Html!.Split(reader.Secret).Length));
    }

    [Theory, EveryDatabase]
    public async Task The_mail_has_the_file_beside_its_words_and_attached(TestDatabase database)
    {
        await using var post = await MeetingPost.OpenAsync(database, time);
        var (_, message, outgoing) = await post.SentAsync(new(MeetingNews.Cancelled, Meeting.Facts, Meeting.Reader(Meeting.Booker)));
        var mixed = Assert.IsType<Multipart>(message.Body);
        Assert.Equal(["multipart/alternative", "application/ics"], mixed.Select(part => part.ContentType.MimeType));
        var words = Assert.IsType<MultipartAlternative>(mixed[0]);
        Assert.Equal(["text/plain", "text/html", "text/calendar"], words.Select(part => part.ContentType.MimeType));
        var calendar = Assert.IsType<TextPart>(words[2]);
        Assert.Equal(("CANCEL", "utf-8"), (calendar.ContentType.Parameters["method"], calendar.ContentType.Charset));
        Assert.Equal("CANCEL", new CalendarFile(await ContentAsync(calendar))["METHOD"]);
        var attached = Assert.IsType<MimePart>(mixed[1]);
        Assert.Equal("invite.ics", attached.FileName);
        Assert.Equal([outgoing.Calendar!.Text, outgoing.Calendar.Text], [await ContentAsync(calendar), await ContentAsync(attached)]);
    }

    private static async Task<string> ContentAsync(MimePart part)
    {
        using var content = new MemoryStream();
        await part.Content!.DecodeToAsync(content);
        return Encoding.UTF8.GetString(content.ToArray());
    }
}
