using XBees.Domain.Calendars;

namespace XBees.Application.Calendars;

/// <summary>Calendars in words.</summary>
public static class CalendarText
{
    public static string Word(CalendarKind kind) =>
        kind switch
        {
            CalendarKind.Google => "google",
            CalendarKind.Microsoft => "microsoft",
            CalendarKind.CalDav => "caldav",
            _ => "ics",
        };

    public static string Word(CalendarState state) => state.ToString().ToLowerInvariant();

    public static string ReadLabel(string? typed)
    {
        var label = DisplayName.Clean(typed) ?? throw new Invalid("label", "Give it a name.");
        return Limits.TooLong(label, Limits.Name) is { } problem ? throw new Invalid("label", problem) : label;
    }

    public static Refusal Of(CalendarFailure failure) =>
        failure switch
        {
            CalendarRefuses => CalendarRefusals.Refuses,
            CalendarUnreachable => CalendarRefusals.Unreachable,
            _ => CalendarRefusals.Unreadable,
        };

    public static CalendarState State(CalendarFailure failure) =>
        failure switch
        {
            CalendarRefuses => CalendarState.Refused,
            CalendarUnreachable => CalendarState.Unreachable,
            _ => CalendarState.Unreadable,
        };
}
