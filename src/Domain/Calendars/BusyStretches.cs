using NodaTime;
using XBees.Domain.Meetings;

namespace XBees.Domain.Calendars;

/// <summary>What is kept of a calendar: when its owner has no time, and nothing else (CA-2).</summary>
public static class BusyStretches
{
    /// <param name="entries">Of the calendars that block.</param>
    /// <param name="zone">The owner's.</param>
    /// <param name="unansweredToo">Whether what is not answered blocks.</param>
    /// <param name="within">What lies outside is left out.</param>
    /// <returns>In their order; what overlaps or touches is one.</returns>
    public static IReadOnlyList<Stretch> Of(IEnumerable<CalendarEntry> entries, DateTimeZone zone, bool unansweredToo, Interval within)
    {
        var joined = new List<Stretch>();
        // A meeting takes the time of its host by itself, and must not be in its own way when it is moved.
        var taken = entries.Where(entry => entry.MeetingId is null && entry.Blocks(unansweredToo)).Select(entry => entry.In(zone));
        foreach (var one in taken.OfType<Stretch>().Where(one => one.From < within.End && one.To > within.Start).OrderBy(one => one.From))
        {
            if (joined is [.., var last] && one.From <= last.To)
            {
                joined[^1] = last with { To = Instant.Max(last.To, one.To) };
            }
            else
            {
                joined.Add(one);
            }
        }
        return joined;
    }
}
