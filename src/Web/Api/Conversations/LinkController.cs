using Microsoft.AspNetCore.Mvc;
using XBees.Application.Conversations;
using XBees.Infrastructure.Identity;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Conversations;

/// <summary>A conversation's link: whoever has it can join while it is open (IN-5).</summary>
[ApiController]
[Route("api/v1/conversations/{id}/link")]
[Tags("Links")]
[Access(Callers.Agents, KeyScopes.Write)]
public sealed class LinkController(IJoinLinks links, IJoinTokens tokens, PublicAddress address) : ControllerBase
{
    /// <summary>Whether the link is open, and its address. Who has the address comes in: an API key needs the scope to write.</summary>
    /// <response code="404">There is no such conversation, or the caller may not read it.</response>
    [HttpGet]
    [ProducesResponseType<LinkView>(200)]
    [Refuses(404)]
    public async Task<ActionResult<LinkView>> Get(string id, CancellationToken cancel) => await ViewAsync(id, cancel);

    /// <summary>Opens the link or closes it (AC-10). Opened again it has the address that it had.</summary>
    /// <response code="412">Somebody changed the conversation meanwhile: <c>If-Match</c> is no longer its version.</response>
    [HttpPut]
    [ProducesResponseType<LinkView>(200)]
    [Refuses(404)]
    [Refuses(412)]
    [Refuses(422)]
    public async Task<ActionResult<LinkView>> Put(
        string id,
        LinkBody body,
        [FromServices] ChangeConversation change,
        CancellationToken cancel
    )
    {
        var open = body.Enabled ?? throw new Invalid("enabled", "Say true or false.");
        return await change.SetPublicAsync(HttpContext.Caller(), id, open, ETags.Read(Request), cancel)
            ? await ViewAsync(id, cancel)
            : NotFound();
    }

    /// <summary>Another address: the one before opens nothing any more, for good. Open or closed stays as it was.</summary>
    /// <response code="412">Somebody changed the conversation meanwhile: <c>If-Match</c> is no longer its version.</response>
    [HttpPost("renew")]
    [ProducesResponseType<LinkView>(200)]
    [Refuses(404)]
    [Refuses(412)]
    public async Task<ActionResult<LinkView>> Renew(string id, [FromServices] ChangeConversation change, CancellationToken cancel) =>
        await change.RenewLinkAsync(HttpContext.Caller(), id, ETags.Read(Request), cancel) ? await ViewAsync(id, cancel) : NotFound();

    private async Task<ActionResult<LinkView>> ViewAsync(string id, CancellationToken cancel)
    {
        if (await links.OfAsync(HttpContext.RequireAgent(), id, cancel) is not { } link)
        {
            return NotFound();
        }
        ETags.Write(Response, link.Version);
        var path = "/j/" + tokens.TokenOf(id, link.Number);
        return new LinkView(
            link.Enabled,
            !link.Enabled ? null
                : address.IsKnown ? address.Of(path)
                : path
        );
    }
}

/// <summary>What to do with the link.</summary>
/// <param name="Enabled">Whether it is open.</param>
public sealed record LinkBody(bool? Enabled);

/// <summary>A conversation's link.</summary>
/// <param name="Enabled">Whether it is open.</param>
/// <param name="Url">Its address while it is open, else null.</param>
public sealed record LinkView(bool Enabled, string? Url);
