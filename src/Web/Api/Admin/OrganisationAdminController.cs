using Microsoft.AspNetCore.Mvc;
using XBees.Application.Admin;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Admin;

/// <summary>The organisation that this installation serves, for administrators.</summary>
[ApiController]
[Route("api/v1/admin/organisation")]
[Tags("Administration")]
[Access(Callers.Administrators, KeyScopes.Admin)]
public sealed class OrganisationAdminController(IOrganisationStore organisations) : ControllerBase
{
    /// <summary>Name, fallback of closed links, language and zone of new agents, country of telephone numbers.</summary>
    [HttpGet]
    [ProducesResponseType<Organisation>(200)]
    public async Task<Organisation> Get(CancellationToken cancel) => await organisations.ReadAsync(cancel) ?? new() { Name = "XBees" };

    /// <summary>Changes what was sent; a fallback or country of null takes it away.</summary>
    /// <response code="422">A field was not accepted.</response>
    [HttpPatch]
    [ProducesResponseType<Organisation>(200)]
    [Refuses(422)]
    public Task<Organisation> Change(OrganisationPatch body, [FromServices] ChangeOrganisation change, CancellationToken cancel) =>
        change.RunAsync(HttpContext.RequireAgent(), body.ToChange(), cancel);
}

/// <summary>What changes of the organisation; absent stays as it is.</summary>
public sealed record OrganisationPatch
{
    public Optional<string> Name { get; init; }

    /// <summary>A widget's key, offered on closed links (IN-11); null takes it away.</summary>
    public Optional<string> FallbackWidgetKey { get; init; }

    /// <summary>en or de.</summary>
    public Optional<string> Language { get; init; }

    /// <summary>An IANA name.</summary>
    public Optional<string> TimeZone { get; init; }

    /// <summary>Of telephone numbers that say no country (PB-3), such as PL; null takes it away.</summary>
    public Optional<string> Country { get; init; }

    internal OrganisationChange ToChange() =>
        new(
            Name.IsSet ? Name.Value ?? "" : null,
            FallbackWidgetKey.IsSet ? FallbackWidgetKey.Value ?? "" : null,
            Language.IsSet ? Language.Value ?? "" : null,
            TimeZone.IsSet ? TimeZone.Value ?? "" : null,
            Country.IsSet ? Country.Value ?? "" : null
        );
}
