using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Work;

/// <summary>Sends what is due, each delivery by one node, those of one lane in their order.</summary>
public sealed partial class DeliveryRunner(
    Db db,
    Units units,
    IEnumerable<IDeliveryHandler> handlers,
    TimeProvider time,
    ILogger<DeliveryRunner> logger
)
{
    private const int AtOnce = 8;
    private const int LongestError = 500;
    private static readonly TimeSpan LongestTry = TimeSpan.FromMinutes(2);

    private readonly Claims claims = new(units, time, $"delivery", $"id");
    private readonly Dictionary<string, IDeliveryHandler> byKind = handlers.ToDictionary(handler => handler.Kind);
    private readonly Dictionary<string, SemaphoreSlim> places = handlers.ToDictionary(
        handler => handler.Kind,
        _ => new SemaphoreSlim(AtOnce)
    );

    /// <summary>Of this node: its own beat does not tell it that it is still at work on them.</summary>
    private readonly ConcurrentDictionary<string, bool> sending = new();

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>What is sent; each by itself, so that a neighbour who takes long holds up his own alone.</summary>
    public IReadOnlyCollection<string> Kinds => byKind.Keys;

    /// <returns>How many were tried.</returns>
    public async Task<int> RunDueAsync(CancellationToken cancel) =>
        (await Task.WhenAll(Kinds.Select(kind => RunDueAsync(kind, cancel)))).Sum();

    /// <returns>How many of the kind were tried.</returns>
    public async Task<int> RunDueAsync(string kind, CancellationToken cancel) =>
        (await Task.WhenAll(await BeginDueAsync(kind, cancel))).Count(isTried => isTried);

    /// <summary>
    /// Begins what is due and has not begun yet. So many have a place at once: one that takes long holds up its own lane, and nobody who comes later.
    /// </summary>
    /// <returns>The end of each, and whether it was tried.</returns>
    public async Task<IReadOnlyList<Task<bool>>> BeginDueAsync(string kind, CancellationToken cancel)
    {
        var due = await db.ListAsync<Row>(
            $"""
            select d.id as claim_key, d.kind, d.payload, d.tries, d.claim, d.claim_beat, d.created_at
            from delivery d
            where d.kind = @kind and d.state = @waiting and d.next_try_at <= @now
                and not exists (select 1 from delivery e where e.lane = d.lane and e.state = @waiting and e.id < d.id)
            order by d.next_try_at
            {Dialect.Limit}
            """,
            new
            {
                kind,
                waiting = "waiting",
                now = Now,
                limit = 4 * AtOnce,
            },
            cancel
        );
        return [.. due.Where(row => !sending.ContainsKey(row.ClaimKey) && claims.IsFree(row)).Select(row => SendAsync(row, cancel))];
    }

    public Task BeatAsync(CancellationToken cancel) => claims.BeatAsync(cancel);

    private async Task<bool> SendAsync(Row row, CancellationToken cancel)
    {
        sending[row.ClaimKey] = true;
        try
        {
            await places[row.Kind].WaitAsync(cancel);
            try
            {
                if (!await claims.TakeAsync(row, cancel))
                {
                    return false;
                }
                await TryAsync(row, cancel);
                return true;
            }
            finally
            {
                places[row.Kind].Release();
            }
        }
        finally
        {
            sending.TryRemove(row.ClaimKey, out _);
        }
    }

    private async Task TryAsync(Row row, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(LongestTry, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await byKind[row.Kind].SendAsync(new(row.ClaimKey, row.Payload, Instant.FromUnixTimeMilliseconds(row.CreatedAt)), either.Token);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The node goes down before it was sent; another one may have it at once.
            await ReleaseAsync(row.ClaimKey);
            throw;
        }
        catch (Exception error)
        {
            // Any failure of a neighbour is a try that failed: it is written down where an administrator sees it.
            TryFailed(logger, row.ClaimKey, row.Kind, row.Tries + 1, error.GetType().Name);
            await FailedAsync(row, error);
            return;
        }
        await DoneAsync(row.ClaimKey);
    }

    private Task<int> DoneAsync(string id) =>
        // Not cancellable: it was sent. 0 rows: another node believed this one gone; the receiver recognises the id.
        units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync(
                        $"""
                        update delivery set state = @done, done_at = @now, payload = @nothing, claim = null, last_error = null
                        where id = @id and claim = @owner
                        """,
                        new
                        {
                            id,
                            owner = claims.Owner,
                            done = "done",
                            nothing = "{}",
                            now = Unit.Of(unit).NowMs,
                        }
                    ),
            CancellationToken.None
        );

    private Task<int> FailedAsync(Row row, Exception error)
    {
        var tries = row.Tries + 1;
        var over = error is Undeliverable || tries >= Backoff.MostTries;
        var wait = Backoff.After(tries, Random.Shared.NextDouble());
        if (error is AskedToWait asked && asked.Wait > wait)
        {
            wait = asked.Wait;
        }
        return units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync(
                        $"""
                        update delivery set state = @state, tries = @tries, next_try_at = @next, last_error = @error, claim = null
                        where id = @id and claim = @owner
                        """,
                        new
                        {
                            id = row.ClaimKey,
                            owner = claims.Owner,
                            tries,
                            state = over ? "failed" : "waiting",
                            next = Unit.Of(unit).NowMs + (long)wait.TotalMilliseconds,
                            error = error.Message[..Math.Min(error.Message.Length, LongestError)],
                        }
                    ),
            CancellationToken.None
        );
    }

    private Task<int> ReleaseAsync(string id) =>
        units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync($"update delivery set claim = null where id = @id and claim = @owner", new { id, owner = claims.Owner }),
            CancellationToken.None
        );

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Id} ({Kind}) failed on try {Tries}: {Error}")]
    private static partial void TryFailed(ILogger logger, string id, string kind, long tries, string error);

    private sealed class Row : ClaimRow
    {
        public long Tries { get; init; }
        public long CreatedAt { get; init; }
    }
}
