using System.Text.Json;
using System.Text.Json.Serialization;

namespace XBees.Web.Api.Http;

/// <summary>A member of a PATCH body: absent is unchanged, null is cleared.</summary>
public readonly record struct Optional<T>(bool IsSet, T? Value)
{
    /// <summary>What was sent, or what is there already.</summary>
    public T? Or(T? present) => IsSet ? Value : present;
}

/// <summary>Only a member that was sent reaches a converter; one that was not keeps the default, which is not set.</summary>
internal sealed class OptionalConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(true, JsonSerializer.Deserialize<T>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}
