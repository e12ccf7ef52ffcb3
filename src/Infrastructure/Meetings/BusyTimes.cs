using XBees.Application.Calendars;
using XBees.Application.Meetings;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Meetings;

/// <summary>
/// The meetings that take an agent's time, of those that are not confirmed the ones that hold it (ME-3), where else they stand in the agent's
/// calendar until the agent says which it is (CA-5), and what their calendars say. A calendar that was not read for too long takes all of it
/// (CA-3).
/// </summary>
public sealed class BusyTimes(Db db, TimeProvider time) : IBusyTimes
{
    public Task<IReadOnlyList<Busy>> OfAsync(string agentId, Instant from, Instant to, CancellationToken cancel) =>
        LoadAsync(db, agentId, from, to, Instant.FromDateTimeOffset(time.GetUtcNow()), cancel);

    /// <summary>The same inside a unit of work.</summary>
    internal static async Task<IReadOnlyList<Busy>> LoadAsync(
        SqlSession session,
        string agentId,
        Instant from,
        Instant to,
        Instant now,
        CancellationToken cancel = default
    )
    {
        // The longest meeting tells how long before the place one can begin that reaches into it: both ends bound the index.
        var rows = await session.ListAsync<Row>(
            $"""
            select id, starts_at, ends_at, 'meeting' as kind
            from meeting
            where agent_id = @agentId and starts_at > @earliest and starts_at < @to and ends_at > @from
                and (state = 'confirmed' or exists (select 1 from meeting_slot s where s.meeting_id = meeting.id))
            union all
            select b.connection_id, b.starts_at, b.ends_at, 'calendar'
            from calendar_connection c
            join calendar_busy b on b.connection_id = c.id
            where c.agent_id = @agentId and b.starts_at < @to and b.ends_at > @from
            union all
            select t.id, e.change_starts_at, e.change_ends_at, 'moved'
            from calendar_connection c
            join calendar_event e on e.connection_id = c.id
            join meeting t on t.id = e.meeting_id
            where c.agent_id = @agentId and e.change_starts_at < @to and e.change_ends_at > @from
                and t.agent_id = c.agent_id and t.starts_at > @now
                and (t.state = 'confirmed' or exists (select 1 from meeting_slot s where s.meeting_id = t.id))
            union all
            select c.id, @from, @to, 'away'
            from calendar_connection c
            where c.agent_id = @agentId and c.read_at <= @late
            """,
            new
            {
                agentId,
                earliest = (from - Duration.FromMinutes(Limits.MeetingMinutes)).ToUnixTimeMilliseconds(),
                from = from.ToUnixTimeMilliseconds(),
                to = to.ToUnixTimeMilliseconds(),
                now = now.ToUnixTimeMilliseconds(),
                late = (now - CalendarConnection.Trusted).ToUnixTimeMilliseconds(),
            },
            cancel
        );
        return [.. rows.Select(row => row.ToBusy())];
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long StartsAt { get; init; }
        public long EndsAt { get; init; }
        public string Kind { get; init; } = "";

        public Busy ToBusy() =>
            new(
                Instant.FromUnixTimeMilliseconds(StartsAt),
                Instant.FromUnixTimeMilliseconds(EndsAt),
                Kind switch
                {
                    "meeting" => BusyKind.Meeting,
                    "calendar" => BusyKind.Calendar,
                    "moved" => BusyKind.MovedInCalendar,
                    _ => BusyKind.CalendarOutOfReach,
                },
                Id
            );
    }
}
