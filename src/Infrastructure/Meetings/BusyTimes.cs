using XBees.Application.Meetings;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Meetings;

/// <summary>The meetings that take an agent's time; of those that are not confirmed the ones that hold it (ME-3).</summary>
public sealed class BusyTimes(Db db) : IBusyTimes
{
    public Task<IReadOnlyList<Busy>> OfAsync(string agentId, Instant from, Instant to, CancellationToken cancel) =>
        LoadAsync(db, agentId, from, to, cancel);

    /// <summary>The same inside a unit of work.</summary>
    internal static async Task<IReadOnlyList<Busy>> LoadAsync(
        SqlSession session,
        string agentId,
        Instant from,
        Instant to,
        CancellationToken cancel = default
    )
    {
        // The longest meeting tells how long before the place one can begin that reaches into it: both ends bound the index.
        var rows = await session.ListAsync<Row>(
            $"""
            select id, starts_at, ends_at
            from meeting
            where agent_id = @agentId and starts_at > @earliest and starts_at < @to and ends_at > @from
                and (state = 'confirmed' or exists (select 1 from meeting_slot s where s.meeting_id = meeting.id))
            """,
            new
            {
                agentId,
                earliest = (from - Duration.FromMinutes(Limits.MeetingMinutes)).ToUnixTimeMilliseconds(),
                from = from.ToUnixTimeMilliseconds(),
                to = to.ToUnixTimeMilliseconds(),
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

        public Busy ToBusy() =>
            new(Instant.FromUnixTimeMilliseconds(StartsAt), Instant.FromUnixTimeMilliseconds(EndsAt), BusyKind.Meeting, Id);
    }
}
