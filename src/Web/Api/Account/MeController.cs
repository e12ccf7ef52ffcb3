using Microsoft.AspNetCore.Mvc;
using XBees.Application.Agents;
using XBees.Application.Conversations;
using XBees.Application.Files;
using XBees.Application.Guests;
using XBees.Application.Services;
using XBees.Infrastructure.Identity;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Account;

/// <summary>Who the caller is, and what they set for themselves.</summary>
[ApiController]
[Route("api/v1/me")]
[Tags("Me")]
public sealed class MeController(
    IAgentReader agents,
    IGuestReader guests,
    IOrganisationStore organisations,
    IFileLimits files,
    PublicAddress address,
    SessionAntiforgery antiforgery
) : ControllerBase
{
    /// <summary>The caller: an agent (<c>kind: "agent"</c>) or a guest (<c>kind: "guest"</c>).</summary>
    [HttpGet]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType<MeView>(200)]
    public async Task<ActionResult<MeView>> Get(CancellationToken cancel) => await ViewAsync(cancel);

    /// <summary>Changes what was sent. Agents: name, guestName, timeZone, language, slug, settings. Guests: name, email, phone, language, timeZone.</summary>
    /// <response code="422">A field was not accepted.</response>
    [HttpPatch]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType<MeView>(200)]
    [Refuses(422)]
    public async Task<ActionResult<MeView>> Patch(
        MePatch body,
        [FromServices] ChangeMe change,
        [FromServices] UpdateGuest update,
        CancellationToken cancel
    )
    {
        if (HttpContext.Caller() is GuestCaller guest)
        {
            body.RefuseAgentsMembers();
            await update.RunAsync(guest, body.ToGuestChange(), cancel);
        }
        else
        {
            body.RefuseGuestsMembers();
            await change.RunAsync(HttpContext.RequireAgent(), body.ToMeChange(), cancel);
        }
        return await ViewAsync(cancel);
    }

    /// <summary>A new random personal link; the earlier one leads to it for 30 days, or ends at once with all before it (IN-7, IN-10).</summary>
    [HttpPost("slug")]
    [Access(Callers.Agents)]
    [ProducesResponseType<MeView>(200)]
    public async Task<ActionResult<MeView>> RenewSlug(SlugBody? body, [FromServices] ChangeMe change, CancellationToken cancel)
    {
        await change.RenewSlugAsync(HttpContext.RequireAgent(), body?.Cut ?? false, cancel);
        return await ViewAsync(cancel);
    }

    /// <summary>A new password; all other sessions end (AU-4).</summary>
    /// <response code="422">The present password is not right, or the new one is not accepted.</response>
    [HttpPost("password")]
    [Access(Callers.Agents)]
    [ProducesResponseType(204)]
    [Refuses(422)]
    [Refuses(429)]
    public async Task<IActionResult> ChangePassword(
        PasswordBody body,
        [FromServices] ChangePassword change,
        [FromServices] ISignInBrake brake,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.RequireAgent();
        var wait = await brake.EnterAsync("me:" + caller.PersonId, NetworkAddress.Of(HttpContext.Connection.RemoteIpAddress), cancel);
        RateLimits.ThrowIf(wait);
        await change.RunAsync(caller, body.Current, body.New, cancel);
        return NoContent();
    }

    /// <summary>Pauses in a service, or takes its new conversations again (SV-2).</summary>
    /// <remarks>Who pauses is not brought by the service and stays in the conversations where they are. GET /me lists the own services.</remarks>
    /// <response code="404">The caller is in no such service.</response>
    [HttpPut("services/{id}")]
    [Access(Callers.Agents, KeyScopes.Write)]
    [ProducesResponseType<OwnService>(200)]
    [Refuses(404)]
    [Refuses(422)]
    public async Task<ActionResult<OwnService>> Pause(
        string id,
        PauseBody body,
        [FromServices] PauseInService pause,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.RequireAgent();
        if (!await pause.RunAsync(caller, id, body.Paused, cancel))
        {
            return NotFound();
        }
        var own = (await agents.ServicesOfAsync(caller.PersonId, cancel)).FirstOrDefault(service => service.Id == id);
        return own is null ? NotFound() : own;
    }

    /// <summary>The caller's signed-in sessions, the last used first (AU-4).</summary>
    [HttpGet("sessions")]
    [Access(Callers.Agents)]
    [ProducesResponseType<Page<SignedInSession>>(200)]
    public async Task<Page<SignedInSession>> Sessions(CancellationToken cancel) =>
        new(await agents.SessionsOfAsync(HttpContext.RequireAgent(), cancel), null);

    /// <summary>Ends all sessions but this one.</summary>
    [HttpDelete("sessions")]
    [Access(Callers.Agents)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> EndOthers([FromServices] EndSessions end, CancellationToken cancel)
    {
        await end.OthersAsync(HttpContext.RequireAgent(), cancel);
        return NoContent();
    }

    /// <summary>Ends one session, at once.</summary>
    /// <response code="404">The caller has no such session.</response>
    [HttpDelete("sessions/{id}")]
    [Access(Callers.Agents)]
    [ProducesResponseType(204)]
    [Refuses(404)]
    public async Task<IActionResult> End(string id, [FromServices] EndSessions end, CancellationToken cancel) =>
        await end.OneAsync(HttpContext.RequireAgent(), id, cancel) ? NoContent() : NotFound();

    private async Task<MeView> ViewAsync(CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        if (HttpContext.Caller() is GuestCaller guest)
        {
            return MeView.Of((await guests.SelfAsync(guest.PersonId, cancel))!);
        }
        var caller = HttpContext.RequireAgent();
        var agent = (await agents.FindAsync(caller.PersonId, cancel))!;
        var organisation = await organisations.ReadAsync(cancel);
        var limits = await files.ReadAsync(cancel);
        return MeView.Of(agent, await agents.ServicesOfAsync(agent.Id, cancel), organisation?.Name, limits.FileBytes()) with
        {
            Link = address.IsKnown ? address.Of("/c/" + agent.Slug) : null,
            Antiforgery = caller.SessionId is null ? null : antiforgery.ValueFor(caller.SessionId),
        };
    }
}

/// <summary>What becomes of the earlier links.</summary>
/// <param name="Cut">Whether they end at once.</param>
public sealed record SlugBody(bool? Cut);
