using XBees.Infrastructure.Database;
using XBees.Testing.Databases;

namespace XBees.Infrastructure.Tests.Database;

internal static class Empty
{
    /// <summary>The same place without a single table.</summary>
    public static async Task<DatabaseOptions> OfAsync(TestDatabase database)
    {
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            return DatabaseOptions.Sqlite(Path.Combine(database.Folder, "empty.db"));
        }
        await using var db = new Db(database.Options);
        await db.ExecuteAsync($"drop schema public cascade; create schema public");
        return database.Options;
    }
}
