using System.Text.Json;

namespace XBees.Infrastructure.Database;

/// <summary>
/// While tests run (<c>XBEES_SQL_COLLECT</c> names a file), notes each statement with its call site as all three databases would get
/// it, so that the last step of the tests can check those that no server here can run.
/// </summary>
public static class SqlCollector
{
    private static readonly string? Path = Environment.GetEnvironmentVariable("XBEES_SQL_COLLECT");
    private static readonly HashSet<string> Seen = [];
    private static readonly Lock Gate = new();
    private static readonly Dialect[] All = [new SqliteDialect(), new PostgresDialect(), new SqlServerDialect()];

    public static void Note(Sql sql, object? args, string file, int line)
    {
        if (Path is null)
        {
            return;
        }
        var entry = JsonSerializer.Serialize(
            new
            {
                file = System.IO.Path.GetFileName(file),
                line,
                parameters = args?.GetType().GetProperties().Select(property => property.Name).Order().ToArray() ?? [],
                sqlite = sql.Render(All[0]),
                postgres = sql.Render(All[1]),
                sqlserver = sql.Render(All[2]),
            }
        );
        lock (Gate)
        {
            if (Seen.Add(entry))
            {
                File.AppendAllText(Path, entry + "\n");
            }
        }
    }
}
