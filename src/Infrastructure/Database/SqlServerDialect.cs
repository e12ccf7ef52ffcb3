using Microsoft.Data.SqlClient;

namespace XBees.Infrastructure.Database;

public sealed class SqlServerDialect : Dialect
{
    public override DatabaseProvider Provider => DatabaseProvider.SqlServer;

    public override string Render(DialectPart part) =>
        part switch
        {
            DialectPart.Limit => "offset 0 rows fetch next @limit rows only",
            DialectPart.In hole => $"{hole.Column} in {hole.Parameter}",
            DialectPart.Lock => "update conversation set last_seq = last_seq where id = @id",
            DialectPart.LockAgent => "update agent set version = version where id = @id",
            DialectPart.LockGuest => "update guest set number = number where id = @id",
            DialectPart.LogAppend => """
                insert into log (epoch, type, conversation_id, subject_id, people, at)
                values (@epoch, @type, @conversationId, @subjectId, @people, @at)
                """,
            DialectPart.LogAfter => """
                epoch >= @epoch
                and (epoch > @epoch or cast(tx as bigint) > @tx or (cast(tx as bigint) = @tx and position > @position))
                and (epoch < @current or tx < min_active_rowversion())
                """,
            DialectPart.LogCommitted => """
                epoch >= @epoch
                and (epoch > @epoch or cast(tx as bigint) > @tx or (cast(tx as bigint) = @tx and position > @position))
                """,
            DialectPart.LogOrder => "epoch, tx, position",
            DialectPart.LogTx => "cast(tx as bigint)",
            DialectPart.LogVisible => "(epoch < @current or tx < min_active_rowversion())",
            // Whoever may see others' transactions there needs a right that the product does not ask for.
            DialectPart.HorizonHeld => "cast(0 as bigint)",
            DialectPart.SystemIdentifier => "'sqlserver'",
            _ => throw new NotSupportedException(part.ToString()),
        };

    public override string TypeWord(string word) =>
        word switch
        {
            "id" => "nvarchar(64) collate Latin1_General_100_BIN2",
            "key" => "nvarchar(300) collate Latin1_General_100_BIN2",
            "name" => "nvarchar(400)",
            "text" => "nvarchar(max)",
            "time" => "bigint",
            "bool" => "bit",
            "blob" => "varbinary(max)",
            "identity" => "bigint identity not null primary key",
            _ => throw new NotSupportedException(word),
        };

    public override bool IsDuplicate(Exception error) => Find<SqlException>(error) is { Number: 2601 or 2627 };

    public override bool IsTransient(Exception error) => Find<SqlException>(error) is { Number: 1205 or 3960 };

    public override bool IsBusy(Exception error) => Find<SqlException>(error) is { Number: -2 or 1222 };

    public override bool IsUnavailable(Exception error) =>
        Find<SqlException>(error) is { Number: 2 or 53 or 233 or 823 or 3906 or 10053 or 10054 or 10060 or 40613 };

    public override bool IsFull(Exception error) => Find<SqlException>(error) is { Number: 1105 or 9002 };

    public override IAsyncDisposable MigrationLock(DatabaseOptions options)
    {
        // Not from a pool: a pooled connection gives its locks back only when it is used again.
        var connection = new SqlConnection(new SqlConnectionStringBuilder(options.ConnectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new SqlCommand("exec sp_getapplock 'xbees-migrate', 'Exclusive', 'Session', -1", connection)
        {
            CommandTimeout = 0,
        };
        command.ExecuteNonQuery();
        return connection;
    }
}
