namespace XBees.Application.Meetings;

/// <summary>What a mail tells its reader's calendar.</summary>
/// <param name="Event">As this reader sees it.</param>
/// <param name="Uninvited">The event goes on without its one attendee (RFC 5546, 3.2.5).</param>
public sealed record MeetingInvitation(CalendarEvent Event, bool Uninvited = false)
{
    /// <summary>It follows from what is told, so that the mail's header and the file cannot differ (C15).</summary>
    public string Method => Uninvited || Event.Status == CalendarStatus.Cancelled ? "CANCEL" : "REQUEST";
}

/// <summary>A calendar to subscribe to (ME-11).</summary>
/// <param name="Name">What calendars call it.</param>
/// <param name="Events">All that is in it.</param>
public sealed record CalendarFeed(string Name, IReadOnlyList<CalendarEvent> Events);

/// <summary>Writes iCalendar files (RFC 5545).</summary>
public interface ICalendarWriter
{
    string Write(MeetingInvitation invitation);

    string Write(CalendarFeed feed);

    /// <summary>
    /// As it is put into its host's own calendar (RFC 4791, 4.1): with nobody who organises or attends it, since a calendar that finds such
    /// people mails them by itself.
    /// </summary>
    string WriteEntry(CalendarEvent meeting);
}
