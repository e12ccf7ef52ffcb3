using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Hosting;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Calendars;

/// <summary>
/// Reads every connected calendar again before it is five minutes old (CA-3), each on one node. Not by timers: a calendar that does not
/// answer would hold up the reminders behind it.
/// </summary>
public sealed class CalendarWatch(Db db, Units units, CalendarReading reading, CalendarAnswers answers, TimeProvider time)
    : BackgroundService
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    private readonly Claims claims = new(units, time, $"calendar_connection", $"id");
    private readonly ConcurrentDictionary<string, bool> reads = new();

    /// <summary>Begins to read what is due, as far as there is room; nobody waits for the slowest.</summary>
    /// <returns>What was begun.</returns>
    public async Task<IReadOnlyList<Task>> BeginDueAsync(CancellationToken cancel)
    {
        var due = await db.ListAsync<Row>(
            $"""
            select c.id as claim_key, c.kind, c.claim, c.claim_beat
            from calendar_connection c
            join agent a on a.id = c.agent_id
            where c.next_read_at <= @now and a.deactivated_at is null
            order by c.next_read_at
            {Dialect.Limit}
            """,
            new { now = time.GetUtcNow().ToUnixTimeMilliseconds(), limit = 2 * AtOnce },
            cancel
        );
        var begun = new List<Task>();
        foreach (var row in due.Where(IsFree).Take(AtOnce - reads.Count))
        {
            if (await claims.TakeAsync(row, cancel))
            {
                reads[row.ClaimKey] = true;
                begun.Add(ReadAsync(row.ClaimKey));
            }
        }
        return begun;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(EveryAsync(Poll, BeginDueAsync, stoppingToken), EveryAsync(Claims.Beat, claims.BeatAsync, stoppingToken));

    /// <summary>A claim of this node that is at work on nothing was not given back, as the database was away just then.</summary>
    private bool IsFree(Row row) => !reads.ContainsKey(row.ClaimKey) && (row.Claim == claims.Owner || claims.IsFree(row));

    private async Task ReadAsync(string id)
    {
        await Task.Yield();
        try
        {
            await reading.ReadAsync(id);
            await answers.ReadAsync(id);
            await units.RunAsync(
                unit =>
                    Unit.Of(unit)
                        .ExecuteAsync(
                            $"update calendar_connection set claim = null where id = @id and claim = @owner",
                            new { id, owner = claims.Owner }
                        ),
                CancellationToken.None
            );
        }
        catch (Exception error) when (error is DbException or StorageBusy or StorageFull or NodeStops)
        {
            // It is read again by whoever finds the database first.
        }
        finally
        {
            reads.TryRemove(id, out _);
        }
    }

    private async Task EveryAsync(TimeSpan interval, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            do
            {
                try
                {
                    await work(stopping);
                }
                catch (Exception error) when (error is DbException or StorageBusy or StorageFull or NodeStops)
                {
                    // The worker beside this one says so.
                }
            } while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The node goes down.
        }
    }

    private sealed class Row : ClaimRow;
}
