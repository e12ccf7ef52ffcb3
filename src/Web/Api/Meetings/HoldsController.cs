using Microsoft.AspNetCore.Mvc;
using NodaTime;
using XBees.Application.Guests;
using XBees.Application.Meetings;
using XBees.Domain.Guests;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Meetings;

/// <summary>Keeping a time while the form is filled in (ME-29).</summary>
[ApiController]
[Route("api/v1/schedulers/{slug}/holds")]
[Tags("Meetings")]
[Access(Callers.Anyone)]
[Limited(Limit.Holds)]
public sealed class HoldsController(HoldSlot holds) : ControllerBase
{
    /// <summary>Keeps a time for five minutes, out of other forms; it is one for each guest, and a few for those who are not known yet.</summary>
    /// <remarks>
    /// An agent's booking and a meeting that is moved go before it. The token goes with the booking as <c>hold</c>. Without one everything goes on
    /// as well, only that somebody else may be faster.
    /// </remarks>
    /// <response code="200">Nothing is kept, as too much is already.</response>
    /// <response code="201">The token, which is told once, and until when.</response>
    /// <response code="403">It is not available to the caller.</response>
    /// <response code="404">There is no such scheduler.</response>
    /// <response code="409">The time was just taken: <c>next</c> holds the next free ones.</response>
    /// <response code="410">The scheduler is closed.</response>
    /// <response code="422">The time is not offered.</response>
    [HttpPost]
    [TellsWhatIsFree]
    [ProducesResponseType<HoldView>(200)]
    [ProducesResponseType<HoldView>(201)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(410)]
    [Refuses(422)]
    public async Task<ActionResult<HoldView>> Hold(string slug, HoldBody body, [FromServices] IBlockReader blocks, CancellationToken cancel)
    {
        var network = HttpContext.Network();
        if (await blocks.IsNetworkShutOutAsync(network, cancel))
        {
            throw new Refused(BlockRefusals.NotAvailable);
        }
        Response.Headers.CacheControl = "no-store";
        var holder = Holder.Of(HttpContext.CallerOrNull() as GuestCaller, network);
        var held = await holds.RunAsync(holder, new(slug, body.Start, body.Duration, body.Hold), cancel);
        return StatusCode(held is null ? 200 : 201, new HoldView(held?.Token, held?.Until));
    }

    /// <summary>Gives it back; what is not kept any more is given back already.</summary>
    [HttpDelete]
    [ProducesResponseType(204)]
    public async Task<IActionResult> GiveBack(HoldTokenBody body, CancellationToken cancel)
    {
        if (body.Hold is not null)
        {
            await holds.GiveBackAsync(body.Hold, cancel);
        }
        return NoContent();
    }
}

/// <summary>What to keep.</summary>
/// <param name="Start">When it begins, in UTC; one of the slots that are offered.</param>
/// <param name="Duration">Minutes; the first that the host offers where absent.</param>
/// <param name="Hold">The token of what was kept before, in place of which it is; or absent.</param>
public sealed record HoldBody(Instant? Start, int? Duration, string? Hold);

/// <summary>What to give back.</summary>
/// <param name="Hold">Its token.</param>
public sealed record HoldTokenBody(string? Hold);

/// <summary>What is kept.</summary>
/// <param name="Hold">The token, for the booking or for giving it back; null: nothing is kept.</param>
/// <param name="Until">When it is free again by itself.</param>
public sealed record HoldView(string? Hold, Instant? Until);
