using Microsoft.AspNetCore.Mvc;
using XBees.Application.Conversations;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Conversations;

/// <summary>Invitations by e-mail: who was sent a link of their own, and what came of it (AC-2, AC-16).</summary>
[ApiController]
[Route("api/v1/conversations/{id}/invitations")]
[Tags("Invitations")]
public sealed class InvitationsController(IInvitationReader invitations) : ControllerBase
{
    /// <summary>All of a conversation, the newest mail first, at most 200.</summary>
    [HttpGet]
    [Access(Callers.Agents, KeyScopes.Read)]
    [ProducesResponseType<Page<GuestInvitationView>>(200)]
    [Refuses(404)]
    public async Task<ActionResult<Page<GuestInvitationView>>> List(string id, CancellationToken cancel) =>
        await invitations.ListAsync(HttpContext.RequireAgent(), id, cancel) is { } found
            ? new Page<GuestInvitationView>(found, null)
            : NotFound();

    /// <summary>Sends a mail with a link that is bound to its address, works once and for 14 days. An address that was invited before gets a new link.</summary>
    /// <response code="201">The invitation.</response>
    /// <response code="200">The one of before, sent again.</response>
    /// <response code="409">Somebody of this address is in the conversation, it is an agent's, or no mail may go there now.</response>
    [HttpPost]
    [Idempotent]
    [Access(Callers.Agents, KeyScopes.Write)]
    [ProducesResponseType<GuestInvitationView>(201)]
    [ProducesResponseType<GuestInvitationView>(200)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(422)]
    public async Task<ActionResult<GuestInvitationView>> Invite(
        string id,
        InvitationBody body,
        [FromServices] InviteGuest invite,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.RequireAgent();
        return await invite.RunAsync(caller, id, body.ToNew(), cancel) is { } created
            ? StatusCode(created.Status, await invitations.OneAsync(caller, id, created.Id, cancel))
            : NotFound();
    }

    /// <summary>Sends it again, with a new link for 14 days; the link of before opens nothing any more.</summary>
    /// <response code="409">The invited person has come, or no mail may go there now.</response>
    [HttpPost("{invitationId}/resend")]
    [Access(Callers.Agents, KeyScopes.Write)]
    [ProducesResponseType<GuestInvitationView>(200)]
    [Refuses(404)]
    [Refuses(409)]
    public async Task<ActionResult<GuestInvitationView>> Resend(
        string id,
        string invitationId,
        [FromServices] InviteGuest invite,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.RequireAgent();
        return await invite.ResendAsync(caller, id, invitationId, cancel)
            ? (await invitations.OneAsync(caller, id, invitationId, cancel))!
            : NotFound();
    }

    /// <summary>Takes it back: its link opens nothing any more, and a mail that waits does not leave.</summary>
    /// <response code="409">The invited person has come; remove the member instead.</response>
    [HttpDelete("{invitationId}")]
    [Access(Callers.Agents, KeyScopes.Write)]
    [ProducesResponseType(204)]
    [Refuses(404)]
    [Refuses(409)]
    public async Task<IActionResult> Revoke(string id, string invitationId, [FromServices] InviteGuest invite, CancellationToken cancel) =>
        await invite.RevokeAsync(HttpContext.RequireAgent(), id, invitationId, cancel) ? NoContent() : NotFound();
}

/// <summary>Whom to invite.</summary>
/// <param name="Email">Where the mail goes; who uses its link has proven this address.</param>
/// <param name="Name">Up to 200 characters; without one it is asked for on joining.</param>
/// <param name="Text">Personal words, up to 1,000 characters.</param>
/// <param name="Language">en or de: in which the mail is written; null: the organisation's.</param>
public sealed record InvitationBody(string? Email, string? Name, string? Text, string? Language)
{
    public NewInvitation ToNew() => new(Email, Name, Text, Language);
}
