using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using XBees.Application.Widgets;
using XBees.Domain.Meetings;
using XBees.Web.Api.Http;
using XBees.Web.Widgets;

namespace XBees.Web.Pages.Guest;

/// <summary>A scheduler: whose time it is, drawn by the server, and the widget's own view of the free times below it (IN-1).</summary>
public abstract class SchedulePage(IPublicWidgets widgets, IOrganisationStore organisations, WidgetAssetsSource assets, Texts texts)
    : GuestPageModel(widgets, organisations, assets, texts)
{
    /// <summary>What the address asks for (ME-9), as the script reads it.</summary>
    public string Wish { get; private set; } = "";

    public string Whose => Face!.Name == Face.Organisation ? Face.Name : $"{Face.Name}, {Face.Organisation}";

    /// <summary>What stands before the name in the heading, and what after it.</summary>
    public string[] Meet => Texts["guest.schedule"].Split("{name}");

    /// <summary>Where one can write instead.</summary>
    public string Chat => Face!.Slug is { } slug ? $"/c/{slug}" : $"/w/{Face.Key}";

    private protected async Task<IActionResult> ShowAsync(
        FoundFace? found,
        string? start,
        string? end,
        string? subject,
        CancellationToken cancel
    )
    {
        var days = LinkDays.Read(start, end);
        Wish = JsonSerializer.Serialize(new Asked(Iso(days.First), Iso(days.Last), days.Ignored, subject), Json.Options);
        return found?.Face is { Scheduler: null } ? ShowClosed(found.Face) : await ShowAsync(found, cancel);
    }

    /// <summary>ME-22: whether the agent closed it or has none, a guest does not learn.</summary>
    private IActionResult ShowClosed(WidgetFace face)
    {
        Face = face;
        return Show(Texts["guest.schedule.closed"], face.Organisation, null, status: StatusCodes.Status410Gone);
    }

    private static string? Iso(NodaTime.LocalDate? day) => day is { } date ? NodaTime.Text.LocalDatePattern.Iso.Format(date) : null;

    private sealed record Asked(string? First, string? Last, IReadOnlyList<string> Ignored, string? Subject);
}

/// <summary>An agent's.</summary>
public sealed class ScheduleModel(IPublicWidgets widgets, IOrganisationStore organisations, WidgetAssetsSource assets, Texts texts)
    : SchedulePage(widgets, organisations, assets, texts)
{
    public async Task<IActionResult> OnGetAsync(string slug, string? start, string? end, string? subject, CancellationToken cancel)
    {
        var found = await Widgets.BySlugAsync(slug, cancel);
        return Moved(found, slug) is { } now
            ? Redirect($"/c/{now}/schedule{Request.QueryString}")
            : await ShowAsync(found, start, end, subject, cancel);
    }
}

/// <summary>That of a service, or of an agent, by a widget (IN-8).</summary>
public sealed class WidgetScheduleModel(IPublicWidgets widgets, IOrganisationStore organisations, WidgetAssetsSource assets, Texts texts)
    : SchedulePage(widgets, organisations, assets, texts)
{
    public async Task<IActionResult> OnGetAsync(string key, string? start, string? end, string? subject, CancellationToken cancel) =>
        await ShowAsync(await Widgets.ByKeyAsync(key, cancel), start, end, subject, cancel);
}
