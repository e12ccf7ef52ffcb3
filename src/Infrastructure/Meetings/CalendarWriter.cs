using System.Globalization;
using NodaTime.Text;
using XBees.Application.Meetings;

namespace XBees.Infrastructure.Meetings;

/// <summary>
/// Invitations and feeds as iCalendar files. Not by Ical.Net: with it a line break in a name begins a line of its own, a line is folded
/// between the two halves of an emoji, and no zones are written.
/// </summary>
public sealed class CalendarWriter : ICalendarWriter
{
    private const string RefreshAfter = "PT15M";

    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    public string Write(MeetingInvitation invitation)
    {
        var lines = Begin();
        lines.Add("METHOD", invitation.Method);
        AddZones(lines, [invitation.Event]);
        AddEvent(lines, invitation.Event, invitation.Uninvited);
        return End(lines);
    }

    public string Write(CalendarFeed feed)
    {
        var lines = Begin();
        lines.AddText("NAME", feed.Name);
        lines.AddText("X-WR-CALNAME", feed.Name);
        lines.Add("REFRESH-INTERVAL;VALUE=DURATION", RefreshAfter);
        lines.Add("X-PUBLISHED-TTL", RefreshAfter);
        AddZones(lines, feed.Events);
        foreach (var one in feed.Events)
        {
            AddEvent(lines, one, false);
        }
        return End(lines);
    }

    public string WriteEntry(CalendarEvent meeting)
    {
        var lines = Begin();
        AddZones(lines, [meeting]);
        AddEvent(lines, meeting, uninvited: false, withPeople: false);
        return End(lines);
    }

    private static ContentLines Begin()
    {
        var lines = new ContentLines();
        lines.Add("BEGIN", "VCALENDAR");
        lines.Add("VERSION", "2.0");
        lines.Add("PRODID", "-//XBees//XBees//EN");
        lines.Add("CALSCALE", "GREGORIAN");
        return lines;
    }

    private static string End(ContentLines lines)
    {
        lines.Add("END", "VCALENDAR");
        return lines.ToString();
    }

    private static void AddZones(ContentLines lines, IEnumerable<CalendarEvent> events)
    {
        var written = events.Where(one => HasZone(one, out _)).GroupBy(one => one.Zone, StringComparer.Ordinal);
        foreach (var zone in written)
        {
            ZoneLines.Add(lines, DateTimeZoneProviders.Tzdb[zone.Key], zone.Min(one => one.Start), zone.Max(one => one.End));
        }
    }

    /// <summary>UTC needs no zone, and neither does what lies in an hour that a clock shows twice: that is written in UTC.</summary>
    private static bool HasZone(CalendarEvent one, out DateTimeZone zone)
    {
        zone = DateTimeZoneProviders.Tzdb[one.Zone];
        return zone.Id != DateTimeZone.Utc.Id && ZoneLines.IsClear(zone, one.Start) && ZoneLines.IsClear(zone, one.End);
    }

    private static void AddEvent(ContentLines lines, CalendarEvent one, bool uninvited, bool withPeople = true)
    {
        lines.Add("BEGIN", "VEVENT");
        lines.AddText("UID", one.Uid);
        lines.Add("SEQUENCE", one.Sequence.ToString(CultureInfo.InvariantCulture));
        lines.Add("DTSTAMP", Utc.Format(one.Stamp));
        AddTime(lines, "DTSTART", one, one.Start);
        AddTime(lines, "DTEND", one, one.End);
        lines.AddText("SUMMARY", DisplayName.Clean(one.Summary));
        lines.AddText("DESCRIPTION", one.Description);
        lines.AddText("LOCATION", DisplayName.Clean(one.Location));
        // RFC 5546, 3.2.5: with a status it would be the whole event that is cancelled.
        if (!uninvited)
        {
            lines.Add("STATUS", one.Status.ToString().ToUpperInvariant());
        }
        lines.Add("TRANSP", one.Status == CalendarStatus.Cancelled ? "TRANSPARENT" : "OPAQUE");
        if (withPeople)
        {
            AddPeople(lines, one);
        }
        lines.Add("END", "VEVENT");
    }

    private static void AddTime(ContentLines lines, string name, CalendarEvent one, Instant time)
    {
        if (HasZone(one, out var zone))
        {
            lines.Add($"{name};TZID={zone.Id}", ZoneLines.Format(time.InZone(zone).LocalDateTime));
        }
        else
        {
            lines.Add(name, Utc.Format(time));
        }
    }

    private static void AddPeople(ContentLines lines, CalendarEvent one)
    {
        lines.Add("ORGANIZER" + Name(one.Organizer), CalendarAddress.Of(one.Organizer.Email));
        foreach (var attendee in one.Attendees)
        {
            AddAttendee(lines, attendee);
        }
    }

    private static void AddAttendee(ContentLines lines, CalendarAttendee attendee)
    {
        var role = attendee.Chairs ? "CHAIR" : "REQ-PARTICIPANT";
        var answer = attendee.Answer == CalendarAnswer.None ? "NEEDS-ACTION" : attendee.Answer.ToString().ToUpperInvariant();
        var asked = attendee.IsAsked ? "TRUE" : "FALSE";
        lines.Add(
            $"ATTENDEE{Name(attendee.Person)};CUTYPE=INDIVIDUAL;ROLE={role};PARTSTAT={answer};RSVP={asked}",
            CalendarAddress.Of(attendee.Person.Email)
        );
    }

    private static string Name(CalendarPerson person) => ContentLines.Quoted(person.Name) is { } name ? $";CN={name}" : "";
}
