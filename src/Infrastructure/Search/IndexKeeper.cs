using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using XBees.Application.Events;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Events;

namespace XBees.Infrastructure.Search;

/// <summary>
/// Keeps this node's index: opens it, makes it anew where it is damaged or has lost its place in the log, and follows the log in the
/// background (SE-3). Nothing waits for it: neither the start of the node nor what is written.
/// </summary>
public sealed partial class IndexKeeper(
    Db db,
    ILog log,
    EventHub hub,
    SearchIndex index,
    SearchOptions options,
    TimeProvider time,
    ILogger<IndexKeeper> logger
) : BackgroundService
{
    private const int PageSize = 500;

    /// <summary>A node that nobody searches at once opens its index when it has started in peace.</summary>
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(15);

    /// <summary>What is written in a moment is taken in together.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly IndexFolders folders = new(options);
    private readonly SearchRows rows = new(db);

    /// <summary>In a row, without an index that was whole in between.</summary>
    private int failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAny(index.Wanted, Task.Delay(Warm, time, stoppingToken));
            // Lucene works on the thread that calls it; the start of the node goes on meanwhile.
            await Task.Yield();
            while (!stoppingToken.IsCancellationRequested)
            {
                await KeepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops; what is not committed is read from the log again.
        }
    }

    private async Task KeepAsync(CancellationToken cancel)
    {
        try
        {
            await OpenAndFollowAsync(cancel);
            return;
        }
        catch (Exception error) when (error is IndexDamaged or ObjectDisposedException or IOException or UnauthorizedAccessException)
        {
            Damaged(logger, error);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested && error is DbException or StorageBusy or StorageFull)
        {
            DatabaseAway(logger, error);
        }
        // A folder that cannot be written now cannot be in a moment either.
        await Task.Delay(Again * Math.Min(10, 1 << failures), time, cancel);
        failures = Math.Min(4, failures + 1);
    }

    private async Task OpenAndFollowAsync(CancellationToken cancel)
    {
        OpenIndex? open = null;
        try
        {
            open = Existing();
            if (open is null || !await log.KnowsAsync(open.Cursor, cancel))
            {
                var lost = open;
                open = null;
                open = await MakeAsync(lost, cancel);
            }
            index.Ready(open);
            failures = 0;
            await FollowAsync(open, cancel);
        }
        finally
        {
            index.Closed();
            open?.Dispose();
        }
    }

    /// <summary>The newest that is whole; damaged ones are passed over.</summary>
    private OpenIndex? Existing()
    {
        foreach (var folder in folders.All())
        {
            try
            {
                if (OpenIndex.Existing(folder) is { } open)
                {
                    return open;
                }
            }
            catch (IndexDamaged damage)
            {
                Damaged(logger, damage);
            }
        }
        return null;
    }

    /// <summary>Made beside the old one, which answers as long as it can.</summary>
    private async Task<OpenIndex> MakeAsync(OpenIndex? old, CancellationToken cancel)
    {
        var made = OpenIndex.Create(folders.Next());
        try
        {
            // Read before the rows are: what is written meanwhile is told by the log.
            made.Cursor = await log.NewestAsync(cancel);
            var total = await rows.CountAsync(cancel);
            index.Building(old ?? made, 0, total);
            await new IndexWriting(rows).BuildAsync(made, done => index.Building(old ?? made, done, total), cancel);
            made.Commit();
            index.Ready(made);
        }
        catch
        {
            index.Closed();
            made.Dispose();
            IndexFolders.Drop(made.Folder);
            throw;
        }
        finally
        {
            old?.Dispose();
        }
        folders.KeepOnly(made.Folder);
        return made;
    }

    private async Task FollowAsync(OpenIndex open, CancellationToken cancel)
    {
        var writing = new IndexWriting(rows);
        var commits = new IndexCommits(open, time);
        try
        {
            while (true)
            {
                cancel.ThrowIfCancellationRequested();
                index.ThrowIfDamaged();
                var moved = hub.Moved.Next;
                if (hub.Position.IsAfter(open.Cursor) && await log.AfterAsync(open.Cursor, PageSize, cancel) is { Count: > 0 } entries)
                {
                    await writing.ApplyAsync(open, entries, cancel);
                    open.Cursor = entries[^1].Cursor;
                }
                else
                {
                    await WaitAsync(moved, cancel);
                }
                await commits.GoOnAsync();
            }
        }
        catch (OperationCanceledException)
        {
            await commits.LastAsync();
            throw;
        }
        finally
        {
            await commits.SettleAsync();
        }
    }

    private async Task WaitAsync(Task moved, CancellationToken cancel)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(moved, Task.Delay(LookAfter, time, timer.Token));
        await timer.CancelAsync();
        if (moved.IsCompleted)
        {
            await Task.Delay(Gather, time, cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search index is made anew; everything else goes on")]
    private static partial void Damaged(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database cannot be read for the search index now")]
    private static partial void DatabaseAway(ILogger logger, Exception error);
}
