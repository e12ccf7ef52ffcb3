using System.Net;
using XBees.Application.Calendars;
using XBees.Infrastructure.OAuth;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Calendars;

/// <summary>Calls that a calendar answers, in the words of <see cref="CalendarFailure"/>.</summary>
public sealed class CalendarHttp(OutsideHttp outside) : IOAuthHttp
{
    public const int MostBytes = 8 * 1024 * 1024;
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    /// <summary>The address, or a refusal to connect it.</summary>
    public Uri? Read(string? typed) => outside.Read(typed);

    /// <param name="request">What is asked.</param>
    /// <param name="allowed">Answers beside the good ones that mean something to the caller.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<OutsideAnswer> SendAsync(HttpRequestMessage request, HttpStatusCode[] allowed, CancellationToken cancel)
    {
        using (request)
        {
            OutsideAnswer answer;
            try
            {
                answer = await outside.SendAsync(request, MostBytes, Within, cancel);
            }
            catch (OutsideTooMuch error)
            {
                throw new CalendarUnreadable("The calendar is too large.", error);
            }
            catch (OutsideFailure error)
            {
                throw new CalendarUnreachable("The calendar does not answer.", error);
            }
            return answer.IsSuccess || allowed.Contains(answer.Status) ? answer : throw Failure(answer);
        }
    }

    public Exception Refuses(string message) => new CalendarRefuses(message);

    public Exception Unreadable(string message, Exception inner) => new CalendarUnreadable(message, inner);

    private static CalendarFailure Failure(OutsideAnswer answer) =>
        (int)answer.Status switch
        {
            401 or 403 or 407 => new CalendarRefuses("The calendar does not accept the sign-in."),
            408 or 425 or 429 or >= 500 => new CalendarUnreachable("The calendar does not answer now.") { RetryAfter = answer.AsksToWait },
            // No redirect is followed: it may lead where nobody has agreed to.
            >= 300 and < 400 => new CalendarUnreadable("The address leads to another one."),
            _ => new CalendarUnreadable("There is no calendar at this address."),
        };
}
