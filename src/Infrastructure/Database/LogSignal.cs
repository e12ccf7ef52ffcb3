namespace XBees.Infrastructure.Database;

/// <summary>Wakes the readers of the log in this process as soon as one of its own units has committed; those of other processes poll.</summary>
public sealed class LogSignal
{
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the next commit after this call.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    // Exchanged in one step: of two wakers at once, neither may drop a source that somebody already waits for.
    public void Wake() => Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
