using XBees.Application.Conversations;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>Who sees a meeting that was loaded, and what is theirs to decide.</summary>
public sealed class MeetingSights(IPeopleStore people, IConversationStore conversations, IMeetingStore meetings)
{
    /// <summary>A meeting under the lock of its conversation; null where the caller sees none.</summary>
    public async Task<(Conversation Place, Meeting Meeting)?> FindLockedAsync(IUnit unit, Caller caller, string id) =>
        await meetings.FindLockedAsync(unit, conversations, id) is { } found && await SeesAsync(unit, caller, found.Place, found.Meeting)
            ? found
            : null;

    /// <summary>Members of its conversation and whoever reads that; the host; an administrator where it has no host any more.</summary>
    public async Task<bool> SeesAsync(IUnit unit, Caller caller, Conversation place, Meeting meeting) =>
        caller is not AgentCaller agent
            ? place.MemberOf(caller.Person) is not null
            : agent.PersonId == meeting.HostId
                || await Sights.OfAsync(unit, people, agent, place) == Sight.Whole
                || await MayCareAsync(unit, agent, meeting);

    /// <summary>ME-22: an administrator, for a host who was deactivated or is Basic.</summary>
    public async Task<bool> MayCareAsync(IUnit unit, AgentCaller caller, Meeting meeting) =>
        caller.Administrator
        && caller.May(KeyScopes.Admin)
        && !meeting.HasBegun(unit.Now)
        && (await people.AgentsAsync(unit, [meeting.HostId])).SingleOrDefault() is not { Licence: Licence.Standard };
}
