using Microsoft.Data.Sqlite;
using XBees.Infrastructure.Database;

namespace XBees.Testing.Databases;

/// <summary>What a database and its folder held when nothing had them open, for other tests to begin from.</summary>
public sealed class Snapshot
{
    private readonly TestDatabase origin;
    private readonly IReadOnlyDictionary<string, byte[]> files;

    private Snapshot(TestDatabase origin, IReadOnlyDictionary<string, byte[]> files)
    {
        this.origin = origin;
        this.files = files;
    }

    /// <summary>SQL Server copies no database by name: there is none of it.</summary>
    public static bool CanBeOf(DatabaseProvider provider) => provider != DatabaseProvider.SqlServer;

    /// <summary>From now on the database is the snapshot's, and goes with the process's server.</summary>
    public static async Task<Snapshot> OfAsync(TestDatabase database)
    {
        TestDatabase.CloseIdle();
        var sqlite =
            database.Provider == DatabaseProvider.Sqlite ? new SqliteConnectionStringBuilder(database.ConnectionString).DataSource : null;
        var files = new Dictionary<string, byte[]>();
        foreach (var file in Directory.EnumerateFiles(database.Folder, "*", SearchOption.AllDirectories))
        {
            if (sqlite is null || !file.StartsWith(sqlite, StringComparison.Ordinal))
            {
                files[Path.GetRelativePath(database.Folder, file)] = await File.ReadAllBytesAsync(file);
            }
        }
        if (sqlite is not null)
        {
            files[Path.GetRelativePath(database.Folder, sqlite)] = await WholeAsync(database.ConnectionString, $"{sqlite}.copy");
        }
        return new(database, files);
    }

    /// <summary>The database as one file: its write-ahead log goes whenever the last connection does, which another test may close just now.</summary>
    private static async Task<byte[]> WholeAsync(string connectionString, string copy)
    {
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "vacuum into @copy";
        command.Parameters.AddWithValue("@copy", copy);
        await command.ExecuteNonQueryAsync();
        return await File.ReadAllBytesAsync(copy);
    }

    /// <summary>Makes a database that nothing has open yet hold the same.</summary>
    public async Task CopyToAsync(TestDatabase database)
    {
        foreach (var (name, content) in files)
        {
            var file = Path.Combine(database.Folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, content);
        }
        if (database.Provider == DatabaseProvider.PostgreSql)
        {
            database.BeginFrom(PostgresTemplate.CopyOf(origin.Options));
        }
    }

    /// <summary>Drops what it was made from.</summary>
    public ValueTask DropAsync() => origin.DisposeAsync();
}
