using Microsoft.Data.SqlClient;
using XBees.Infrastructure.Database;

namespace XBees.Testing.Databases;

/// <summary>SQL Server has no templates: each test's database is migrated for itself.</summary>
internal static class SqlServerCopy
{
    public static string? Server { get; } =
        Environment.GetEnvironmentVariable("XBEES_TEST_SQLSERVER") is { Length: > 0 } server ? server : null;

    public static async Task<(DatabaseOptions Options, Func<Task> Drop)> CreateAsync()
    {
        var name = $"xbees_{Guid.CreateVersion7():N}";
        await ExecuteAsync($"create database {name}");
        await ExecuteAsync($"alter database {name} set read_committed_snapshot on");
        var options = new DatabaseOptions(DatabaseProvider.SqlServer, Within(name));
        await Migrator.MigrateAsync(options);
        return (options, () => DropAsync(name));
    }

    private static async Task DropAsync(string name)
    {
        SqlConnection.ClearAllPools();
        await ExecuteAsync($"alter database {name} set single_user with rollback immediate; drop database {name}");
    }

    private static string Within(string database) => new SqlConnectionStringBuilder(Server) { InitialCatalog = database }.ConnectionString;

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqlConnection(Within("master"));
        await connection.OpenAsync();
        await using var command = new SqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
