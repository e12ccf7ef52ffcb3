using Microsoft.Data.Sqlite;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Demo;
using XBees.Testing.Databases;

namespace XBees.Testing.Processes;

/// <summary>The demo's invented company in a database of ours, so that nodes can be stopped and started over it.</summary>
public sealed record Company(DatabaseOptions Options, string Folder, DemoFacts Facts) : IDisposable
{
    /// <summary>Of the key that may everything.</summary>
    public const string Key = "xbk_only-of-tests-0123456789abcdefghijklmnop";

    public static Task<Company> OnSqliteAsync() => OnSqliteAsync(NewFolder());

    /// <summary>In a folder that somebody else made and takes away.</summary>
    public static Task<Company> OnSqliteAsync(string folder) => OnAsync(DatabaseOptions.Sqlite(Path.Combine(folder, "xbees.db")), folder);

    public static Task<Company> OnAsync(DatabaseOptions options) => OnAsync(options, NewFolder());

    public string WidgetKey => Facts.Widgets[0].Key;

    public static string NewFolder() => Directory.CreateTempSubdirectory("xbees-node-").FullName;

    private static async Task<Company> OnAsync(DatabaseOptions options, string folder)
    {
        await Migrator.MigrateAsync(options);
        await using var database = await OpenDatabase.OverAsync(options, TimeProvider.System);
        var seed = new DemoSeed(database.Work, new ConversationStore(), new PeopleStore());
        var facts = await seed.RunAsync("only-of-tests", Key, ["https://www.ternhaus.example"], CancellationToken.None);
        return new(options, folder, facts);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
