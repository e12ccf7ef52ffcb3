using System.Text.Json.Serialization;
using NodaTime.Text;
using XBees.Application.Calendars;
using XBees.Application.Meetings;
using XBees.Domain.Calendars;

namespace XBees.Infrastructure.Calendars.Microsoft;

internal sealed record GraphPage<T>(IReadOnlyList<T>? Value, [property: JsonPropertyName("@odata.nextLink")] string? NextLink);

internal sealed record GraphCalendar(string? Id, string? Name, bool CanEdit, bool IsDefaultCalendar);

/// <summary>As far as an event tells whether its owner has time.</summary>
internal sealed record GraphEvent
{
    public string? Id { get; init; }

    [JsonPropertyName("@odata.etag")]
    public string? ETag { get; init; }
    public string? ShowAs { get; init; }
    public bool IsCancelled { get; init; }
    public bool IsAllDay { get; init; }
    public GraphAnswer? ResponseStatus { get; init; }
    public GraphTime? Start { get; init; }
    public GraphTime? End { get; init; }

    /// <summary>What whoever made it told it by; of ours the meeting's id.</summary>
    public string? TransactionId { get; init; }

    private OwnAnswer Answer =>
        ResponseStatus?.Response switch
        {
            "accepted" => OwnAnswer.Accepted,
            "declined" => OwnAnswer.Declined,
            "tentativelyAccepted" => OwnAnswer.Tentative,
            "notResponded" => OwnAnswer.Unanswered,
            // Nobody asked: where it shows as tentative, its owner has put it so.
            _ => ShowAs == "tentative" ? OwnAnswer.Tentative : OwnAnswer.NotAsked,
        };

    /// <summary>Null: it has no times.</summary>
    public CalendarEntry? ToEntry() =>
        Entry() is not { } entry
            ? null
            : entry with
            {
                Answer = Answer,
                IsFree = IsCancelled || ShowAs is "free" or "workingElsewhere",
                MeetingId = TransactionId?.StartsWith(Domain.Ids.Meeting, StringComparison.Ordinal) == true ? TransactionId : null,
            };

    /// <summary>Null: it was cancelled.</summary>
    public SeenEvent? ToSeen(string id, DateTimeZone zone) =>
        IsCancelled || Entry()?.In(zone) is not { } when ? null : new(id, when.From, when.To, Answer);

    private CalendarEntry? Entry() =>
        Start?.Shown is not { } from || End?.Shown is not { } to ? null
        : IsAllDay ? CalendarEntry.On(from.Date, to.Date)
        : CalendarEntry.At(from.InUtc().ToInstant(), to.InUtc().ToInstant());
}

/// <param name="Response">none, organizer, tentativelyAccepted, accepted, declined or notResponded.</param>
internal sealed record GraphAnswer(string? Response);

/// <param name="DateTime">What a clock shows there.</param>
/// <param name="TimeZone">UTC, as was asked for; of whole days, too.</param>
internal sealed record GraphTime(string? DateTime, string? TimeZone)
{
    [JsonIgnore]
    public LocalDateTime? Shown =>
        DateTime is null ? null
        : TimeZone is null or "UTC" && LocalDateTimePattern.ExtendedIso.Parse(DateTime).TryGetValue(default, out var shown) ? shown
        : throw new CalendarUnreadable("A time in the calendar cannot be read.");

    public static GraphTime Of(Instant time) => new(LocalDateTimePattern.ExtendedIso.Format(time.InUtc().LocalDateTime), "UTC");
}

/// <summary>A meeting as it is written.</summary>
internal sealed record GraphBody
{
    public required string Subject { get; init; }
    public required GraphText Body { get; init; }
    public required GraphPlace Location { get; init; }
    public required GraphTime Start { get; init; }
    public required GraphTime End { get; init; }
    public required string ShowAs { get; init; }

    /// <summary>The same is made once, however often its making is asked for.</summary>
    public string? TransactionId { get; init; }

    public static GraphBody Of(CalendarEvent meeting) =>
        new()
        {
            Subject = meeting.Summary,
            Body = new("text", meeting.Description ?? ""),
            Location = new(meeting.Location ?? ""),
            Start = GraphTime.Of(meeting.Start),
            End = GraphTime.Of(meeting.End),
            ShowAs = meeting.Status == CalendarStatus.Tentative ? "tentative" : "busy",
            TransactionId = meeting.Uid,
        };
}

internal sealed record GraphText(string ContentType, string Content);

internal sealed record GraphPlace(string DisplayName);
