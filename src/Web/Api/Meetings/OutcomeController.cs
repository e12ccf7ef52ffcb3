using Microsoft.AspNetCore.Mvc;
using XBees.Application.Meetings;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Meetings;

/// <summary>What became of a meeting (ME-21).</summary>
[ApiController]
[Route("api/v1/meetings/{id}/outcome")]
[Tags("Meetings")]
[Access(Callers.Agents, KeyScopes.Meetings)]
public sealed class OutcomeController(IMeetingReader meetings) : ControllerBase
{
    /// <summary>The host says from its start on whether it was held, and can take it back; guests do not read it.</summary>
    /// <response code="403">Somebody else is the host.</response>
    /// <response code="404">There is no such meeting, or the caller may not see it.</response>
    /// <response code="409">It has not begun, or was cancelled.</response>
    /// <response code="412">Somebody changed it meanwhile.</response>
    /// <response code="422">A field was not accepted.</response>
    [HttpPut]
    [ProducesResponseType<MeetingView>(200)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(412)]
    [Refuses(422)]
    public async Task<ActionResult<MeetingView>> Put(string id, OutcomeBody body, [FromServices] MarkMeeting mark, CancellationToken cancel)
    {
        if (
            !await mark.RunAsync(HttpContext.RequireAgent(), id, body.Outcome, ETags.Read(Request), cancel)
            || await meetings.OneAsync(HttpContext.Caller(), id, cancel) is not { } view
        )
        {
            return NotFound();
        }
        ETags.Write(Response, view.Version);
        return view;
    }
}

/// <summary>What became of it.</summary>
/// <param name="Outcome">held, no-show, or null: nothing is said.</param>
public sealed record OutcomeBody(string? Outcome);
