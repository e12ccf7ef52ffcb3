using System.Text.Json;
using XBees.Application.Calendars;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Calendars;

/// <summary>A row of <c>calendar_connection c</c>, without its secret.</summary>
internal sealed class CalendarRow
{
    public string Id { get; init; } = "";
    public string AgentId { get; init; } = "";
    public long Version { get; init; }
    public string Kind { get; init; } = "";
    public string Label { get; init; } = "";
    public string Calendars { get; init; } = "";
    public bool UnansweredBlocks { get; init; }
    public string State { get; init; } = "";
    public long? ReadAt { get; init; }

    public static Sql Columns => $"c.id, c.agent_id, c.version, c.kind, c.label, c.calendars, c.unanswered_blocks, c.state, c.read_at";

    public CalendarConnection ToConnection() =>
        new()
        {
            Id = Id,
            AgentId = AgentId,
            Version = Version,
            Kind = KindOf(Kind),
            Label = Label,
            Calendars = JsonSerializer.Deserialize<IReadOnlyList<ConnectedCalendar>>(Calendars, JsonSerializerOptions.Web)!,
            UnansweredBlocks = UnansweredBlocks,
            State = StateOf(State),
            ReadAt = Times.Instant(ReadAt),
        };

    public static string Write(IReadOnlyList<ConnectedCalendar> calendars) =>
        JsonSerializer.Serialize(calendars, JsonSerializerOptions.Web);

    public static CalendarKind KindOf(string word) =>
        word switch
        {
            "google" => CalendarKind.Google,
            "microsoft" => CalendarKind.Microsoft,
            "caldav" => CalendarKind.CalDav,
            _ => CalendarKind.Ics,
        };

    private static CalendarState StateOf(string word) =>
        word switch
        {
            "connected" => CalendarState.Connected,
            "refused" => CalendarState.Refused,
            "unreachable" => CalendarState.Unreachable,
            _ => CalendarState.Unreadable,
        };
}
