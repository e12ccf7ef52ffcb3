using System.Data;
using System.Data.Common;
using Dapper;

namespace XBees.Infrastructure.Database;

/// <summary>What a store may ask of a database. A statement is always a <see cref="Sql"/>; what was typed is always a parameter.</summary>
public abstract class SqlSession(Dialect dialect)
{
    static SqlSession() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    public Dialect Dialect { get; } = dialect;

    public Task<IReadOnlyList<T>> ListAsync<T>(Sql sql, object? args = null, CancellationToken cancel = default)
    {
        SqlCollector.Note(sql, args);
        return WithAsync<IReadOnlyList<T>>(
            async (connection, transaction) => (await connection.QueryAsync<T>(Command(sql, args, transaction, cancel))).AsList(),
            cancel
        );
    }

    /// <summary>The first row, or nothing.</summary>
    public Task<T?> FirstAsync<T>(Sql sql, object? args = null, CancellationToken cancel = default)
    {
        SqlCollector.Note(sql, args);
        return WithAsync<T?>(
            (connection, transaction) => connection.QueryFirstOrDefaultAsync<T?>(Command(sql, args, transaction, cancel)),
            cancel
        );
    }

    /// <summary>Several results in one round trip; statements are separated by <c>;</c>.</summary>
    public Task<T> ManyAsync<T>(Sql sql, object? args, Func<SqlMapper.GridReader, Task<T>> read, CancellationToken cancel = default)
    {
        SqlCollector.Note(sql, args);
        return WithAsync(
            async (connection, transaction) =>
            {
                await using var grid = await connection.QueryMultipleAsync(Command(sql, args, transaction, cancel));
                return await read(grid);
            },
            cancel
        );
    }

    /// <summary>Runs a statement now and tells how many rows it changed.</summary>
    public Task<int> ExecuteAsync(Sql sql, object? args = null, CancellationToken cancel = default)
    {
        SqlCollector.Note(sql, args);
        return WithAsync((connection, transaction) => connection.ExecuteAsync(Command(sql, args, transaction, cancel)), cancel);
    }

    protected abstract Task<T> WithAsync<T>(Func<DbConnection, DbTransaction?, Task<T>> use, CancellationToken cancel);

    // Dapper takes a text of one word for a stored procedure, so the type is always said.
    private CommandDefinition Command(Sql sql, object? args, DbTransaction? transaction, CancellationToken cancel) =>
        new(sql.Render(Dialect), args, transaction, commandType: CommandType.Text, cancellationToken: cancel);
}
