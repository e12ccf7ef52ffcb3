using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>The host says afterwards whether a meeting was held, and can take it back (ME-21).</summary>
public sealed class MarkMeeting(IUnitOfWork work, IMeetingStore meetings, MeetingSights sights)
{
    /// <param name="caller">The host.</param>
    /// <param name="id">The meeting.</param>
    /// <param name="outcome">held, no-show, or null: it is not said any more.</param>
    /// <param name="ifMatch">The version that the caller has seen, or null.</param>
    /// <param name="cancel">Ends the wait, not the write.</param>
    /// <returns>False where the caller sees no such meeting.</returns>
    public Task<bool> RunAsync(AgentCaller caller, string id, string? outcome, long? ifMatch, CancellationToken cancel)
    {
        var said = Read(outcome);
        return work.RunAsync(
            async unit =>
            {
                if (await sights.FindLockedAsync(unit, caller, id) is not var (_, meeting))
                {
                    return false;
                }
                var after =
                    caller.PersonId == meeting.HostId ? meeting.Mark(said, unit.Now) : throw new Refused(MeetingRefusals.NotYoursToMark);
                if (after == meeting)
                {
                    return true;
                }
                if (ifMatch is { } version && version != meeting.Version)
                {
                    throw new Refused(RequestRefusals.Stale);
                }
                await meetings.SaveOutcomeAsync(unit, after);
                return true;
            },
            cancel
        );
    }

    private static MeetingOutcome? Read(string? typed) =>
        typed switch
        {
            null => null,
            "held" => MeetingOutcome.Held,
            "no-show" => MeetingOutcome.NoShow,
            _ => throw new Invalid("outcome", "held, no-show or null."),
        };
}
