using XBees.Application.Admin;
using XBees.Domain.Widgets;

namespace XBees.Web.Api.Admin;

/// <summary>A widget with everything that can be set.</summary>
public sealed record WidgetView
{
    public required string Id { get; init; }

    /// <summary>What the snippet names.</summary>
    public required string Key { get; init; }

    /// <summary>For administrators.</summary>
    public required string Name { get; init; }
    public required string? ServiceId { get; init; }
    public required string? ServiceName { get; init; }
    public required string? AgentId { get; init; }
    public required string? AgentName { get; init; }

    /// <summary>#rrggbb.</summary>
    public required string Color { get; init; }

    /// <summary>How the colour reads (WI-5).</summary>
    public required ColorVerdict Contrast { get; init; }

    /// <summary>end or start.</summary>
    public required string Side { get; init; }
    public required string? Label { get; init; }

    /// <summary>en, de, or null: the guest's own.</summary>
    public required string? Locale { get; init; }
    public required WidgetTexts Texts { get; init; }
    public required WidgetFields Fields { get; init; }

    /// <summary>Whether the launcher is drawn; own openers work without it (WI-12).</summary>
    public required bool Launcher { get; init; }
    public required int OffsetX { get; init; }
    public required int OffsetY { get; init; }
    public required int? ZIndex { get; init; }

    /// <summary>Whether guests see that their words were seen (MS-4).</summary>
    public required bool Seen { get; init; }

    /// <summary>Whether guests add participants by an address (GU-5).</summary>
    public required bool AddPeople { get; init; }

    /// <summary>Whether guests attach files (FI-1).</summary>
    public required bool Files { get; init; }

    /// <summary>On no other website it runs (SP-6).</summary>
    public required IReadOnlyList<string> Websites { get; init; }

    /// <summary>Whether apps and sandboxed frames may use it.</summary>
    public required bool AllowNullOrigin { get; init; }

    /// <summary>no-agent: guests read the offline text (IN-13).</summary>
    public required string? Warning { get; init; }
    public required long Version { get; init; }

    internal static WidgetView Of(AdminWidget widget) =>
        new()
        {
            Id = widget.Id,
            Key = widget.Key,
            Name = widget.Name,
            ServiceId = widget.ServiceId,
            ServiceName = widget.ServiceName,
            AgentId = widget.AgentId,
            AgentName = widget.AgentName,
            Color = widget.Settings.Color,
            Contrast = widget.Contrast,
            Side = widget.Settings.Side,
            Label = widget.Settings.Label,
            Locale = widget.Settings.Locale,
            Texts = widget.Settings.Texts,
            Fields = widget.Settings.Fields,
            Launcher = widget.Settings.Launcher,
            OffsetX = widget.Settings.OffsetX,
            OffsetY = widget.Settings.OffsetY,
            ZIndex = widget.Settings.ZIndex,
            Seen = widget.Settings.Seen,
            AddPeople = widget.Settings.AddPeople,
            Files = widget.Settings.Files,
            Websites = widget.Settings.Websites,
            AllowNullOrigin = widget.Settings.AllowNullOrigin,
            Warning = widget.Warning,
            Version = widget.Version,
        };
}
