using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using XBees.Application.Conversations;
using XBees.Application.Guests;
using XBees.Application.Widgets;
using XBees.Domain.Guests;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Widgets;

/// <summary>What a widget or a personal link needs to draw itself; nothing is created by looking (IN-3).</summary>
[ApiController]
[Route("api/v1")]
[Tags("Widgets")]
[Access(Callers.Anyone)]
public sealed class WidgetsController(IPublicWidgets widgets, ClosedLink closed, IBlockReader blocks) : ControllerBase
{
    private const int CacheSeconds = 60;

    /// <summary>A widget's settings. Cacheable for a minute; answers the websites that the widget allows (SP-6).</summary>
    /// <response code="304">Nothing has changed since the ETag that was sent.</response>
    /// <response code="403">The widget may not run on this website, or is not available to the caller.</response>
    /// <response code="404">There is no such widget.</response>
    [HttpGet("widgets/{key}/settings")]
    [Limited(Limit.Pages)]
    [ProducesResponseType<WidgetFace>(200)]
    [ProducesResponseType(304)]
    [Refuses(403)]
    [Refuses(404)]
    public async Task<ActionResult<WidgetFace>> Settings(string key, CancellationToken cancel)
    {
        if (await widgets.ByKeyAsync(key, cancel) is not { Face: { } face } found)
        {
            throw new Refused(GuestRefusals.WidgetUnknown);
        }
        if (Request.ForeignOrigin() is { } origin && !found.Settings.Allows(origin))
        {
            throw new Refused(GuestRefusals.OriginNotAllowed);
        }
        await RefuseShutOutAsync(cancel);
        return Cached(face);
    }

    /// <summary>A personal link's settings.</summary>
    /// <response code="403">It is not available to the caller.</response>
    /// <response code="404">There was never such a link.</response>
    /// <response code="410">The link is closed; <c>fallback</c> names the widget to use instead, if one is set (IN-11).</response>
    [HttpGet("links/{slug}")]
    [Limited(Limit.Pages)]
    [ProducesResponseType<WidgetFace>(200)]
    [ProducesResponseType(304)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(410)]
    public async Task<ActionResult<WidgetFace>> Link(string slug, CancellationToken cancel)
    {
        var found = await widgets.BySlugAsync(slug, cancel) ?? throw new Refused(GuestRefusals.LinkUnknown);
        if (found.Face is not { } face)
        {
            throw await closed.RefusalAsync(cancel);
        }
        await RefuseShutOutAsync(cancel);
        return Cached(face);
    }

    /// <summary>SP-2: before anybody fills in a form for nothing.</summary>
    private async Task RefuseShutOutAsync(CancellationToken cancel)
    {
        if (await blocks.IsNetworkShutOutAsync(HttpContext.Network(), cancel))
        {
            throw new Refused(BlockRefusals.NotAvailable);
        }
    }

    private ActionResult<WidgetFace> Cached(WidgetFace face)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(face, Json.Options)))[..16]}\"";
        Response.Headers.ETag = tag;
        Response.Headers.CacheControl = $"public, max-age={CacheSeconds}";
        Response.Headers.Append("Vary", "Origin");
        return Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal) ? StatusCode(304) : face;
    }
}
