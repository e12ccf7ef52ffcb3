using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using XBees.Application.Events;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Events;

/// <summary>A node's one tail of the log: reads each entry once and hands it to the hub, woken at once by commits of its own process.</summary>
public sealed partial class LogTail(
    Db db,
    ILog log,
    LogSignal signal,
    EventHub hub,
    TypingSignals typing,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<LogTail> logger
) : BackgroundService
{
    private const int PageSize = 200;
    private static readonly TimeSpan Own = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BusyLasts = TimeSpan.FromSeconds(5);

    /// <summary>How long a commit of our own can lie above the horizon before polling takes over.</summary>
    private static readonly TimeSpan OwnLasts = TimeSpan.FromMilliseconds(40);

    private long lastEntry;
    private long? ownSince;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        hub.Begin(await log.NewestAsync(cancellationToken));
        await typing.BeginAsync(cancellationToken);
        lifetime.ApplicationStopping.Register(hub.Stop);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var woken = signal.Next;
            try
            {
                if (await ReadAsync(stoppingToken))
                {
                    continue;
                }
            }
            catch (Exception error) when (error is DbException or StorageBusy or StorageFull && !stoppingToken.IsCancellationRequested)
            {
                // The database is away for a while; nothing is lost, the same entries are read when it is back.
                DatabaseAway(logger, error);
            }
            await WaitAsync(woken, stoppingToken);
        }
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        await typing.PollAsync(cancel);
        var entries = await log.AfterAsync(hub.Position, PageSize, cancel);
        if (entries.Count == 0)
        {
            return false;
        }
        await hub.TakeAsync(entries, cancel);
        hub.Moved.Wake();
        lastEntry = time.GetTimestamp();
        ownSince = null;
        return true;
    }

    private async Task WaitAsync(Task woken, CancellationToken cancel)
    {
        if (ownSince is { } since && time.GetElapsedTime(since) > OwnLasts)
        {
            ownSince = null;
        }
        var delay =
            ownSince is not null ? Own
            : time.GetElapsedTime(lastEntry) < BusyLasts ? Busy
            : Idle;
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(woken, Task.Delay(delay, time, timer.Token));
        await timer.CancelAsync();
        // On SQLite a commit is visible at once; elsewhere another transaction can hold the horizon back.
        if (woken.IsCompleted && db.Dialect.Provider != DatabaseProvider.Sqlite)
        {
            ownSince = time.GetTimestamp();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log cannot be read now")]
    private static partial void DatabaseAway(ILogger logger, Exception error);
}
