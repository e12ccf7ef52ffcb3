using Microsoft.AspNetCore.Mvc;
using XBees.Application.Admin;
using XBees.Application.Conversations;
using XBees.Application.Services;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Admin;

/// <summary>Services with their members, for administrators (SV-1).</summary>
[ApiController]
[Route("api/v1/admin/services")]
[Tags("Administration")]
[Access(Callers.Administrators, KeyScopes.Admin)]
public sealed class ServicesAdminController(IAdminReader admin) : ControllerBase
{
    /// <summary>All services by name.</summary>
    [HttpGet]
    [ProducesResponseType<Page<AdminService>>(200)]
    public async Task<Page<AdminService>> All(CancellationToken cancel) => new(await admin.ServicesAsync(cancel), null);

    /// <summary>One service.</summary>
    /// <response code="404">There is none.</response>
    [HttpGet("{id}")]
    [ProducesResponseType<AdminService>(200)]
    [Refuses(404)]
    public async Task<ActionResult<AdminService>> Get(string id, CancellationToken cancel) => await ViewAsync(id, 200, cancel);

    /// <summary>A new service.</summary>
    /// <response code="422">A field was not accepted, or the name is another service's.</response>
    [HttpPost]
    [Idempotent]
    [ProducesResponseType<AdminService>(201)]
    [Refuses(422)]
    public async Task<ActionResult<AdminService>> Create(NewService body, [FromServices] CreateService create, CancellationToken cancel)
    {
        var created = await create.RunAsync(HttpContext.RequireAgent(), body, cancel);
        Response.Headers.Location = $"/api/v1/admin/services/{created.Id}";
        return await ViewAsync(created.Id, 201, cancel);
    }

    /// <summary>Changes name, manager, members or minutes to answer; absent stays as it is. Who joins gets new conversations, with <c>alsoOpen</c> the open ones too (SV-3).</summary>
    /// <remarks>
    /// Who is taken out leaves the conversations that are not resolved and to which the service brought them, and is in charge of none of
    /// its conversations any more (SV-4). Of very many of them the last follow within moments.
    /// </remarks>
    /// <response code="409">With <c>alsoOpen</c>: a conversation would have more than 1,000 members (AC-17).</response>
    /// <response code="412">Somebody changed it meanwhile.</response>
    [HttpPatch("{id}")]
    [ProducesResponseType<AdminService>(200)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(412)]
    [Refuses(422)]
    public async Task<ActionResult<AdminService>> Change(
        string id,
        ServicePatch body,
        [FromServices] ChangeService change,
        CancellationToken cancel
    ) =>
        await change.RunAsync(HttpContext.RequireAgent(), id, body.ToChange(), ETags.Read(Request), cancel)
            ? await ViewAsync(id, 200, cancel)
            : NotFound();

    /// <summary>What of the service goes on: its conversations that are not resolved, and its widgets.</summary>
    [HttpGet("{id}/use")]
    [ProducesResponseType<ServiceUse>(200)]
    [Refuses(404)]
    public async Task<ActionResult<ServiceUse>> Use(string id, [FromServices] DeleteService delete, CancellationToken cancel) =>
        await delete.UseAsync(id, cancel) is { } use ? use : NotFound();

    /// <summary>Deletes a service; another one takes over its conversations that are not resolved, and its widgets (SV-5).</summary>
    /// <remarks>
    /// Whom it brought goes and whom the successor brings comes, with one notice for each conversation. Resolved conversations keep its
    /// name; one that opens again goes to the successor. Of very many of them the last follow within moments.
    /// </remarks>
    /// <param name="id">The service.</param>
    /// <param name="successor">The service that takes over; needed where anything goes on.</param>
    /// <param name="delete">The use case.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <response code="204">Gone.</response>
    /// <response code="409">A successor is needed, or a conversation would have more than 1,000 members (AC-17).</response>
    /// <response code="412">Somebody changed it meanwhile.</response>
    /// <response code="422">The successor is none, or has nobody who could answer (AS-6).</response>
    [HttpDelete("{id}")]
    [ProducesResponseType(204)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(412)]
    [Refuses(422)]
    public async Task<IActionResult> Delete(string id, string? successor, [FromServices] DeleteService delete, CancellationToken cancel) =>
        await delete.RunAsync(HttpContext.RequireAgent(), id, successor, ETags.Read(Request), cancel) ? NoContent() : NotFound();

    private async Task<ActionResult<AdminService>> ViewAsync(string id, int status, CancellationToken cancel)
    {
        if (await admin.ServiceAsync(id, cancel) is not { } service)
        {
            return NotFound();
        }
        ETags.Write(Response, service.Version);
        return StatusCode(status, service);
    }
}

/// <summary>What an administrator changes of a service; absent stays as it is.</summary>
public sealed record ServicePatch
{
    /// <summary>Unique, up to 80 characters.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>An agent's id; null takes the manager away.</summary>
    public Optional<string> ManagerId { get; init; }

    /// <summary>All members by agent id.</summary>
    public Optional<IReadOnlyList<string>> Members { get; init; }

    /// <summary>Whether those who join come to the service's conversations that are not resolved too; absent: to new ones alone (SV-3).</summary>
    public bool? AlsoOpen { get; init; }

    /// <summary>After how many minutes without an answer the manager hears of it, 1 to 10,080; null: never (RE-2).</summary>
    public Optional<int?> AnswerMinutes { get; init; }

    /// <summary>From so many days after <i>resolved</i> on a guest's message begins a new conversation, 1 to 3,650; null: never (ST-3).</summary>
    public Optional<int?> NewAfterDays { get; init; }

    /// <summary>Whether guests are told when a conversation is resolved (ST-6).</summary>
    public bool? SaysEnded { get; init; }

    internal ServiceChange ToChange() =>
        new(
            Name.IsSet ? Name.Value ?? "" : null,
            ManagerId.IsSet ? ManagerId.Value ?? "" : null,
            Members.IsSet ? Members.Value ?? [] : null
        )
        {
            AlsoOpen = AlsoOpen ?? false,
            HasAnswerMinutes = AnswerMinutes.IsSet,
            AnswerMinutes = AnswerMinutes.Value,
            HasNewAfterDays = NewAfterDays.IsSet,
            NewAfterDays = NewAfterDays.Value,
            SaysEnded = SaysEnded,
        };
}
