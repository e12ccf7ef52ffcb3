using XBees.Application.Meetings;
using XBees.Domain.Mails;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.Mail;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Meetings;

/// <summary>Makes the mails of meetings: fixed words, names and subjects that can be no link (SP-5), and a calendar file for each reader.</summary>
public sealed class MeetingMail(MailWriter writer, MeetingFiles files) : IMeetingMail
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
        var organisation = await MeetingFiles.OrganisationAsync(session);
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
        return letter.News == MeetingNews.Reminder ? mail : mail with { Calendar = files.Of(letter, words, now, organisation) };
    }

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
