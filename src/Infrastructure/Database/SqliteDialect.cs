using Microsoft.Data.Sqlite;

namespace XBees.Infrastructure.Database;

public sealed class SqliteDialect : Dialect
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintUnique = 2067;

    public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public override string Render(DialectPart part) =>
        part switch
        {
            DialectPart.Limit => "limit @limit",
            DialectPart.In hole => $"{hole.Column} in {hole.Parameter}",
            DialectPart.Lock => "update conversation set last_seq = last_seq where id = @id",
            DialectPart.LockAgent => "update agent set version = version where id = @id",
            DialectPart.LockGuest => "update guest set number = number where id = @id",
            // One writer: the row's number is the order of commits.
            DialectPart.LogAppend => """
                insert into log (epoch, tx, type, conversation_id, subject_id, people, at)
                values (@epoch, 0, @type, @conversationId, @subjectId, @people, @at)
                """,
            // One writer: position is the order, and epoch and tx stay at 0. Compared as rows, SQLite would read the whole log each time, as
            // its row number is no column of the index to it.
            DialectPart.LogAfter or DialectPart.LogCommitted => "position > @position",
            DialectPart.LogOrder => "position",
            DialectPart.LogTx => "tx",
            DialectPart.LogVisible => "epoch <= @current",
            DialectPart.HorizonHeld => "0",
            DialectPart.SystemIdentifier => "'sqlite'",
            _ => throw new NotSupportedException(part.ToString()),
        };

    public override string TypeWord(string word) =>
        word switch
        {
            "id" or "name" or "key" or "text" => "text",
            "time" or "bool" => "integer",
            "blob" => "blob",
            // Without autoincrement a log that was trimmed empty starts again at 1, and every cursor is ahead of it.
            "identity" => "integer primary key autoincrement",
            _ => throw new NotSupportedException(word),
        };

    public override bool IsDuplicate(Exception error) =>
        Find<SqliteException>(error) is { SqliteExtendedErrorCode: ConstraintPrimaryKey or ConstraintUnique };

    public override bool IsTransient(Exception error) => false;

    public override bool IsBusy(Exception error) => Find<SqliteException>(error) is { SqliteErrorCode: Busy or Locked };

    public override bool IsUnavailable(Exception error) =>
        Find<SqliteException>(error) is { SqliteErrorCode: ReadOnly or InputOutput or CannotOpen };

    public override bool IsFull(Exception error) => Find<SqliteException>(error) is { SqliteErrorCode: Full };

    public override IAsyncDisposable MigrationLock(DatabaseOptions options)
    {
        var file = new SqliteConnectionStringBuilder(options.ConnectionString).DataSource;
        return FileLock.Take(file + ".migrate");
    }

    /// <summary>Opens a connection that sees commits of others at once (WAL) and waits for a writer outside.</summary>
    public static SqliteConnection Open(DatabaseOptions options, bool readOnly, int busyMilliseconds)
    {
        var settings = new SqliteConnectionStringBuilder(options.ConnectionString) { Pooling = false };
        var connection = new SqliteConnection(settings.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            pragma busy_timeout = {busyMilliseconds};
            pragma journal_mode = wal;
            pragma synchronous = full;
            pragma foreign_keys = on;
            pragma cache_size = -16000;
            pragma temp_store = memory;
            pragma query_only = {(readOnly ? 1 : 0)};
            """;
        command.ExecuteNonQuery();
        // Microsoft.Data.Sqlite waits by its own time-out on top of the pragma.
        connection.DefaultTimeout = Math.Max(1, busyMilliseconds / 1000);
        return connection;
    }
}
