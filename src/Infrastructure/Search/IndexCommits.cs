namespace XBees.Infrastructure.Search;

/// <summary>Commits beside whoever follows the log: the disk may take a second for it, and what is new is found meanwhile.</summary>
internal sealed class IndexCommits(OpenIndex open, TimeProvider time)
{
    private static readonly TimeSpan After = TimeSpan.FromSeconds(5);

    private long ended = time.GetTimestamp();
    private Task? running;

    /// <summary>Begins one where it is time, and tells what went wrong with the one before.</summary>
    public async Task GoOnAsync()
    {
        if (running is { IsCompleted: true } over)
        {
            running = null;
            ended = time.GetTimestamp();
            await over;
        }
        if (running is not null)
        {
            return;
        }
        open.CheckFiles();
        if (open.IsDirty && time.GetElapsedTime(ended) > After)
        {
            running = Task.Run(open.Commit);
        }
    }

    /// <summary>A node that stops in peace begins where it was.</summary>
    public async Task LastAsync()
    {
        await SettleAsync();
        if (open.IsDirty)
        {
            open.Commit();
        }
    }

    /// <summary>Nothing may be closed under one that runs.</summary>
    public async Task SettleAsync() => await (running ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
