using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using Npgsql;

namespace XBees.Infrastructure.Database;

/// <summary>The open transaction of a unit of work.</summary>
public sealed class Unit : SqlSession, IUnit
{
    private readonly DbConnection connection;
    private readonly DbTransaction? transaction;
    private readonly long epoch;
    private readonly List<LogEntry> entries = [];
    private readonly List<(Sql Sql, object? Args)> queued = [];
    private volatile bool closed;

    internal Unit(Dialect dialect, DbConnection connection, DbTransaction? transaction, Instant now, long epoch)
        : base(dialect)
    {
        this.connection = connection;
        this.transaction = transaction;
        this.epoch = epoch;
        Now = now;
    }

    public Instant Now { get; }

    public long NowMs => Now.ToUnixTimeMilliseconds();

    /// <summary>What it has written to the log, once it is flushed.</summary>
    internal IReadOnlyList<LogEntry> Logged { get; private set; } = [];

    public static Unit Of(IUnit unit) => (Unit)unit;

    public string NewId(string prefix) => Ids.New(prefix, Guid.CreateVersion7(Now.ToDateTimeOffset()));

    public void Log(LogEntry entry) => entries.Add(entry);

    /// <summary>
    /// A write whose answer nobody needs. It runs before the commit, in order; on PostgreSQL all of them go in one round trip together
    /// with the commit. What is read later in the same unit must not depend on it.
    /// </summary>
    public void Later(Sql sql, object? args = null)
    {
        SqlCollector.Note(sql, args);
        queued.Add((sql, args));
    }

    /// <summary>A body that awaited something else may still be running: its transaction is no longer its own.</summary>
    internal void Close() => closed = true;

    protected override Task<T> WithAsync<T>(Func<DbConnection, DbTransaction?, Task<T>> use, CancellationToken cancel) =>
        closed ? throw new InvalidOperationException("This unit of work is over.") : use(connection, transaction);

    /// <summary>Writes what was put off, and the log last: its place is drawn as near to the commit as can be.</summary>
    internal async Task FlushAsync()
    {
        QueueLog();
        foreach (var (sql, args) in queued)
        {
            await ExecuteAsync(sql, args);
        }
        queued.Clear();
    }

    /// <summary>Writes what was put off and commits; on PostgreSQL in one round trip.</summary>
    internal async Task FlushAndCommitAsync(DbTransaction open)
    {
        if (connection is NpgsqlConnection postgres)
        {
            QueueLog();
            await CommitBatchAsync(postgres, (NpgsqlTransaction)open);
            return;
        }
        await FlushAsync();
        // Not cancellable: a commit that was sent may have happened.
        await open.CommitAsync(CancellationToken.None);
    }

    private void QueueLog()
    {
        Logged = entries;
        foreach (var entry in entries)
        {
            Later(
                $"{Dialect.LogAppend}",
                new
                {
                    epoch,
                    type = entry.Type,
                    conversationId = entry.ConversationId,
                    subjectId = entry.SubjectId,
                    people = entry.People is { Count: > 0 } people ? string.Join(' ', people) : null,
                    at = NowMs,
                }
            );
        }
    }

    private async Task CommitBatchAsync(NpgsqlConnection postgres, NpgsqlTransaction open)
    {
        await using var batch = new NpgsqlBatch(postgres, open);
        foreach (var (sql, args) in queued)
        {
            var command = new NpgsqlBatchCommand(sql.Render(Dialect));
            foreach (var (name, value) in Parameters.Of(args))
            {
                command.Parameters.Add(new NpgsqlParameter(name, value ?? DBNull.Value));
            }
            batch.BatchCommands.Add(command);
        }
        queued.Clear();
        // A statement that fails ends the batch before this one, and disposing of the transaction rolls back.
        batch.BatchCommands.Add(new("commit"));
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static class Parameters
    {
        private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

        public static IEnumerable<(string Name, object? Value)> Of(object? args) =>
            args is null
                ? []
                : Known.GetOrAdd(args.GetType(), type => type.GetProperties()).Select(property => (property.Name, property.GetValue(args)));
    }
}
