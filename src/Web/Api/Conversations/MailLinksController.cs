using Microsoft.AspNetCore.Mvc;
using XBees.Application.Conversations;
using XBees.Application.Guests;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Identity;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Conversations;

/// <summary>What the links in guests' mails open: an invitation (AC-16), or the way back to unread answers (NO-2).</summary>
[ApiController]
[Route("api/v1")]
[Tags("Invitations")]
[Access(Callers.Anyone)]
public sealed class MailLinksController(IGuestReader guests, IConversationReader conversations, BearerTokens bearers) : ControllerBase
{
    /// <summary>Who invites, and to what. Looking changes nothing.</summary>
    /// <response code="404">There is no such invitation.</response>
    /// <response code="410">It was used or withdrawn, or has expired.</response>
    [HttpGet("invitations/{token}")]
    [Limited(Limit.Pages)]
    [ProducesResponseType<InvitationFace>(200)]
    [Refuses(404)]
    [Refuses(410)]
    [Refuses(429)]
    public async Task<InvitationFace> Get(string? token, [FromServices] IInvitationReader invitations, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        var found = await invitations.FindAsync(Blank(token), cancel) ?? throw new Refused(InvitationRefusals.Unknown);
        return found.Face ?? throw new Refused(found.Refusal!);
    }

    /// <summary>Joins, once: proves the address that the mail went to, and gives a session (AC-16).</summary>
    /// <response code="201">The token, given out this once, the guest and the conversation.</response>
    /// <response code="404">There is no such invitation.</response>
    /// <response code="409">There would be more than 1,000 members (AC-17).</response>
    /// <response code="410">It was used or withdrawn, or has expired.</response>
    /// <response code="422">A name is missing or was not accepted.</response>
    [HttpPost("invitations/{token}")]
    [Limited(Limit.Sessions)]
    [ProducesResponseType<AdmittedView>(201)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(410)]
    [Refuses(422)]
    [Refuses(429)]
    public async Task<ActionResult<AdmittedView>> Accept(
        string? token,
        AdmissionBody body,
        [FromServices] AcceptInvitation accept,
        CancellationToken cancel
    ) => await AnswerAsync(await accept.RunAsync(Blank(token), Start(body), cancel), cancel);

    /// <summary>Says that a browser shows the invitation to somebody, which its sender sees. It proves nothing and opens nothing.</summary>
    /// <response code="404">There is no such invitation.</response>
    [HttpPost("invitations/{token}/opened")]
    [Limited(Limit.Pages)]
    [ProducesResponseType(204)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(429)]
    public async Task<IActionResult> Opened(string? token, [FromServices] AcceptInvitation accept, CancellationToken cancel)
    {
        RefuseOthers();
        return await accept.OpenAsync(Blank(token), cancel) ? NoContent() : throw new Refused(InvitationRefusals.Unknown);
    }

    /// <summary>Back into a conversation from a mail about unread answers, once: a session of the guest whom the mail went to.</summary>
    /// <response code="201">The token, given out this once, the guest and the conversation.</response>
    /// <response code="404">There is no such link.</response>
    /// <response code="410">It was used, the guest is no member any more, or it has expired.</response>
    [HttpPost("returns/{token}")]
    [Limited(Limit.Sessions)]
    [ProducesResponseType<AdmittedView>(201)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(410)]
    [Refuses(429)]
    public async Task<ActionResult<AdmittedView>> Return(
        string? token,
        AdmissionBody body,
        [FromServices] ReturnByMail back,
        CancellationToken cancel
    ) => await AnswerAsync(await back.RunAsync(Blank(token), Start(body), cancel), cancel);

    /// <summary>A token of blanks alone comes as none (attack row 30).</summary>
    private static string Blank(string? token) => token ?? "";

    private async Task<ActionResult<AdmittedView>> AnswerAsync(Admitted admitted, CancellationToken cancel)
    {
        var caller = await bearers.FindGuestAsync(admitted.Token, HttpContext.Network(), cancel);
        var view = await conversations.OneAsync(caller!, admitted.ConversationId, cancel);
        Response.Headers.CacheControl = "no-store";
        return StatusCode(201, new AdmittedView(admitted.Token, (await guests.SelfAsync(admitted.GuestId, cancel))!, view!));
    }

    private SessionStart Start(AdmissionBody body)
    {
        RefuseOthers();
        return new()
        {
            Guest = new(body.Guest?.Name),
            Language = body.Language is { Length: <= 35 } ? body.Language : null,
            TimeZone = body.TimeZone is { Length: <= 64 } ? body.TimeZone : null,
            Network = HttpContext.Network(),
        };
    }

    /// <summary>The pages of these links are ours; no other website uses them for its visitors.</summary>
    private void RefuseOthers()
    {
        if (Request.ForeignOrigin() is not null)
        {
            throw new Refused(GuestRefusals.OriginNotAllowed);
        }
    }
}

/// <summary>Who comes in.</summary>
/// <param name="Guest">The name, where none is known.</param>
/// <param name="Language">A language tag such as <c>de-CH</c>.</param>
/// <param name="TimeZone">An IANA name such as <c>Europe/Warsaw</c>.</param>
public sealed record AdmissionBody(AdmittedGuest? Guest, string? Language, string? TimeZone);

/// <summary>Who comes in.</summary>
/// <param name="Name">Up to 200 scalar values. The address is that of the mail.</param>
public sealed record AdmittedGuest(string? Name);

/// <summary>Who came in, and what they see now.</summary>
/// <param name="Token">For the header <c>Authorization: Bearer …</c>.</param>
/// <param name="Guest">Who the guest is.</param>
/// <param name="Conversation">As the guest sees it.</param>
public sealed record AdmittedView(string Token, GuestSelfView Guest, ConversationView Conversation);
