using Microsoft.AspNetCore.Mvc;
using XBees.Application.Guests;
using XBees.Domain;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Guests;

/// <summary>Two guests who are one person, by an agent's word (GU-10).</summary>
/// <remarks>
/// It is one profile from then on. Conversations, sessions and addresses stay with whoever began, has or gave them: no browser sees more than
/// before.
/// </remarks>
[ApiController]
[Route("api/v1/guests/{id}/merge")]
[Tags("Guests")]
public sealed class GuestMergesController(MergeGuests merge, IGuestReader guests) : ControllerBase
{
    /// <summary>What would become of the two.</summary>
    /// <param name="id">Whose profile stays.</param>
    /// <param name="guestId">The other guest.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <response code="404">There is no such guest, or the agent shares no conversation with them.</response>
    /// <response code="409">They are one guest already.</response>
    /// <response code="422">The agent does not see the other.</response>
    [HttpGet("preview")]
    [Access(Callers.Agents, KeyScopes.Read)]
    [ProducesResponseType<MergePreview>(200)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(422)]
    public async Task<ActionResult<MergePreview>> Preview(string id, string? guestId, CancellationToken cancel)
    {
        var caller = HttpContext.RequireAgent();
        if (await merge.PreviewAsync(caller, id, guestId ?? "", cancel) is not (var guest, var other, var plan))
        {
            return NotFound();
        }
        var both = await guests.SummariesAsync(caller, [guest.Id, other.Id], cancel);
        ETags.Write(Response, guest.Version);
        return new MergePreview
        {
            Version = guest.Version,
            Guest = both[0],
            Other = both[1],
            Name = plan.Name,
            Conversations = await guests.ConversationsAsync(caller, guest.Ids, cancel),
            OtherConversations = await guests.ConversationsAsync(caller, other.Ids, cancel),
            Blocks =
                plan.Blocks is null ? null
                : plan.Blocks == guest.Id ? "guest"
                : "other",
            MovesCrms = plan.MovesCrms,
            SetsAsideCrms = plan.SetsAside,
            UndoDays = Limits.MergeUndoDays,
        };
    }

    /// <summary>Merges the other into the guest.</summary>
    /// <response code="201">They are one, as the profile shows.</response>
    /// <response code="404">There is no such guest, or the agent shares no conversation with them.</response>
    /// <response code="409">They are one guest already.</response>
    /// <response code="412">One of them changed meanwhile.</response>
    /// <response code="422">The agent does not see the other.</response>
    [HttpPost]
    [Idempotent]
    [Access(Callers.Agents, KeyScopes.Write)]
    [ProducesResponseType<GuestProfileView>(201)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(412)]
    [Refuses(422)]
    public async Task<ActionResult<GuestProfileView>> Merge(string id, MergeBody body, CancellationToken cancel)
    {
        var caller = HttpContext.RequireAgent();
        if (await merge.RunAsync(caller, id, body.GuestId ?? "", ETags.Read(Request), cancel) is not { } made)
        {
            return NotFound();
        }
        var guest = await guests.ProfileAsync(caller, id, cancel);
        ETags.Write(Response, guest!.Version);
        return StatusCode(made.Status, guest);
    }

    /// <summary>Takes a merge back: each is a guest of their own again.</summary>
    /// <remarks>What was written of the profile since stays with it; a CRM record that the merge moved goes back, and a block that it made is lifted.</remarks>
    /// <response code="204">They are two.</response>
    /// <response code="404">There is no such merge of a guest whom the agent sees.</response>
    /// <response code="409">It is more than 30 days ago, or the profile was merged with another one since.</response>
    [HttpDelete("{merged}")]
    [Access(Callers.Agents, KeyScopes.Write)]
    [ProducesResponseType(204)]
    [Refuses(404)]
    [Refuses(409)]
    public async Task<IActionResult> Undo(string id, string merged, CancellationToken cancel) =>
        await merge.UndoAsync(HttpContext.RequireAgent(), id, merged, cancel) ? NoContent() : NotFound();
}
