using Microsoft.AspNetCore.Mvc;
using XBees.Application.Guests;
using XBees.Domain.Widgets;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Guests;

/// <summary>Sessions of guests: how somebody outside begins (GU-1, GU-2).</summary>
[ApiController]
[Route("api/v1/sessions")]
[Tags("Sessions")]
public sealed class SessionsController(IGuestReader guests) : ControllerBase
{
    private const int LongestAddress = 2_000;

    /// <summary>Begins a session at a widget or a personal link. With the bearer of a live one, changes who its guest is (GU-6).</summary>
    /// <response code="201">The token, given out this once, and the guest.</response>
    /// <response code="403">This website may not use the widget (SP-6).</response>
    /// <response code="404">There is no such widget or link.</response>
    /// <response code="410">The link is closed (IN-11).</response>
    /// <response code="422">The form asks for more, or a field was not accepted.</response>
    [HttpPost]
    [Limited(Limit.Sessions)]
    [Refuses(429)]
    [Access(Callers.Anyone)]
    [ProducesResponseType<SessionView>(201)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(410)]
    [Refuses(422)]
    public async Task<ActionResult<SessionView>> Start(SessionBody body, [FromServices] StartSession start, CancellationToken cancel)
    {
        var started = await start.RunAsync(HttpContext.CallerOrNull() as GuestCaller, ToStart(body), cancel);
        if (started is null)
        {
            throw new Refused(body.Widget is null ? GuestRefusals.LinkUnknown : GuestRefusals.WidgetUnknown);
        }
        var guest = await guests.SelfAsync(started.GuestId, cancel);
        return StatusCode(201, new SessionView(started.Token, guest!));
    }

    /// <summary>Ends the session, on every tab within two seconds (GU-9).</summary>
    [HttpDelete("current")]
    [Access(Callers.Guests)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> End([FromServices] EndGuestSession end, CancellationToken cancel)
    {
        await end.RunAsync(HttpContext.RequireGuest(), cancel);
        return NoContent();
    }

    private SessionStart ToStart(SessionBody body) =>
        new()
        {
            Widget = body.Widget,
            Link = body.Link,
            Guest = new(body.Guest?.Name, body.Guest?.Email, body.Guest?.Phone, body.Guest?.Consent ?? false),
            Page = Short(body.Page),
            Referrer = Short(body.Referrer),
            Language = body.Language is { Length: <= 35 } ? body.Language : null,
            TimeZone = body.TimeZone is { Length: <= 64 } ? body.TimeZone : null,
            Address = HttpContext.Connection.RemoteIpAddress?.ToString(),
            ForeignOrigin = Request.ForeignOrigin(),
        };

    // An address is information for agents, no link to follow: what is too long is cut, and nobody is refused for it.
    private static string? Short(string? address) => address is { Length: > LongestAddress } ? address[..LongestAddress] : address;
}

/// <summary>What the form sent.</summary>
/// <param name="Name">Up to 200 scalar values.</param>
/// <param name="Email">Up to 254; a claim until proven (GU-3).</param>
/// <param name="Phone">As typed.</param>
/// <param name="Consent">Whether the guest agreed to the widget's text (PV-1).</param>
public sealed record GuestBody(string? Name, string? Email, string? Phone, bool? Consent);

/// <summary>Where a session begins, and who says so.</summary>
/// <param name="Widget">A widget's key; or</param>
/// <param name="Link">a personal link's slug.</param>
/// <param name="Guest">The form.</param>
/// <param name="Page">The page's address, shown to agents (GU-11).</param>
/// <param name="Referrer">Where the guest came to it from.</param>
/// <param name="Language">A language tag such as <c>de-CH</c>.</param>
/// <param name="TimeZone">An IANA name such as <c>Europe/Warsaw</c>.</param>
public sealed record SessionBody(
    string? Widget,
    string? Link,
    GuestBody? Guest,
    string? Page,
    string? Referrer,
    string? Language,
    string? TimeZone
);

/// <summary>A session.</summary>
/// <param name="Token">For the header <c>Authorization: Bearer …</c>; null where a live session was changed.</param>
/// <param name="Guest">Who the guest is.</param>
public sealed record SessionView(string? Token, GuestSelfView Guest);
