using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Calendars;

/// <summary>All that is kept of calendars: from, to and of which connection (CA-2).</summary>
internal static class BusyRows
{
    /// <summary>Makes the rows what was read. Mostly they are already, and nothing is written.</summary>
    public static async Task ReplaceAsync(Unit session, string connectionId, IReadOnlyList<Stretch> stretches)
    {
        var wanted = stretches.Select(one => (one.From.ToUnixTimeMilliseconds(), one.To.ToUnixTimeMilliseconds())).ToHashSet();
        var present = await session.ListAsync<Row>(
            $"select starts_at, ends_at from calendar_busy where connection_id = @connectionId",
            new { connectionId }
        );
        foreach (var row in present.Where(row => !wanted.Remove((row.StartsAt, row.EndsAt))))
        {
            session.Later(
                $"delete from calendar_busy where connection_id = @connectionId and starts_at = @startsAt",
                new { connectionId, startsAt = row.StartsAt }
            );
        }
        foreach (var (startsAt, endsAt) in wanted)
        {
            session.Later(
                $"insert into calendar_busy (connection_id, starts_at, ends_at) values (@connectionId, @startsAt, @endsAt)",
                new
                {
                    connectionId,
                    startsAt,
                    endsAt,
                }
            );
        }
    }

    private sealed class Row
    {
        public long StartsAt { get; init; }
        public long EndsAt { get; init; }
    }
}
