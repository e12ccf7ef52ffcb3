using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>What is asked about a time: the moment, or what the agent's clock shows then; null minutes: of the first length offered.</summary>
public sealed record AskedTime(Instant? Moment, LocalDateTime? Shown, int? Minutes);

/// <summary>Tells an agent why a time is not offered (ME-31).</summary>
public sealed class JudgeTime(ISchedulerReader schedulers, IBusyTimes busy, IHoldReader holds, TimeProvider time)
{
    // Of a day on the agent's clock all meetings count (ME-15), and buffers reach beyond it.
    private static readonly Duration Around = Duration.FromDays(2);

    /// <summary>Null: it is offered.</summary>
    public async Task<SlotProblem?> RunAsync(AgentCaller caller, AskedTime asked, CancellationToken cancel)
    {
        ChangeAvailability.RequireScheduler(caller);
        var availability = (await schedulers.OfAgentAsync(caller.PersonId, cancel)).Availability;
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var minutes = asked.Minutes ?? availability.Durations[0];
        // What the hours and the rules exclude, however far away, needs no look at what takes the time.
        if (Judge(new(availability, [], now)) is { } problem)
        {
            return problem;
        }
        var start = asked.Moment ?? asked.Shown!.Value.InZoneLeniently(TimeZones.Find(availability.TimeZone)!).ToInstant();
        var taken = await busy.OfAsync(caller.PersonId, start - Around, start + Around, cancel);
        return Judge(new(availability, [.. taken, .. await holds.OfAgentAsync(caller.PersonId, cancel)], now));

        SlotProblem? Judge(SlotFinder finder) =>
            asked.Moment is { } moment ? finder.Judge(moment, minutes) : finder.Judge(asked.Shown!.Value, minutes);
    }
}
