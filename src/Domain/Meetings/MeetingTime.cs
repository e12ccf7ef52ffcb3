using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace XBees.Domain.Meetings;

/// <summary>
/// When a meeting is, in words (ME-19, C20): in a zone that is named, with its distance from UTC, so that an hour that comes twice is told
/// apart. The words are ours: a slim container has none for other languages than English.
/// </summary>
public static class MeetingTime
{
    private static readonly OffsetPattern Distance = OffsetPattern.CreateWithInvariantCulture("+HH:mm");
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static readonly string[] EnglishDays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    private static readonly string[] GermanDays = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];

    private static readonly string[] EnglishMonths =
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    private static readonly string[] GermanMonths =
    [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ];

    public static string InWords(Instant start, Instant end, DateTimeZone zone, string language)
    {
        var german = Languages.Of(language) == Languages.German;
        var (from, to) = (start.InZone(zone), end.InZone(zone));
        var changes = from.Offset != to.Offset;
        var last = (from.Date == to.Date ? "" : Day(to.Date, german) + ", ") + Time(to, changes);
        // Zones are called by places, whose names have blanks.
        var name = zone.Id.Replace('_', ' ') + (changes ? "" : ", UTC" + Distance.Format(from.Offset));
        return german
            ? $"{Day(from.Date, german)}, {Time(from, changes)} bis {last} Uhr ({name})"
            : $"{Day(from.Date, german)}, {Time(from, changes)} to {last} ({name})";
    }

    private static string Time(ZonedDateTime time, bool withDistance) =>
        Clock.Format(time.TimeOfDay) + (withDistance ? $" (UTC{Distance.Format(time.Offset)})" : "");

    private static string Day(LocalDate date, bool german)
    {
        var (day, month) = ((int)date.DayOfWeek - 1, date.Month - 1);
        return german
            ? string.Create(CultureInfo.InvariantCulture, $"{GermanDays[day]}, {date.Day}. {GermanMonths[month]} {date.Year}")
            : string.Create(CultureInfo.InvariantCulture, $"{EnglishDays[day]}, {date.Day} {EnglishMonths[month]} {date.Year}");
    }
}
