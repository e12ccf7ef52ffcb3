using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>Judges a time by what the agent offers and what is taken, under the calendar's lock (ME-26).</summary>
public sealed class Calendars(IMeetingStore meetings)
{
    /// <summary>ME-25: so many are told.</summary>
    private const int NextFree = 5;

    /// <summary>What lies around a meeting may reach so far: the longest of them, and its buffers.</summary>
    private static readonly Duration Around = Duration.FromDays(2);

    /// <summary>Between two meetings, whichever comes first.</summary>
    public static Duration GapOf(Availability availability) =>
        Duration.FromMinutes(Math.Max(availability.BufferBefore, availability.BufferAfter));

    /// <param name="unit">The unit that has the calendar's lock.</param>
    /// <param name="scheduler">Whose.</param>
    /// <param name="wanted">When.</param>
    /// <param name="minutes">How long; null: the first length that is offered.</param>
    /// <param name="moving">The meeting that is moved, which is not in its own way.</param>
    /// <returns>Start and length.</returns>
    public async Task<(Instant Start, Duration Length)> CheckAsync(
        IUnit unit,
        HostScheduler scheduler,
        Instant? wanted,
        int? minutes,
        string? moving
    )
    {
        var start = wanted ?? throw new Invalid("start", "Say when, such as 2027-03-29T07:30:00Z.");
        var length = minutes ?? scheduler.Availability.Durations[0];
        var busy = await meetings.BusyAsync(unit, scheduler.Host.Id, start - Around, start + Around);
        var problem = new SlotFinder(scheduler.Availability, busy, unit.Now, moving).Judge(start, length);
        return problem is null ? (start, Duration.FromMinutes(length))
            : problem.Busy is null && problem.Reason != SlotReason.DailyMaximum ? throw new Refused(MeetingRefusals.NotOffered)
            : throw new SlotTaken(await NextAsync(unit, scheduler, start, length, moving));
    }

    private async Task<IReadOnlyList<Instant>> NextAsync(IUnit unit, HostScheduler scheduler, Instant from, int minutes, string? moving)
    {
        var to = from + Duration.FromDays(scheduler.Availability.Horizon + 1);
        var busy = await meetings.BusyAsync(unit, scheduler.Host.Id, from - Around, to + Around);
        var free = new SlotFinder(scheduler.Availability, busy, unit.Now, moving).List(from, to, minutes);
        return [.. free.Take(NextFree)];
    }
}

/// <summary>Somebody else has the time (<see cref="MeetingRefusals.Taken"/>).</summary>
/// <param name="next">The next that are free; none where nothing is.</param>
public sealed class SlotTaken(IReadOnlyList<Instant> next) : Exception(MeetingRefusals.Taken.Detail)
{
    public IReadOnlyList<Instant> Next { get; } = next;
}
