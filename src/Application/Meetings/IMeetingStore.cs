using XBees.Domain.Agents;
using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>An agent's scheduler, as a booking finds it.</summary>
/// <param name="Host">The agent.</param>
/// <param name="Availability">When they can be booked.</param>
/// <param name="IsAsked">Whether a meeting is confirmed only once they say yes (ME-3).</param>
public sealed record HostScheduler(AgentCard Host, Availability Availability, bool IsAsked)
{
    /// <summary>What a meeting keeps free behind it; null: it takes no time at all (ME-3).</summary>
    public Duration? GapOf(Meeting meeting) =>
        meeting.State == MeetingState.Confirmed || Availability.HoldUnconfirmed ? Calendars.GapOf(Availability) : null;
}

/// <summary>Meetings as they are stored. The conversation's lock is had first, then the calendar's.</summary>
public interface IMeetingStore
{
    /// <summary>Null where no link of an agent has that name; refuses a closed one with 410 (IN-11, ME-22).</summary>
    Task<HostScheduler?> BySlugAsync(IUnit unit, string slug);

    /// <summary>The host's, whether their scheduler is open or not: what is booked can be moved.</summary>
    Task<HostScheduler?> OfAgentAsync(IUnit unit, string agentId);

    /// <summary>Whoever books with this agent, or moves a meeting of theirs, waits until this unit is over.</summary>
    Task LockCalendarAsync(IUnit unit, string agentId);

    /// <summary>What keeps the agent from being booked between the two.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="agentId">The agent.</param>
    /// <param name="from">What ends before it is left out.</param>
    /// <param name="to">What begins after it is left out.</param>
    Task<IReadOnlyList<Busy>> BusyAsync(IUnit unit, string agentId, Instant from, Instant to);

    /// <summary>ME-18: how many meetings of this address, or without one of this guest, are ahead with the agent.</summary>
    Task<int> AheadAsync(IUnit unit, string agentId, string guestId, string? emailFolded);

    /// <summary>The number that a guest gave, or null.</summary>
    Task<string?> PhoneAsync(IUnit unit, string guestId);

    Task<Meeting?> FindAsync(IUnit unit, string id);

    /// <summary>What else is booked or asked for at a meeting's time, with so much free between the two.</summary>
    Task<IReadOnlyList<Meeting>> BesideAsync(IUnit unit, Meeting meeting, Duration gap);

    /// <summary>Another meeting was confirmed in its place: its time is given up now, and it is cancelled in a unit of its own, soon (ME-3).</summary>
    Task GiveWayAsync(IUnit unit, Meeting meeting);

    /// <summary>With the rows that no second meeting can insert (ME-8).</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="meeting">The new one.</param>
    /// <param name="booker">Who books it.</param>
    /// <param name="participants">Guests who were named beside the one it is with.</param>
    /// <param name="gap">What stays free behind it; null: it takes no time (ME-3).</param>
    Task InsertAsync(IUnit unit, Meeting meeting, Caller booker, IReadOnlyList<string> participants, Duration? gap);

    /// <summary>What the host says of it afterwards, and nothing else: its time is over (ME-21).</summary>
    Task SaveOutcomeAsync(IUnit unit, Meeting meeting);

    /// <summary>The host has chosen other reminders: they count for what is booked, too (ME-6). Under the calendar's lock.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="hostId">Whose meetings.</param>
    /// <param name="minutes">Before each of them; what is past is not made up for.</param>
    Task RemindAsync(IUnit unit, string hostId, IReadOnlyList<int> minutes);

    /// <summary>What a verb made of it.</summary>
    Task SaveAsync(IUnit unit, Meeting before, Meeting after, Duration? gap);
}
