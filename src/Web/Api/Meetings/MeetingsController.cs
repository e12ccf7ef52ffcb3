using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using XBees.Application.Conversations;
using XBees.Application.Meetings;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Meetings;

/// <summary>Meetings, each as its caller sees it.</summary>
[ApiController]
[Route("api/v1/meetings")]
[Tags("Meetings")]
public sealed class MeetingsController(IMeetingReader meetings, Cursors cursors) : ControllerBase
{
    /// <summary>Meetings of the caller's conversations, and an agent's own calendar, in the order of their starts; cancelled ones too.</summary>
    /// <param name="from">Those that end after it, in UTC.</param>
    /// <param name="to">Those that begin before it, in UTC.</param>
    /// <param name="conversation">Those of one conversation.</param>
    /// <param name="limit">1 to 100, 50 when absent.</param>
    /// <param name="after">The cursor of the page before.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet]
    [Access(Callers.Everybody, KeyScopes.Meetings)]
    [ProducesResponseType<Page<MeetingView>>(200)]
    public async Task<Page<MeetingView>> List(
        Instant? from,
        Instant? to,
        string? conversation,
        int? limit,
        string? after,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.Caller();
        var list = $"meetings {caller.PersonId} {from} {to} {conversation}";
        (Instant Start, string Id)? place = cursors.Read(list, after) is [var at, var id]
            ? (Instant.FromUnixTimeMilliseconds(long.Parse(at, CultureInfo.InvariantCulture)), id)
            : null;
        var size = Paging.Limit(limit);
        var found = await meetings.ListAsync(caller, new(from, to, conversation, size + 1, place), cancel);
        return cursors.PageOf(list, found, size, meeting => [meeting.Start.ToUnixTimeMilliseconds(), meeting.Id]);
    }

    /// <summary>One meeting.</summary>
    /// <response code="404">There is none, or the caller may not see it.</response>
    [HttpGet("{id}")]
    [Access(Callers.Everybody, KeyScopes.Meetings)]
    [ProducesResponseType<MeetingView>(200)]
    [Refuses(404)]
    public async Task<ActionResult<MeetingView>> Get(string id, CancellationToken cancel) => await ViewAsync(id, cancel);

    /// <summary>Moves it, or changes how long it takes (ME-4, ME-5). Absent stays. Asking for what already is answers 200.</summary>
    /// <remarks>
    /// Agents and the guest whose meeting it is. What may be chosen is what the host's scheduler offers, the meeting itself not in the way
    /// (ME-26). The conversation gets a notice.
    /// </remarks>
    /// <response code="403">Somebody else booked it (ME-23).</response>
    /// <response code="409">
    /// The time was just taken: <c>next</c> holds the next free ones (ME-25). Or it has begun, or was cancelled (ME-21).
    /// </response>
    /// <response code="412">Somebody changed it meanwhile.</response>
    /// <response code="422">The time is not offered, or a field was not accepted.</response>
    [HttpPatch("{id}")]
    [TellsWhatIsFree]
    [Access(Callers.Everybody, KeyScopes.Meetings)]
    [ProducesResponseType<MeetingView>(200)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(410)]
    [Refuses(412)]
    [Refuses(422)]
    [Refuses(428)]
    public async Task<ActionResult<MeetingView>> Move(
        string id,
        MoveBody body,
        [FromServices] ChangeMeeting change,
        CancellationToken cancel
    ) =>
        await change.MoveAsync(HttpContext.Caller(), id, body.Start, body.Duration, ETags.Require(Request), cancel)
            ? await ViewAsync(id, cancel)
            : NotFound();

    /// <summary>Cancels it (ME-4, ME-5); the slot is free again. Cancelling it again changes nothing.</summary>
    /// <param name="id">The meeting.</param>
    /// <param name="body">Why, for the others (ME-21).</param>
    /// <param name="change">Does it.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <response code="403">Somebody else booked it (ME-23).</response>
    /// <response code="409">It has begun (ME-21).</response>
    /// <response code="412">Somebody changed it meanwhile: <c>If-Match</c> is no longer its version.</response>
    [HttpDelete("{id}")]
    [Access(Callers.Everybody, KeyScopes.Meetings)]
    [ProducesResponseType<MeetingView>(200)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(412)]
    [Refuses(422)]
    public async Task<ActionResult<MeetingView>> Cancel(
        string id,
        CancelBody? body,
        [FromServices] ChangeMeeting change,
        CancellationToken cancel
    ) =>
        await change.CancelAsync(HttpContext.Caller(), id, body?.Reason, ETags.Read(Request), cancel)
            ? await ViewAsync(id, cancel)
            : NotFound();

    /// <summary>Decides about a meeting that was moved or deleted in its host's calendar (CA-5). Until then nobody else learns of it.</summary>
    /// <remarks>
    /// Accepted, the meeting is moved or cancelled, as if the host had done it here; otherwise the event is written to the calendar as it was.
    /// </remarks>
    /// <response code="403">The caller is not its host.</response>
    /// <response code="409">There is nothing to decide; or another meeting has the time; or it has begun.</response>
    /// <response code="422">It is over by then, or too long.</response>
    [HttpPost("{id}/calendar-change")]
    [Access(Callers.Agents)]
    [ProducesResponseType<MeetingView>(200)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(422)]
    public async Task<ActionResult<MeetingView>> Decide(
        string id,
        DecisionBody body,
        [FromServices] ChangeMeeting change,
        CancellationToken cancel
    ) => await change.DecideAsync(HttpContext.RequireAgent(), id, body.Accept, cancel) ? await ViewAsync(id, cancel) : NotFound();

    private async Task<ActionResult<MeetingView>> ViewAsync(string id, CancellationToken cancel)
    {
        if (await meetings.OneAsync(HttpContext.Caller(), id, cancel) is not { } view)
        {
            return NotFound();
        }
        ETags.Write(Response, view.Version);
        return view;
    }
}

/// <summary>Another time.</summary>
/// <param name="Start">When it begins, in UTC.</param>
/// <param name="Duration">Minutes; one of those that the host offers.</param>
public sealed record MoveBody(Instant? Start, int? Duration);

/// <summary>Why it is cancelled.</summary>
/// <param name="Reason">Up to 1,000 characters, told to the others (ME-21).</param>
public sealed record CancelBody(string? Reason);

/// <summary>What the host decides.</summary>
/// <param name="Accept">Whether the meeting follows the calendar; false: the calendar gets the event back.</param>
public sealed record DecisionBody(bool Accept);
