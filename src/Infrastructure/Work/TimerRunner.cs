using Microsoft.Extensions.Logging;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Work;

/// <summary>Runs the timers that are due, each by one node.</summary>
public sealed partial class TimerRunner(
    Db db,
    Units units,
    IEnumerable<ITimerHandler> handlers,
    TimeProvider time,
    ILogger<TimerRunner> logger
)
{
    private const int AtOnce = 20;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    private readonly Claims claims = new(units, time, $"timer", $"unique_key");
    private readonly Dictionary<string, ITimerHandler> byKind = handlers.ToDictionary(handler => handler.Kind);

    /// <returns>How many were run.</returns>
    public async Task<int> RunDueAsync(CancellationToken cancel)
    {
        if (byKind.Count == 0)
        {
            return 0;
        }
        var due = await db.ListAsync<Row>(
            $"""
            select unique_key as claim_key, kind, conversation_id, payload, claim, claim_beat
            from timer
            where due_at <= @now
            order by due_at
            {Dialect.Limit}
            """,
            new { now = time.GetUtcNow().ToUnixTimeMilliseconds(), limit = AtOnce },
            cancel
        );
        var run = 0;
        foreach (var row in due.Where(row => byKind.ContainsKey(row.Kind) && claims.IsFree(row)))
        {
            if (await claims.TakeAsync(row, cancel))
            {
                run++;
                await RunAsync(row, cancel);
            }
        }
        return run;
    }

    public Task BeatAsync(CancellationToken cancel) => claims.BeatAsync(cancel);

    private async Task RunAsync(Row row, CancellationToken cancel)
    {
        try
        {
            await byKind[row.Kind].RunAsync(new(row.ClaimKey, row.ConversationId, row.Payload, claims.Owner), cancel);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            // One timer that cannot run must not hold back those behind it; it comes again.
            RunFailed(logger, error, row.Kind);
            await LaterAsync(row.ClaimKey);
        }
    }

    private Task<int> LaterAsync(string key) =>
        units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync(
                        $"update timer set claim = null, due_at = @due where unique_key = @key and claim = @owner",
                        new
                        {
                            key,
                            owner = claims.Owner,
                            due = Unit.Of(unit).NowMs + (long)AfterFailure.TotalMilliseconds,
                        }
                    ),
            CancellationToken.None
        );

    [LoggerMessage(Level = LogLevel.Error, Message = "A timer of kind {Kind} failed and is run again later")]
    private static partial void RunFailed(ILogger logger, Exception error, string kind);

    private sealed class Row : ClaimRow
    {
        public string? ConversationId { get; init; }
    }
}
