using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace XBees.Infrastructure.Database;

/// <summary>
/// The only writer of an SQLite database. What has queued up becomes one transaction with a savepoint for each unit of work, so that
/// one fsync stores many units (group commit) and none is acknowledged before it.
/// </summary>
internal sealed class SqliteWriteLane : IAsyncDisposable
{
    private const int MostUnits = 256;
    private const int Waiting = 20_000;
    private static readonly TimeSpan BusyWait = TimeSpan.FromSeconds(5);

    private readonly DatabaseOptions options;
    private readonly Dialect dialect;
    private readonly TimeProvider time;
    private readonly LogSignal signal;
    private readonly WriteMeasures measures;
    private readonly Channel<Work> queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(Waiting) { SingleReader = true });
    private readonly Thread thread;
    private StatementCachingConnection? connection;
    private volatile bool closing;

    public SqliteWriteLane(DatabaseOptions options, Dialect dialect, TimeProvider time, LogSignal signal, WriteMeasures measures)
    {
        this.options = options;
        this.dialect = dialect;
        this.time = time;
        this.signal = signal;
        this.measures = measures;
        measures.Queue(() => queue.Reader.Count);
        thread = new Thread(Serve) { IsBackground = true, Name = "XBees write lane" };
        thread.Start();
    }

    public Task<T> RunAsync<T>(Func<IUnit, Task<T>> work)
    {
        var item = new Work<T>(work);
        if (!queue.Writer.TryWrite(item))
        {
            throw closing ? new NodeStops() : new StorageBusy("Too many writes are waiting for the database.");
        }
        return item.Task;
    }

    private void Serve()
    {
        var batch = new List<Work>();
        while (WaitForWork())
        {
            while (batch.Count < MostUnits && queue.Reader.TryRead(out var item))
            {
                batch.Add(item);
            }
            RunBatch(batch);
            batch.Clear();
        }
    }

    private bool WaitForWork()
    {
        var ready = queue.Reader.WaitToReadAsync();
        // The lane is a thread of its own: it waits here and nowhere else.
        return ready.IsCompleted ? ready.GetAwaiter().GetResult() : ready.AsTask().GetAwaiter().GetResult();
    }

    private void RunBatch(List<Work> batch)
    {
        if (!TryTogether(batch))
        {
            // A full disk or an I/O error ends the whole transaction, not the savepoint: nobody of the batch is stored yet.
            foreach (var item in batch)
            {
                RunAlone(item);
            }
        }
        var logged = false;
        foreach (var item in batch)
        {
            logged |= item.Logged.Count > 0;
            measures.Changed(item.Logged);
            item.Complete();
        }
        if (logged)
        {
            signal.Wake();
        }
    }

    private bool TryTogether(List<Work> batch)
    {
        if (batch.Count == 1)
        {
            return false;
        }
        try
        {
            var open = Begin();
            foreach (var item in batch)
            {
                open.Run("savepoint unit_of_work");
                if (Attempt(item, open))
                {
                    open.Run("release unit_of_work");
                    continue;
                }
                if (open.IsAutoCommit)
                {
                    return false;
                }
                open.Run("rollback to unit_of_work");
                open.Run("release unit_of_work");
            }
            Commit(open, batch.Count);
            return true;
        }
        catch (SqliteException error) when (dialect.IsBusy(error))
        {
            // Nothing was begun, and a wait of the same length for each of them would only make the queue longer.
            Abandon();
            foreach (var item in batch)
            {
                item.Fail(dialect.Translate(error));
            }
            return true;
        }
        catch (SqliteException)
        {
            // Commit failed; each unit meets the cause again alone and carries it to its caller.
            Abandon();
            return false;
        }
    }

    private void RunAlone(Work item)
    {
        try
        {
            var open = Begin();
            if (Attempt(item, open))
            {
                Commit(open, 1);
            }
            else if (item.Error is StorageUnavailable)
            {
                Abandon();
            }
            else if (!open.IsAutoCommit)
            {
                open.Run("rollback");
            }
        }
        catch (SqliteException error)
        {
            Abandon();
            item.Fail(dialect.Translate(error));
        }
    }

    private bool Attempt(Work item, StatementCachingConnection open)
    {
        var unit = new Unit(dialect, open, null, Instant.FromDateTimeOffset(time.GetUtcNow()), epoch: 0);
        try
        {
            item.Run(unit);
            return true;
        }
        catch (Exception error)
        {
            // Not swallowed: it is thrown to whoever asked for this unit; the others of the batch go on.
            item.Fail(dialect.Translate(error));
            return false;
        }
        finally
        {
            unit.Close();
        }
    }

    private StatementCachingConnection Begin()
    {
        connection ??= new(SqliteDialect.Open(options, readOnly: false, (int)BusyWait.TotalMilliseconds));
        connection.Run("begin immediate");
        return connection;
    }

    private void Commit(StatementCachingConnection open, int units)
    {
        var began = time.GetTimestamp();
        open.Run("commit");
        measures.Committed(time.GetElapsedTime(began));
        measures.Stored(units);
    }

    private void Abandon()
    {
        // A connection that met an I/O error is not trusted with the next unit.
        connection?.Dispose();
        connection = null;
    }

    public async ValueTask DisposeAsync()
    {
        closing = true;
        queue.Writer.TryComplete();
        await Task.Run(thread.Join);
        connection?.Dispose();
    }

    private abstract class Work
    {
        public IReadOnlyList<LogEntry> Logged { get; protected set; } = [];

        public Exception? Error { get; protected set; }

        public abstract void Run(Unit unit);

        public abstract void Fail(Exception error);

        public abstract void Complete();
    }

    private sealed class Work<T>(Func<IUnit, Task<T>> body) : Work
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        public Task<T> Task => done.Task;

        public override void Run(Unit unit)
        {
            Error = null;
            Logged = [];
            result = Finished(body(unit)).GetAwaiter().GetResult();
            Finished(unit.FlushAsync()).GetAwaiter().GetResult();
            Logged = unit.Logged;
        }

        public override void Fail(Exception cause)
        {
            Error = cause;
            Logged = [];
        }

        public override void Complete()
        {
            if (Error is null)
            {
                done.SetResult(result!);
            }
            else
            {
                done.SetException(Error);
            }
        }

        /// <summary>Every call of the SQLite driver is complete when it returns: a task that is not waits for something else.</summary>
        private static TTask Finished<TTask>(TTask task)
            where TTask : Task =>
            task.IsCompleted ? task : throw new InvalidOperationException("A unit of work awaited something other than the database.");
    }
}

/// <summary>The lane is closed: whoever asks is answered by another node, or by this one when it is back.</summary>
public sealed class NodeStops() : StorageBusy("This node stops.");
