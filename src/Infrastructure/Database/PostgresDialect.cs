using Npgsql;

namespace XBees.Infrastructure.Database;

public sealed class PostgresDialect : Dialect
{
    private static readonly string[] Away = ["08", "57P", "58", PostgresErrorCodes.ReadOnlySqlTransaction];

    public override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    public override string Render(DialectPart part) =>
        part switch
        {
            DialectPart.Limit => "limit @limit",
            DialectPart.In hole => $"{hole.Column} = any({hole.Parameter})",
            // Not the row's own lock: that update would draw the transaction's number while it waits, and the log's order would
            // disagree with the order of seq.
            DialectPart.Lock or DialectPart.LockAgent or DialectPart.LockGuest => "select pg_advisory_xact_lock(hashtextextended(@id, 0))",
            DialectPart.LogAppend => """
                insert into log (epoch, tx, type, conversation_id, subject_id, people, at)
                values (@epoch, pg_current_xact_id()::text::bigint, @type, @conversationId, @subjectId, @people, @at)
                """,
            DialectPart.LogAfter => """
                (epoch, tx, position) > (@epoch, @tx, @position)
                and (epoch < @current or tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
                """,
            DialectPart.LogCommitted => "(epoch, tx, position) > (@epoch, @tx, @position)",
            DialectPart.LogOrder => "epoch, tx, position",
            DialectPart.LogTx => "tx",
            DialectPart.LogVisible => "(epoch < @current or tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)",
            DialectPart.HorizonHeld => """
                (
                    select coalesce(max((extract(epoch from clock_timestamp() - writer.began) * 1000)::bigint), 0)
                    from (
                        select xact_start as began from pg_stat_activity where backend_xid is not null
                        union all
                        select prepared from pg_prepared_xacts
                    ) writer
                )
                """,
            DialectPart.SystemIdentifier => "(select system_identifier::text from pg_control_system())",
            _ => throw new NotSupportedException(part.ToString()),
        };

    public override string TypeWord(string word) =>
        word switch
        {
            // Byte-wise: ids sort by time, and an index on them is an index for their prefixes.
            "id" or "key" => "text collate \"C\"",
            "name" or "text" => "text",
            "time" => "bigint",
            "bool" => "boolean",
            "blob" => "bytea",
            "identity" => "bigint generated always as identity primary key",
            _ => throw new NotSupportedException(word),
        };

    public override bool IsDuplicate(Exception error) => Find<PostgresException>(error) is { SqlState: PostgresErrorCodes.UniqueViolation };

    public override bool IsTransient(Exception error) =>
        Find<PostgresException>(error) is { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    public override bool IsBusy(Exception error) =>
        Find<PostgresException>(error)
            is {
                SqlState: PostgresErrorCodes.TooManyConnections
                    or PostgresErrorCodes.LockNotAvailable
                    or PostgresErrorCodes.QueryCanceled
                    or "25P03"
            };

    /// <summary>Of the server: connection lost (08), going down or coming up (57P), its system fails (58), it is a standby. Else ours broke.</summary>
    public override bool IsUnavailable(Exception error) =>
        Find<PostgresException>(error) is { SqlState: var state }
            ? Away.Any(way => state.StartsWith(way, StringComparison.Ordinal))
            // Npgsql throws the bare one where a new connection takes too long, or the clock jumps while it is made.
            : error is TimeoutException || Find<NpgsqlException>(error) is not null;

    public override bool IsFull(Exception error) => Find<PostgresException>(error) is { SqlState: PostgresErrorCodes.DiskFull };

    public override IAsyncDisposable MigrationLock(DatabaseOptions options)
    {
        // Not from a pool: a pooled connection gives its locks back only when it is used again.
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false }.ConnectionString
        );
        connection.Open();
        using var command = new NpgsqlCommand("select pg_advisory_lock(7234905112)", connection) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
        return connection;
    }

    public static NpgsqlDataSource DataSource(DatabaseOptions options)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            // Nothing of ours outlives its transaction in a session (locks are of transactions), so there is nothing to reset.
            NoResetOnClose = true,
        };
        // ContainsKey is true for every keyword that Npgsql knows.
        if (!settings.ShouldSerialize("Maximum Pool Size"))
        {
            settings.MaxPoolSize = 40;
        }
        // A transaction that hangs would hold everybody's events back (the log's horizon).
        settings.Options = $"{settings.Options} -c idle_in_transaction_session_timeout=10000 -c lock_timeout=5000".Trim();
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }
}
