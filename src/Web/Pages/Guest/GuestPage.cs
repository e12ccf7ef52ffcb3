using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Pages.Guest;

/// <summary>
/// What every page for guests has: the same frame (<c>_GuestLayout</c>), nothing inline and nothing from elsewhere, kept out of indexes,
/// frames and referrers. Opening it changes nothing.
/// </summary>
[Access(Callers.Anyone)]
[Limited(Limit.Pages)]
[IgnoreAntiforgeryToken]
public abstract class GuestPage(Texts texts) : PageModel
{
    // Nothing inline and nothing from elsewhere (PV-5); framed nowhere (SP-6).
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    protected Texts Texts => texts;

    /// <param name="title">Of the window.</param>
    /// <param name="organisation">At the foot, or null.</param>
    /// <param name="script">The guest pages' own, or null where there is nothing to run.</param>
    /// <param name="privacy">Where the footer's link leads, or null.</param>
    /// <param name="status">Of the answer.</param>
    protected IActionResult Show(
        string title,
        string? organisation,
        string? script,
        string? privacy = null,
        int status = StatusCodes.Status200OK
    )
    {
        Response.Headers.ContentSecurityPolicy = Policy;
        Response.Headers["X-Robots-Tag"] = "noindex";
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers.CacheControl = "no-store";
        Response.StatusCode = status;
        ViewData["Title"] = title;
        ViewData["Organisation"] = organisation;
        ViewData["Script"] = script;
        ViewData["Privacy"] = privacy;
        return Page();
    }
}
