using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>Judges a time by what the agent offers and what is taken, by the very code that lists what is free (ME-26).</summary>
public sealed class Calendars(IMeetingStore meetings, IBusyTimes busy, IHoldReader holds, TimeProvider time)
{
    /// <summary>ME-25: so many are told.</summary>
    private const int NextFree = 5;

    /// <summary>What lies around a meeting may reach so far: the longest of them, and its buffers.</summary>
    internal static readonly Duration Around = Duration.FromDays(2);

    /// <summary>Between two meetings, whichever comes first.</summary>
    public static Duration GapOf(Availability availability) =>
        Duration.FromMinutes(Math.Max(availability.BufferBefore, availability.BufferAfter));

    /// <summary>Under the calendar's lock; the first thing that is done there, as everybody else waits.</summary>
    /// <param name="unit">The unit that has the lock.</param>
    /// <param name="scheduler">Whose.</param>
    /// <param name="wanted">When.</param>
    /// <param name="minutes">How long; null: the first length that is offered.</param>
    /// <param name="moving">The meeting that is moved, which is not in its own way.</param>
    /// <param name="held">What is kept for others, where it counts (ME-29).</param>
    /// <returns>Start and length.</returns>
    public async Task<(Instant Start, Duration Length)> CheckAsync(
        IUnit unit,
        HostScheduler scheduler,
        Instant? wanted,
        int? minutes,
        string? moving,
        IReadOnlyList<Busy>? held = null
    )
    {
        var length = minutes ?? scheduler.Availability.Durations[0];
        var problem = await ProblemAsync(unit, scheduler, wanted, length, moving, held);
        return problem is null ? (wanted!.Value, Duration.FromMinutes(length))
            : IsTaken(problem) ? throw new SlotTaken(scheduler, wanted!.Value, length, moving)
            : throw new Refused(MeetingRefusals.NotOffered);
    }

    /// <summary>The same without a refusal: what is in the way; null: nothing.</summary>
    public async Task<SlotProblem?> ProblemAsync(
        IUnit unit,
        HostScheduler scheduler,
        Instant? wanted,
        int minutes,
        string? moving,
        IReadOnlyList<Busy>? held = null
    )
    {
        var start = wanted ?? throw new Invalid("start", "Say when, such as 2027-03-29T07:30:00Z.");
        var taken = await meetings.BusyAsync(unit, scheduler.Host.Id, start - Around, start + Around);
        return new SlotFinder(scheduler.Availability, [.. taken, .. held ?? []], unit.Now, moving).Judge(start, minutes);
    }

    /// <summary>Whether somebody else has the time; else it was never offered.</summary>
    public static bool IsTaken(SlotProblem problem) => problem.Busy is not null || problem.Reason == SlotReason.DailyMaximum;

    /// <summary>Whether nothing of the agent's is then, whatever they offer; under the calendar's lock (ME-17).</summary>
    public async Task<bool> IsFreeAsync(IUnit unit, HostScheduler scheduler, Meeting meeting)
    {
        var taken = await meetings.BusyAsync(unit, scheduler.Host.Id, meeting.Start - Around, meeting.End + Around);
        return new SlotFinder(scheduler.Availability, taken, unit.Now).Clash(meeting.Start, meeting.Length) is null;
    }

    /// <summary>The next that are free, for whoever came too late; asked when nobody waits for it any more (ME-25).</summary>
    public async Task<IReadOnlyList<Instant>> NextAsync(SlotTaken taken, CancellationToken cancel)
    {
        var next = new SortedSet<Instant>();
        foreach (var scheduler in taken.Others.Prepend(taken.Scheduler))
        {
            next.UnionWith(await NextAsync(scheduler, taken, cancel));
        }
        return [.. next.Take(NextFree)];
    }

    private async Task<IEnumerable<Instant>> NextAsync(HostScheduler scheduler, SlotTaken taken, CancellationToken cancel)
    {
        var availability = scheduler.Availability;
        var to = taken.Start + Duration.FromDays(availability.Horizon + 1);
        var all = await busy.OfAsync(scheduler.Host.Id, taken.Start - Around, to + Around, cancel);
        var held = await holds.OfAgentAsync(scheduler.Host.Id, cancel);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        return new SlotFinder(availability, [.. all, .. held], now, taken.Moving).List(taken.Start, to, taken.Minutes).Take(NextFree);
    }
}

/// <summary>Somebody else has the time (<see cref="MeetingRefusals.Taken"/>).</summary>
public sealed class SlotTaken(HostScheduler scheduler, Instant start, int minutes, string? moving) : Exception(MeetingRefusals.Taken.Detail)
{
    public HostScheduler Scheduler { get; } = scheduler;

    /// <summary>With whom it could be as well (IN-8).</summary>
    public IReadOnlyList<HostScheduler> Others { get; init; } = [];
    public Instant Start { get; } = start;
    public int Minutes { get; } = minutes;
    public string? Moving { get; } = moving;
}
