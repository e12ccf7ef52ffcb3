using Microsoft.AspNetCore.Mvc;
using XBees.Application.Conversations;
using XBees.Application.Guests;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Identity;
using XBees.Web.Api.Guests;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Conversations;

/// <summary>What a link of a conversation opens (IN-5, IN-9).</summary>
[ApiController]
[Route("api/v1/join")]
[Tags("Links")]
[Access(Callers.Anyone)]
public sealed class JoinController(IJoinLinks links) : ControllerBase
{
    /// <summary>Who invites, and the conversation's title. Looking changes nothing.</summary>
    /// <response code="403">Another website asked.</response>
    /// <response code="404">The link is not open: switched off, renewed, or none.</response>
    [HttpGet("{token}")]
    [Limited(Limit.Pages)]
    [ProducesResponseType<JoinFace>(200)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(429)]
    public async Task<JoinFace> Get(string token, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        return await FaceAsync(token, cancel);
    }

    /// <summary>Joins with a name: a session, the whole history, and a notice to everybody. With the bearer of a live session that guest joins.</summary>
    /// <response code="201">The token, given out this once, the guest and the conversation.</response>
    /// <response code="200">The guest was in the conversation already.</response>
    /// <response code="403">The guest was removed, known by session or address (IN-9), or another website asked.</response>
    /// <response code="404">The link is not open: switched off, renewed, or none.</response>
    /// <response code="409">An agent asked, or there would be more than 1,000 members (AC-17).</response>
    /// <response code="422">A name is missing, or a field was not accepted.</response>
    [HttpPost("{token}")]
    [Limited(Limit.Sessions)]
    [ProducesResponseType<JoinedView>(201)]
    [ProducesResponseType<JoinedView>(200)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(422)]
    [Refuses(429)]
    public async Task<ActionResult<JoinedView>> Join(
        string token,
        JoinBody body,
        [FromServices] JoinConversation join,
        [FromServices] IGuestReader guests,
        [FromServices] IConversationReader conversations,
        [FromServices] BearerTokens bearers,
        CancellationToken cancel
    )
    {
        await FaceAsync(token, cancel);
        var caller = HttpContext.CallerOrNull() switch
        {
            AgentCaller => throw new Refused(JoinRefusals.Agent),
            var guest => guest as GuestCaller,
        };
        var joined = await join.RunAsync(caller, token, ToStart(body), cancel);
        caller ??= await bearers.FindGuestAsync(joined.Token!, HttpContext.Network(), cancel);
        var view = await conversations.OneAsync(caller!, joined.ConversationId, cancel);
        Response.Headers.CacheControl = "no-store";
        return StatusCode(joined.Status, new JoinedView(joined.Token, (await guests.SelfAsync(joined.GuestId, cancel))!, view!));
    }

    /// <summary>The page of a link is ours; no other website joins for its visitors.</summary>
    private async Task<JoinFace> FaceAsync(string token, CancellationToken cancel) =>
        Request.ForeignOrigin() is not null
            ? throw new Refused(GuestRefusals.OriginNotAllowed)
            : await links.FaceAsync(token, cancel) ?? throw new Refused(JoinRefusals.NoLink);

    private SessionStart ToStart(JoinBody body) =>
        new()
        {
            Guest = new(body.Guest?.Name, body.Guest?.Email),
            Language = SessionsController.Language(body.Language),
            TimeZone = SessionsController.TimeZone(body.TimeZone),
            Network = HttpContext.Network(),
        };
}

/// <summary>Who joins.</summary>
/// <param name="Guest">The name, and an address where one wants to leave it.</param>
/// <param name="Language">A language tag such as <c>de-CH</c>.</param>
/// <param name="TimeZone">An IANA name such as <c>Europe/Warsaw</c>.</param>
public sealed record JoinBody(JoiningGuest? Guest, string? Language, string? TimeZone);

/// <summary>Who joins.</summary>
/// <param name="Name">Up to 200 scalar values; a live session that has one needs none.</param>
/// <param name="Email">Up to 254; a claim until proven (GU-3).</param>
public sealed record JoiningGuest(string? Name, string? Email);

/// <summary>Who joined, and what they see now.</summary>
/// <param name="Token">For the header <c>Authorization: Bearer …</c>; null where a live session joined.</param>
/// <param name="Guest">Who the guest is.</param>
/// <param name="Conversation">As the guest sees it.</param>
public sealed record JoinedView(string? Token, GuestSelfView Guest, ConversationView Conversation);
