using System.Data.Common;

namespace XBees.Infrastructure.Database;

/// <summary>What differs between the three databases, and nothing else.</summary>
public abstract class Dialect
{
    public static readonly DialectPart HorizonHeld = new DialectPart.HorizonHeld();
    public static readonly DialectPart Limit = new DialectPart.Limit();
    public static readonly DialectPart Lock = new DialectPart.Lock();
    public static readonly DialectPart LockAgent = new DialectPart.LockAgent();
    public static readonly DialectPart LockGuest = new DialectPart.LockGuest();
    public static readonly DialectPart LogAppend = new DialectPart.LogAppend();
    public static readonly DialectPart LogAfter = new DialectPart.LogAfter();
    public static readonly DialectPart LogCommitted = new DialectPart.LogCommitted();
    public static readonly DialectPart LogOrder = new DialectPart.LogOrder();
    public static readonly DialectPart LogTx = new DialectPart.LogTx();
    public static readonly DialectPart LogVisible = new DialectPart.LogVisible();
    public static readonly DialectPart SystemIdentifier = new DialectPart.SystemIdentifier();

    public static DialectPart In(string column, string parameter) => new DialectPart.In(column, parameter);

    public static Dialect For(DatabaseProvider provider) =>
        provider switch
        {
            DatabaseProvider.Sqlite => new SqliteDialect(),
            DatabaseProvider.PostgreSql => new PostgresDialect(),
            DatabaseProvider.SqlServer => new SqlServerDialect(),
            _ => throw new ArgumentOutOfRangeException(nameof(provider)),
        };

    public abstract DatabaseProvider Provider { get; }

    public abstract string Render(DialectPart part);

    /// <summary>The words that stand for types in a migration: <c>id</c>, <c>name</c>, <c>key</c>, <c>text</c>, <c>time</c>, <c>bool</c>, <c>blob</c>, <c>identity</c>.</summary>
    public abstract string TypeWord(string word);

    /// <summary>A unique index or key refused a row.</summary>
    public abstract bool IsDuplicate(Exception error);

    /// <summary>Doing all of it once more can succeed: a deadlock, a lost serialisation.</summary>
    public abstract bool IsTransient(Exception error);

    /// <summary>The database is held by somebody else for longer than we wait, or has too much to do.</summary>
    public abstract bool IsBusy(Exception error);

    /// <summary>The database is away, or its files cannot be opened, read or written.</summary>
    public abstract bool IsUnavailable(Exception error);

    public abstract bool IsFull(Exception error);

    /// <summary>The exception that callers understand, or the same one where it is a bug.</summary>
    public Exception Translate(Exception error) =>
        IsFull(error) ? new StorageFull("The disk is full.", error)
        : IsUnavailable(error) ? new StorageUnavailable("The database is away or fails.", error)
        : IsBusy(error) || IsTransient(error) ? new StorageBusy("The database cannot answer now.", error)
        : error;

    /// <summary>Held while one process migrates; others wait.</summary>
    public abstract IAsyncDisposable MigrationLock(DatabaseOptions options);

    protected static T? Find<T>(Exception error)
        where T : DbException
    {
        for (var e = error; e is not null; e = e.InnerException!)
        {
            if (e is T found)
            {
                return found;
            }
        }
        return null;
    }
}
