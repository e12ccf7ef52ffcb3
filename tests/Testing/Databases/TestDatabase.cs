using Microsoft.Data.Sqlite;
using Npgsql;
using XBees.Infrastructure.Database;

namespace XBees.Testing.Databases;

/// <summary>An empty database with every migration applied, for one test alone. It is gone when the test is over.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<Task> drop;

    private TestDatabase(DatabaseOptions options, string folder, Func<Task> drop)
    {
        Options = options;
        Folder = folder;
        this.drop = drop;
    }

    public DatabaseOptions Options { get; }

    public DatabaseProvider Provider => Options.Provider;

    public string ConnectionString => Options.ConnectionString;

    /// <summary>A folder that is gone with the database; SQLite's file lies in it.</summary>
    public string Folder { get; }

    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider)
    {
        if (WhyNot(provider) is { } reason)
        {
            throw new InvalidOperationException(reason);
        }
        var folder = Directory.CreateTempSubdirectory("xbees-").FullName;
        switch (provider)
        {
            case DatabaseProvider.PostgreSql:
                var (postgres, dropPostgres) = await PostgresTemplate.CopyAsync();
                return new(postgres, folder, dropPostgres);
            case DatabaseProvider.SqlServer:
                var (sqlServer, dropSqlServer) = await SqlServerCopy.CreateAsync();
                return new(sqlServer, folder, dropSqlServer);
            default:
                var options = await SqliteTemplate.CopyAsync(Path.Combine(folder, "xbees.db"));
                return new(options, folder, () => Task.CompletedTask);
        }
    }

    /// <summary>Why a database cannot be tested here, or null where it can.</summary>
    public static string? WhyNot(DatabaseProvider provider) =>
        provider switch
        {
            DatabaseProvider.PostgreSql when PostgresTemplate.Server is null && InContinuousIntegration =>
                throw new InvalidOperationException("CI must test PostgreSQL: XBEES_TEST_POSTGRES is not set."),
            DatabaseProvider.PostgreSql when PostgresTemplate.Server is null =>
                "No PostgreSQL: XBEES_TEST_POSTGRES is not set (./test starts one).",
            DatabaseProvider.SqlServer when SqlServerCopy.Server is null => "No SQL Server: XBEES_TEST_SQLSERVER is not set.",
            _ => null,
        };

    /// <summary>Reading and writing as the product does it. Several may be open at once, as several nodes are.</summary>
    public Task<OpenDatabase> OpenAsync(TimeProvider? time = null) => OpenDatabase.OverAsync(Options, time ?? TimeProvider.System);

    /// <summary>A pooled connection holds SQLite's files, and keeps PostgreSQL from copying.</summary>
    internal static void CloseIdle()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        await drop();
        Directory.Delete(Folder, recursive: true);
    }

    public override string ToString() => Provider.ToString();

    internal static TestDatabase Absent(DatabaseProvider provider) => new(new(provider, ""), "", () => Task.CompletedTask);

    private static bool InContinuousIntegration => Environment.GetEnvironmentVariable("CI") is "true" or "1";
}
