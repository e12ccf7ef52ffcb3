using Microsoft.AspNetCore.Mvc;
using NodaTime;
using XBees.Application.Meetings;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Identity;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Meetings;

/// <summary>The caller's private calendar feed (ME-11).</summary>
[ApiController]
[Route("api/v1/me/calendar-feed")]
[Tags("Me")]
[Access(Callers.Agents)]
public sealed class FeedController(IFeedStore feeds, ChangeFeed change, PublicAddress address) : ControllerBase
{
    /// <summary>Whether there is one. Its address is known to whoever was given it, and to nobody here.</summary>
    [HttpGet]
    [ProducesResponseType<FeedView>(200)]
    public async Task<FeedView> Get(CancellationToken cancel) => new(await feeds.SinceAsync(HttpContext.RequireAgent().PersonId, cancel));

    /// <summary>A feed with a new address, which is told this once; the one before opens nothing any more.</summary>
    /// <response code="409">A Basic licence has no scheduler (LC-1).</response>
    [HttpPost]
    [ProducesResponseType<NewFeedView>(201)]
    [Refuses(409)]
    public async Task<ActionResult<NewFeedView>> Renew(CancellationToken cancel)
    {
        var token = await change.RenewAsync(HttpContext.RequireAgent(), cancel);
        Response.Headers.CacheControl = "no-store";
        return StatusCode(201, new NewFeedView(address.Of($"/feeds/{token}.ics")));
    }

    /// <summary>Closes it. Closing it again changes nothing.</summary>
    [HttpDelete]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Close(CancellationToken cancel)
    {
        await change.DropAsync(HttpContext.RequireAgent(), cancel);
        return NoContent();
    }
}

/// <summary>Where calendar programs read a feed: the address is the permission, and stands nowhere else.</summary>
[ApiController]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class FeedFileController(IFeedStore feeds, ICalendarWriter calendars) : ControllerBase
{
    [HttpGet("feeds/{token}.ics")]
    [Access(Callers.Anyone)]
    [Limited(Limit.Pages)]
    public async Task<IActionResult> Get(string token, CancellationToken cancel)
    {
        var feed = await feeds.FindAsync(SecretToken.Hash(token), cancel) ?? throw new Refused(MeetingRefusals.FeedUnknown);
        Response.Headers.CacheControl = "private, no-cache";
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers["X-Robots-Tag"] = "noindex";
        return Content(calendars.Write(feed), "text/calendar; charset=utf-8");
    }
}

/// <summary>An agent's feed.</summary>
/// <param name="Since">Since when it has its address; null: there is none.</param>
public sealed record FeedView(Instant? Since);

/// <summary>A feed that was just opened.</summary>
/// <param name="Url">Its address; whoever has it reads the agent's meetings.</param>
public sealed record NewFeedView(string Url);
