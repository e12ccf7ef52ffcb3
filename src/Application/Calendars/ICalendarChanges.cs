using XBees.Domain.Meetings;

namespace XBees.Application.Calendars;

/// <summary>What became of a meeting's event in its host's calendar; without a start it was deleted there.</summary>
public sealed record OutsideChange(Instant? Start, Instant? End);

/// <summary>Changes that the host has yet to be asked about, inside a unit (CA-5).</summary>
public interface ICalendarChanges
{
    Task<OutsideChange?> FindAsync(IUnit unit, string meetingId);

    Task ClearAsync(IUnit unit, string meetingId);

    /// <summary>Writes the event anew, as the meeting is.</summary>
    Task PutBackAsync(IUnit unit, Meeting meeting);
}
