using System.Globalization;
using NodaTime;
using NodaTime.Text;
using XBees.Domain.Meetings;

namespace XBees.Domain.Tests.Meetings;

/// <summary>Agents' hours in words that examples are short in.</summary>
internal static class Scheduler
{
    /// <summary>Long before whatever an example asks about; nothing but the example's own settings stands in the way.</summary>
    public static Instant Now { get; } = Instant.FromUtc(2027, 1, 4, 9, 0);

    public static Availability In(string zone, params WeeklyHours[] weekly) =>
        new()
        {
            TimeZone = zone,
            Weekly = weekly,
            Notice = 0,
            Horizon = 730,
            Durations = [15, 30, 35, 45, 50, 60, 90, 120],
        };

    public static WeeklyHours On(IsoDayOfWeek day, string from, string to) => new((int)day, Minutes(from), Minutes(to));

    public static WeeklyHours[] Daily(string from, string to) =>
        [.. Enumerable.Range(1, 7).Select(day => new WeeklyHours(day, Minutes(from), Minutes(to)))];

    public static Hours Hours(string from, string to) => new(Minutes(from), Minutes(to));

    public static Break Break(string from, string to, IsoDayOfWeek? day = null) => new(Minutes(from), Minutes(to), (int?)day);

    public static SlotFinder Finder(this Availability availability, params Busy[] taken) => new(availability, taken, Now);

    public static Busy Meeting(string from, string to, string id = "mtg_1") => new(Utc(from), Utc(to), BusyKind.Meeting, id);

    public static Busy Calendar(string from, string to) => new(Utc(from), Utc(to), BusyKind.Calendar, "dentist");

    /// <summary>A moment such as 2027-03-12T14:00Z.</summary>
    public static Instant Utc(string moment) => InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'").Parse(moment).Value;

    public static LocalDate Day(string date) => LocalDatePattern.Iso.Parse(date).Value;

    /// <summary>What is listed on one of the agent's days, as moments such as 14:00Z; with the date where it is another one in UTC.</summary>
    public static string[] On(this SlotFinder finder, string date, int minutes) =>
        [
            .. finder
                .List(Day(date), Day(date), minutes)
                .Select(start =>
                    start.ToString(start.InUtc().Date == Day(date) ? "HH:mm'Z'" : "uuuu-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)
                ),
        ];

    private static int Minutes(string time) =>
        (60 * int.Parse(time[..2], CultureInfo.InvariantCulture)) + int.Parse(time[3..], CultureInfo.InvariantCulture);
}
