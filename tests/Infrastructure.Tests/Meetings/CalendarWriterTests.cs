using CsCheck;
using NodaTime;
using XBees.Application.Meetings;
using XBees.Infrastructure.Meetings;
using Xunit;

namespace XBees.Infrastructure.Tests.Meetings;

public sealed class CalendarWriterTests
{
    private static readonly Instant Start = Instant.FromUtc(2027, 6, 3, 12, 0);
    private static readonly CalendarEvent Event = new()
    {
        Uid = "mtg_1@chat.example.org",
        Sequence = 0,
        Stamp = Instant.FromUtc(2027, 5, 1, 9, 0),
        Start = Start,
        End = Start + Duration.FromMinutes(30),
        Zone = "Europe/Warsaw",
        Summary = "Offer",
        Organizer = new("office@example.org", "Ternhaus"),
    };
    private const string Hard = "\r\n\0:;,\"\\^\u2028\u0085\u202E\uD83D\uDE00ü\u200D";
    private readonly CalendarWriter writer = new();

    [Fact]
    public void An_invitation_says_when_in_its_zone_which_it_brings_along()
    {
        var file = Written(Event with { Location = "https://meet.example.org/x", Description = "One\nTwo" });
        Assert.Equal("REQUEST", file["METHOD"]);
        Assert.Equal("2.0", file["VERSION"]);
        Assert.Equal("GREGORIAN", file["CALSCALE"]);
        Assert.Equal("TZID=Europe/Warsaw:20270603T140000", file.All("DTSTART")[^1]);
        Assert.Equal("TZID=Europe/Warsaw:20270603T143000", file["DTEND"]);
        Assert.Equal(["20261025T030000", "20270328T020000", "20271031T030000"], file.All("DTSTART").Take(3));
        Assert.Equal(["+0100", "+0200", "+0100"], file.All("TZOFFSETTO"));
        Assert.Equal(["+0200", "+0100", "+0200"], file.All("TZOFFSETFROM"));
        Assert.Equal("20270501T090000Z", file["DTSTAMP"]);
        Assert.Equal("CONFIRMED", file["STATUS"]);
        Assert.Equal(@"One\nTwo", file["DESCRIPTION"]);
        Assert.Equal("CN=\"Ternhaus\":mailto:office@example.org", file["ORGANIZER"]);
    }

    // RFC 5545, 3.3.5 names the first of two; not every reader takes it.
    [Theory]
    [InlineData(0, 0, 15, "20271031T000000Z")]
    [InlineData(1, 0, 15, "20271031T010000Z")]
    [InlineData(23, -1, 15, "TZID=Europe/Warsaw:20271031T010000")]
    [InlineData(23, -1, 90, "20271030T230000Z")]
    public void An_hour_that_a_clock_shows_twice_is_written_in_UTC(int hour, int day, int minutes, string written)
    {
        var start = Instant.FromUtc(2027, 10, 31, hour, 0) + Duration.FromDays(day);
        var file = Written(Event with { Start = start, End = start + Duration.FromMinutes(minutes) });
        Assert.Equal(written, file.All("DTSTART")[^1]);
        Assert.Equal(written.StartsWith("TZID", StringComparison.Ordinal), file.Names.Contains("TZID"));
    }

    [Theory]
    [InlineData("Europe/Dublin")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("America/Santiago")]
    public void A_zone_that_changes_has_both_kinds_of_time(string zone) =>
        Assert.Equal(
            ["DAYLIGHT", "STANDARD"],
            Written(Event with { Zone = zone })
                .All("BEGIN")
                .Where(name => name is "STANDARD" or "DAYLIGHT")
                .Distinct()
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_cancellation_and_an_uninvitation_differ_by_the_status()
    {
        var cancelled = new MeetingInvitation(Event with { Status = CalendarStatus.Cancelled });
        var uninvited = new MeetingInvitation(Event, Uninvited: true);
        Assert.Equal(("CANCEL", "CANCEL"), (cancelled.Method, uninvited.Method));
        Assert.Equal("CANCELLED", new CalendarFile(writer.Write(cancelled))["STATUS"]);
        Assert.DoesNotContain("STATUS", new CalendarFile(writer.Write(uninvited)).Names);
        Assert.Equal("CANCEL", new CalendarFile(writer.Write(uninvited))["METHOD"]);
    }

    [Fact]
    public void Attendees_have_a_part_an_answer_and_an_address_that_survives()
    {
        var file = Written(
            Event with
            {
                Attendees =
                [
                    new(new("marek@example.org", "Lis, Marek: \"K\"; ^n"), CalendarAnswer.None, Chairs: true, IsAsked: true),
                    new(new("o'x+1?a&b%0d@münchen.example", null), CalendarAnswer.Accepted),
                ],
            }
        );
        Assert.Equal(
            [
                "CN=\"Lis, Marek: 'K'; ˆn\";CUTYPE=INDIVIDUAL;ROLE=CHAIR;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:marek@example.org",
                "CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:o'x+1%3Fa%26b%250d@xn--mnchen-3ya.example",
            ],
            file.All("ATTENDEE")
        );
    }

    [Fact]
    public void Whatever_is_typed_adds_no_line()
    {
        var plain = Written(Full("x", "x")).Names.ToList();
        Gen.String[Gen.OneOf(Gen.Char, Gen.Int[0, Hard.Length - 1].Select(at => Hard[at])), 0, 200]
            .Sample(typed => Assert.Equal(plain, Written(Full("x" + typed, "b" + typed)).Names));

        static CalendarEvent Full(string typed, string email) =>
            Event with
            {
                Summary = typed,
                Description = typed,
                Location = typed,
                Organizer = new(email, typed),
                Attendees = [new(new(email, typed), CalendarAnswer.Accepted)],
            };
    }

    [Fact]
    public void A_feed_holds_every_event_and_each_zone_once()
    {
        var file = new CalendarFile(
            writer.Write(
                new CalendarFeed(
                    "Marek; XBees",
                    [
                        Event,
                        Event with
                        {
                            Uid = "mtg_2",
                            Start = Start + Duration.FromDays(400),
                            End = Start + Duration.FromDays(401),
                        },
                        Event with
                        {
                            Uid = "mtg_3",
                            Zone = "Asia/Tokyo",
                        },
                    ]
                )
            )
        );
        Assert.DoesNotContain("METHOD", file.Names);
        Assert.Equal(@"Marek\; XBees", file["X-WR-CALNAME"]);
        Assert.Equal("VALUE=DURATION:PT15M", file["REFRESH-INTERVAL"]);
        Assert.Equal(["mtg_1@chat.example.org", "mtg_2", "mtg_3"], file.All("UID"));
        Assert.Equal(["Europe/Warsaw", "Asia/Tokyo"], file.All("TZID"));
        Assert.Equal(6, file.All("TZOFFSETTO").Count);
    }

    private CalendarFile Written(CalendarEvent one) => new(writer.Write(new MeetingInvitation(one)));
}
