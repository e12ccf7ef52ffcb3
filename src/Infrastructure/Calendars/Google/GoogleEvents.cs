using NodaTime.Text;
using XBees.Application.Calendars;
using XBees.Domain.Calendars;

namespace XBees.Infrastructure.Calendars.Google;

internal interface IGooglePage
{
    string? NextPageToken { get; }
}

internal sealed record GoogleCalendars(IReadOnlyList<GoogleCalendarEntry>? Items, string? NextPageToken) : IGooglePage;

internal sealed record GoogleCalendarEntry(string? Id, string? Summary, string? SummaryOverride, string? AccessRole, bool Primary)
{
    public bool IsWritable => AccessRole is "writer" or "owner";
}

internal sealed record GoogleEvents(IReadOnlyList<GoogleEvent>? Items, string? NextPageToken) : IGooglePage;

/// <summary>As far as an event tells whether its owner has time.</summary>
internal sealed record GoogleEvent
{
    public string? Id { get; init; }
    public string? ETag { get; init; }
    public string? Status { get; init; }
    public string? Transparency { get; init; }
    public string? EventType { get; init; }
    public GoogleTime? Start { get; init; }
    public GoogleTime? End { get; init; }
    public IReadOnlyList<GoogleAttendee>? Attendees { get; init; }
    public GoogleProperties? ExtendedProperties { get; init; }

    public bool IsGone => Status == "cancelled";

    private OwnAnswer Answer =>
        Attendees?.FirstOrDefault(one => one.Self)?.ResponseStatus switch
        {
            null => OwnAnswer.NotAsked,
            "accepted" => OwnAnswer.Accepted,
            "declined" => OwnAnswer.Declined,
            "tentative" => OwnAnswer.Tentative,
            _ => OwnAnswer.Unanswered,
        };

    /// <summary>Null: it has no times, as what was cancelled may have none.</summary>
    public CalendarEntry? ToEntry() =>
        Entry() is not { } entry
            ? null
            : entry with
            {
                Answer = Answer,
                // Where somebody works, and whose birthday it is, takes no time.
                IsFree = IsGone || Transparency == "transparent" || EventType is "workingLocation" or "birthday",
                MeetingId = ExtendedProperties?.Private?.GetValueOrDefault(GoogleBody.MeetingProperty),
            };

    /// <summary>Null: it was deleted.</summary>
    public SeenEvent? ToSeen(string id, DateTimeZone zone) =>
        IsGone || Entry()?.In(zone) is not { } when ? null : new(id, when.From, when.To, Answer);

    private CalendarEntry? Entry() =>
        (Start, End) switch
        {
            ({ DateTime: { } from }, { DateTime: { } to }) => CalendarEntry.At(Moment(from), Moment(to)),
            ({ Date: { } first }, { Date: { } behind }) => CalendarEntry.On(Day(first), Day(behind)),
            _ => null,
        };

    private static Instant Moment(string text) =>
        OffsetDateTimePattern.Rfc3339.Parse(text).TryGetValue(default, out var time) ? time.ToInstant() : throw Unreadable();

    private static LocalDate Day(string text) =>
        LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day) ? day : throw Unreadable();

    private static CalendarUnreadable Unreadable() => new("A time in the calendar cannot be read.");
}

/// <param name="DateTime">With its distance from UTC; null: a whole day.</param>
/// <param name="Date">Of a whole day.</param>
/// <param name="TimeZone">In which it is shown.</param>
internal sealed record GoogleTime(string? DateTime, string? Date, string? TimeZone = null);

internal sealed record GoogleAttendee(bool Self, string? ResponseStatus, string? Email = null);

internal sealed record GoogleProperties(IReadOnlyDictionary<string, string>? Private);
