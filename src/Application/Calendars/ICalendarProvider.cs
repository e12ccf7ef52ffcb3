using XBees.Application.Meetings;
using XBees.Domain.Calendars;

namespace XBees.Application.Calendars;

public enum CalendarKind
{
    Google,
    Microsoft,
    CalDav,

    /// <summary>The address of an iCalendar file, which is read alone.</summary>
    Ics,
}

/// <summary>How a provider reaches an agent's account.</summary>
/// <param name="ConnectionId">Whose secret it is (<see cref="ICalendarSecrets"/>); empty while it is being connected.</param>
/// <param name="Secret">What the provider made of it when it was connected; nobody else reads it.</param>
/// <param name="Email">The agent's address, by which they are found among those an event asks.</param>
/// <param name="Zone">The agent's, for times that name none.</param>
public sealed record CalendarAccess(string ConnectionId, string Secret, string Email, DateTimeZone Zone);

/// <summary>A calendar of an account.</summary>
/// <param name="Id">As the provider knows it again.</param>
/// <param name="Name">As the agent calls it.</param>
/// <param name="IsWritable">Whether meetings can be written to it.</param>
public sealed record RemoteCalendar(string Id, string Name, bool IsWritable);

/// <summary>Where a meeting's event lies in a calendar.</summary>
/// <param name="RemoteId">As the provider finds it again.</param>
/// <param name="ETag">The version that was written; null where the provider has none.</param>
public sealed record WrittenEvent(string RemoteId, string? ETag);

/// <summary>A written event as it is now.</summary>
/// <param name="RemoteId">Which.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends.</param>
/// <param name="Answer">What the agent said to it.</param>
public sealed record SeenEvent(string RemoteId, Instant From, Instant To, OwnAnswer Answer);

/// <summary>
/// An account with calendars. All of it goes over a network: it is never called inside a unit, gives up by itself after a while, and
/// throws nothing but <see cref="CalendarFailure"/> for whatever the other side does.
/// </summary>
public interface ICalendarProvider
{
    CalendarKind Kind { get; }

    Task<IReadOnlyList<RemoteCalendar>> ListAsync(CalendarAccess access, CancellationToken cancel);

    /// <summary>All that shares a moment with the place, each occurrence of a series by itself; what does not block too (CA-2 is judged elsewhere).</summary>
    Task<IReadOnlyList<CalendarEntry>> ReadAsync(CalendarAccess access, string calendarId, Interval within, CancellationToken cancel);

    /// <summary>Makes the event what it is to be. The same <see cref="CalendarEvent.Uid"/>, a meeting's id, is the same event, however often it is written.</summary>
    /// <param name="access">The account.</param>
    /// <param name="calendarId">One that is writable.</param>
    /// <param name="meeting">As it is to be.</param>
    /// <param name="before">What was written before; null: nothing is known to be there.</param>
    /// <param name="cancel">Ends it.</param>
    Task<WrittenEvent> WriteAsync(
        CalendarAccess access,
        string calendarId,
        CalendarEvent meeting,
        WrittenEvent? before,
        CancellationToken cancel
    );

    /// <summary>What is not there any more is deleted, too.</summary>
    Task DeleteAsync(CalendarAccess access, string calendarId, WrittenEvent written, CancellationToken cancel);

    /// <summary>Those of the written events that are still there (CA-5), with the agent's own answers (CA-4).</summary>
    Task<IReadOnlyList<SeenEvent>> SeeAsync(
        CalendarAccess access,
        string calendarId,
        IReadOnlyList<string> remoteIds,
        CancellationToken cancel
    );

    /// <summary>The account is being disconnected: whatever the other side gave is given back, where it can be.</summary>
    Task ForgetAsync(CalendarAccess access, CancellationToken cancel);
}

/// <summary>For providers whose secret changes while it is used, as tokens do.</summary>
public interface ICalendarSecrets
{
    /// <summary>False: it is not what is stored any more, or the account was disconnected; <see cref="FindAsync"/> tells.</summary>
    Task<bool> ReplaceAsync(string connectionId, string before, string after, CancellationToken cancel);

    Task<string?> FindAsync(string connectionId, CancellationToken cancel);
}
