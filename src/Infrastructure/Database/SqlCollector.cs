using System.Text.Json;

namespace XBees.Infrastructure.Database;

/// <summary>
/// While tests run (<c>XBEES_SQL_COLLECT</c> names a folder), notes each statement with its places in the source as all three databases
/// would get it, so that the last step of the tests can check what no server here can run.
/// </summary>
public static class SqlCollector
{
    private static readonly string? File = FileOfThisProcess();
    private static readonly HashSet<string> Seen = [];
    private static readonly Lock Gate = new();
    private static readonly Dialect[] All = [new SqliteDialect(), new PostgresDialect(), new SqlServerDialect()];

    public static void Note(Sql sql, object? args)
    {
        if (File is null)
        {
            return;
        }
        var line = JsonSerializer.Serialize(Collect(sql, args)) + "\n";
        lock (Gate)
        {
            if (Seen.Add(line))
            {
                System.IO.File.AppendAllText(File, line);
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

    // Several nodes may run at once, and one file has one writer.
    private static string? FileOfThisProcess() =>
        Environment.GetEnvironmentVariable("XBEES_SQL_COLLECT") is { Length: > 0 } folder
            ? Path.Combine(folder, $"{Environment.ProcessId}.jsonl")
            : null;
}

/// <summary>A statement as it was run, with its parameters by name and type.</summary>
public sealed record CollectedSql(
    IReadOnlyList<SqlSite> Sites,
    IReadOnlyDictionary<string, string> Parameters,
    string Sqlite,
    string Postgres,
    string SqlServer
);
