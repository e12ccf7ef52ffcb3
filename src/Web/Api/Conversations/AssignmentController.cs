using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using XBees.Application.Conversations;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Conversations;

/// <summary>The service of a conversation and the agent in charge (AS-1 to AS-18).</summary>
[ApiController]
[Route("api/v1/conversations/{id}/assignment")]
[Tags("Assignment")]
[Access(Callers.Agents, KeyScopes.Write)]
public sealed class AssignmentController(PreviewAssignment preview, AssignConversation assign) : ControllerBase
{
    /// <summary>Who would join, leave and stay, and what the button says (AS-2, AS-9). Nothing is changed.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="serviceId">The service to assign to.</param>
    /// <param name="assigneeId">One of its Standard agents; absent: <i>Unassigned</i>.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <response code="200">With <c>allowed: false</c> and the reason where it would be refused. The ETag is for the assignment.</response>
    /// <response code="422">No service is named: a service can be changed, not taken away (AS-15).</response>
    [HttpGet("preview")]
    [Access(Callers.Agents, KeyScopes.Read)]
    [ProducesResponseType<AssignmentPreview>(200)]
    [Refuses(404)]
    [Refuses(422)]
    public async Task<ActionResult<AssignmentPreview>> Preview(string id, string? serviceId, string? assigneeId, CancellationToken cancel)
    {
        var found = await preview.RunAsync((AgentCaller)HttpContext.Caller(), id, Chosen(serviceId), Named(assigneeId), cancel);
        if (found is null)
        {
            return NotFound();
        }
        ETags.Write(Response, found.Version);
        return found;
    }

    /// <summary>Assigns to a service and one of its Standard agents, or to nobody: in one transaction, with one notice (AS-9).</summary>
    /// <remarks>
    /// Any agent who is a member may, the manager of its service, and administrators. Asking for what already is does nothing and answers
    /// 200, whatever the version. Who left by their own assignment may assign once more for 30 seconds (AS-18).
    /// </remarks>
    /// <response code="409">No guest is in an agent's conversation (AS-8), or it would have more than 1,000 members (AC-17).</response>
    /// <response code="412">
    /// Somebody was first: <c>version</c>, <c>service</c> and <c>assignee</c> say what it is now, <c>by</c> who assigned it last.
    /// </response>
    /// <response code="422">The service or the assignee cannot be chosen (AS-6, AS-11).</response>
    /// <response code="428"><c>If-Match</c> is required: the version that was read.</response>
    [HttpPut]
    [ProducesResponseType<AssignmentView>(200)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(412)]
    [Refuses(422)]
    [Refuses(428)]
    public async Task<ActionResult<AssignmentView>> Assign(string id, AssignmentBody body, CancellationToken cancel)
    {
        var version = ETags.Require(Request);
        var asked = new AssignmentRequest(Chosen(body.ServiceId), Named(body.AssigneeId), version);
        var outcome = await assign.RunAsync((AgentCaller)HttpContext.Caller(), id, asked, cancel);
        if (outcome?.Conflict is { } conflict)
        {
            throw new RefusedWith(RequestRefusals.Stale, Members(conflict));
        }
        if (outcome?.Assigned is not { } assigned)
        {
            return NotFound();
        }
        ETags.Write(Response, assigned.Version);
        return assigned;
    }

    private static string Chosen(string? serviceId) =>
        Named(serviceId) ?? throw new Invalid("serviceId", "Choose a service. It can be changed, not taken away.");

    private static string? Named(string? id) => string.IsNullOrEmpty(id) ? null : id;

    private static Dictionary<string, JsonElement> Members(AssignmentConflict conflict) =>
        new()
        {
            ["version"] = Element(conflict.Version),
            ["service"] = Element(conflict.Now.Service),
            ["assignee"] = Element(conflict.Now.Assignee),
            ["by"] = Element(conflict.By),
        };

    private static JsonElement Element<T>(T value) => JsonSerializer.SerializeToElement(value, Json.Options);
}

/// <summary>What to assign to.</summary>
/// <param name="ServiceId">A service; required, since it can be changed and not taken away (AS-15).</param>
/// <param name="AssigneeId">One of its Standard agents; null: <i>Unassigned</i>.</param>
public sealed record AssignmentBody(string? ServiceId, string? AssigneeId);
