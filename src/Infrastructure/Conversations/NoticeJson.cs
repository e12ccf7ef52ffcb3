using System.Text.Json;
using System.Text.Json.Serialization;
using XBees.Application.Conversations;
using XBees.Domain.Conversations;

namespace XBees.Infrastructure.Conversations;

/// <summary>A notice's data as it lies in its row, and as its reader may see it.</summary>
internal static class NoticeJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(Notice notice) => JsonSerializer.Serialize(notice, Options);

    /// <summary>Guests read the names for guests, and of a service its name alone.</summary>
    public static NoticeView Read(string json, Caller reader)
    {
        var notice = JsonSerializer.Deserialize<Notice>(json, Options)!;
        return new()
        {
            Type = notice.Type,
            Actor = notice.Actor is null ? null : PersonView.Of(notice.Actor, reader),
            People = [.. notice.People.Select(person => PersonView.Of(person, reader))],
            More = notice.More,
            Via = notice.Via is null ? null : new(reader.IsGuest ? null : notice.Via.Id, notice.Via.Name),
            Name = notice.Name,
            Origin = notice.Origin,
            On = notice.On,
        };
    }
}
