using System.Text.Json;

namespace XBees.Infrastructure.Database;

/// <summary>
/// While tests run (<c>XBEES_SQL_COLLECT</c> names a file), notes each statement with its places in the source as all three databases
/// would get it, so that the last step of the tests can check what no server here can run.
/// </summary>
public static class SqlCollector
{
    private static readonly string? Path = Environment.GetEnvironmentVariable("XBEES_SQL_COLLECT");
    private static readonly HashSet<string> Seen = [];
    private static readonly Lock Gate = new();
    private static readonly Dialect[] All = [new SqliteDialect(), new PostgresDialect(), new SqlServerDialect()];

    public static void Note(Sql sql, object? args)
    {
        if (Path is null)
        {
            return;
        }
        var line = JsonSerializer.Serialize(Collect(sql, args)) + "\n";
        lock (Gate)
        {
            if (Seen.Add(line))
            {
                File.AppendAllText(Path, line);
            }
        }
    }

    public static CollectedSql Collect(Sql sql, object? args) =>
        new(
            [.. sql.Sites],
            args?.GetType().GetProperties().ToDictionary(property => property.Name, property => property.PropertyType.ToString()) ?? [],
            sql.Render(All[0]),
            sql.Render(All[1]),
            sql.Render(All[2])
        );
}

/// <summary>A statement as it was run, with its parameters by name and type.</summary>
public sealed record CollectedSql(
    IReadOnlyList<SqlSite> Sites,
    IReadOnlyDictionary<string, string> Parameters,
    string Sqlite,
    string Postgres,
    string SqlServer
);
