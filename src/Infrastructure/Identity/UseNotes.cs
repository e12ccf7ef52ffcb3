using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Identity;

/// <summary>
/// When sessions and keys were used last, written behind the requests: nobody who only reads waits for it, and a database that is
/// locked or full refuses nobody for it.
/// </summary>
public sealed partial class UseNotes(Units units, TimeProvider time, ILogger<UseNotes> logger) : BackgroundService
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(500);

    // A try holds the write lane while the file is locked; those who wait for it go first.
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(10);

    /// <summary>A unit is short, whoever else waits.</summary>
    private const int Most = 200;

    private readonly ConcurrentDictionary<string, Func<Unit, Task>> waiting = new();
    private int failures;

    /// <summary>The newest note of one thing is the one that counts.</summary>
    internal void Add(string about, Func<Unit, Task> write) => waiting[about] = write;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var delay = await WriteAsync() ? Gather : TryAgain;
            await Task.Delay(delay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        // The web server stopped before: nothing is noted after this.
        await WriteAsync();
    }

    private async Task<bool> WriteAsync()
    {
        // In one order everywhere: two nodes that write the same rows wait for each other and never in a ring.
        var notes = waiting.OrderBy(note => note.Key, StringComparer.Ordinal).Take(Most).ToArray();
        if (notes.Length == 0)
        {
            return true;
        }
        try
        {
            await units.RunAsync(unit => AllAsync(Unit.Of(unit), notes), CancellationToken.None);
        }
        catch (Exception error) when (error is DbException or StorageBusy or StorageFull)
        {
            // They stay, and go with the next try.
            if (failures++ == 0)
            {
                Waits(logger, error);
            }
            return false;
        }
        foreach (var note in notes)
        {
            waiting.TryRemove(note);
        }
        if (failures > 0)
        {
            Written(logger, failures);
            failures = 0;
        }
        return true;
    }

    private static async Task<int> AllAsync(Unit unit, KeyValuePair<string, Func<Unit, Task>>[] notes)
    {
        foreach (var note in notes)
        {
            await note.Value(unit);
        }
        return notes.Length;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "When sessions were used last cannot be written now; it is tried again")]
    private static partial void Waits(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Information, Message = "When sessions were used last is written, after {Failures} failures")]
    private static partial void Written(ILogger logger, int failures);
}
