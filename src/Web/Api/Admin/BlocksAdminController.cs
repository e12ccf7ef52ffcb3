using Microsoft.AspNetCore.Mvc;
using XBees.Application.Conversations;
using XBees.Application.Guests;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Admin;

/// <summary>Guests who are shut out (SP-2).</summary>
[ApiController]
[Route("api/v1/admin/blocks")]
[Tags("Administration")]
[Access(Callers.Administrators, KeyScopes.Admin)]
public sealed class BlocksAdminController(IBlockReader blocks, Cursors cursors) : ControllerBase
{
    private const string Place = "blocks";

    /// <summary>All who are shut out, the newest first.</summary>
    /// <param name="limit">1 to 100, 50 when absent.</param>
    /// <param name="after">The cursor of the page before.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet]
    [ProducesResponseType<Page<BlockView>>(200)]
    public async Task<Page<BlockView>> List(int? limit, string? after, CancellationToken cancel)
    {
        var size = Paging.Limit(limit);
        var found = await blocks.ListAsync(HttpContext.RequireAgent(), cursors.Read(Place, after)?[0], size + 1, cancel);
        return cursors.PageOf(Place, found, size, block => [block.Id]);
    }

    /// <summary>Lets a guest in again.</summary>
    /// <response code="404">There is no such block.</response>
    [HttpDelete("{id}")]
    [ProducesResponseType(204)]
    [Refuses(404)]
    public async Task<IActionResult> Lift(string id, [FromServices] BlockGuest block, CancellationToken cancel) =>
        await block.LiftOneAsync(HttpContext.RequireAgent(), id, cancel) ? NoContent() : NotFound();
}
