namespace XBees.Application.Calendars;

/// <summary>A calendar could not be read or written. The messages are ours: nothing that the other side said.</summary>
public abstract class CalendarFailure(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>It does not accept how we sign in; only the agent can mend it.</summary>
public sealed class CalendarRefuses(string message, Exception? inner = null) : CalendarFailure(message, inner);

/// <summary>No answer, or one that says: not now.</summary>
public sealed class CalendarUnreachable(string message, Exception? inner = null) : CalendarFailure(message, inner)
{
    /// <summary>How long it asks to be left alone.</summary>
    public Duration? RetryAfter { get; init; }
}

/// <summary>What it answers is too much, or cannot be understood.</summary>
public sealed class CalendarUnreadable(string message, Exception? inner = null) : CalendarFailure(message, inner);
