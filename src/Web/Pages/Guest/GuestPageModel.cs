using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using XBees.Application.Widgets;
using XBees.Domain.Widgets;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;
using XBees.Web.Widgets;

namespace XBees.Web.Pages.Guest;

/// <summary>A page for guests: whom it reaches, drawn by the server, and the widget's own chat below it (IN-1, WI-15).</summary>
[Access(Callers.Anyone)]
[Limited(Limit.Pages)]
[IgnoreAntiforgeryToken]
public abstract class GuestPageModel(IPublicWidgets widgets, IOrganisationStore organisations, WidgetAssetsSource assets) : PageModel
{
    // Nothing inline and nothing from elsewhere (PV-5); framed nowhere (SP-6).
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    /// <summary>Null: there is no such way in, or it is closed.</summary>
    public WidgetFace? Face { get; private set; }

    public bool Closed { get; private set; }

    /// <summary>The way in that a closed link points to (IN-11).</summary>
    public WidgetFace? Fallback { get; private set; }

    public string Script { get; private set; } = "";

    /// <summary>White, ink or black, as it can be read on the widget's colour.</summary>
    public string TextColor => Contrast.Judge(Face!.Color).TextColor;

    protected IPublicWidgets Widgets => widgets;

    protected async Task<IActionResult> ShowAsync(FoundFace? found, CancellationToken cancel)
    {
        Response.Headers.ContentSecurityPolicy = Policy;
        Response.Headers["X-Robots-Tag"] = "noindex";
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers.CacheControl = "no-store";
        Face = found?.Face;
        Closed = found is not null && Face is null;
        if (Face is null)
        {
            Fallback = Closed ? await FallbackAsync(cancel) : null;
            Response.StatusCode = Closed ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound;
        }
        else
        {
            Script = (await assets.GetAsync()).PagePath;
        }
        return Page();
    }

    private async Task<WidgetFace?> FallbackAsync(CancellationToken cancel) =>
        (await organisations.ReadAsync(cancel))?.FallbackWidgetKey is { } key ? (await widgets.ByKeyAsync(key, cancel))?.Face : null;
}

/// <summary>An agent's personal link.</summary>
public sealed class LinkModel(IPublicWidgets widgets, IOrganisationStore organisations, WidgetAssetsSource assets)
    : GuestPageModel(widgets, organisations, assets)
{
    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel) =>
        await ShowAsync(await Widgets.BySlugAsync(slug, cancel), cancel);
}

/// <summary>The page of a widget, for where its script is blocked.</summary>
public sealed class WidgetModel(IPublicWidgets widgets, IOrganisationStore organisations, WidgetAssetsSource assets)
    : GuestPageModel(widgets, organisations, assets)
{
    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancel) =>
        await ShowAsync(await Widgets.ByKeyAsync(key, cancel), cancel);
}
