using Microsoft.AspNetCore.Mvc;
using XBees.Application.Meetings;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Meetings;

/// <summary>The host's <i>Yes</i> (ME-3).</summary>
[ApiController]
[Route("api/v1/meetings/{id}/confirm")]
[Tags("Meetings")]
public sealed class ConfirmController(IMeetingReader meetings) : ControllerBase
{
    /// <summary>Confirms a meeting that its host was asked for; to decline it, delete it. Confirming it again changes nothing.</summary>
    /// <remarks>
    /// The meeting takes its time now, where it did not hold it before. Whoever else asks for that time is declined by it, is mailed and
    /// reads it in the conversation; that is told first: the answer is 409 with <c>others</c> until <c>decline</c> names all of them.
    /// </remarks>
    /// <response code="403">Somebody else is its host.</response>
    /// <response code="409">
    /// <c>others-ask-too</c>: <c>others</c> are the meetings that would be declined. <c>slot-taken</c>: a confirmed one has the time, and
    /// <c>next</c> holds the next free ones. Or it has begun, or was cancelled (ME-21).
    /// </response>
    /// <response code="412">Somebody changed it meanwhile: <c>If-Match</c> is no longer its version.</response>
    [HttpPost]
    [TellsWhatIsFree]
    [TellsWhoAsks]
    [Access(Callers.Agents, KeyScopes.Meetings)]
    [ProducesResponseType<MeetingView>(200)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(412)]
    public async Task<ActionResult<MeetingView>> Confirm(
        string id,
        ConfirmBody? body,
        [FromServices] ConfirmMeeting confirm,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.RequireAgent();
        if (
            await meetings.OneAsync(caller, id, cancel) is null
            || !await confirm.RunAsync(new(caller, id, body?.Decline ?? [], ETags.Read(Request)), cancel)
        )
        {
            return NotFound();
        }
        var view = (await meetings.OneAsync(caller, id, cancel))!;
        ETags.Write(Response, view.Version);
        return view;
    }
}

/// <summary>What is said with the <i>Yes</i>.</summary>
/// <param name="Decline">The meetings at the same time that are declined by it.</param>
public sealed record ConfirmBody(IReadOnlyList<string>? Decline);
