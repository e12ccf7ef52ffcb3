using XBees.Application.Widgets;
using XBees.Domain.Widgets;
using XBees.Web.Api.Http;

namespace XBees.Web.Api.Admin;

/// <summary>A widget's settings: those of a new one, or those that change. Absent stays (or is the default), null clears.</summary>
public sealed record WidgetPatch
{
    /// <summary>For administrators, up to 80 characters.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>The service it reaches; takes the agent away.</summary>
    public Optional<string> ServiceId { get; init; }

    /// <summary>The one agent it reaches; takes the service away.</summary>
    public Optional<string> AgentId { get; init; }

    /// <summary>#rrggbb.</summary>
    public Optional<string> Color { get; init; }

    /// <summary>end or start.</summary>
    public Optional<string> Side { get; init; }
    public Optional<string> Label { get; init; }

    /// <summary>en, de, or null: the guest's own.</summary>
    public Optional<string> Locale { get; init; }
    public Optional<TextsPatch> Texts { get; init; }
    public Optional<FieldsPatch> Fields { get; init; }
    public bool? Launcher { get; init; }
    public int? OffsetX { get; init; }
    public int? OffsetY { get; init; }
    public Optional<int?> ZIndex { get; init; }
    public bool? Seen { get; init; }

    /// <summary>Whether guests add participants by an address (GU-5).</summary>
    public bool? AddPeople { get; init; }

    /// <summary>Whether guests attach files (FI-1).</summary>
    public bool? Files { get; init; }

    /// <summary>Origins such as https://www.example.com or https://*.example.com.</summary>
    public Optional<IReadOnlyList<string>> Websites { get; init; }
    public bool? AllowNullOrigin { get; init; }

    internal TypedWidget On(WidgetRecord present)
    {
        var settings = present.Settings;
        return new(
            Name.Or(present.Name),
            ServiceId.IsSet ? ServiceId.Value
                : AgentId is { IsSet: true, Value: not null } ? null
                : present.ServiceId,
            AgentId.IsSet ? AgentId.Value
                : ServiceId is { IsSet: true, Value: not null } ? null
                : present.AgentId,
            settings with
            {
                Color = Color.Or(settings.Color) ?? new WidgetSettings().Color,
                Side = Side.Or(settings.Side) ?? new WidgetSettings().Side,
                Label = Label.Or(settings.Label),
                Locale = Locale.Or(settings.Locale),
                Texts = Texts.IsSet ? (Texts.Value ?? new()).On(Texts.Value is null ? new() : settings.Texts) : settings.Texts,
                Fields = Fields.IsSet ? (Fields.Value ?? new()).On(Fields.Value is null ? new() : settings.Fields) : settings.Fields,
                Launcher = Launcher ?? settings.Launcher,
                OffsetX = OffsetX ?? settings.OffsetX,
                OffsetY = OffsetY ?? settings.OffsetY,
                ZIndex = ZIndex.Or(settings.ZIndex),
                Seen = Seen ?? settings.Seen,
                AddPeople = AddPeople ?? settings.AddPeople,
                Files = Files ?? settings.Files,
                Websites = Websites.Or(settings.Websites) ?? [],
                AllowNullOrigin = AllowNullOrigin ?? settings.AllowNullOrigin,
            }
        );
    }
}

/// <summary>The owner's own words; null: the widget's, in the guest's language.</summary>
public sealed record TextsPatch
{
    public Optional<string> Greeting { get; init; }
    public Optional<string> Intro { get; init; }

    /// <summary>Stored in the conversation that a guest starts (WI-6).</summary>
    public Optional<string> Welcome { get; init; }

    /// <summary>Shown where nobody can answer (IN-13).</summary>
    public Optional<string> Offline { get; init; }
    public Optional<string> PrivacyUrl { get; init; }

    internal WidgetTexts On(WidgetTexts present) =>
        new()
        {
            Greeting = Greeting.Or(present.Greeting),
            Intro = Intro.Or(present.Intro),
            Welcome = Welcome.Or(present.Welcome),
            Offline = Offline.Or(present.Offline),
            PrivacyUrl = PrivacyUrl.Or(present.PrivacyUrl),
        };
}

/// <summary>Which fields the form asks for (GU-1).</summary>
public sealed record FieldsPatch
{
    public FieldRule? Name { get; init; }
    public FieldRule? Email { get; init; }
    public FieldRule? Phone { get; init; }

    /// <summary>What the guest has to agree to; null: nothing.</summary>
    public Optional<string> Consent { get; init; }

    internal WidgetFields On(WidgetFields present) =>
        new()
        {
            Name = Name ?? present.Name,
            Email = Email ?? present.Email,
            Phone = Phone ?? present.Phone,
            Consent = Consent.Or(present.Consent),
        };
}
