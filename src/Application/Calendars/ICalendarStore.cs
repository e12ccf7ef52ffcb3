namespace XBees.Application.Calendars;

/// <summary>Connected accounts as they are stored; their secrets are encrypted there, and are in no view (CA-6).</summary>
public interface ICalendarStore
{
    /// <summary>In the order in which they were connected.</summary>
    Task<IReadOnlyList<CalendarConnection>> OfAgentAsync(string agentId, CancellationToken cancel);

    /// <summary>How to reach it; null: it was disconnected.</summary>
    Task<CalendarAccess?> AccessAsync(string connectionId, CancellationToken cancel);

    /// <summary>The same inside a unit, under the lock of the agent's calendar (<see cref="Meetings.IMeetingStore.LockCalendarAsync"/>).</summary>
    Task<IReadOnlyList<CalendarConnection>> OfAgentAsync(IUnit unit, string agentId);

    /// <summary>It is read as soon as somebody gets to it.</summary>
    Task InsertAsync(IUnit unit, CalendarConnection connection, string secret);

    /// <summary>What the agent set, in place of what it was. It is read anew.</summary>
    Task SaveAsync(IUnit unit, CalendarConnection connection);

    /// <summary>With its secret, and all that was read of it (CA-6).</summary>
    Task DropAsync(IUnit unit, string id);
}
