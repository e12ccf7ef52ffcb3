using XBees.Application.Calendars;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Calendars;

/// <summary>
/// Meetings on their way into their host's calendar (ME-3): what is to be sent stands in the unit that books, moves or cancels, and what the
/// event is to be is read when it is sent.
/// </summary>
internal static class MeetingEntries
{
    public const string Kind = "calendar";

    /// <summary>Nothing where the host has no calendar that is written to, nor had one.</summary>
    public static async Task SetAsync(Unit unit, Meeting meeting)
    {
        var place = await unit.FirstAsync<string>(
            $"""
            select c.id from calendar_connection c where c.agent_id = @hostId and c.written is not null
            union all
            select e.connection_id from calendar_event e where e.meeting_id = @id
            """,
            new { hostId = meeting.HostId, id = meeting.Id }
        );
        if (place is not null)
        {
            await EnqueueAsync(unit, meeting.Id, $"{meeting.Version}");
        }
    }

    /// <summary>All that are to come: the agent has chosen another calendar for them, or none.</summary>
    public static async Task SetAllAsync(Unit unit, CalendarConnection chosen)
    {
        var ahead = await unit.ListAsync<string>(
            $"select id from meeting where agent_id = @agentId and starts_at > @now and state <> 'cancelled'",
            new { agentId = chosen.AgentId, now = unit.NowMs }
        );
        foreach (var id in ahead)
        {
            await EnqueueAsync(unit, id, $"{chosen.Id} {chosen.Version}");
        }
    }

    /// <summary>With the conversation they lie in: what was written is deleted there, too.</summary>
    public static async Task DropOfConversationAsync(Unit unit, string conversationId)
    {
        var written = await unit.ListAsync<WrittenRow>(
            $"""
            select {WrittenRow.Columns}
            from calendar_event e
            where e.meeting_id in (select t.id from meeting t where t.conversation_id = @conversationId)
            """,
            new { conversationId }
        );
        foreach (var row in written)
        {
            await Deliveries.EnqueueAsync(unit, Kind, Key(row.MeetingId, "gone"), Lane(row.MeetingId), new DueEntry(row.MeetingId, row));
            unit.Later($"delete from calendar_event where meeting_id = @id", new { id = row.MeetingId });
        }
    }

    public static Task EnqueueAsync(Unit unit, string meetingId, string change) =>
        Deliveries.EnqueueAsync(unit, Kind, Key(meetingId, change), Lane(meetingId), new DueEntry(meetingId, null));

    /// <summary>Something about it has yet to be sent: what stands in the calendar is not what it is to be.</summary>
    public static async Task<bool> IsOnItsWayAsync(Unit unit, string meetingId) =>
        await unit.FirstAsync<string>(
            $"select id from delivery where lane = @lane and state = @waiting",
            new { lane = Lane(meetingId), waiting = "waiting" }
        )
            is not null;

    private static string Key(string meetingId, string change) => $"calendar {meetingId} {change}";

    private static string Lane(string meetingId) => $"calendar {meetingId}";
}

/// <summary>A meeting whose event is to be made what it should be.</summary>
/// <param name="MeetingId">Which.</param>
/// <param name="Gone">The meeting is deleted, and this is what was written of it.</param>
internal sealed record DueEntry(string MeetingId, WrittenRow? Gone);

/// <summary>A row of <c>calendar_event e</c>: where a meeting was written to, and how.</summary>
internal sealed record WrittenRow
{
    public string MeetingId { get; init; } = "";
    public string ConnectionId { get; init; } = "";
    public string CalendarId { get; init; } = "";
    public string RemoteId { get; init; } = "";
    public string? Etag { get; init; }
    public long StartsAt { get; init; }
    public long EndsAt { get; init; }

    public static Sql Columns => $"e.meeting_id, e.connection_id, e.calendar_id, e.remote_id, e.etag, e.starts_at, e.ends_at";

    public WrittenEvent ToEvent() => new(RemoteId, Etag);
}
