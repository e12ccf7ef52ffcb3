using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace XBees.Infrastructure.Gauges;

/// <summary>What an operator watches and only the database knows.</summary>
public interface IGauges
{
    /// <summary>Reads what the gauges show until the next time.</summary>
    Task ReadAsync(CancellationToken cancel);

    /// <summary>Shows nothing, which is better than something old.</summary>
    void Clear();
}

/// <summary>Asks the database for what the gauges show; runs only where somebody takes the metrics.</summary>
public sealed partial class GaugeReader(IEnumerable<IGauges> gauges, TimeProvider time, ILogger<GaugeReader> logger) : BackgroundService
{
    /// <summary>The name under which all instruments are found.</summary>
    public const string Meter = "XBees";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await ReadAsync(stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node goes down.
        }
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        foreach (var some in gauges)
        {
            try
            {
                await some.ReadAsync(cancel);
            }
            catch (Exception error) when (error is DbException or StorageBusy)
            {
                // The database is away for a while; that is seen by what is missing.
                some.Clear();
                NotRead(logger, error);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The gauges cannot be read now")]
    private static partial void NotRead(ILogger logger, Exception error);
}
