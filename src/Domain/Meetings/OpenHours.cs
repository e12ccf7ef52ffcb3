using NodaTime;

namespace XBees.Domain.Meetings;

/// <summary>Hours of one day with the minutes of the clock that their grid of starts is counted on.</summary>
internal sealed record Window(Instant From, Instant To, LocalDateTime Begins, int Minutes) : Stretch(From, To)
{
    /// <summary>Whether the clock shows a point of the grid.</summary>
    public bool Holds(LocalDateTime shown, int step) => (Ticks(shown) - Ticks(Begins)) % (step * NodaConstants.TicksPerMinute) == 0;

    /// <summary>What the clock shows at the points of the grid.</summary>
    public IEnumerable<LocalDateTime> Grid(int step)
    {
        for (var minutes = 0; minutes < Minutes; minutes += step)
        {
            yield return Begins.PlusMinutes(minutes);
        }
    }

    private static long Ticks(LocalDateTime shown) => shown.InUtc().ToInstant().ToUnixTimeTicks();
}

/// <summary>An agent's hours and breaks between two moments, laid out as moments.</summary>
internal sealed class OpenHours
{
    private readonly WallClock clock;

    public OpenHours(Availability availability, WallClock clock, Instant from, Instant to)
    {
        this.clock = clock;
        // Hours over midnight belong to the day on which they begin.
        var first = clock.Shows(from).Date.PlusDays(-1);
        var dates = Enumerable.Range(0, Period.DaysBetween(first, clock.Shows(to).Date) + 1).Select(first.PlusDays).ToList();
        Windows = new(dates.SelectMany(date => availability.HoursOf(date).Select(hours => Lay(date, hours))).Where(NotEmpty));
        Breaks = new(dates.SelectMany(date => availability.BreaksOf(date).Select(pause => Lay(date, pause))).Where(NotEmpty));
        Joined = new(Join(Windows.All));
    }

    public Timeline<Window> Windows { get; }

    public Timeline<Window> Breaks { get; }

    /// <summary>The windows without the seams where one follows another: a full day loses no minute (ME-15).</summary>
    public Timeline<Stretch> Joined { get; }

    /// <summary>What lies on a grid, whether or not it can be booked; each moment once.</summary>
    public IEnumerable<Instant> Starts(int step) =>
        Windows
            .All.SelectMany(window => window.Grid(step))
            .Select(clock.Start)
            .Where(start => start is not null)
            .Select(start => start!.Value)
            .Order()
            .Distinct();

    private Window Lay(LocalDate date, Hours hours)
    {
        var begins = date.AtMidnight().PlusMinutes(hours.From);
        var length = hours.End - hours.From;
        return new(clock.Boundary(begins), clock.Boundary(begins.PlusMinutes(length)), begins, length);
    }

    // Hours that lie wholly in what the clock skips.
    private static bool NotEmpty(Window window) => window.From < window.To;

    private static List<Stretch> Join(IReadOnlyList<Window> windows)
    {
        var joined = new List<Stretch>();
        foreach (var window in windows)
        {
            if (joined.Count > 0 && joined[^1].To >= window.From)
            {
                joined[^1] = joined[^1] with { To = Instant.Max(joined[^1].To, window.To) };
            }
            else
            {
                joined.Add(new(window.From, window.To));
            }
        }

        return joined;
    }
}
