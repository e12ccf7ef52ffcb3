using Microsoft.AspNetCore.Mvc;
using XBees.Application.Admin;
using XBees.Application.Conversations;
using XBees.Domain.Agents;
using XBees.Domain.Services;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Colleagues;

/// <summary>The services that conversations belong to.</summary>
[ApiController]
[Route("api/v1/services")]
[Tags("Agents and services")]
[Access(Callers.Agents, KeyScopes.Read)]
public sealed class ServicesController(IAdminReader services) : ControllerBase
{
    /// <summary>
    /// All services, the caller's own first and then by name (AS-16), with whether a conversation could be assigned to them (AS-6) and who
    /// could be in charge (AS-11).
    /// </summary>
    [HttpGet]
    [ProducesResponseType<Page<ServiceChoiceView>>(200)]
    public async Task<Page<ServiceChoiceView>> All(CancellationToken cancel)
    {
        var me = HttpContext.Caller().PersonId;
        var choices = (await services.ServicesAsync(cancel)).Select(service => ServiceChoiceView.Of(service, me));
        return new([.. choices.OrderByDescending(choice => choice.Own)], null);
    }
}

/// <summary>A service to choose.</summary>
/// <param name="Id">The service.</param>
/// <param name="Name">Its name.</param>
/// <param name="Members">Its agents' ids.</param>
/// <param name="ManagerId">Who manages it, or null.</param>
/// <param name="Own">Whether the caller is in it.</param>
/// <param name="Assignable">False where nobody would join.</param>
/// <param name="Reason">no-standard-agent or all-paused where it is not assignable, else null.</param>
/// <param name="Assignees">Who could be in charge: the caller first, then its Standard agents by name.</param>
public sealed record ServiceChoiceView(
    string Id,
    string Name,
    IReadOnlyList<string> Members,
    string? ManagerId,
    bool Own,
    bool Assignable,
    string? Reason,
    IReadOnlyList<AssigneeChoiceView> Assignees
)
{
    internal static ServiceChoiceView Of(AdminService service, string me)
    {
        var team = new ServiceTeam(
            service.Id,
            service.Name,
            [
                .. service.Members.Select(member => new TeamAgent(
                    new(member.Id, member.Name, Licence: Enum.Parse<Licence>(member.Licence), Active: member.Active),
                    member.Paused
                )),
            ]
        );
        return new(
            service.Id,
            service.Name,
            [.. service.Members.Select(member => member.Id)],
            service.ManagerId,
            team.Has(me),
            team.Bar is null,
            team.Bar?.Slug,
            [
                .. team.Assignees()
                    .OrderByDescending(member => member.Agent.Id == me)
                    .Select(member => new AssigneeChoiceView(member.Agent.Id, member.Agent.Name, member.Paused)),
            ]
        );
    }
}

/// <summary>An agent who could be in charge of a conversation of the service.</summary>
/// <param name="Id">The agent.</param>
/// <param name="Name">The name among agents.</param>
/// <param name="Paused">Whether they take no new conversations of the service now (SV-2).</param>
public sealed record AssigneeChoiceView(string Id, string Name, bool Paused);
