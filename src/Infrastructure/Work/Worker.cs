using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Work;

/// <summary>Everything of this node that runs by itself beside the log's tail.</summary>
public sealed partial class Worker(DeliveryRunner deliveries, TimerRunner timers, Sweep sweep, TimeProvider time, ILogger<Worker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([
            .. deliveries.Kinds.Select(kind => DeliverAsync(kind, stoppingToken)),
            EveryAsync(Poll, TimersAsync, stoppingToken),
            EveryAsync(Claims.Beat, deliveries.BeatAsync, stoppingToken),
            EveryAsync(Claims.Beat, timers.BeatAsync, stoppingToken),
            EveryAsync(TimeSpan.FromMinutes(1), sweep.SignalsAsync, stoppingToken),
            EveryAsync(TimeSpan.FromHours(1), sweep.AllAsync, stoppingToken),
        ]);

    /// <summary>What takes long is waited for when the node goes down, and by nothing else.</summary>
    private async Task DeliverAsync(string kind, CancellationToken stopping)
    {
        var begun = new List<Task>();
        await EveryAsync(
            Poll,
            async cancel =>
            {
                foreach (var ended in begun.Where(one => one.IsCompleted).ToList())
                {
                    begun.Remove(ended);
                    await ended;
                }
                begun.AddRange((await deliveries.BeginDueAsync(kind, cancel)).Select(one => OnceAsync(_ => one, cancel)));
            },
            stopping
        );
        try
        {
            await Task.WhenAll(begun);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // It has given back what it has not sent.
        }
    }

    /// <summary>
    /// Where much is due at once, and where a part of something large makes the next part due, the rest follows soon; in between others have
    /// the database for themselves.
    /// </summary>
    private async Task TimersAsync(CancellationToken cancel)
    {
        while (await timers.RunDueAsync(cancel) > 0)
        {
            await Task.Delay(Breath, time, cancel);
        }
    }

    private async Task EveryAsync(TimeSpan interval, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            do
            {
                await OnceAsync(work, stopping);
            } while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The node goes down.
        }
    }

    private async Task OnceAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        try
        {
            await work(stopping);
        }
        catch (NodeStops)
        {
            // The node goes down, also where it could not come up; nobody waits for anything.
        }
        // Away, full or closing for a while: all of this is done by rows and goes on where it was.
        catch (StorageBusy error) when (error.InnerException is null)
        {
            StorageWaits(logger, error.Message);
        }
        catch (Exception error) when (error is DbException or StorageBusy or StorageFull)
        {
            StorageAway(logger, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work waits for the database: {Reason}")]
    private static partial void StorageWaits(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work waits for the database")]
    private static partial void StorageAway(ILogger logger, Exception error);
}
