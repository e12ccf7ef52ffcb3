using Microsoft.AspNetCore.Mvc;
using XBees.Application.Calendars;
using XBees.Application.Meetings;
using XBees.Infrastructure.Calendars.OAuth;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Meetings;

/// <summary>Accounts that are connected by signing in to them (CA-1).</summary>
[ApiController]
[Route("api/v1/me/calendar-sign-ins")]
[Tags("Me")]
[Access(Callers.Agents)]
public sealed class CalendarSignInsController(CalendarSignIns signIns) : ControllerBase
{
    /// <summary>The kinds that the operator has set up: google, microsoft, both or neither.</summary>
    [HttpGet]
    [ProducesResponseType<SignInKindsView>(200)]
    public SignInKindsView List() => new([.. signIns.Kinds.Select(CalendarText.Word).Order(StringComparer.Ordinal)]);

    /// <summary>Begins to connect an account: the browser goes to the address that is told, and comes back by itself.</summary>
    /// <remarks>Signed-in agents alone: what was begun is kept by their browser, in a cookie of a quarter of an hour.</remarks>
    /// <response code="409">A Basic licence has no scheduler (LC-1).</response>
    /// <response code="422">The operator has not set up this kind.</response>
    [HttpPost]
    [ProducesResponseType<SignInView>(200)]
    [Refuses(409)]
    [Refuses(422)]
    public SignInView Begin(SignInBody body)
    {
        var caller = HttpContext.RequireAgent();
        ChangeAvailability.RequireScheduler(caller);
        var kind = SignInKinds.Of(body.Kind);
        if (kind is null || signIns.Begin(caller.PersonId, kind.Value) is not var (url, begun))
        {
            throw new Invalid("kind", "This kind of calendar is not set up here.");
        }
        SignInCookie.OfCalendars.Keep(HttpContext, begun);
        return new(url);
    }
}

/// <summary>The way back from a provider.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Access(Callers.Agents)]
[Limited(Limit.Pages)]
public sealed class CalendarCallbackController(CalendarSignIns signIns, ConnectCalendar connect) : ControllerBase
{
    private const string Settings = "/settings/meetings?calendar=";

    [HttpGet("/calendars/{kind}/callback")]
    public async Task<IActionResult> Back(string kind, string? code, string? state, string? error, CancellationToken cancel)
    {
        var kept = SignInCookie.OfCalendars.Take(HttpContext);
        Response.Headers.CacheControl = "no-store";
        return Redirect(Settings + (error is not null ? "denied" : await ConnectAsync(kind, kept, state, code, cancel)));
    }

    private async Task<string> ConnectAsync(string kind, string? kept, string? state, string? code, CancellationToken cancel)
    {
        var caller = HttpContext.RequireAgent();
        try
        {
            if (
                SignInKinds.Of(kind) is not { } known
                || await signIns.FinishAsync(caller.PersonId, known, kept, state, code, cancel) is not { } secret
            )
            {
                return "failed";
            }
            await connect.RunAsync(caller, known, known == CalendarKind.Google ? "Google Calendar" : "Microsoft 365", secret, cancel);
            return "connected";
        }
        catch (Exception problem) when (problem is CalendarFailure or Refused)
        {
            return "failed";
        }
    }
}

/// <summary>The kinds of accounts as clients name them.</summary>
internal static class SignInKinds
{
    public static CalendarKind? Of(string? word) =>
        word switch
        {
            "google" => CalendarKind.Google,
            "microsoft" => CalendarKind.Microsoft,
            _ => null,
        };
}

/// <summary>What to sign in to.</summary>
/// <param name="Kind">google or microsoft.</param>
public sealed record SignInBody(string? Kind);

/// <summary>Kinds of accounts that can be signed in to.</summary>
public sealed record SignInKindsView(IReadOnlyList<string> Kinds);

/// <summary>Where the browser goes to.</summary>
public sealed record SignInView(string Url);
