using Microsoft.AspNetCore.Mvc;
using XBees.Application.Agents;
using XBees.Application.Conversations;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Colleagues;

/// <summary>The agents that can be added to a conversation (AC-4).</summary>
[ApiController]
[Route("api/v1/agents")]
[Tags("Agents and services")]
[Access(Callers.Agents, KeyScopes.Read)]
public sealed class AgentsController(IAgentReader agents, Cursors cursors) : ControllerBase
{
    private const string List = "agents";

    /// <summary>Agents by name, without those who were deactivated.</summary>
    /// <param name="limit">1 to 100, 50 when absent; a page may hold fewer.</param>
    /// <param name="after">The cursor of the page before.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet]
    [ProducesResponseType<Page<ColleagueView>>(200)]
    public async Task<Page<ColleagueView>> All(int? limit, string? after, CancellationToken cancel)
    {
        var place = cursors.Read(List, after);
        var size = Paging.Limit(limit);
        var found = await agents.ListAsync(place?[0], place?[1], size + 1, cancel);
        var page = cursors.PageOf(List, found, size, agent => [agent.Name, agent.Id]);
        return new([.. page.Items.Where(agent => agent.State != "deactivated").Select(ColleagueView.Of)], page.Next);
    }
}

/// <summary>An agent as the others see them.</summary>
/// <param name="Id">The agent.</param>
/// <param name="Name">The name among agents.</param>
/// <param name="GuestName">The name that guests read, or null where it is the same.</param>
/// <param name="Email">The address they sign in with; no guest reads it (MS-17).</param>
/// <param name="Licence">Basic or Standard (LC-1).</param>
/// <param name="Avatar">Letters on a colour.</param>
public sealed record ColleagueView(string Id, string Name, string? GuestName, string Email, string Licence, Avatar Avatar)
{
    internal static ColleagueView Of(AdminAgent agent) =>
        new(agent.Id, agent.Name, agent.GuestName, agent.Email, agent.Licence, Avatar.Of(new AgentCard(agent.Id, agent.Name)));
}
