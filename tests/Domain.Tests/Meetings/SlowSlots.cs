using NodaTime;
using XBees.Domain.Meetings;

namespace XBees.Domain.Tests.Meetings;

/// <summary>
/// The rules once more, without a thought for speed: a strip of steps of five minutes, each with what the agent's clock shows then, and
/// what is open, away or a start marked on it. Knows nothing of the finder's own parts.
/// </summary>
internal sealed class SlowSlots
{
    private const int Step = 5;

    private readonly Availability availability;
    private readonly IReadOnlyList<Busy> taken;
    private readonly Instant now;
    private readonly DateTimeZone zone;
    private readonly Instant begin;
    private readonly LocalDateTime[] shown;
    private readonly bool[] open;
    private readonly bool[] away;

    public SlowSlots(Availability availability, IReadOnlyList<Busy> taken, Instant now, Instant from, Instant to)
    {
        (this.availability, this.taken, this.now) = (availability, taken, now);
        zone = DateTimeZoneProviders.Tzdb[availability.TimeZone];
        begin = from - Duration.FromDays(4);
        var count = (int)((to + Duration.FromDays(4) - begin).TotalMinutes / Step);
        shown = [.. Enumerable.Range(0, count).Select(step => Shown(begin + Duration.FromMinutes(step * Step)))];
        (open, away) = (new bool[count], new bool[count]);
        for (var date = shown[0].Date.PlusDays(1); date < shown[^1].Date.PlusDays(-1); date = date.PlusDays(1))
        {
            foreach (var hours in Of(date))
            {
                Mark(open, date, hours);
            }
            foreach (var pause in availability.Breaks.Where(pause => pause.Day is null || pause.Day == (int)date.DayOfWeek))
            {
                Mark(away, date, pause);
            }
        }
    }

    public HashSet<Instant> Offered(Instant from, Instant to, int minutes)
    {
        var offered = new HashSet<Instant>();
        for (var date = Shown(from).Date.PlusDays(-2); date <= Shown(to).Date; date = date.PlusDays(1))
        {
            foreach (var wall in Of(date).SelectMany(hours => Grid(date, hours, availability.Grid ?? minutes)))
            {
                var step = Array.IndexOf(shown, wall);
                var start = begin + Duration.FromMinutes(step * Step);
                if (step >= 0 && start >= from && start < to && IsFree(step, start, minutes))
                {
                    offered.Add(start);
                }
            }
        }
        return offered;
    }

    private bool IsFree(int step, Instant start, int minutes)
    {
        var end = start + Duration.FromMinutes(minutes);
        var inside = Enumerable.Range(step, minutes / Step).All(at => open[at] && !away[at]);
        var lastDay = Shown(now).Date.PlusDays(availability.Horizon);
        var meetings = taken.Count(busy => busy.Kind == BusyKind.Meeting && Shown(busy.From).Date == shown[step].Date);
        return inside
            && availability.Durations.Contains(minutes)
            && start >= now + Duration.FromMinutes(availability.Notice)
            && shown[step].Date <= lastDay
            && (availability.DailyMaximum is null || meetings < availability.DailyMaximum)
            && taken.All(busy => IsApart(busy, start, end));
    }

    private bool IsApart(Busy busy, Instant start, Instant end)
    {
        var isMeeting = busy.Kind == BusyKind.Meeting;
        var longer = Math.Max(availability.BufferBefore, availability.BufferAfter);
        var before = Duration.FromMinutes(isMeeting ? longer : availability.BufferBefore);
        var after = Duration.FromMinutes(isMeeting ? longer : availability.BufferAfter);
        return busy.To + before <= start || end + after <= busy.From;
    }

    private IEnumerable<Hours> Of(LocalDate date)
    {
        var own = availability.Dates.SingleOrDefault(own => own.Date == date);
        return own is null ? availability.Weekly.Where(hours => hours.Day == (int)date.DayOfWeek) : own.Hours;
    }

    private static IEnumerable<LocalDateTime> Grid(LocalDate date, Hours hours, int every)
    {
        var (from, to) = Walls(date, hours);
        for (var wall = from; wall < to; wall = wall.PlusMinutes(every))
        {
            yield return wall;
        }
    }

    // Hours last from when the clock first shows their beginning, or a later time, to when it first does so with their end.
    private void Mark(bool[] strip, LocalDate date, Hours hours)
    {
        var (from, to) = Walls(date, hours);
        var first = Array.FindIndex(shown, at => at >= from);
        var last = Array.FindIndex(shown, at => at >= to);
        for (var step = first; step < (last < 0 ? shown.Length : last); step++)
        {
            strip[step] = true;
        }
    }

    private static (LocalDateTime From, LocalDateTime To) Walls(LocalDate date, Hours hours)
    {
        var midnight = date.AtMidnight();
        return (midnight.PlusMinutes(hours.From), (hours.To <= hours.From ? midnight.PlusDays(1) : midnight).PlusMinutes(hours.To));
    }

    private LocalDateTime Shown(Instant moment) => moment.WithOffset(zone.GetUtcOffset(moment)).LocalDateTime;
}
