using System.Text;
using NodaTime;
using XBees.Application.Calendars;
using XBees.Domain.Calendars;
using XBees.Infrastructure.Calendars;
using XBees.Infrastructure.Calendars.Ics;
using XBees.Testing;
using Xunit;

namespace XBees.Infrastructure.Tests.Calendars;

/// <summary>Attack row 25: files that are made to be expensive. Each is read within what a real one costs, or refused.</summary>
public sealed class HostileCalendarTests
{
    private const int MostMegabytes = 600;
    private static readonly Instant Now = Instant.FromUtc(2027, 3, 22, 12, 0);
    private static readonly Interval TwoYears = new(Now, Now + Duration.FromDays(733));
    private static readonly CalendarAccess Mara = new("", "", "mara@ternhaus.example", DateTimeZone.Utc);

    public static TheoryData<string, string> Files =>
        new()
        {
            { "every second without an end", Event("DTSTART:20200101T000000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=SECONDLY") },
            {
                "no second that there is",
                Event("DTSTART:20200101T000000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")
            },
            { "no hour that there is", Event("DTSTART:20200101T000000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30") },
            { "no day that there is", Event("DTSTART:16010101T000000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30") },
            { "each second of each day", Event($"DTSTART:16010101T000000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=DAILY;{EachSecond}") },
            { "each second of each year", Event($"DTSTART:16010101T000000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=YEARLY;{EachDay};{EachSecond}") },
            { "a day for centuries", Event("DTSTART:16010101T000000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY") },
            {
                "400,000 dates left out",
                Event("DTSTART:20270101T000000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\n" + Dates("EXDATE", 400_000))
            },
            { "400,000 dates more", Event("DTSTART:20270101T000000Z\r\nDURATION:PT1H\r\n" + Dates("RDATE", 400_000)) },
            { "a line of a megabyte", Event("DTSTART:20270401T000000Z\r\nDURATION:PT1H\r\nSUMMARY:" + new string('x', 1_000_000)) },
            {
                "parameters of a megabyte",
                Event("DTSTART;" + string.Concat(Enumerable.Repeat("A=B;", 250_000)) + "TZID=UTC:20270401T000000\r\nDURATION:PT1H")
            },
            {
                "a line of a million folds",
                Event("DTSTART:20270401T000000Z\r\nSUMMARY:x\r\n" + string.Concat(Enumerable.Repeat(" x\r\n", 1_000_000)))
            },
            {
                "200,000 alarms in one another",
                Event("DTSTART:20270401T000000Z\r\n" + string.Concat(Enumerable.Repeat("BEGIN:VALARM\r\n", 200_000)))
            },
            {
                "50,000 series",
                string.Concat(
                    Enumerable.Repeat(Event("DTSTART:19700101T000000Z\r\nDURATION:PT1M\r\nRRULE:FREQ=DAILY;BYHOUR=1,2,3"), 50_000)
                )
            },
            { "100,000 events", string.Concat(Enumerable.Repeat(Event("DTSTART:20270401T000000Z\r\nDURATION:PT1M"), 100_000)) },
            { "years at the edge", Event("DTSTART:99991231T235959Z\r\nDURATION:P99999W\r\nRRULE:FREQ=YEARLY;INTERVAL=2147483647") },
            { "a length of for ever", Event("DTSTART:20270401T000000Z\r\nDURATION:P99999W\r\nRRULE:FREQ=DAILY") },
            { "an end before its start", Event("DTSTART:20270401T000000Z\r\nDTEND:19700101T000000Z") },
        };

    [Theory, MemberData(nameof(Files))]
    public void It_is_read_in_bounded_time_and_memory_or_refused(string name, string events)
    {
        var file = Encoding.UTF8.GetBytes("BEGIN:VCALENDAR\r\n" + events + "END:VCALENDAR\r\n");
        Assert.True(file.Length <= CalendarHttp.MostBytes, name);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var entries = new IcsReader(TimeProvider.System).Read(file, Mara, TwoYears);
            Assert.True(BusyStretches.Of(entries, DateTimeZone.Utc, true, TwoYears).Count <= 50_000);
        }
        catch (CalendarUnreadable)
        {
            // That is an answer, too.
        }
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1024 / 1024, 0, MostMegabytes);
    }

    [Fact, Rule("CA-2")]
    public void What_comes_more_often_than_anybody_meets_takes_all_of_the_time_from_its_start()
    {
        var file = Encoding.UTF8.GetBytes(
            "BEGIN:VCALENDAR\r\n" + Event("DTSTART:20270401T000000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=SECONDLY") + "END:VCALENDAR\r\n"
        );
        var taken = BusyStretches.Of(new IcsReader(TimeProvider.System).Read(file, Mara, TwoYears), DateTimeZone.Utc, true, TwoYears);
        Assert.Equal([new(Instant.FromUtc(2027, 4, 1, 0, 0), TwoYears.End)], taken);
    }

    private const string EachDay = "BYMONTHDAY=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31";

    private static string EachSecond => $"BYHOUR={UpTo(24)};BYMINUTE={UpTo(60)};BYSECOND={UpTo(60)}";

    private static string UpTo(int many) => string.Join(',', Enumerable.Range(0, many));

    private static string Event(string lines) => $"BEGIN:VEVENT\r\nUID:one\r\n{lines}\r\nEND:VEVENT\r\n";

    private static string Dates(string name, int many) =>
        $"{name}:{string.Join(',', Enumerable.Range(0, many).Select(i => (Now + Duration.FromMinutes(i)).ToString("uuuuMMdd'T'HHmmss'Z'", null)))}";
}
