using NodaTime;

namespace XBees.Domain.Meetings;

/// <summary>What takes an agent's time, and how near to it another meeting may come.</summary>
internal sealed class TakenTimes
{
    private readonly Timeline<Busy> meetings;
    private readonly Timeline<Busy> calendar;
    private readonly Timeline<Busy> unknown;
    private readonly Timeline<Busy> held;
    private readonly Dictionary<LocalDate, int> ofDay;
    private readonly Availability availability;
    private readonly Duration before;
    private readonly Duration after;

    public TakenTimes(Availability availability, WallClock clock, IReadOnlyCollection<Busy> taken)
    {
        this.availability = availability;
        (before, after) = (Duration.FromMinutes(availability.BufferBefore), Duration.FromMinutes(availability.BufferAfter));
        meetings = new(taken.Where(busy => busy.IsOfMeeting));
        calendar = new(taken.Where(busy => busy.Kind == BusyKind.Calendar));
        unknown = new(taken.Where(busy => busy.Kind == BusyKind.CalendarOutOfReach));
        held = new(taken.Where(busy => busy.Kind == BusyKind.Hold));
        ofDay = availability.DailyMaximum is null
            ? []
            : taken.Where(busy => busy.Kind == BusyKind.Meeting).CountBy(busy => clock.Shows(busy.From).Date).ToDictionary();
    }

    public SlotProblem? Problem(LocalDate day, Instant start, Instant end) =>
        ofDay.GetValueOrDefault(day) >= availability.DailyMaximum ? new(SlotReason.DailyMaximum) : Clash(start, end);

    public SlotProblem? Clash(Instant start, Instant end) =>
        meetings.Last(start, end) is { } meeting ? new(SlotReason.Meeting, meeting)
        : calendar.Last(start, end) is { } entry ? new(SlotReason.Calendar, entry)
        : unknown.Last(start, end) is { } away ? new(SlotReason.CalendarOutOfReach, away)
        : Held(start, end) is { } hold ? new(SlotReason.Held, hold)
        : TooNear(start, end) is { } near ? new(SlotReason.Buffer, near)
        : null;

    private Busy? Held(Instant start, Instant end)
    {
        var between = Duration.Max(before, after);
        return held.Last(start - between, end + between);
    }

    // Between two meetings lie the buffer after one and that before the other, in one another. An entry of a calendar has none of its own.
    private Busy? TooNear(Instant start, Instant end)
    {
        var between = Duration.Max(before, after);
        return meetings.Last(start - between, end + between) ?? calendar.Last(start - before, end + after);
    }
}
