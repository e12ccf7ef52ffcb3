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
    /// <remarks>
    /// With <c>identity</c> the website vouches for its signed-in user (GU-3). A right signature proves id and address and opens what that
    /// guest wrote here before; a wrong one proves nothing, and the session begins all the same. Where the bearer's guest is proven to be
    /// another, a fresh session begins and the old one is not touched (GU-14).
    /// </remarks>
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
        return StatusCode(201, new SessionView(started.Token, guest!, started.Identified));
    }

    /// <summary>Mails a code of six digits that proves an address: it works for ten minutes and five tries, three an hour for an address (GU-8).</summary>
    /// <response code="204">On its way. The answer is the same for every address.</response>
    /// <response code="422">Not an e-mail address.</response>
    /// <response code="429">There were three in this hour already.</response>
    [HttpPost("code")]
    [Limited(Limit.Mails)]
    [Access(Callers.Guests)]
    [ProducesResponseType(204)]
    [Refuses(422)]
    [Refuses(429)]
    public async Task<IActionResult> SendCode(CodeBody body, [FromServices] ProveAddress prove, CancellationToken cancel)
    {
        RateLimits.ThrowIf((await prove.SendAsync(HttpContext.RequireGuest(), body.Email, cancel)).ToTimeSpan());
        return NoContent();
    }

    /// <summary>Proves the address that the newest code was sent to, and opens what its guest wrote at this way in before (GU-3).</summary>
    /// <remarks>The session's guest can be another one afterwards: live events have to be asked for anew.</remarks>
    /// <response code="200">The token is null: it stays the same.</response>
    /// <response code="422">The code is wrong, older than ten minutes, or was tried five times.</response>
    [HttpPost("verify")]
    [Limited(Limit.Sessions)]
    [Access(Callers.Guests)]
    [ProducesResponseType<SessionView>(200)]
    [Refuses(422)]
    [Refuses(429)]
    public async Task<SessionView> Verify(VerifyBody body, [FromServices] ProveAddress prove, CancellationToken cancel)
    {
        var guest = await prove.VerifyAsync(HttpContext.RequireGuest(), body.Code, cancel);
        return new(null, (await guests.SelfAsync(guest, cancel))!);
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
            Vouch = body.Identity is { } identity ? new(identity.ExternalId, body.Guest?.Email, identity.Signature) : null,
            Page = Short(body.Page),
            Referrer = Short(body.Referrer),
            Language = Language(body.Language),
            TimeZone = TimeZone(body.TimeZone),
            Network = HttpContext.Network(),
            ForeignOrigin = Request.ForeignOrigin(),
        };

    internal static string? Language(string? tag) => tag is { Length: <= 35 } ? tag : null;

    internal static string? TimeZone(string? name) => name is { Length: <= 64 } ? name : null;

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
/// <param name="Identity">That the website vouches for its signed-in user (GU-3).</param>
/// <param name="Page">The page's address, shown to agents (GU-11).</param>
/// <param name="Referrer">Where the guest came to it from.</param>
/// <param name="Language">A language tag such as <c>de-CH</c>.</param>
/// <param name="TimeZone">An IANA name such as <c>Europe/Warsaw</c>.</param>
public sealed record SessionBody(
    string? Widget,
    string? Link,
    GuestBody? Guest,
    IdentityBody? Identity,
    string? Page,
    string? Referrer,
    string? Language,
    string? TimeZone
);

/// <summary>Which address is to be proven.</summary>
/// <param name="Email">Up to 254 scalar values.</param>
public sealed record CodeBody(string? Email);

/// <summary>The code from the mail.</summary>
/// <param name="Code">Six digits.</param>
public sealed record VerifyBody(string? Code);

/// <summary>What a website says of its signed-in user.</summary>
/// <param name="ExternalId">The website's own id of the user; up to 200 scalar values.</param>
/// <param name="Signature">
/// Lower-case hex HMAC-SHA256, made on the website's server with the widget's identity secret, over the id, a line break, and the guest's
/// e-mail address in lower case; without an address that is the empty text (GU-7).
/// </param>
public sealed record IdentityBody(string? ExternalId, string? Signature);

/// <summary>A session.</summary>
/// <param name="Token">For the header <c>Authorization: Bearer …</c>; null where a live session was changed.</param>
/// <param name="Guest">Who the guest is.</param>
/// <param name="Identified">Whether the signature was right: then id and address are proven, and the guest's own history is open. Null where none was sent.</param>
public sealed record SessionView(string? Token, GuestSelfView Guest, bool? Identified = null);
