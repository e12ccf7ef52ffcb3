using Microsoft.Data.Sqlite;
using Npgsql;
using XBees.Infrastructure.Database;

namespace XBees.Testing.Databases;

/// <summary>An empty database with every migration applied, for one test alone. It is gone when the test is over.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<DatabaseOptions, Task> drop;
    private Lazy<DatabaseOptions> options;
    private bool disposed;

    static TestDatabase() => OneShape.Use();

    private TestDatabase(DatabaseProvider provider, Lazy<DatabaseOptions> options, string folder, Func<DatabaseOptions, Task> drop)
    {
        Provider = provider;
        this.options = options;
        Folder = folder;
        this.drop = drop;
    }

    /// <summary>Where it is. PostgreSQL's is made with the first look at this.</summary>
    public DatabaseOptions Options
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return options.Value;
        }
    }

    public DatabaseProvider Provider { get; }

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
                return new(provider, await PostgresTemplate.CopyAsync(), folder, PostgresTemplate.DropAsync);
            case DatabaseProvider.SqlServer:
                var (sqlServer, dropSqlServer) = await SqlServerCopy.CreateAsync();
                return new(provider, new(sqlServer), folder, _ => dropSqlServer());
            default:
                var sqlite = await SqliteTemplate.CopyAsync(Path.Combine(folder, "xbees.db"));
                return new(provider, new(sqlite), folder, _ => Task.CompletedTask);
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
        if (disposed)
        {
            return;
        }
        SqliteConnection.ClearAllPools();
        if (options.IsValueCreated)
        {
            await drop(options.Value);
        }
        disposed = true;
        await Until.Async(() => Task.FromResult(IsDeleted()), deleted => deleted);
    }

    /// <summary>What a node had begun to write when it was stopped may come while its folder goes: then it is not empty, for a moment.</summary>
    private bool IsDeleted()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException) when (Directory.Exists(Folder))
        {
            return false;
        }
        return true;
    }

    public override string ToString() => Provider.ToString();

    /// <summary>Another one to begin from, as long as nobody has looked at what it is.</summary>
    internal void BeginFrom(Lazy<DatabaseOptions> other)
    {
        if (options.IsValueCreated)
        {
            throw new InvalidOperationException("The database is there already.");
        }
        options = other;
    }

    internal static TestDatabase Absent(DatabaseProvider provider) =>
        new(provider, new(new DatabaseOptions(provider, "")), "", _ => Task.CompletedTask);

    private static bool InContinuousIntegration => Environment.GetEnvironmentVariable("CI") is "true" or "1";
}
