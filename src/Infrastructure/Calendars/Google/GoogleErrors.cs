using XBees.Application.Calendars;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Calendars.Google;

/// <summary>By 403 Google says both: too much at once, and never (https://developers.google.com/calendar/api/guides/errors).</summary>
internal static class GoogleErrors
{
    public static CalendarFailure Of(OutsideAnswer answer) =>
        ProviderJson.Read<Body>(answer).Error?.Errors?.Any(one => IsTooOften(one.Reason)) == true
            ? new CalendarUnreachable("The calendar is asked too often.") { RetryAfter = answer.AsksToWait }
            : new CalendarRefuses("The calendar does not let us do that.");

    private static bool IsTooOften(string? reason) =>
        reason is "rateLimitExceeded" or "userRateLimitExceeded" or "dailyLimitExceeded" or "quotaExceeded";

    private sealed record Body(Error? Error);

    private sealed record Error(IReadOnlyList<Detail>? Errors);

    private sealed record Detail(string? Reason);
}
