namespace XBees.Application.Meetings;

/// <summary>A meeting as a calendar knows it (RFC 5545), with the people whom its reader may see (ME-30).</summary>
public sealed record CalendarEvent
{
    /// <summary>For ever the same, such as <c>mtg_…@chat.example.com</c>: by it a calendar knows the event again.</summary>
    public required string Uid { get; init; }

    /// <summary>0 for a new one, and one more with each change that calendars are told of.</summary>
    public required int Sequence { get; init; }

    /// <summary>When this was written.</summary>
    public required Instant Stamp { get; init; }

    public required Instant Start { get; init; }

    public required Instant End { get; init; }

    /// <summary>By its IANA name: the zone in which the hours are written. It changes nothing about when it is.</summary>
    public required string Zone { get; init; }

    public required string Summary { get; init; }

    public string? Description { get; init; }

    public string? Location { get; init; }

    /// <summary>The same in all that is ever written about the event: calendars take changes from nobody else.</summary>
    public required CalendarPerson Organizer { get; init; }

    public IReadOnlyList<CalendarAttendee> Attendees { get; init; } = [];

    public CalendarStatus Status { get; init; }
}

public enum CalendarStatus
{
    Confirmed,
    Tentative,
    Cancelled,
}

/// <param name="Email">A bare address.</param>
/// <param name="Name">Null where none is known.</param>
public sealed record CalendarPerson(string Email, string? Name);

/// <param name="Person">Who.</param>
/// <param name="Answer">What they said, as far as it is known.</param>
/// <param name="Chairs">Whether it is their meeting.</param>
/// <param name="IsAsked">Whether the calendar asks them for an answer.</param>
public sealed record CalendarAttendee(CalendarPerson Person, CalendarAnswer Answer, bool Chairs = false, bool IsAsked = false);

public enum CalendarAnswer
{
    None,
    Accepted,
    Declined,
    Tentative,
}
