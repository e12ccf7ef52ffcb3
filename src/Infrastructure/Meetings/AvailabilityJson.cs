using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;
using XBees.Domain.Meetings;

namespace XBees.Infrastructure.Meetings;

/// <summary>An agent's availability as it lies in its row.</summary>
internal static class AvailabilityJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new DateConverter() } };

    public static string Write(Availability availability) => JsonSerializer.Serialize(availability, Options);

    public static Availability Read(string json) => JsonSerializer.Deserialize<Availability>(json, Options)!;

    /// <summary>An agent's own zone may be an offset from before those were refused.</summary>
    public static Availability Of(string? json, string timeZone) =>
        json is null ? Availability.In(TimeZones.Find(timeZone)?.Id ?? "UTC") : Read(json);

    private sealed class DateConverter : JsonConverter<LocalDate>
    {
        public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            LocalDatePattern.Iso.Parse(reader.GetString()!).Value;

        public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
            writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
    }
}
