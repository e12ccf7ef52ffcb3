using Microsoft.AspNetCore.Mvc;
using XBees.Application.Admin;
using XBees.Application.Conversations;
using XBees.Application.Widgets;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Admin;

/// <summary>Widgets, for administrators (WI-5).</summary>
[ApiController]
[Route("api/v1/admin/widgets")]
[Tags("Administration")]
[Access(Callers.Administrators, KeyScopes.Admin)]
public sealed class WidgetsAdminController(IAdminReader admin) : ControllerBase
{
    /// <summary>All widgets by name; <c>warning: "no-agent"</c> where nobody could answer (IN-13).</summary>
    [HttpGet]
    [ProducesResponseType<Page<WidgetView>>(200)]
    public async Task<Page<WidgetView>> All(CancellationToken cancel) =>
        new([.. (await admin.WidgetsAsync(cancel)).Select(WidgetView.Of)], null);

    /// <summary>One widget.</summary>
    /// <response code="404">There is none.</response>
    [HttpGet("{id}")]
    [ProducesResponseType<WidgetView>(200)]
    [Refuses(404)]
    public async Task<ActionResult<WidgetView>> Get(string id, CancellationToken cancel) => await ViewAsync(id, 200, cancel);

    /// <summary>A new widget, for a service or for one agent.</summary>
    /// <response code="422">A field was not accepted.</response>
    [HttpPost]
    [Idempotent]
    [ProducesResponseType<WidgetView>(201)]
    [Refuses(422)]
    public async Task<ActionResult<WidgetView>> Create(WidgetPatch body, [FromServices] SaveWidget save, CancellationToken cancel)
    {
        var created = await save.CreateAsync(HttpContext.RequireAgent(), body.On(new WidgetRecord()), cancel);
        Response.Headers.Location = $"/api/v1/admin/widgets/{created.Id}";
        return await ViewAsync(created.Id, 201, cancel);
    }

    /// <summary>Changes what was sent; absent stays, null clears.</summary>
    /// <response code="412">Somebody changed it meanwhile.</response>
    [HttpPatch("{id}")]
    [ProducesResponseType<WidgetView>(200)]
    [Refuses(404)]
    [Refuses(412)]
    [Refuses(422)]
    public async Task<ActionResult<WidgetView>> Change(
        string id,
        WidgetPatch body,
        [FromServices] SaveWidget save,
        CancellationToken cancel
    ) =>
        await save.ChangeAsync(HttpContext.RequireAgent(), id, body.On, ETags.Read(Request), cancel)
            ? await ViewAsync(id, 200, cancel)
            : NotFound();

    /// <summary>What guests would see of a widget with these settings (WI-11). Nothing is stored, and no agent hears of it.</summary>
    /// <remarks>
    /// The body is that of a new widget; its name is not needed. The answer is what <c>GET /widgets/{key}/settings</c> would give, without a key:
    /// no session and no conversation can be begun with it.
    /// </remarks>
    /// <response code="422">A field was not accepted.</response>
    [HttpPost("preview")]
    [ProducesResponseType<WidgetFace>(200)]
    [Refuses(422)]
    public Task<WidgetFace> Preview(WidgetPatch body, [FromServices] PreviewWidget preview, CancellationToken cancel) =>
        preview.RunAsync(body.On(new WidgetRecord()), cancel);

    private async Task<ActionResult<WidgetView>> ViewAsync(string id, int status, CancellationToken cancel)
    {
        if (await admin.WidgetAsync(id, cancel) is not { } widget)
        {
            return NotFound();
        }
        ETags.Write(Response, widget.Version);
        return StatusCode(status, WidgetView.Of(widget));
    }
}
