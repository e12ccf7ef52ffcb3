using Microsoft.AspNetCore.Mvc;
using XBees.Application.Admin;
using XBees.Application.Conversations;
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
    /// <summary>All services by name, with whether a conversation could be assigned to them (AS-6).</summary>
    [HttpGet]
    [ProducesResponseType<Page<ServiceChoiceView>>(200)]
    public async Task<Page<ServiceChoiceView>> All(CancellationToken cancel) =>
        new([.. (await services.ServicesAsync(cancel)).Select(ServiceChoiceView.Of)], null);
}

/// <summary>A service to choose.</summary>
/// <param name="Id">The service.</param>
/// <param name="Name">Its name.</param>
/// <param name="Members">Its agents' ids.</param>
/// <param name="ManagerId">Who manages it, or null.</param>
/// <param name="Assignable">False where nobody would join.</param>
/// <param name="Reason">no-standard-agent or all-paused where it is not assignable, else null.</param>
public sealed record ServiceChoiceView(
    string Id,
    string Name,
    IReadOnlyList<string> Members,
    string? ManagerId,
    bool Assignable,
    string? Reason
)
{
    internal static ServiceChoiceView Of(AdminService service)
    {
        var standard = service.Members.Where(member => member is { Active: true, Licence: "Standard" }).ToList();
        var reason =
            standard.Count == 0 ? "no-standard-agent"
            : standard.All(member => member.Paused) ? "all-paused"
            : null;
        return new(service.Id, service.Name, [.. service.Members.Select(member => member.Id)], service.ManagerId, reason is null, reason);
    }
}
