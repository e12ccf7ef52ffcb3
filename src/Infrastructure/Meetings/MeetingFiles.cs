using XBees.Application.Meetings;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.Mail;

namespace XBees.Infrastructure.Meetings;

/// <summary>The calendar file of a meeting for one reader, which goes with their mails and can be taken without one.</summary>
public sealed class MeetingFiles(ICalendarWriter calendars, PublicAddress address, MailSettings settings) : IMeetingFiles
{
    public async Task<string> WriteAsync(IUnit unit, MeetingLetter letter)
    {
        var organisation = await OrganisationAsync(Unit.Of(unit));
        return Of(letter, new(letter, organisation), unit.Now, organisation).Text;
    }

    internal static async Task<string> OrganisationAsync(SqlSession session) =>
        await Settings.GetAsync(session, Settings.OrganisationName) ?? "XBees";

    internal CalendarPart Of(MeetingLetter letter, MeetingWords words, Instant now, string organisation)
    {
        var meeting = letter.Meeting;
        var link = letter.Reader.Path is { } path ? address.Of(path) + (letter.Reader.Secret is null ? "" : OutgoingMail.SecretMark) : "";
        var invitation = new MeetingInvitation(
            new()
            {
                Uid = meeting.Uid,
                Sequence = meeting.Sequence,
                Stamp = now,
                Start = meeting.Start,
                End = meeting.End,
                Zone = meeting.Zone,
                Summary = OutgoingMail.WithoutMark(words.BareTitle),
                Description = words.Description(link),
                Location = OutgoingMail.WithoutMark(words.Where),
                // Not the host: another one may take the meeting over, and nobody else may change what stands in a calendar (ME-17, C14).
                Organizer = new(settings.Sender.Address, organisation),
                Attendees = [.. words.Attendees.Select(person => Attendee(letter, words, person))],
                Status = Status(letter),
            },
            letter.News == MeetingNews.Uninvited
        );
        return new(invitation.Method, calendars.Write(invitation));
    }

    private static CalendarAttendee Attendee(MeetingLetter letter, MeetingWords words, MeetingPerson person)
    {
        var undecided = person.Role == MeetingRole.Host && !letter.Meeting.IsConfirmed;
        var comes = person.Role != MeetingRole.Participant && !undecided;
        return new(
            new(person.Email!, OutgoingMail.WithoutMark(words.BareName(person))),
            comes ? CalendarAnswer.Accepted : CalendarAnswer.None,
            Chairs: person.Role == MeetingRole.Host,
            // Nobody reads answers to these mails; the host's calendar asks, and can be asked what they said (CA-4).
            IsAsked: undecided
        );
    }

    private static CalendarStatus Status(MeetingLetter letter) =>
        letter.News == MeetingNews.Cancelled ? CalendarStatus.Cancelled
        : letter.Meeting.IsConfirmed ? CalendarStatus.Confirmed
        : CalendarStatus.Tentative;
}
