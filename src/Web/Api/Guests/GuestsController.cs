using Microsoft.AspNetCore.Mvc;
using NodaTime;
using XBees.Application.Conversations;
using XBees.Application.Guests;
using XBees.Web.Api.Http;
using XBees.Web.Api.Search;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Guests;

/// <summary>What agents know of guests (GU-11).</summary>
[ApiController]
[Route("api/v1/guests")]
[Tags("Guests")]
public sealed class GuestsController(IGuestReader guests) : ControllerBase
{
    /// <summary>A guest's facts and the conversations that the agent may see.</summary>
    /// <response code="404">There is none, or the agent shares no conversation with them.</response>
    [HttpGet("{id}")]
    [Access(Callers.Agents, KeyScopes.Read)]
    [ProducesResponseType<GuestProfileView>(200)]
    [Refuses(404)]
    public async Task<ActionResult<GuestProfileView>> Get(string id, CancellationToken cancel)
    {
        var guest = await guests.ProfileAsync(HttpContext.RequireAgent(), id, cancel);
        if (guest is null)
        {
            return NotFound();
        }
        ETags.Write(Response, guest.Version);
        return guest;
    }

    /// <summary>Guests by name, address or number, best first: those of conversations that the agent may see.</summary>
    /// <param name="q">What is looked for: 1 to 200 characters.</param>
    /// <param name="limit">1 to 100; 50 when absent.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <response code="503">The index of this node is damaged and made anew; everything else goes on.</response>
    [HttpGet]
    [Access(Callers.Agents, KeyScopes.Read)]
    [ProducesResponseType<Page<GuestSummaryView>>(200)]
    [Refuses(503)]
    public async Task<Page<GuestSummaryView>> Find(string? q, int? limit, CancellationToken cancel) =>
        new(await guests.FindAsync(HttpContext.RequireAgent(), SearchPages.Read(q), Paging.Limit(limit), cancel), null);

    /// <summary>Corrects what is known of a guest; the history says who did.</summary>
    /// <response code="404">There is none, or the agent shares no conversation with them.</response>
    /// <response code="412">Somebody changed it meanwhile.</response>
    /// <response code="422">A field was not accepted.</response>
    [HttpPatch("{id}")]
    [Access(Callers.Agents, KeyScopes.Write)]
    [ProducesResponseType<GuestProfileView>(200)]
    [Refuses(404)]
    [Refuses(412)]
    [Refuses(422)]
    public async Task<ActionResult<GuestProfileView>> Edit(
        string id,
        GuestPatch body,
        [FromServices] EditGuest edit,
        CancellationToken cancel
    ) => await edit.RunAsync(HttpContext.RequireAgent(), id, body.Apply, ETags.Read(Request), cancel) ? await Get(id, cancel) : NotFound();

    /// <summary>Who changed what of a guest, the newest first.</summary>
    /// <response code="404">There is none, or the agent shares no conversation with them.</response>
    [HttpGet("{id}/history")]
    [Access(Callers.Agents, KeyScopes.Read)]
    [ProducesResponseType<Page<GuestChangeView>>(200)]
    [Refuses(404)]
    public async Task<ActionResult<Page<GuestChangeView>>> History(
        string id,
        int? limit,
        string? after,
        [FromServices] IGuestHistoryReader history,
        [FromServices] Cursors cursors,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.RequireAgent();
        var size = Paging.Limit(limit);
        var list = $"history of a guest {caller.PersonId} {id}";
        var place = cursors.Read(list, after) is [var last] ? last : null;
        var found = await history.ListAsync(caller, id, place, size + 1, cancel);
        return found is null ? NotFound() : cursors.PageOf(list, found, size, one => [one.Id]);
    }

    /// <summary>Shuts a guest out: nothing more arrives from them, and what they had open ends (SP-2).</summary>
    /// <remarks>
    /// Their sessions are shut out in any case. They are told the same as anybody for whom the chat is not available. Sent again it
    /// changes what they are shut out by.
    /// </remarks>
    /// <response code="201">They are shut out.</response>
    /// <response code="200">They were already, and are by this now.</response>
    /// <response code="404">There is none, or the agent shares no conversation with them.</response>
    /// <response code="422">The network has no end in the next 30 days, or is not known any more.</response>
    [HttpPost("{id}/block")]
    [Idempotent]
    [Access(Callers.Agents, KeyScopes.Write)]
    [ProducesResponseType<BlockView>(201)]
    [ProducesResponseType<BlockView>(200)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(422)]
    public async Task<ActionResult<BlockView>> Block(
        string id,
        BlockBody body,
        [FromServices] BlockGuest block,
        [FromServices] IBlockReader blocks,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.RequireAgent();
        var made = await block.RunAsync(caller, id, new(body.Email ?? true, body.NetworkUntil), cancel);
        return made is null ? NotFound() : StatusCode(made.Value.Status, await blocks.OfGuestAsync(caller, id, cancel));
    }

    /// <summary>Lets a guest in again, by whatever they were shut out.</summary>
    /// <response code="204">Nothing shuts them out, or nothing did.</response>
    /// <response code="404">There is none, or the agent shares no conversation with them.</response>
    [HttpDelete("{id}/block")]
    [Access(Callers.Agents, KeyScopes.Write)]
    [ProducesResponseType(204)]
    [Refuses(404)]
    public async Task<IActionResult> Unblock(string id, [FromServices] BlockGuest block, CancellationToken cancel) =>
        await block.LiftAsync(HttpContext.RequireAgent(), id, cancel) ? NoContent() : NotFound();
}

/// <summary>What a guest is shut out by beside their sessions.</summary>
/// <param name="Email">Whoever gives their e-mail address, proven or not; true when absent.</param>
/// <param name="NetworkUntil">Whoever comes from where they came from last, until this time: at most 30 days. Absent: not the network.</param>
public sealed record BlockBody(bool? Email, Instant? NetworkUntil);
