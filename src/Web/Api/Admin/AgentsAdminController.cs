using Microsoft.AspNetCore.Mvc;
using XBees.Application.Agents;
using XBees.Application.Conversations;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Admin;

/// <summary>Agents, for administrators (AD-2).</summary>
[ApiController]
[Route("api/v1/admin/agents")]
[Tags("Administration")]
[Access(Callers.Administrators, KeyScopes.Admin)]
public sealed class AgentsAdminController(IAgentReader agents, Cursors cursors) : ControllerBase
{
    private const string List = "admin-agents";

    /// <summary>All agents by name.</summary>
    /// <param name="limit">1 to 100, 50 when absent.</param>
    /// <param name="after">The cursor of the page before.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet]
    [ProducesResponseType<Page<AdminAgent>>(200)]
    public async Task<Page<AdminAgent>> All(int? limit, string? after, CancellationToken cancel)
    {
        var place = cursors.Read(List, after);
        var size = Paging.Limit(limit);
        var found = await agents.ListAsync(place?[0], place?[1], size + 1, cancel);
        return cursors.PageOf(List, found, size, agent => [agent.Name, agent.Id]);
    }

    /// <summary>One agent.</summary>
    /// <response code="404">There is none.</response>
    [HttpGet("{id}")]
    [ProducesResponseType<AdminAgent>(200)]
    [Refuses(404)]
    public async Task<ActionResult<AdminAgent>> Get(string id, CancellationToken cancel) => await ViewAsync(id, cancel);

    /// <summary>A new agent, who gets an invitation by mail. The link is in this answer and never again.</summary>
    /// <response code="409">The Idempotency-Key was used: the answer held a secret and is not repeated.</response>
    /// <response code="422">A field was not accepted, or the address is another agent's.</response>
    [HttpPost]
    [Idempotent]
    [ProducesResponseType<InvitedAgent>(201)]
    [Refuses(409)]
    [Refuses(422)]
    public async Task<ActionResult<InvitedAgent>> Invite(NewAgent body, [FromServices] InviteAgent invite, CancellationToken cancel)
    {
        var invited = await invite.RunAsync(HttpContext.RequireAgent(), body, cancel);
        var agent = (await agents.FindForAdministratorsAsync(invited.Created.Id, cancel))!;
        Response.Headers.Location = $"/api/v1/admin/agents/{agent.Id}";
        return invited.InvitationUrl is { } url ? StatusCode(201, new InvitedAgent(agent, url)) : throw Secrets.Shown(agent.Id);
    }

    /// <summary>Changes names, address, licence, right or activity; absent stays as it is (AD-5, AD-6, LC-3).</summary>
    /// <remarks>
    /// Who becomes Basic or is deactivated leaves the conversations to which a service brought them (SV-4), is in charge of none, and stays
    /// where they were added individually. Their scheduler closes; meetings ahead stay, and administrators hand them over or cancel them
    /// (ME-22, <c>GET /api/v1/admin/meetings</c>). Undoing it brings them to new conversations alone.
    /// </remarks>
    /// <response code="409">It is the last administrator.</response>
    /// <response code="412">Somebody changed it meanwhile.</response>
    [HttpPatch("{id}")]
    [ProducesResponseType<AdminAgent>(200)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(412)]
    [Refuses(422)]
    public async Task<ActionResult<AdminAgent>> Change(
        string id,
        AgentPatch body,
        [FromServices] ChangeAgent change,
        CancellationToken cancel
    ) =>
        await change.RunAsync(HttpContext.RequireAgent(), id, body.ToChange(), ETags.Read(Request), cancel)
            ? await ViewAsync(id, cancel)
            : NotFound();

    /// <summary>A fresh invitation; the earlier link stops working.</summary>
    /// <response code="404">There is no such agent.</response>
    /// <response code="409">The agent has a password already, or is deactivated.</response>
    [HttpPost("{id}/invitation")]
    [ProducesResponseType<InvitationView>(201)]
    [Refuses(404)]
    [Refuses(409)]
    public async Task<ActionResult<InvitationView>> InviteAgain(string id, [FromServices] SendInvitation send, CancellationToken cancel) =>
        await send.RunAsync(HttpContext.RequireAgent(), id, cancel) is { } url ? StatusCode(201, new InvitationView(url)) : NotFound();

    private async Task<ActionResult<AdminAgent>> ViewAsync(string id, CancellationToken cancel)
    {
        if (await agents.FindForAdministratorsAsync(id, cancel) is not { } agent)
        {
            return NotFound();
        }
        ETags.Write(Response, agent.Version);
        return agent;
    }
}

/// <summary>The link of an invitation, given once.</summary>
/// <param name="InvitationUrl">Works once, for 48 hours.</param>
public sealed record InvitationView(string InvitationUrl);

/// <summary>A new agent and the link that is never shown again.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="InvitationUrl">Works once, for 48 hours.</param>
public sealed record InvitedAgent(AdminAgent Agent, string InvitationUrl);

/// <summary>What an administrator changes of an agent; absent stays as it is.</summary>
public sealed record AgentPatch
{
    /// <summary>For colleagues.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>For guests; null takes it away (MS-17).</summary>
    public Optional<string> GuestName { get; init; }

    /// <summary>Signs in with it.</summary>
    public Optional<string> Email { get; init; }

    /// <summary>Basic or Standard.</summary>
    public Optional<string> Licence { get; init; }

    /// <summary>The right of LC-2.</summary>
    public bool? Administrator { get; init; }

    /// <summary>False ends all sessions and keys at once; true undoes it (AD-5).</summary>
    public bool? Active { get; init; }

    internal AgentChange ToChange() =>
        new()
        {
            Name = Name.IsSet ? Name.Value ?? "" : null,
            GuestName = GuestName.IsSet ? GuestName.Value ?? "" : null,
            Email = Email.IsSet ? Email.Value ?? "" : null,
            Licence = Licence.IsSet ? Licence.Value ?? "" : null,
            Administrator = Administrator,
            Active = Active,
        };
}
