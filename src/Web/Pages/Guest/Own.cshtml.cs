using Microsoft.AspNetCore.Mvc;
using XBees.Domain.Widgets;
using XBees.Web.Widgets;

namespace XBees.Web.Pages.Guest;

/// <summary>
/// Where a guest goes on in a conversation that they were let into, by the session that their browser keeps. The page itself looks
/// nothing up: it is the same for every conversation, and for none.
/// </summary>
public sealed class OwnModel(IOrganisationStore organisations, WidgetAssetsSource assets, Texts texts) : GuestPage(texts)
{
    public string Id { get; private set; } = "";

    public string Organisation { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancel)
    {
        Id = id;
        Organisation = (await organisations.ReadAsync(cancel))?.Name ?? "XBees";
        return Show(Organisation, Organisation, (await assets.GetAsync()).PagePath);
    }
}

/// <summary>How the chat looks where no widget says so.</summary>
public static class PlainLook
{
    public static string Color { get; } = new WidgetSettings().Color;

    /// <summary>White, ink or black, as it can be read on the colour.</summary>
    public static string TextColor { get; } = Contrast.Judge(Color).TextColor;
}
