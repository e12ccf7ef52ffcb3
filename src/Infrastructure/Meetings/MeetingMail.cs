using XBees.Application.Meetings;
using XBees.Domain.Mails;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.Mail;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Meetings;

/// <summary>Makes the mails of meetings: fixed words, names and subjects that can be no link (SP-5), and a calendar file for each reader.</summary>
public sealed class MeetingMail(MailWriter writer, ICalendarWriter calendars, PublicAddress address, MailSettings settings) : IMeetingMail
{
    public async Task EnqueueAsync(IUnit unit, string key, MeetingLetter letter)
    {
        var session = Unit.Of(unit);
        var lane = $"mail {letter.Meeting.Id} {letter.Reader.Person.Who.Id}";
        await Deliveries.EnqueueAsync(session, OutgoingMail.Kind, key, lane, await WriteAsync(session, letter, unit.Now));
    }

    /// <param name="session">What the organisation's own words are read from.</param>
    /// <param name="letter">What to tell, and to whom.</param>
    /// <param name="now">When the calendar file is written.</param>
    public async Task<OutgoingMail> WriteAsync(SqlSession session, MeetingLetter letter, Instant now)
    {
        var organisation = await Settings.GetAsync(session, Settings.OrganisationName) ?? "XBees";
        var words = new MeetingWords(letter, organisation);
        var reader = letter.Reader;
        var mail = await writer.WriteAsync(
            session,
            Kind(letter),
            new(reader.Person.Email!, words.ReaderName, reader.Language, reader.About),
            reader.Path,
            reader.Secret,
            [
                (MailPlaces.Title, words.Title),
                (MailPlaces.When, words.When),
                (MailPlaces.Before, words.Before),
                (MailPlaces.Where, words.Where),
                (MailPlaces.With, words.Others),
                (MailPlaces.By, words.By),
                (MailPlaces.Text, words.Reason),
                (MailPlaces.Action, words.Action),
            ]
        );
        return letter.News == MeetingNews.Reminder ? mail : mail with { Calendar = Calendar(letter, words, now, organisation) };
    }

    private CalendarPart Calendar(MeetingLetter letter, MeetingWords words, Instant now, string organisation)
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

    private static MailKind Kind(MeetingLetter letter) =>
        letter.News switch
        {
            MeetingNews.Booked => MeetingMailKinds.Booked,
            MeetingNews.Asked when letter.Reader.Person.Role == MeetingRole.Host => MeetingMailKinds.Confirm,
            MeetingNews.Asked => MeetingMailKinds.Asked,
            MeetingNews.Confirmed => MeetingMailKinds.Confirmed,
            MeetingNews.Moved => MeetingMailKinds.Moved,
            MeetingNews.HandedOver => MeetingMailKinds.HandedOver,
            MeetingNews.Cancelled => MeetingMailKinds.Cancelled,
            MeetingNews.Uninvited => MeetingMailKinds.Uninvited,
            _ => MeetingMailKinds.Reminder,
        };
}
