using System.Text.Json;
using XBees.Application.Conversations;
using XBees.Application.Widgets;
using XBees.Web.Api.Http;

namespace XBees.Web.Api.Widgets;

/// <summary>What whoever follows a closed link is told: that it is, and where to go instead (IN-11).</summary>
public sealed class ClosedLink(IPublicWidgets widgets, IOrganisationStore organisations)
{
    /// <summary>410 with <c>fallback</c>, the widget to use instead, or null where none is set.</summary>
    public async Task<RefusedWith> RefusalAsync(CancellationToken cancel)
    {
        var key = (await organisations.ReadAsync(cancel))?.FallbackWidgetKey;
        var face = key is null ? null : (await widgets.ByKeyAsync(key, cancel))?.Face;
        var fallback = face is null ? null : new Fallback(face.Key!, face.Name);
        return new(
            WayInRefusals.LinkClosed,
            new Dictionary<string, JsonElement> { ["fallback"] = JsonSerializer.SerializeToElement(fallback, Json.Options) }
        );
    }

    private sealed record Fallback(string WidgetKey, string Name);
}
