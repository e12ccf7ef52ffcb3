using Microsoft.AspNetCore.Mvc;
using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Infrastructure.Crm.OAuth;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Crm;

/// <summary>CRMs that are connected by signing in to them (AD-2).</summary>
[ApiController]
[Route("api/v1/admin/crm/{crm}/sign-in")]
[Tags("Administration")]
[Access(Callers.Administrators)]
public sealed class CrmSignInsController(CrmSignIns signIns) : ControllerBase
{
    private const int LongestLogin = 300;

    /// <summary>Begins to connect a CRM, or to sign in again to one that is connected: the browser goes to the address that is told, and comes back by itself.</summary>
    /// <remarks>
    /// Of a connected one nothing but what opens it is replaced: guests stay linked, and what waits goes on. The account has to be of the same organisation.
    /// Signed-in administrators alone: what was begun is kept by their browser, in a cookie of a quarter of an hour, and counts in their session.
    /// </remarks>
    /// <response code="422">The operator has not set up this CRM, or it has no such place to sign in.</response>
    [HttpPost]
    [ProducesResponseType<CrmSignInView>(200)]
    [Refuses(422)]
    public CrmSignInView Begin(string crm, CrmSignInBody body)
    {
        if (CrmWords.KindOf(crm) is not { } kind || !signIns.IsSetUp(kind))
        {
            throw new Invalid("crm", "This CRM is not set up here.");
        }
        var login = body.Login?.Trim() ?? "";
        if (login.Length > LongestLogin || signIns.Begin(HttpContext.RequireAgent(), kind, login) is not var (url, kept))
        {
            throw new Invalid("login", "Give an address at Salesforce, such as company.my.salesforce.com.");
        }
        SignInCookie.OfCrms.Keep(HttpContext, kept);
        return new(url);
    }
}

/// <summary>The way back from a CRM.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Access(Callers.Administrators)]
[Limited(Limit.Pages)]
public sealed class CrmCallbackController(CrmSignIns signIns, ChangeCrm change) : ControllerBase
{
    [HttpGet("/crm/{crm}/callback")]
    public async Task<IActionResult> Back(string crm, string? code, string? state, string? error, CancellationToken cancel)
    {
        var kept = SignInCookie.OfCrms.Take(HttpContext);
        Response.Headers.CacheControl = "no-store";
        return Redirect("/admin/crm?crm=" + (error is not null ? "denied" : await ConnectAsync(crm, kept, state, code, cancel)));
    }

    /// <returns>What came of it, in a word that the page knows.</returns>
    private async Task<string> ConnectAsync(string crm, string? kept, string? state, string? code, CancellationToken cancel)
    {
        var caller = HttpContext.RequireAgent();
        try
        {
            if (CrmWords.KindOf(crm) is not { } kind || await signIns.FinishAsync(caller, kind, kept, state, code, cancel) is not { } token)
            {
                return "failed";
            }
            if (await change.OpenAnewAsync(caller, kind, token, cancel))
            {
                return "again";
            }
            await change.ConnectAsync(caller, kind, token, cancel);
            return "connected";
        }
        catch (CrmFailure failure)
        {
            return CrmWords.Word(CrmWords.StateOf(failure));
        }
        catch (Refused refused)
        {
            return refused.Refusal == CrmRefusals.Connected ? "taken"
                : refused.Refusal == CrmRefusals.OtherAccount ? "other"
                : refused.Refusal == CrmRefusals.Refuses ? "refused"
                : refused.Refusal == CrmRefusals.Unreachable ? "unreachable"
                : "unreadable";
        }
    }
}

/// <summary>Where to sign in.</summary>
/// <param name="Login">For Salesforce: production (which is meant where nothing is said), sandbox, or the host of one's own.</param>
public sealed record CrmSignInBody(string? Login);

/// <summary>Where the browser goes to.</summary>
public sealed record CrmSignInView(string Url);
