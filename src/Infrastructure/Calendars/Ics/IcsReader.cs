using XBees.Application.Calendars;
using XBees.Domain.Calendars;

namespace XBees.Infrastructure.Calendars.Ics;

/// <summary>
/// Reads iCalendar files that somebody else wrote: what takes time in a place, and not a word more. What it costs is bounded by the bytes
/// that were let in, and by numbers here.
/// </summary>
/// <param name="time">Ends what takes too long.</param>
internal sealed class IcsReader(TimeProvider time)
{
    private const int MostEvents = 50_000;
    private const int MostEntries = 50_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <exception cref="CalendarUnreadable">It is no such file, or too much.</exception>
    public IReadOnlyList<CalendarEntry> Read(ReadOnlyMemory<byte> file, CalendarAccess access, Interval within)
    {
        var began = time.GetTimestamp();
        var events = Events(file, access);
        var replaced = events
            .Where(one => one.Instead is not null)
            .GroupBy(one => one.Uid, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(one => one.Instead!.ToInstant()).ToHashSet(), StringComparer.Ordinal);
        var entries = new List<CalendarEntry>();
        foreach (var one in events)
        {
            entries.AddRange(Occurrences(one, one.Instead is null ? replaced.GetValueOrDefault(one.Uid) : null, within));
            if (entries.Count > MostEntries || time.GetElapsedTime(began) > Longest)
            {
                throw new CalendarUnreadable("It has too many events.");
            }
        }
        return entries;
    }

    /// <summary>Only what stands in an event itself is read, however deep other things lie in it.</summary>
    private static List<IcsEvent> Events(ReadOnlyMemory<byte> file, CalendarAccess access)
    {
        var events = new List<IcsEvent>();
        IcsEvent? open = null;
        var (depth, isCalendar) = (0, false);
        foreach (var line in IcsLine.Of(file))
        {
            switch (line.Name)
            {
                case "BEGIN":
                    depth++;
                    isCalendar |= depth == 1 && Is(line, "VCALENDAR");
                    open = depth == 2 && Is(line, "VEVENT") ? new(access) : open;
                    break;
                case "END":
                    if (depth == 2 && open?.Start is not null)
                    {
                        events.Add(open);
                    }
                    open = depth <= 2 ? null : open;
                    depth = Math.Max(0, depth - 1);
                    break;
                default:
                    if (depth == 2)
                    {
                        open?.Add(line);
                    }
                    break;
            }
            if (events.Count > MostEvents)
            {
                throw new CalendarUnreadable("It has too many events.");
            }
        }
        return isCalendar ? events : throw new CalendarUnreadable("It is no iCalendar file.");
    }

    private static bool Is(IcsLine line, string component) => line.Value.Trim().Equals(component, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<CalendarEntry> Occurrences(IcsEvent one, HashSet<Instant>? replaced, Interval within)
    {
        var start = one.Start!;
        var starts = one.Rule is null || one.Instead is not null ? [start] : IcsSeries.Starts(start, one.Rule, within, one.Length);
        if (starts is null)
        {
            var whole = one.EntryAt(start);
            return [CalendarEntry.At(start.ToInstant(), within.End) with { IsFree = whole.IsFree, Answer = whole.Answer }];
        }
        return starts
            .Concat(one.Further)
            .Where(time => IsNear(time, one.Length, within))
            .Where(time => time.ToInstant() is var moment && !one.Without.Contains(moment) && replaced?.Contains(moment) != true)
            .Select(one.EntryAt);
    }

    private static bool IsNear(IcsTime time, Duration length, Interval within) =>
        time.ToInstant() is var moment
        && moment < within.End + Duration.FromDays(1)
        && moment + length >= within.Start - Duration.FromDays(1);
}
