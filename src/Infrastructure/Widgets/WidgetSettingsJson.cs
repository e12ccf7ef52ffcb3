using System.Text.Json;
using System.Text.Json.Serialization;
using XBees.Domain.Widgets;

namespace XBees.Infrastructure.Widgets;

/// <summary>A widget's settings as they lie in its row.</summary>
public static class WidgetSettingsJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write(WidgetSettings settings) => JsonSerializer.Serialize(settings, Options);

    public static WidgetSettings Read(string json) => JsonSerializer.Deserialize<WidgetSettings>(json, Options)!;
}
