using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Text;
using XBees.Application.Conversations;

namespace XBees.Web.Api.Http;

/// <summary>How the API reads and writes JSON.</summary>
public static class Json
{
    // One of each: what the serializer learns about a type is kept by options, and options of the same parts share it.
    private static readonly DefaultJsonTypeInfoResolver Resolver = new() { Modifiers = { AbsentForGuests } };
    private static readonly JsonConverter[] Converters =
    [
        new OptionalConverterFactory(),
        new InstantConverter(),
        new DateTimeOffsetConverter(),
        new DateConverter(),
    ];

    public static readonly JsonSerializerOptions Options = Configure(new(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.TypeInfoResolver = Resolver;
        foreach (var converter in Converters)
        {
            options.Converters.Add(converter);
        }
        return options;
    }

    /// <summary>What guests may not see is absent from their answers, not null: its very name would tell that it exists.</summary>
    private static void AbsentForGuests(JsonTypeInfo type)
    {
        if (!typeof(IReaderView).IsAssignableFrom(type.Type))
        {
            return;
        }
        foreach (var property in type.Properties)
        {
            var before = property.ShouldSerialize;
            property.ShouldSerialize = (view, value) =>
                (before is null || before(view, value)) && (value is not null || !((IReaderView)view).ForGuest);
        }
    }

    /// <summary>RFC 3339 in UTC, always with milliseconds.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset ReadTime(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String
        && DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new JsonException("Not a time of RFC 3339.");

    private sealed class DateTimeOffsetConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ReadTime(ref reader);

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Time(value));
    }

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Instant.FromDateTimeOffset(ReadTime(ref reader));

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Time(value.ToDateTimeOffset()));
    }

    private sealed class DateConverter : JsonConverter<LocalDate>
    {
        public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && LocalDatePattern.Iso.Parse(reader.GetString()!) is { Success: true } date
                ? date.Value
                : throw new JsonException("Not a day such as 2027-05-03.");

        public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
            writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
    }
}
