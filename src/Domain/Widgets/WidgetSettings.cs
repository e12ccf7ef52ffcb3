using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace XBees.Domain.Widgets;

[JsonConverter(typeof(JsonStringEnumConverter<FieldRule>))]
public enum FieldRule
{
    [JsonStringEnumMemberName("required")]
    Required,

    [JsonStringEnumMemberName("optional")]
    Optional,

    [JsonStringEnumMemberName("hidden")]
    Hidden,
}

/// <summary>The owner's own words; null: the widget's, in the guest's language.</summary>
public sealed record WidgetTexts
{
    public string? Greeting { get; init; }
    public string? Intro { get; init; }

    /// <summary>Stored in the conversation that a guest starts (WI-6).</summary>
    public string? Welcome { get; init; }
    public string? Offline { get; init; }
    public string? PrivacyUrl { get; init; }
}

/// <summary>Which fields the form asks for (GU-1).</summary>
public sealed record WidgetFields
{
    public FieldRule Name { get; init; } = FieldRule.Required;
    public FieldRule Email { get; init; } = FieldRule.Required;
    public FieldRule Phone { get; init; } = FieldRule.Hidden;

    /// <summary>What the guest has to agree to; null: nothing.</summary>
    public string? Consent { get; init; }
}

/// <summary>All that an owner sets for a widget (WI-5). <see cref="Read"/> gives it in the form that is stored.</summary>
public sealed record WidgetSettings
{
    public string Color { get; init; } = "#f7b731";

    /// <summary>end or start: the side of the page, as its language runs.</summary>
    public string Side { get; init; } = "end";

    /// <summary>On the launcher, beside its picture.</summary>
    public string? Label { get; init; }

    /// <summary>Null: the guest's own.</summary>
    public string? Locale { get; init; }
    public WidgetTexts Texts { get; init; } = new();
    public WidgetFields Fields { get; init; } = new();
    public bool Launcher { get; init; } = true;
    public int OffsetX { get; init; } = 20;
    public int OffsetY { get; init; } = 20;

    /// <summary>Null: above everything.</summary>
    public int? ZIndex { get; init; }

    /// <summary>Whether guests see that their words were seen (MS-4).</summary>
    public bool Seen { get; init; } = true;

    /// <summary>Whether guests add participants by an address (GU-5).</summary>
    public bool AddPeople { get; init; } = true;

    /// <summary>Whether guests attach files (FI-1).</summary>
    public bool Files { get; init; } = true;

    /// <summary>On no other website the widget runs (SP-6).</summary>
    public IReadOnlyList<string> Websites { get; init; } = [];

    /// <summary>Sandboxed frames and apps send the origin null, which belongs to no website.</summary>
    public bool AllowNullOrigin { get; init; }

    /// <summary>PV-1: another text is another version, without anybody counting.</summary>
    [JsonIgnore]
    public string? ConsentVersion =>
        Fields.Consent is { } text ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16] : null;

    public bool Allows(string? origin) =>
        origin switch
        {
            null => false,
            "null" => AllowNullOrigin,
            _ => Websites.Any(website => Website.TryRead(website, out var listed, out _) && listed.Allows(origin)),
        };

    /// <summary>The settings as they are stored, or <see cref="Invalid"/> with all that is wrong.</summary>
    public WidgetSettings Read() => new WidgetSettingsCheck(this).Run();
}
