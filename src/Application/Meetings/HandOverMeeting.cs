using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>Gives a meeting to another host who is free then; its time, its place and its calendar entry stay (ME-17, ME-22).</summary>
public sealed class HandOverMeeting(
    IUnitOfWork work,
    IConversationStore conversations,
    IMeetingStore meetings,
    MeetingSights sights,
    Calendars calendars,
    MeetingPost post
)
{
    /// <param name="caller">The host, or an administrator where the host has no scheduler any more.</param>
    /// <param name="id">The meeting.</param>
    /// <param name="agentId">Whose it is from now on.</param>
    /// <param name="ifMatch">The version that the caller has seen, or null.</param>
    /// <param name="cancel">Ends the wait, not the write.</param>
    /// <returns>False where the caller sees no such meeting.</returns>
    public Task<bool> RunAsync(AgentCaller caller, string id, string? agentId, long? ifMatch, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                if (await LoadAsync(unit, caller, id) is not var (place, meeting))
                {
                    return false;
                }
                var after = meeting.HandOver(agentId ?? throw new Invalid("agentId", "Say to whom."), unit.Now);
                if (after == meeting)
                {
                    return true;
                }
                if (ifMatch is { } version && version != meeting.Version)
                {
                    throw new Refused(RequestRefusals.Stale);
                }
                await HandOverAsync(unit, caller, place, meeting, after);
                return true;
            },
            cancel
        );

    private async Task<(Conversation Place, Meeting Meeting)?> LoadAsync(IUnit unit, AgentCaller caller, string id)
    {
        if (await sights.FindLockedAsync(unit, caller, id) is not var (place, meeting))
        {
            return null;
        }
        return caller.PersonId == meeting.HostId || await sights.MayCareAsync(unit, caller, meeting)
            ? (place, meeting)
            : throw new Refused(MeetingRefusals.NotYoursToHandOver);
    }

    private async Task HandOverAsync(IUnit unit, AgentCaller caller, Conversation place, Meeting meeting, Meeting after)
    {
        // In one order, whoever hands over to whom: two of them never wait for each other.
        foreach (var agentId in new[] { meeting.HostId, after.HostId }.Order(StringComparer.Ordinal))
        {
            await meetings.LockCalendarAsync(unit, agentId);
        }
        var scheduler = await meetings.OfAgentAsync(unit, after.HostId) ?? throw new Refused(MeetingRefusals.CannotTakeOver);
        if (!await calendars.IsFreeAsync(unit, scheduler, after))
        {
            throw new Refused(MeetingRefusals.NotFree);
        }
        await meetings.SaveAsync(unit, meeting, after, scheduler.GapOf(after));
        var joined = place.Add(caller.Person, [Newcomer.Of(scheduler.Host)], unit.NewId, unit.Now);
        if (!joined.IsNothing)
        {
            await conversations.SaveAsync(unit, place, joined);
        }
        var told = joined.After.TellHandedOver(caller.Person, after, Person.Of(scheduler.Host), unit.NewId, unit.Now);
        conversations.SavePosted(unit, place.Id, told.Messages.Single(), null, place.WaitingSince, caller.Via());
        await post.SendAsync(unit, MeetingNews.Moved, told.After, after, caller.Person, meeting);
    }
}
