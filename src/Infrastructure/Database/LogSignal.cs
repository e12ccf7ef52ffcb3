namespace XBees.Infrastructure.Database;

/// <summary>Wakes the readers of the log in this process as soon as one of its own units has committed; those of other processes poll.</summary>
public sealed class LogSignal
{
    private volatile TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the next commit after this call.</summary>
    public Task Next => next.Task;

    public void Wake()
    {
        var before = next;
        next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        before.TrySetResult();
    }
}
