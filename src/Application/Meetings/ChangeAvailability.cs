using XBees.Domain.Agents;
using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>An agent's own hours and rules of booking (ME-7).</summary>
public sealed class ChangeAvailability(IUnitOfWork work, IAvailabilityStore store, IMeetingStore meetings)
{
    /// <summary>LC-1.</summary>
    public static void RequireScheduler(AgentCaller caller)
    {
        if (caller.Licence != Licence.Standard)
        {
            throw new Refused(MeetingRefusals.NoScheduler);
        }
    }

    /// <param name="caller">Whose they are.</param>
    /// <param name="typed">All of it; what was set before goes.</param>
    /// <param name="version">The version that was read, or null.</param>
    /// <param name="cancel">Ends it before it is stored.</param>
    public Task RunAsync(AgentCaller caller, Availability typed, long? version, CancellationToken cancel)
    {
        RequireScheduler(caller);
        var availability = typed.Read();
        return work.RunAsync(
            async unit =>
            {
                // Before anything is read: what is booked or moved meanwhile gets its reminders by what is set here, or is seen here.
                await meetings.LockCalendarAsync(unit, caller.PersonId);
                var present = await store.FindAsync(unit, caller.PersonId);
                if (
                    (version is not null && version != present.Version)
                    || !await store.SaveAsync(unit, caller.PersonId, availability, present.Version)
                )
                {
                    throw new Refused(RequestRefusals.Stale);
                }
                if (!availability.Reminders.SequenceEqual(present.Availability.Reminders))
                {
                    await meetings.RemindAsync(unit, caller.PersonId, availability.Reminders);
                }
                unit.Log(new("availability.changed", null, caller.PersonId));
                return true;
            },
            cancel
        );
    }
}
