using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using XBees.Application.Calendars;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Calendars;

/// <summary>JSON as the providers of calendars write and read it.</summary>
internal static class ProviderJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Throws <see cref="CalendarUnreadable"/> where it is not what it has to be.</summary>
    public static T Read<T>(OutsideAnswer answer)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(answer.Body.Span, Options) ?? throw new CalendarUnreadable("The answer is empty.");
        }
        catch (JsonException error)
        {
            throw new CalendarUnreadable("The answer cannot be read.", error);
        }
    }

    public static HttpContent Write<T>(T body) =>
        new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, Options))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
}
