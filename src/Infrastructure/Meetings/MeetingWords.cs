using XBees.Application.Meetings;
using XBees.Domain.Conversations;
using XBees.Domain.Mails;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Mail;

namespace XBees.Infrastructure.Meetings;

/// <summary>The words of one mail about a meeting, as its one reader may read them.</summary>
internal sealed class MeetingWords(MeetingLetter letter, string organisation)
{
    private const int LongestReason = 1_000;

    private readonly MeetingFacts meeting = letter.Meeting;
    private readonly MeetingPerson reader = letter.Reader.Person;
    private readonly string language = letter.Reader.Language;
    private readonly bool german = Languages.Of(letter.Reader.Language) == Languages.German;

    public string? ReaderName => reader.Who.Name is null ? null : BareName(reader);

    /// <summary>What a guest typed may go to somebody who never asked for it: to guests it holds no link.</summary>
    public string BareTitle => Bare(meeting.Subject ?? "", Untitled);

    public string Title => DisplayName.Isolate(BareTitle);

    public string When =>
        InWords(meeting.Start, meeting.End) + (letter.Reader.Zone is null ? "\n" + SeeYours : "") + (IsStillAsked ? "\n" + NotYet : "");

    public string Before => letter.Before is { } before ? InWords(before.Start, before.End) : "";

    /// <summary>Whoever need not come any more is not let in either.</summary>
    public string Where => IsUninvited ? "" : DisplayName.Clean(meeting.Where) ?? "";

    public string Others =>
        IsUninvited
            ? ""
            : string.Join(
                ", ",
                meeting.People.Where(person => !WhoSees.IsSame(reader, person)).Select(person => DisplayName.Isolate(BareName(person)))
            );

    public string By =>
        letter.By is null ? ""
        : !WhoSees.IsSame(reader, letter.By) ? DisplayName.Isolate(BareName(letter.By))
        : german ? "Ihnen"
        : "you";

    public string Reason =>
        letter.Reason is { } reason
        && (letter.Reader.IsProven || reader.Who.Kind == PersonKind.Agent || letter.By?.Who.Kind == PersonKind.Agent)
            ? DisplayName.Cut(ContentLines.Clean(reason), LongestReason)
            : "";

    /// <summary>What the reader can do behind the link; nothing where there is none.</summary>
    public string Action =>
        letter.Reader.Path is null ? ""
        : german ? GermanAction
        : EnglishAction;

    /// <summary>Whoever need not come any more takes away themselves alone (C15).</summary>
    public IReadOnlyList<MeetingPerson> Attendees => IsUninvited ? [reader] : WhoSees.Attendees(reader, meeting.People);

    public string BareName(MeetingPerson person) => Bare(WhoSees.Name(reader, person, language), organisation);

    /// <param name="link">With the mark of its secret; or empty.</param>
    public string Description(string link) =>
        string.Join(
            "\n\n",
            new[] { OutgoingMail.WithoutMark(Reason), link.Length == 0 ? "" : $"{Action}:\n{link}" }.Where(part => part != "")
        );

    /// <summary>What was asked for was moved before the host has answered (ME-3). The mails that ask say so by themselves.</summary>
    private bool IsStillAsked => letter.News == MeetingNews.Moved && !meeting.IsConfirmed;

    private string NotYet => german ? "Noch nicht bestätigt." : "Not confirmed yet.";

    private string SeeYours => german ? "Der Link zeigt die Zeit in Ihrer Zeitzone." : "The link shows it in your own time zone.";

    private string Untitled
    {
        get
        {
            var host = meeting.People.FirstOrDefault(person => person.Role == MeetingRole.Host);
            var name = host is null ? organisation : BareName(host);
            return german ? $"Termin mit {name}" : $"Meeting with {name}";
        }
    }

    private bool IsUninvited => letter.News == MeetingNews.Uninvited;

    private bool IsOver => IsUninvited || letter.News == MeetingNews.Cancelled;

    private string EnglishAction =>
        (reader.Role, letter.News) switch
        {
            (MeetingRole.Host, _) when !meeting.IsConfirmed && !IsOver => "Confirm or refuse it",
            (MeetingRole.Host, _) when !IsOver => "Open the conversation, move or cancel the meeting",
            (MeetingRole.Booker, MeetingNews.Cancelled) => "Book another time, or go to the conversation",
            (MeetingRole.Booker, _) when !IsOver => "Move or cancel the meeting, or go to the conversation",
            (MeetingRole.Participant, _) when !IsOver => "Go to the conversation, or decline",
            _ => "Go to the conversation",
        };

    private string GermanAction =>
        (reader.Role, letter.News) switch
        {
            (MeetingRole.Host, _) when !meeting.IsConfirmed && !IsOver => "Bestätigen oder ablehnen",
            (MeetingRole.Host, _) when !IsOver => "Unterhaltung öffnen, Termin verschieben oder absagen",
            (MeetingRole.Booker, MeetingNews.Cancelled) => "Neuen Termin buchen oder zur Unterhaltung",
            (MeetingRole.Booker, _) when !IsOver => "Termin verschieben oder absagen, oder zur Unterhaltung",
            (MeetingRole.Participant, _) when !IsOver => "Zur Unterhaltung, oder absagen",
            _ => "Zur Unterhaltung",
        };

    private string InWords(Instant start, Instant end) =>
        MeetingTime.InWords(start, end, DateTimeZoneProviders.Tzdb[letter.Reader.Zone ?? meeting.Zone], language);

    // Agents read what was typed: they are no strangers, and have to know it (SP-5).
    private string Bare(string name, string otherwise) =>
        reader.Who.Kind == PersonKind.Agent
            ? DisplayName.Cut(DisplayName.Clean(name) ?? otherwise, MailName.Longest)
            : MailName.Bare(name, otherwise);
}
