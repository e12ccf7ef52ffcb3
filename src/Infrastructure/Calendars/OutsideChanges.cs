using System.Globalization;
using XBees.Application.Calendars;
using XBees.Application.Conversations;
using XBees.Application.Meetings;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Calendars;

/// <summary>
/// Meetings that were moved or deleted in their host's calendar (CA-5). Nothing of it is done by itself: their conversation gets a notice for
/// agents, and the host says what it is to be.
/// </summary>
public sealed class OutsideChanges(
    Db db,
    Units units,
    IConversationStore conversations,
    IMeetingStore meetings,
    IEnumerable<ICalendarProvider> providers,
    TimeProvider time
) : ICalendarChanges
{
    private const int AtOnce = 50;

    public async Task<OutsideChange?> FindAsync(IUnit unit, string meetingId)
    {
        var row = await Unit.Of(unit)
            .FirstAsync<ChangeRow>(
                $"select change, change_starts_at, change_ends_at from calendar_event where meeting_id = @meetingId and change is not null",
                new { meetingId }
            );
        return row is null ? null : new(Times.Instant(row.ChangeStartsAt), Times.Instant(row.ChangeEndsAt));
    }

    public Task ClearAsync(IUnit unit, string meetingId) =>
        Unit.Of(unit)
            .ExecuteAsync(
                $"update calendar_event set change = null, change_starts_at = null, change_ends_at = null where meeting_id = @meetingId",
                new { meetingId }
            );

    public Task PutBackAsync(IUnit unit, Meeting meeting) =>
        MeetingEntries.EnqueueAsync(
            Unit.Of(unit),
            meeting.Id,
            string.Create(CultureInfo.InvariantCulture, $"back {unit.Now.ToUnixTimeMilliseconds()}")
        );

    /// <summary>Looks at what was written to the account, as far as it is to come.</summary>
    public async Task LookAsync(CalendarConnection connection, CalendarAccess access, CancellationToken cancel)
    {
        var written = await db.ListAsync<WrittenRow>(
            $"""
            select {WrittenRow.Columns}
            from calendar_event e
            join meeting t on t.id = e.meeting_id
            where e.connection_id = @id and t.state <> 'cancelled' and t.starts_at > @now
            order by e.meeting_id
            """,
            new { id = connection.Id, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancel
        );
        var provider = providers.Single(one => one.Kind == connection.Kind);
        foreach (var calendar in written.GroupBy(row => row.CalendarId, StringComparer.Ordinal))
        {
            foreach (var some in calendar.Chunk(AtOnce))
            {
                var seen = await provider.SeeAsync(access, calendar.Key, [.. some.Select(row => row.RemoteId)], cancel);
                var byId = seen.DistinctBy(one => one.RemoteId).ToDictionary(one => one.RemoteId, StringComparer.Ordinal);
                foreach (var row in some)
                {
                    await CompareAsync(row, byId.GetValueOrDefault(row.RemoteId), cancel);
                }
            }
        }
    }

    private async Task CompareAsync(WrittenRow row, SeenEvent? seen, CancellationToken cancel)
    {
        var change = seen is null ? new OutsideChange(null, null) : new(seen.From, seen.To);
        if (seen is null || !IsAt(change, row.StartsAt, row.EndsAt))
        {
            await units.RunAsync(unit => AskAsync(unit, row.MeetingId, change), cancel);
        }
    }

    /// <summary>False where there is nothing to ask, any more or again.</summary>
    private async Task<bool> AskAsync(IUnit unit, string meetingId, OutsideChange change)
    {
        var session = Unit.Of(unit);
        if (
            await meetings.FindAsync(unit, meetingId) is not { } known
            || await conversations.LoadLockedAsync(unit, known.ConversationId) is not { } place
            || await meetings.FindAsync(unit, meetingId) is not { State: not MeetingState.Cancelled } meeting
            || meeting.HasBegun(unit.Now)
            || await FindAsync(unit, meetingId) == change
            || IsAt(change, meeting.Start.ToUnixTimeMilliseconds(), meeting.End.ToUnixTimeMilliseconds())
            || await MeetingEntries.IsOnItsWayAsync(session, meetingId)
        )
        {
            return false;
        }
        var asked = await session.ExecuteAsync(
            $"""
            update calendar_event set change = @change, change_starts_at = @startsAt, change_ends_at = @endsAt where meeting_id = @meetingId
            """,
            new
            {
                meetingId,
                change = change.Start is null ? "deleted" : "moved",
                startsAt = change.Start?.ToUnixTimeMilliseconds(),
                endsAt = change.End?.ToUnixTimeMilliseconds(),
            }
        );
        if (asked == 0)
        {
            return false;
        }
        var told = place.TellCalendar(meeting, change.Start, change.End, unit.NewId, unit.Now);
        conversations.SavePosted(unit, place.Id, told.Messages.Single(), null, place.WaitingSince, "web");
        unit.Log(new("meeting.changed", place.Id, meeting.Id));
        return true;
    }

    private static bool IsAt(OutsideChange change, long startsAt, long endsAt) =>
        change.Start?.ToUnixTimeMilliseconds() == startsAt && change.End?.ToUnixTimeMilliseconds() == endsAt;

    private sealed class ChangeRow
    {
        public string Change { get; init; } = "";
        public long? ChangeStartsAt { get; init; }
        public long? ChangeEndsAt { get; init; }
    }
}
