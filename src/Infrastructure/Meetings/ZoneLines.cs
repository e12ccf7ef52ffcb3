using NodaTime.Text;
using NodaTime.TimeZones;

namespace XBees.Infrastructure.Meetings;

/// <summary>
/// A zone as iCalendar files carry it (VTIMEZONE), for whole years: each stretch of one distance from UTC stands there with its beginning
/// and no rule, so that a reader who knows no zones, or other rules, computes the same.
/// </summary>
internal static class ZoneLines
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly OffsetPattern Minutes = OffsetPattern.CreateWithInvariantCulture("+HHmm");

    // Some readers know no earlier year. What began before is written as if it had been so ever since.
    private static readonly LocalDateTime Earliest = new(1970, 1, 1, 0, 0);

    public static string Format(LocalDateTime time) => Local.Format(time);

    /// <summary>
    /// Whether the clock shows this time once. Of an hour that comes twice a file could name the first alone (RFC 5545, 3.3.5), and some
    /// readers take the second.
    /// </summary>
    public static bool IsClear(DateTimeZone zone, Instant time) => zone.MapLocal(time.InZone(zone).LocalDateTime).Count == 1;

    public static void Add(ContentLines lines, DateTimeZone zone, Instant from, Instant to)
    {
        lines.Add("BEGIN", "VTIMEZONE");
        lines.Add("TZID", zone.Id);
        var first = zone.AtStartOfDay(new(from.InZone(zone).Year, 1, 1)).ToInstant();
        var last = zone.AtStartOfDay(new(to.InZone(zone).Year + 1, 1, 1)).ToInstant();
        var stretches = zone.GetZoneIntervals(first, last).ToList();
        // By the clock and not by the law, which calls winter the exception in some places: calendars want one of each.
        var least = stretches.Min(stretch => stretch.WallOffset);
        foreach (var stretch in stretches)
        {
            Add(lines, zone, stretch, stretch.WallOffset > least ? "DAYLIGHT" : "STANDARD");
        }
        lines.Add("END", "VTIMEZONE");
    }

    private static void Add(ContentLines lines, DateTimeZone zone, ZoneInterval stretch, string name)
    {
        var before = stretch.HasStart ? zone.GetUtcOffset(stretch.Start - Duration.Epsilon) : stretch.WallOffset;
        var onset = stretch.HasStart ? stretch.Start.WithOffset(before).LocalDateTime : Earliest;
        if (onset <= Earliest)
        {
            (onset, before) = (Earliest, stretch.WallOffset);
        }
        lines.Add("BEGIN", name);
        lines.Add("DTSTART", Format(onset));
        lines.Add("TZOFFSETFROM", Minutes.Format(before));
        lines.Add("TZOFFSETTO", Minutes.Format(stretch.WallOffset));
        lines.AddText("TZNAME", stretch.Name);
        lines.Add("END", name);
    }
}
