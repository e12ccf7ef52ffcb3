using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;
using XBees.Application.Calendars;
using XBees.Application.Meetings;

namespace XBees.Infrastructure.Calendars.Google;

/// <summary>A meeting as it is written.</summary>
internal sealed record GoogleBody
{
    /// <summary>By which the event is known as a meeting's.</summary>
    public const string MeetingProperty = "xbeesMeeting";

    public string? Id { get; init; }
    public required string Summary { get; init; }
    public required string Description { get; init; }
    public required string Location { get; init; }
    public required GoogleTime Start { get; init; }
    public required GoogleTime End { get; init; }
    public required string Status { get; init; }
    public string Transparency { get; init; } = "opaque";
    public IReadOnlyList<GoogleInvited>? Attendees { get; init; }
    public GoogleProperties? ExtendedProperties { get; init; }

    private bool IsConfirmed => Status == "confirmed";

    public static GoogleBody Of(CalendarEvent meeting, CalendarAccess access, string calendarId)
    {
        var confirmed = meeting.Status != CalendarStatus.Tentative;
        return new()
        {
            Id = IdOf(meeting.Uid),
            Summary = meeting.Summary,
            Description = meeting.Description ?? "",
            Location = meeting.Location ?? "",
            Start = At(meeting.Start, meeting.Zone),
            End = At(meeting.End, meeting.Zone),
            Status = confirmed ? "confirmed" : "tentative",
            // The calendar asks its owner, who answers there as well as here (CA-4).
            Attendees = [new(OwnerOf(calendarId) ?? access.Email, confirmed ? "accepted" : "needsAction")],
            ExtendedProperties = new(new Dictionary<string, string> { [MeetingProperty] = meeting.Uid }),
        };
    }

    /// <summary>What the owner has said already stays, unless they have said yes here.</summary>
    public GoogleBody AsChange() => this with { Id = null, Attendees = IsConfirmed ? Attendees : null };

    /// <summary>Google takes ids of an alphabet of its own, in which these are few (a to v, 0 to 9).</summary>
    internal static string IdOf(string uid) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(uid)))[..40];

    private static string? OwnerOf(string calendarId) =>
        calendarId.Contains('@', StringComparison.Ordinal) && !calendarId.EndsWith(".calendar.google.com", StringComparison.Ordinal)
            ? calendarId
            : null;

    private static GoogleTime At(Instant time, string zone) => new(InstantPattern.General.Format(time), null, zone);
}

internal sealed record GoogleInvited(string Email, string ResponseStatus);
