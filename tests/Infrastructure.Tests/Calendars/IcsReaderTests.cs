using System.Text;
using NodaTime;
using NodaTime.Text;
using XBees.Application.Calendars;
using XBees.Domain.Calendars;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Calendars.Ics;
using XBees.Testing;
using Xunit;

namespace XBees.Infrastructure.Tests.Calendars;

/// <summary>What is understood of calendars that others write (CA-2).</summary>
public sealed class IcsReaderTests
{
    private static readonly DateTimeZone Warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];
    private static readonly CalendarAccess Mara = new("", "", "mara@ternhaus.example", Warsaw);

    // Two weeks around the clocks' change on 28 March.
    private static readonly Interval March = new(Instant.FromUtc(2027, 3, 21, 23, 0), Instant.FromUtc(2027, 4, 4, 22, 0));

    [Theory, Rule("CA-2")]
    [InlineData("DTSTART:20270322T090000Z|DTEND:20270322T100000Z", "03-22T09:00/60")]
    [InlineData("DTSTART;TZID=Europe/Warsaw:20270322T090000|DURATION:PT1H30M", "03-22T08:00/90")]
    [InlineData("DTSTART;TZID=America/New_York:20270322T090000|DURATION:PT1H", "03-22T13:00/60")]
    [InlineData("DTSTART;TZID=\"W. Europe Standard Time\":20270322T090000|DURATION:PT1H", "03-22T08:00/60")]
    [InlineData("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/London:20270322T090000|DURATION:PT1H", "03-22T09:00/60")]
    // Floating, and in a zone that nobody knows: the owner's.
    [InlineData("DTSTART:20270322T090000|DURATION:PT1H", "03-22T08:00/60")]
    [InlineData("DTSTART;TZID=Custom:20270322T090000|DURATION:PT1H", "03-22T08:00/60")]
    [InlineData("DTSTART;VALUE=DATE:20270328|DTEND;VALUE=DATE:20270329", "03-27T23:00/1380")]
    [InlineData("DTSTART;VALUE=DATE:20270323", "03-22T23:00/1440")]
    [InlineData("DTSTART:20270322T090000Z", "")]
    [InlineData("DTSTART:20270322T090000Z|DTEND:20270322T100000Z|TRANSP:TRANSPARENT", "")]
    [InlineData("DTSTART:20270322T090000Z|DTEND:20270322T100000Z|STATUS:CANCELLED", "")]
    [InlineData("DTSTART:20270322T090000Z|DTEND:20270322T100000Z|X-MICROSOFT-CDO-BUSYSTATUS:FREE", "")]
    [InlineData("DTSTART:20270322T090000Z|DTEND:20270322T100000Z|ATTENDEE;PARTSTAT=DECLINED:MAILTO:Mara@Ternhaus.example", "")]
    [InlineData("DTSTART:20270322T090000Z|DTEND:20270322T100000Z|ATTENDEE;PARTSTAT=DECLINED:mailto:tom@ternhaus.example", "03-22T09:00/60")]
    [InlineData(
        "DTSTART:20270322T090000Z|DTEND:20270322T100000Z|ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:mara@ternhaus.example",
        "03-22T09:00/60?"
    )]
    [InlineData("DTSTART:20270322T090000Z|DTEND:20270322T100000Z|ATTENDEE:mailto:mara@ternhaus.example", "03-22T09:00/60?")]
    [InlineData("DTSTART:20270322T090000Z|DTEND:20270322T100000Z|STATUS:TENTATIVE", "03-22T09:00/60?")]
    [InlineData(
        "DTSTART:20270322T090000Z|DTEND:20270322T100000Z|ORGANIZER:mailto:mara@ternhaus.example|ATTENDEE:mailto:mara@ternhaus.example",
        "03-22T09:00/60"
    )]
    public void An_event_takes_time_or_none(string lines, string taken) => Assert.Equal(taken, Taken(lines));

    [Theory, Rule("CA-2")]
    // The clock of the series, whatever it is in UTC.
    [InlineData("RRULE:FREQ=WEEKLY", "03-22T08:00 03-29T07:00")]
    [InlineData("RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270329T070000Z", "03-22T08:00 03-24T08:00 03-29T07:00")]
    [InlineData("RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270329T065959Z", "03-22T08:00 03-24T08:00")]
    [InlineData("RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270329", "03-22T08:00 03-24T08:00 03-29T07:00")]
    [InlineData("RRULE:FREQ=DAILY;COUNT=14", "03-22T08:00 03-23T08:00 03-24T08:00 03-25T08:00 03-26T08:00 03-27T08:00 03-28T07:00")]
    [InlineData("RRULE:FREQ=MONTHLY;BYDAY=-1WE", "03-31T07:00")]
    [InlineData("RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "03-31T07:00")]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1", "04-01T07:00")]
    [InlineData("RRULE:FREQ=WEEKLY;INTERVAL=2", "03-29T07:00")]
    [InlineData("RRULE:FREQ=WEEKLY|EXDATE;TZID=Europe/Warsaw:20270322T090000", "03-29T07:00")]
    [InlineData("RRULE:FREQ=WEEKLY|EXDATE:20270322T080000Z,20270329T070000Z", "")]
    [InlineData("RRULE:FREQ=YEARLY|RDATE:20270401T120000Z", "04-01T12:00")]
    // No series of anybody's; and a rule that cannot be read is none.
    [InlineData("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "")]
    [InlineData("RRULE:FREQ=SOMETIMES", "")]
    public void A_series_comes_when_its_rule_says(string lines, string starts)
    {
        var file = File("UID:one|DTSTART;TZID=Europe/Warsaw:20270315T090000|DURATION:PT1H|" + lines);
        Assert.Equal(starts, string.Join(' ', Stretches(file).Select(one => Text(one.From))));
    }

    [Fact, Rule("CA-2")]
    public void An_occurrence_that_was_changed_stands_where_it_was_moved_to()
    {
        const string series = "UID:one|DTSTART;TZID=Europe/Warsaw:20270315T090000|DURATION:PT1H|RRULE:FREQ=WEEKLY";
        var file = File(
            series,
            "UID:one|RECURRENCE-ID;TZID=Europe/Warsaw:20270322T090000|DTSTART:20270323T120000Z|DURATION:PT15M",
            "UID:one|RECURRENCE-ID:20270329T070000Z|DTSTART:20270329T070000Z|DURATION:PT1H|STATUS:CANCELLED",
            // Another series that is called otherwise.
            "UID:two|RECURRENCE-ID:20270405T070000Z|DTSTART:20270324T070000Z|DURATION:PT1H"
        );
        Assert.Equal("03-23T12:00/15 03-24T07:00/60", Text(Stretches(file)));
    }

    [Fact, Rule("CA-2")]
    public void What_was_written_for_a_meeting_is_known_again()
    {
        var file = File("UID:mtg_06h28jyjc1y7f60jk5x9m52jpr|DTSTART:20270322T090000Z|DURATION:PT1H");
        Assert.Equal("mtg_06h28jyjc1y7f60jk5x9m52jpr", Assert.Single(Read(file)).MeetingId);
    }

    [Fact]
    public void Lines_that_are_folded_are_one_and_what_lies_in_an_event_is_not_its_own()
    {
        var file =
            "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nDTSTART:20270101T000000Z\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nSUMMARY:A\r\n :TRANSP\r\n"
            + "DTSTART;TZ\r\n ID=\"Europe/\r\n Warsaw\":20270322\r\n T090000\r\nDURATION:PT1H\r\nBEGIN:VALARM\r\nDURATION:PT9H\r\nTRANSP:TRANSPARENT\r\n"
            + "END:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        Assert.Equal("03-22T08:00/60", Text(Stretches(file)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("BEGIN:VCARD\r\nEND:VCARD")]
    public void What_is_no_calendar_is_refused(string text) => Assert.Throws<CalendarUnreadable>(() => Read(text));

    private static string Taken(string lines) =>
        Text(Stretches(File(lines))) + (Stretches(File(lines), unansweredToo: false).Count < Stretches(File(lines)).Count ? "?" : "");

    private static IReadOnlyList<CalendarEntry> Read(string file) =>
        new IcsReader(TimeProvider.System).Read(Encoding.UTF8.GetBytes(file), Mara, March);

    private static IReadOnlyList<Stretch> Stretches(string file, bool unansweredToo = true) =>
        BusyStretches.Of(Read(file), Warsaw, unansweredToo, March);

    private static string File(params string[] events) =>
        "BEGIN:VCALENDAR\r\n"
        + string.Concat(events.Select(lines => $"BEGIN:VEVENT\r\n{lines.Replace("|", "\r\n", StringComparison.Ordinal)}\r\nEND:VEVENT\r\n"))
        + "END:VCALENDAR\r\n";

    private static string Text(IEnumerable<Stretch> stretches) =>
        string.Join(' ', stretches.Select(one => $"{Text(one.From)}/{(one.To - one.From).TotalMinutes}"));

    private static string Text(Instant moment) => InstantPattern.CreateWithInvariantCulture("MM-dd'T'HH:mm").Format(moment);
}
