using Microsoft.AspNetCore.Mvc;
using XBees.Application.Crm;
using XBees.Web.Api.Http;
using XBees.Web.Api.Search;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Crm;

/// <summary>People in the CRMs that are used.</summary>
[ApiController]
[Route("api/v1/crm/contacts")]
[Tags("Search")]
[Access(Callers.Agents, KeyScopes.Read)]
public sealed class CrmContactsController(FindInCrm crms) : ControllerBase
{
    private const int Most = 20;

    /// <summary>Looks for people in all CRMs at once (SE-6, AC-4).</summary>
    /// <remarks>It is as slow as they are, for three seconds at most: ask for it beside everything else.</remarks>
    /// <param name="q">What is looked for: 1 to 200 characters.</param>
    /// <param name="limit">1 to 100, 50 when absent; at most 20 come.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet]
    [ProducesResponseType<CrmFoundView>(200)]
    public async Task<CrmFoundView> Find(string? q, int? limit, CancellationToken cancel)
    {
        var found = await crms.RunAsync(SearchPages.Read(q), Math.Min(Paging.Limit(limit), Most), cancel);
        return new([.. found.Contacts.Select(CrmContactView.Of)], [.. found.Silent.Select(CrmWords.Word)]);
    }
}

/// <summary>Who was found.</summary>
/// <param name="Items">In turn from each CRM, the best first.</param>
/// <param name="Silent">The CRMs that did not answer.</param>
public sealed record CrmFoundView(IReadOnlyList<CrmContactView> Items, IReadOnlyList<string> Silent);

/// <summary>Somebody in a CRM.</summary>
/// <param name="Crm">practice or hubspot.</param>
/// <param name="CrmName">As people call it.</param>
/// <param name="Id">The record there.</param>
/// <param name="Name">Their name, else their address.</param>
/// <param name="Company">Null: none is known there.</param>
/// <param name="Email">Null: none is known there.</param>
/// <param name="Url">The record's page; null: it has none.</param>
public sealed record CrmContactView(string Crm, string CrmName, string Id, string Name, string? Company, string? Email, string? Url)
{
    internal static CrmContactView Of(FoundInCrm found)
    {
        var (id, name, company, email, url) = found.Contact;
        return new(CrmWords.Word(found.Crm), CrmWords.Name(found.Crm), id, name, company, email, url);
    }
}
