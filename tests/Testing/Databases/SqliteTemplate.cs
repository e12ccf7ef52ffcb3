using Microsoft.Data.Sqlite;
using XBees.Infrastructure.Database;

namespace XBees.Testing.Databases;

/// <summary>Migrations run once a process; each test gets a copy of the file.</summary>
internal static class SqliteTemplate
{
    private static readonly Lazy<Task<byte[]>> Migrated = new(MigrateAsync);

    public static async Task<DatabaseOptions> CopyAsync(string file)
    {
        await File.WriteAllBytesAsync(file, await Migrated.Value);
        return DatabaseOptions.Sqlite(file);
    }

    private static async Task<byte[]> MigrateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("xbees-template-");
        try
        {
            var file = Path.Combine(folder.FullName, "xbees.db");
            await Migrator.MigrateAsync(DatabaseOptions.Sqlite(file));
            // A pooled connection would keep part of the database in its write-ahead log.
            SqliteConnection.ClearAllPools();
            return await File.ReadAllBytesAsync(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
