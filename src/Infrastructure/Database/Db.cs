using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace XBees.Infrastructure.Database;

/// <summary>Reading outside of a transaction, on connections of its own; on SQLite they see each commit of the write lane at once.</summary>
public sealed class Db : SqlSession, IAsyncDisposable
{
    private readonly DatabaseOptions options;
    private readonly NpgsqlDataSource? postgres;
    private readonly ConcurrentBag<StatementCachingConnection> idle = [];
    private volatile bool disposed;

    public Db(DatabaseOptions options)
        : base(Dialect.For(options.Provider))
    {
        this.options = options;
        postgres = options.Provider == DatabaseProvider.PostgreSql ? PostgresDialect.DataSource(options) : null;
    }

    /// <summary>Database and connections, for the units of work.</summary>
    internal DatabaseOptions Options => options;

    internal async Task<DbConnection> OpenServerConnectionAsync(CancellationToken cancel)
    {
        if (postgres is not null)
        {
            return await postgres.OpenConnectionAsync(cancel);
        }
        var connection = new SqlConnection(options.ConnectionString);
        await connection.OpenAsync(cancel);
        return connection;
    }

    protected override async Task<T> WithAsync<T>(Func<DbConnection, DbTransaction?, Task<T>> use, CancellationToken cancel)
    {
        try
        {
            if (options.Provider != DatabaseProvider.Sqlite)
            {
                await using var connection = await OpenServerConnectionAsync(cancel);
                return await use(connection, null);
            }
            var reader = idle.TryTake(out var used) ? used : new(SqliteDialect.Open(options, readOnly: true, busyMilliseconds: 5000));
            var broken = false;
            try
            {
                return await use(reader, null);
            }
            catch (DbException error) when (Dialect.IsUnavailable(error))
            {
                broken = true;
                throw;
            }
            finally
            {
                GiveBack(reader, broken);
            }
        }
        catch (DbException error)
        {
            var translated = Dialect.Translate(error);
            if (ReferenceEquals(translated, error))
            {
                throw;
            }
            throw translated;
        }
    }

    private void GiveBack(StatementCachingConnection reader, bool broken)
    {
        if (broken || disposed || idle.Count >= 16)
        {
            reader.Dispose();
            return;
        }
        idle.Add(reader);
    }

    public async ValueTask DisposeAsync()
    {
        disposed = true;
        while (idle.TryTake(out var reader))
        {
            await reader.DisposeAsync();
        }
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }
    }
}
