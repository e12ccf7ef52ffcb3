using Microsoft.AspNetCore.Mvc;
using NodaTime;
using XBees.Application.Crm;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Crm;

/// <summary>A guest in the CRMs that are used (CR-1 to CR-5).</summary>
[ApiController]
[Route("api/v1/guests/{id}/crm")]
[Tags("Guests")]
public sealed class GuestCrmController(GuestCrm crm, ICrmLinks links) : ControllerBase
{
    /// <summary>The guest's record in each CRM that is used, or the form that makes one, filled from what is known.</summary>
    /// <remarks>
    /// Who is there already is found by e-mail, then by phone (CR-4). The CRMs are asked now and then, and for three seconds at most: what does not answer is
    /// shown as it was, with <c>available</c> false.
    /// </remarks>
    /// <response code="404">There is no such guest, or the agent shares no conversation with them.</response>
    [HttpGet]
    [Access(Callers.Agents, KeyScopes.Read)]
    [ProducesResponseType<GuestCrmView>(200)]
    [Refuses(404)]
    public Task<ActionResult<GuestCrmView>> Get(string id, CancellationToken cancel) => ViewAsync(id, 200, ask: true, cancel);

    /// <summary>Makes a record of the guest (CR-1), or links the one that the CRM has already (CR-4).</summary>
    /// <remarks>
    /// Whoever saves it, however often, it is one record. The CRM is waited for five seconds; what it has not taken by then is <c>pending</c>, is tried again, and is
    /// written once (CR-5).
    /// </remarks>
    /// <response code="200">It is there, or on its way, already.</response>
    /// <response code="201">It was made, or is on its way.</response>
    /// <response code="404">There is no such guest, or the agent shares no conversation with them.</response>
    /// <response code="409">The CRM is not connected, or not used.</response>
    /// <response code="422">A field was not accepted, here or by the CRM: <c>errors</c> has it as <c>fields.{name}</c> (CR-10).</response>
    [HttpPost]
    [Idempotent]
    [Access(Callers.Agents, KeyScopes.Write)]
    [ProducesResponseType<GuestCrmView>(201)]
    [ProducesResponseType<GuestCrmView>(200)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(422)]
    public async Task<ActionResult<GuestCrmView>> Create(
        string id,
        CrmRecordBody body,
        [FromServices] CreateCrmRecord create,
        CancellationToken cancel
    )
    {
        var typed = body.Fields ?? new Dictionary<string, string?>();
        var made = await create.RunAsync(HttpContext.RequireAgent(), id, body.Crm, typed, body.ConversationId, cancel);
        return made is null ? NotFound() : await ViewAsync(id, made.Value.Status, ask: false, cancel);
    }

    /// <summary>Calls back a record that still waits to be written, with what was to be logged on it (CR-5).</summary>
    /// <param name="id">The guest.</param>
    /// <param name="crm">In which CRM; may be absent where one alone is used.</param>
    /// <param name="callBack">Does it.</param>
    /// <param name="cancel">Ends the wait, not the write.</param>
    /// <response code="204">Nothing waits.</response>
    /// <response code="404">There is no such guest, or the agent shares no conversation with them.</response>
    /// <response code="409">The CRM is not connected, or the record is written already, or just now.</response>
    [HttpDelete]
    [Access(Callers.Agents, KeyScopes.Write)]
    [ProducesResponseType(204)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(422)]
    public async Task<IActionResult> CallBack(
        string id,
        [FromQuery] string? crm,
        [FromServices] CallBackCrmRecord callBack,
        CancellationToken cancel
    ) => await callBack.RunAsync(HttpContext.RequireAgent(), id, crm, cancel) ? NoContent() : NotFound();

    /// <summary>Logs a task or a note on the guest's record (CR-3).</summary>
    /// <remarks>What the CRM has not taken within five seconds is <c>pending</c>, is tried again, and is written once.</remarks>
    /// <response code="404">There is no such guest, or the agent shares no conversation with them.</response>
    /// <response code="409">The CRM is not connected, or the guest has no record there.</response>
    /// <response code="422">A field was not accepted.</response>
    [HttpPost("activities")]
    [Idempotent]
    [Access(Callers.Agents, KeyScopes.Write)]
    [ProducesResponseType<CrmLoggedView>(201)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(422)]
    public async Task<ActionResult<CrmLoggedView>> Log(
        string id,
        CrmActivityBody body,
        [FromServices] LogCrmActivity log,
        CancellationToken cancel
    )
    {
        var made = await log.RunAsync(HttpContext.RequireAgent(), id, body.Crm, (body.Kind, body.Text, body.DueAt), cancel);
        if (made is null)
        {
            return NotFound();
        }
        var logged = (await links.LoggedAsync(id, cancel)).FirstOrDefault(one => one.Id == made.Value.Id);
        return logged is null ? NotFound() : StatusCode(made.Value.Status, CrmLoggedView.Of(logged));
    }

    private async Task<ActionResult<GuestCrmView>> ViewAsync(string id, int status, bool ask, CancellationToken cancel)
    {
        var sights = await crm.RunAsync(HttpContext.RequireAgent(), id, ask, cancel);
        if (sights is null)
        {
            return NotFound();
        }
        var logged = await links.LoggedAsync(id, cancel);
        return StatusCode(status, new GuestCrmView([.. sights.Select(GuestInCrmView.Of)], [.. logged.Select(CrmLoggedView.Of)]));
    }
}

/// <summary>What is to be made.</summary>
/// <param name="Crm">In which CRM; may be absent where one alone is used.</param>
/// <param name="Fields">The form's values, by the names of its fields.</param>
/// <param name="ConversationId">A conversation of the guest: its agents read that the record was made (AC-13). May be absent.</param>
public sealed record CrmRecordBody(string? Crm, IReadOnlyDictionary<string, string?>? Fields, string? ConversationId = null);

/// <summary>What is to be logged.</summary>
/// <param name="Crm">In which CRM; may be absent where one alone is used.</param>
/// <param name="Kind">task or note.</param>
/// <param name="Text">What it says.</param>
/// <param name="DueAt">Until when a task is to be done.</param>
public sealed record CrmActivityBody(string? Crm, string? Kind, string? Text, Instant? DueAt);
