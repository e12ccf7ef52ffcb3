using XBees.Application.Meetings;
using XBees.Domain.Guests;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.Mail;

namespace XBees.Infrastructure.Meetings;

/// <summary>Meetings as they stand in their host's own calendar: in the feed (ME-11), and where they are written to (ME-3).</summary>
public sealed class MeetingEvent(PublicAddress address, MailSettings settings)
{
    /// <param name="row">With its people.</param>
    /// <param name="zone">The host's.</param>
    /// <param name="now">When it is written.</param>
    internal CalendarEvent Of(MeetingRow row, string? zone, Instant now)
    {
        var meeting = row.ToMeeting();
        var guest = new GuestCard(row.GuestId, row.GuestName, row.GuestEmail, row.GuestNumber);
        return new()
        {
            Uid = meeting.Id,
            Sequence = (int)meeting.Sequence,
            Stamp = now,
            Start = meeting.Start,
            End = meeting.End,
            Zone = TimeZones.Find(zone)?.Id ?? "UTC",
            Summary = $"{meeting.Subject} ({GuestLabel.For(guest)})",
            Description = address.Of($"/conversations/{meeting.ConversationId}"),
            Location = meeting.Place?.Text,
            Organizer = new(settings.Sender.Address, null),
            Status = meeting.State == MeetingState.Unconfirmed ? CalendarStatus.Tentative : CalendarStatus.Confirmed,
        };
    }
}
