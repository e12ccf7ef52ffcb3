using Microsoft.AspNetCore.Mvc;
using XBees.Application.Guests;
using XBees.Web.Api.Http;
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
        return guest is null ? NotFound() : guest;
    }
}
