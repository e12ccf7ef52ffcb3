using XBees.Domain.Conversations;
using XBees.Domain.Widgets;

namespace XBees.Application.Widgets;

/// <summary>What a widget or a personal link needs to draw itself. Nothing of it is secret, and no address of an agent is in it.</summary>
public sealed record WidgetFace
{
    /// <summary>Stands in a preview where the widget's key will be once it is saved.</summary>
    public const string Unsaved = "preview";

    /// <summary>The widget's key, or null for a personal link.</summary>
    public string? Key { get; init; }

    /// <summary>The personal link's slug, or null for a widget.</summary>
    public string? Slug { get; init; }

    /// <summary>service or agent: whom it reaches.</summary>
    public required string Kind { get; init; }

    /// <summary>The service's name, or the agent's for guests.</summary>
    public required string Name { get; init; }
    public required Avatar Avatar { get; init; }
    public required string Color { get; init; }

    /// <summary>end or start: the side of the page, as its language runs.</summary>
    public required string Side { get; init; }
    public string? Label { get; init; }

    /// <summary>en, de, or null: the guest's own.</summary>
    public string? Locale { get; init; }
    public required WidgetTexts Texts { get; init; }
    public required WidgetFields Fields { get; init; }

    /// <summary>Which text of consent it is (PV-1).</summary>
    public string? ConsentVersion { get; init; }

    /// <summary>Whether somebody can answer; where not, the offline text is shown and a message still arrives (IN-13).</summary>
    public bool Available { get; init; }
    public bool Launcher { get; init; }
    public int OffsetX { get; init; }
    public int OffsetY { get; init; }
    public int? ZIndex { get; init; }

    /// <summary>Whether guests see that their words were seen (MS-4).</summary>
    public bool Seen { get; init; }

    /// <summary>Whether guests add participants by an address (GU-5).</summary>
    public bool AddPeople { get; init; }

    /// <summary>Whether guests attach files (FI-1).</summary>
    public bool Files { get; init; }

    /// <summary>How large one may be, in bytes.</summary>
    public long FileBytes { get; init; }
    public required string Organisation { get; init; }

    /// <summary>
    /// The slug of the scheduler, where the agent whom it reaches can be booked (IN-2), or the widget's own key, where one of its service's
    /// agents can (IN-8), which is "preview" as long as it is not saved; null: nobody can.
    /// </summary>
    public string? Scheduler { get; init; }
}

/// <summary>A face with where it may be shown, which the server alone needs to know.</summary>
public sealed record FoundFace(WidgetFace? Face, WidgetSettings Settings, bool Closed = false);

public interface IPublicWidgets
{
    /// <summary>Null: there is no such widget.</summary>
    Task<FoundFace?> ByKeyAsync(string key, CancellationToken cancel);

    /// <summary>Null: there was never such a link.</summary>
    Task<FoundFace?> BySlugAsync(string slug, CancellationToken cancel);

    /// <summary>A widget that reaches this service or agent, with settings that are stored nowhere. Null: there is no such service or agent.</summary>
    Task<WidgetFace?> PreviewAsync(string? serviceId, string? agentId, WidgetSettings settings, CancellationToken cancel);

    /// <summary>Where a widget may run (SP-6), by its id.</summary>
    Task<WidgetSettings?> SettingsOfAsync(string widgetId, CancellationToken cancel);
}
