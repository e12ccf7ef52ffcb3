using XBees.Application.Calendars;
using XBees.Application.Meetings;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Calendars;

/// <summary>What is known of events that were written for meetings.</summary>
public sealed class WrittenEvents(Db db, Units units)
{
    internal Task<WrittenRow?> FindAsync(string meetingId, CancellationToken cancel) =>
        db.FirstAsync<WrittenRow>(
            $"select {WrittenRow.Columns} from calendar_event e where e.meeting_id = @meetingId",
            new { meetingId },
            cancel
        );

    internal Task DropAsync(WrittenRow row) =>
        units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync(
                        $"delete from calendar_event where meeting_id = @MeetingId and connection_id = @ConnectionId",
                        new { row.MeetingId, row.ConnectionId }
                    ),
            CancellationToken.None
        );

    /// <summary>False: the meeting was deleted meanwhile, or the account disconnected.</summary>
    internal Task<bool> KeepAsync(string connectionId, string calendarId, CalendarEvent written, WrittenEvent at) =>
        units.RunAsync(
            async unit =>
            {
                var session = Unit.Of(unit);
                var args = new
                {
                    id = written.Uid,
                    connectionId,
                    calendarId,
                    remoteId = at.RemoteId,
                    etag = at.ETag,
                    sequence = (long)written.Sequence,
                    startsAt = written.Start.ToUnixTimeMilliseconds(),
                    endsAt = written.End.ToUnixTimeMilliseconds(),
                };
                var both = await session.FirstAsync<string>(
                    $"select t.id from meeting t join calendar_connection c on c.id = @connectionId where t.id = @id",
                    args
                );
                if (both is null)
                {
                    return false;
                }
                var known = await session.ExecuteAsync(
                    $"""
                    update calendar_event
                    set connection_id = @connectionId, calendar_id = @calendarId, remote_id = @remoteId, etag = @etag, sequence = @sequence,
                        starts_at = @startsAt, ends_at = @endsAt, change = null, change_starts_at = null, change_ends_at = null
                    where meeting_id = @id
                    """,
                    args
                );
                if (known == 0)
                {
                    await session.ExecuteAsync(
                        $"""
                        insert into calendar_event (meeting_id, connection_id, calendar_id, remote_id, etag, sequence, starts_at, ends_at)
                        values (@id, @connectionId, @calendarId, @remoteId, @etag, @sequence, @startsAt, @endsAt)
                        """,
                        args
                    );
                }
                return true;
            },
            CancellationToken.None
        );
}
