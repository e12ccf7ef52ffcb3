using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>What is asked of a scheduler; null: from today, for a month, of the first length offered.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last one.</param>
/// <param name="Minutes">The length.</param>
/// <param name="Moving">The meeting that another time is looked for; it is not in its own way (CA-2).</param>
public sealed record SlotWish(LocalDate? First, LocalDate? Last, int? Minutes, string? Moving = null);

/// <summary>When a meeting of one length can begin.</summary>
public sealed record ListedSlots(int Minutes, IReadOnlyList<Instant> Starts);

/// <summary>What a scheduler offers (ME-7).</summary>
public sealed class ListSlots(IBusyTimes busy, IHoldReader holds, TimeProvider time)
{
    /// <summary>So many of the agent's days at once.</summary>
    public const int Days = 62;

    private const int Month = 31;

    // Of a day on the agent's clock all meetings count (ME-15), whichever moments are asked about, and buffers reach beyond these.
    private static readonly Duration Around = Duration.FromDays(2);

    public async Task<ListedSlots> RunAsync(Scheduler scheduler, SlotWish wish, CancellationToken cancel)
    {
        if (!scheduler.IsOpen)
        {
            throw new Refused(MeetingRefusals.SchedulerClosed);
        }
        var availability = scheduler.Availability;
        var minutes = wish.Minutes ?? availability.Durations[0];
        if (!availability.Durations.Contains(minutes))
        {
            throw new Invalid("duration", $"One of {string.Join(", ", availability.Durations)} minutes.");
        }
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var (first, last) = Span(wish, now.InZone(TimeZones.Find(availability.TimeZone)!).Date);
        var taken = await busy.OfAsync(scheduler.Agent.Id, Midnight(first) - Around, Midnight(last) + Around, cancel);
        var held = await holds.OfAgentAsync(scheduler.Agent.Id, cancel);
        return new(minutes, new SlotFinder(availability, [.. taken, .. held], now, wish.Moving).List(first, last, minutes));
    }

    private static (LocalDate First, LocalDate Last) Span(SlotWish wish, LocalDate today)
    {
        var first = wish.First ?? (wish.Last < today ? wish.Last.Value : today);
        var last = wish.Last ?? first.PlusDays(Month);
        return last >= first && Period.DaysBetween(first, last) < Days
            ? (first, last)
            : throw new Refused(
                new("unreadable", 400, "The request cannot be read", $"From and to span 1 to {Days} days, both included.", "to")
            );
    }

    // No clock is further from this one than the days that are read around it.
    private static Instant Midnight(LocalDate date) => date.AtMidnight().InUtc().ToInstant();
}
