using NodaTime;

namespace XBees.Domain.Meetings;

/// <summary>
/// Which times of an agent can be booked. What is listed passes the very check that a booking is judged by (ME-26), so that neither knows
/// of a rule that the other does not.
/// </summary>
public sealed class SlotFinder
{
    private readonly Availability availability;
    private readonly WallClock clock;
    private readonly TakenTimes taken;
    private readonly Instant now;
    private readonly LocalDate lastDay;
    private readonly Instant horizon;

    /// <param name="availability">The agent's.</param>
    /// <param name="taken">All that takes the agent's time, at least where it is asked about.</param>
    /// <param name="now">When it is asked.</param>
    /// <param name="moving">The meeting that looks for another time; it is not in its own way.</param>
    public SlotFinder(Availability availability, IEnumerable<Busy> taken, Instant now, string? moving = null)
    {
        this.availability = availability;
        this.now = now;
        clock = new(TimeZones.Find(availability.TimeZone) ?? throw new Invalid("timeZone", TimeZones.Unknown));
        this.taken = new(availability, clock, [.. taken.Where(busy => moving is null || !busy.IsOfMeeting || busy.Id != moving)]);
        lastDay = availability.LastDay(now);
        horizon = clock.Midnight(lastDay.PlusDays(1));
    }

    /// <summary>What can be booked on some of the agent's days, both included.</summary>
    public IReadOnlyList<Instant> List(LocalDate first, LocalDate last, int minutes)
    {
        var from = LocalDate.Max(first, clock.Shows(now).Date);
        var to = LocalDate.Min(last, lastDay);
        return from > to ? [] : List(clock.Midnight(from), clock.Midnight(to.PlusDays(1)), minutes);
    }

    /// <summary>What can be booked that begins between two moments, the second one outside.</summary>
    public IReadOnlyList<Instant> List(Instant from, Instant to, int minutes)
    {
        var first = Instant.Max(from, now);
        var end = Instant.Min(to, horizon);
        if (first >= end || Unoffered(minutes) is not null)
        {
            return [];
        }

        var length = Duration.FromMinutes(minutes);
        var hours = new OpenHours(availability, clock, first, end + length);
        return [.. hours.Starts(Step(minutes)).Where(start => start >= first && start < end && Problem(start, minutes, hours) is null)];
    }

    /// <summary>Why a meeting cannot be then; null: it can.</summary>
    public SlotProblem? Judge(Instant start, int minutes) =>
        Unoffered(minutes)
        ?? TooSoonOrLate(start)
        ?? Problem(start, minutes, new(availability, clock, start, start + Duration.FromMinutes(minutes)));

    /// <summary>Why a meeting cannot be when the agent's clock shows this; null: it can.</summary>
    public SlotProblem? Judge(LocalDateTime shown, int minutes) =>
        clock.Start(shown) is { } start ? Judge(start, minutes) : new(SlotReason.Missing);

    /// <summary>What takes a time, whatever is offered then; null: nothing. For what is arranged among colleagues (ME-17).</summary>
    public SlotProblem? Clash(Instant start, Duration length) => taken.Clash(start, start + length);

    private SlotProblem? Problem(Instant start, int minutes, OpenHours hours)
    {
        var end = start + Duration.FromMinutes(minutes);
        var shown = clock.Shows(start);
        return TooSoonOrLate(start)
            ?? (clock.Start(shown) == start ? null : new SlotProblem(SlotReason.Repeated))
            ?? Outside(start, end, shown, Step(minutes), hours)
            ?? taken.Problem(shown.Date, start, end);
    }

    private SlotProblem? Unoffered(int minutes) =>
        !availability.IsOpen ? new(SlotReason.Closed)
        : !availability.Durations.Contains(minutes) ? new(SlotReason.Duration)
        : null;

    private SlotProblem? TooSoonOrLate(Instant start) =>
        start < now ? new(SlotReason.Past)
        : start - now < Duration.FromMinutes(availability.Notice) ? new(SlotReason.Notice)
        : start >= horizon ? new(SlotReason.Horizon)
        : null;

    private static SlotProblem? Outside(Instant start, Instant end, LocalDateTime shown, int step, OpenHours hours) =>
        !(hours.Joined.Last(start, end) is { } open && open.From <= start && end <= open.To) ? new(SlotReason.Hours)
        : hours.Breaks.Last(start, end) is not null ? new(SlotReason.Break)
        : !hours.Windows.Touching(start, start + Duration.Epsilon).Any(window => window.Holds(shown, step)) ? new(SlotReason.Grid)
        : null;

    private int Step(int minutes) => availability.Grid ?? minutes;
}
