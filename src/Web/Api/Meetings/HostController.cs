using Microsoft.AspNetCore.Mvc;
using XBees.Application.Meetings;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Meetings;

/// <summary>Whose meeting it is (ME-17).</summary>
[ApiController]
[Route("api/v1/meetings/{id}")]
[Tags("Meetings")]
[Access(Callers.Agents, KeyScopes.Meetings)]
public sealed class HostController(IMeetingReader meetings) : ControllerBase
{
    /// <summary>Agents with a scheduler who are free then, by name: who can take it over.</summary>
    /// <response code="404">There is no such meeting, or the caller may not see it.</response>
    [HttpGet("hosts")]
    [ProducesResponseType<IReadOnlyList<FreeHostView>>(200)]
    [Refuses(404)]
    public async Task<ActionResult<IReadOnlyList<FreeHostView>>> Free(string id, [FromServices] ListHosts list, CancellationToken cancel)
    {
        if (await meetings.OneAsync(HttpContext.Caller(), id, cancel) is not { } meeting)
        {
            return NotFound();
        }
        return (await list.RunAsync(meeting, cancel)).Select(FreeHostView.Of).ToList();
    }

    /// <summary>Hands it over to a colleague who is free then; to whom it is with already changes nothing.</summary>
    /// <remarks>
    /// By the host, or by an administrator where the host was deactivated or has a Basic licence (ME-22). The colleague joins the
    /// conversation, which gets a notice. Both hosts and the guests are mailed, with the same UID and the next SEQUENCE. Hours and notice of the
    /// colleague are not asked about, what takes their time is.
    /// </remarks>
    /// <response code="200">The meeting.</response>
    /// <response code="204">It is handed over, and the caller does not see it any more.</response>
    /// <response code="403">Somebody else is the host.</response>
    /// <response code="404">There is no such meeting, or the caller may not see it.</response>
    /// <response code="409">The colleague is not free then. Or it has begun, or was cancelled (ME-21).</response>
    /// <response code="412">Somebody changed it meanwhile.</response>
    /// <response code="422">The colleague is no active agent with a Standard licence.</response>
    [HttpPost("host")]
    [ProducesResponseType<MeetingView>(200)]
    [ProducesResponseType(204)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(412)]
    [Refuses(422)]
    public async Task<ActionResult<MeetingView>> HandOver(
        string id,
        HostBody body,
        [FromServices] HandOverMeeting handOver,
        CancellationToken cancel
    )
    {
        if (!await handOver.RunAsync(HttpContext.RequireAgent(), id, body.AgentId, ETags.Read(Request), cancel))
        {
            return NotFound();
        }
        if (await meetings.OneAsync(HttpContext.Caller(), id, cancel) is not { } view)
        {
            return NoContent();
        }
        ETags.Write(Response, view.Version);
        return view;
    }
}

/// <summary>To whom.</summary>
/// <param name="AgentId">An active agent with a Standard licence.</param>
public sealed record HostBody(string? AgentId);

/// <summary>An agent who is free at the time of a meeting.</summary>
/// <param name="Id">The agent.</param>
/// <param name="Name">The name among agents.</param>
/// <param name="Avatar">Letters on a colour.</param>
public sealed record FreeHostView(string Id, string Name, Avatar Avatar)
{
    internal static FreeHostView Of(AgentCard agent) => new(agent.Id, agent.Name, Avatar.Of(agent));
}
