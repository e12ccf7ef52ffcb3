using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Events;

/// <summary>How far this node's live events are behind what is committed.</summary>
/// <param name="Waiting">Committed entries that the tail has not handed on.</param>
/// <param name="Behind">For how long the oldest of them has been waiting.</param>
/// <param name="HorizonHeld">For how long the oldest writing transaction of the cluster has been open (PostgreSQL).</param>
public sealed record Lag(long Waiting, TimeSpan Behind, TimeSpan HorizonHeld);

public sealed class LogLag(Db db, EventHub hub, TimeProvider time)
{
    /// <summary>A node that is further behind is not ready: its readers see the others' messages late.</summary>
    public static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(5);

    public async Task<Lag> ReadAsync(CancellationToken cancel)
    {
        var handedOn = hub.Position;
        var row = await db.FirstAsync<Row>(
            $"select count(*) as waiting, min(at) as oldest, {Dialect.HorizonHeld} as held from log where {Dialect.LogCommitted}",
            new
            {
                epoch = handedOn.Epoch,
                tx = handedOn.Tx,
                position = handedOn.Position,
            },
            cancel
        );
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        // Another node's clock may be ahead of this one's.
        var behind = row!.Oldest is { } oldest ? Math.Max(0, now - oldest) : 0;
        return new(row.Waiting, TimeSpan.FromMilliseconds(behind), TimeSpan.FromMilliseconds(row.Held));
    }

    private sealed class Row
    {
        public long Waiting { get; init; }
        public long? Oldest { get; init; }
        public long Held { get; init; }
    }
}
