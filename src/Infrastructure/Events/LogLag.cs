using XBees.Application.Events;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Events;

/// <summary>How far a reader of the log is behind what is committed.</summary>
/// <param name="Waiting">Committed entries that it has not read.</param>
/// <param name="Behind">For how long the oldest of them has been waiting.</param>
/// <param name="HorizonHeld">For how long the oldest writing transaction of the cluster has been open (PostgreSQL).</param>
public sealed record Lag(long Waiting, TimeSpan Behind, TimeSpan HorizonHeld);

public sealed class LogLag(Db db, EventHub hub, TimeProvider time)
{
    /// <summary>A node that is further behind is not ready: its readers see the others' messages late.</summary>
    public static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(5);

    /// <summary>Of this node's live events.</summary>
    public Task<Lag> ReadAsync(CancellationToken cancel) => ReadAsync(hub.Position, cancel);

    public async Task<Lag> ReadAsync(LogCursor read, CancellationToken cancel)
    {
        var row = await db.FirstAsync<Row>(
            $"select count(*) as waiting, min(at) as oldest, {Dialect.HorizonHeld} as held from log where {Dialect.LogCommitted}",
            new
            {
                epoch = read.Epoch,
                tx = read.Tx,
                position = read.Position,
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
