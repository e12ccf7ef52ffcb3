using Microsoft.AspNetCore.Mvc;
using XBees.Application.Widgets;
using XBees.Domain.Widgets;
using XBees.Web.Widgets;

namespace XBees.Web.Pages.Guest;

/// <summary>A page for guests: whom it reaches, drawn by the server, and the widget's own chat below it (IN-1, WI-15).</summary>
public abstract class GuestPageModel(IPublicWidgets widgets, IOrganisationStore organisations, WidgetAssetsSource assets, Texts texts)
    : GuestPage(texts)
{
    /// <summary>Null: there is no such way in, or it is closed.</summary>
    public WidgetFace? Face { get; private protected set; }

    public bool Closed { get; private set; }

    /// <summary>The way in that a closed link points to (IN-11).</summary>
    public WidgetFace? Fallback { get; private set; }

    /// <summary>Where there is no face.</summary>
    public string Heading => Texts[Closed ? "guest.closed" : "guest.unknown"];

    /// <summary>White, ink or black, as it can be read on the widget's colour.</summary>
    public string TextColor => Contrast.Judge(Face!.Color).TextColor;

    protected IPublicWidgets Widgets => widgets;

    protected async Task<IActionResult> ShowAsync(FoundFace? found, CancellationToken cancel)
    {
        Face = found?.Face;
        Closed = found is not null && Face is null;
        if (Face is null)
        {
            Fallback = Closed ? await FallbackAsync(cancel) : null;
            return Show(Heading, null, null, status: Closed ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound);
        }
        var script = (await assets.GetAsync()).PagePath;
        return Show($"{Face.Name} · {Face.Organisation}", Face.Organisation, script, Face.Texts.PrivacyUrl);
    }

    /// <summary>IN-10: the present slug, where an earlier one was followed. It ends one day, so that no browser may keep it in mind.</summary>
    protected static string? Moved(FoundFace? found, string slug) =>
        found?.Face?.Slug is { } now && now != slug ? Uri.EscapeDataString(now) : null;

    private async Task<WidgetFace?> FallbackAsync(CancellationToken cancel) =>
        (await organisations.ReadAsync(cancel))?.FallbackWidgetKey is { } key ? (await widgets.ByKeyAsync(key, cancel))?.Face : null;
}

/// <summary>An agent's personal link.</summary>
public sealed class LinkModel(IPublicWidgets widgets, IOrganisationStore organisations, WidgetAssetsSource assets, Texts texts)
    : GuestPageModel(widgets, organisations, assets, texts)
{
    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel) =>
        await Widgets.BySlugAsync(slug, cancel) is var found && Moved(found, slug) is { } now
            ? Redirect($"/c/{now}{Request.QueryString}")
            : await ShowAsync(found, cancel);
}

/// <summary>The page of a widget, for where its script is blocked.</summary>
public sealed class WidgetModel(IPublicWidgets widgets, IOrganisationStore organisations, WidgetAssetsSource assets, Texts texts)
    : GuestPageModel(widgets, organisations, assets, texts)
{
    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancel) =>
        await ShowAsync(await Widgets.ByKeyAsync(key, cancel), cancel);
}
