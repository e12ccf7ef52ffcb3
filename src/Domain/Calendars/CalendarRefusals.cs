namespace XBees.Domain.Calendars;

/// <summary>What an agent who connects a calendar can be refused.</summary>
public static class CalendarRefusals
{
    public static readonly Refusal TooMany = new(
        "too-many-calendars",
        409,
        "There are too many connected calendars",
        "Disconnect one of them first."
    );

    public static readonly Refusal Refuses = new(
        "calendar-refuses",
        422,
        "The calendar does not accept this sign-in",
        "Look at the user name and the password; many providers want a password for this one program."
    );

    /// <summary>Also where the operator does not let us go there: whoever asks does not learn what answers inside the house.</summary>
    public static readonly Refusal Unreachable = new(
        "calendar-unreachable",
        422,
        "The calendar cannot be reached",
        "Look at the address, and whether it opens from the internet."
    );

    public static readonly Refusal Unreadable = new(
        "calendar-unreadable",
        422,
        "This is no calendar that can be read",
        "Look at the address: it may lead to a page for people, or to more than can be read."
    );

    /// <summary>CA-5.</summary>
    public static readonly Refusal NothingAsked = new(
        "calendar-change-unknown",
        409,
        "There is nothing to decide",
        "The calendar says what the meeting is, or it was decided already."
    );

    /// <summary>CA-5.</summary>
    public static readonly Refusal NotYourCalendar = new(
        "not-your-calendar",
        403,
        "This is somebody else’s calendar",
        "The agent whom the meeting is with decides."
    );

    public static readonly Refusal ReadOnly = new(
        "calendar-read-only",
        422,
        "This calendar cannot be written to",
        "Choose another one for meetings.",
        "calendars"
    );
}
