using Microsoft.Extensions.DependencyInjection;
using XBees.Application.Calendars;
using XBees.Infrastructure.Database;

namespace XBees.Testing.App;

/// <summary>A calendar of Google's that an agent's meetings are written to, put beside the product's own way to connect one.</summary>
public static class GoogleCalendar
{
    public static async Task ConnectAsync(XBeesApp app, string agentId)
    {
        var connections = app.Services.GetRequiredService<ICalendarStore>();
        await app
            .Services.GetRequiredService<Units>()
            .RunAsync(
                async unit =>
                {
                    await connections.InsertAsync(
                        unit,
                        new()
                        {
                            Id = unit.NewId(Domain.Ids.Calendar),
                            AgentId = agentId,
                            Kind = CalendarKind.Google,
                            Label = "Google",
                            Calendars = [new("primary", "Mine", IsWritable: true, Blocks: false, IsWritten: true)],
                        },
                        "none"
                    );
                    return true;
                },
                CancellationToken.None
            );
    }

    /// <summary>As if it had been read that the meeting's event is at another time there; without one, that it was deleted (CA-5).</summary>
    public static Task ChangeAsync(XBeesApp app, string agentId, string meetingId, DateTimeOffset? start, DateTimeOffset? end) =>
        app
            .Services.GetRequiredService<Units>()
            .RunAsync(
                async unit =>
                {
                    await Unit.Of(unit)
                        .ExecuteAsync(
                            $"""
                            insert into calendar_event
                                (meeting_id, connection_id, calendar_id, remote_id, sequence, starts_at, ends_at, change, change_starts_at, change_ends_at)
                            select t.id, c.id, 'primary', t.id, t.sequence, t.starts_at, t.ends_at, @change, @startsAt, @endsAt
                            from meeting t
                            join calendar_connection c on c.agent_id = @agentId
                            where t.id = @meetingId
                            """,
                            new
                            {
                                agentId,
                                meetingId,
                                change = start is null ? "deleted" : "moved",
                                startsAt = start?.ToUnixTimeMilliseconds(),
                                endsAt = end?.ToUnixTimeMilliseconds(),
                            }
                        );
                    return true;
                },
                CancellationToken.None
            );
}
