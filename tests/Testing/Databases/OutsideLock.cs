using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using XBees.Infrastructure.Database;

namespace XBees.Testing.Databases;

/// <summary>Another program that holds a lock of the database until it is disposed of: reading goes on, writing waits.</summary>
public sealed class OutsideLock : IAsyncDisposable
{
    private readonly DbConnection connection;

    private OutsideLock(DbConnection connection) => this.connection = connection;

    /// <summary>Nobody can write: SQLite's one write lock, elsewhere these tables.</summary>
    public static Task<OutsideLock> OnWritesAsync(TestDatabase database, params string[] tables) =>
        database.Provider == DatabaseProvider.Sqlite
            ? HoldAsync(new SqliteConnection(database.ConnectionString + ";Pooling=false"), "begin immediate")
            : HoldAsync(
                new NpgsqlConnection(database.ConnectionString),
                $"begin; lock table {string.Join(", ", tables)} in share row exclusive mode"
            );

    /// <summary>Nobody can write into this conversation.</summary>
    public static Task<OutsideLock> OnConversationAsync(TestDatabase database, string id) =>
        database.Provider == DatabaseProvider.Sqlite
            ? OnWritesAsync(database)
            : HoldAsync(
                new NpgsqlConnection(database.ConnectionString),
                $"begin; select pg_advisory_xact_lock(hashtextextended('{id}', 0))"
            );

    public async ValueTask DisposeAsync()
    {
        await RunAsync("rollback");
        await connection.DisposeAsync();
    }

    private static async Task<OutsideLock> HoldAsync(DbConnection connection, string sql)
    {
        var held = new OutsideLock(connection);
        await connection.OpenAsync();
        await held.RunAsync(sql);
        return held;
    }

    private async Task RunAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
