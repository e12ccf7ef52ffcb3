using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using XBees.Infrastructure.Database;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Infrastructure.Tests.Statements;

/// <summary>
/// The last step of <c>./test</c>: every statement that any test has run, on every database, and every place in the source that makes
/// one must have been run by some test.
/// </summary>
[Trait("Step", "last")]
public class CollectedStatementsTests
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("XBEES_SQL_COLLECTED");
    private static readonly IReadOnlySet<SqlSite> Source = SqlSites.In(typeof(Db).Assembly.Location);
    private static readonly Lazy<IReadOnlyList<CollectedSql>> Statements = new(Read);

    [Fact]
    public void Every_statement_and_clause_of_the_source_was_run()
    {
        var run = Statements.Value.SelectMany(statement => statement.Sites).ToHashSet();
        AssertNone(Source.Where(site => !run.Contains(site)).Select(site => $"{Path.GetFileName(site.File)}:{site.Line} was never run"));
    }

    [Fact]
    public async Task SQLite_reads_every_statement()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);

        AssertNone(Statements.Value.Select(statement => (statement, PreparedStatement.Complaint(connection, statement))));
    }

    [Fact]
    public async Task PostgreSQL_reads_every_statement()
    {
        Assert.SkipWhen(TestDatabase.WhyNot(DatabaseProvider.PostgreSql) is not null, "No PostgreSQL: XBEES_TEST_POSTGRES is not set.");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var complaints = new List<(CollectedSql, string?)>();
        foreach (var statement in Statements.Value)
        {
            complaints.Add((statement, await PreparedStatement.ComplaintAsync(connection, statement)));
        }

        AssertNone(complaints);
    }

    [Fact]
    public void SQL_Server_would_read_every_statement() =>
        AssertNone(
            Statements.Value.SelectMany(statement =>
                SqlServerChecker
                    .Complaints(statement.SqlServer, statement.Parameters.Keys, SqlServerSchema.OfMigrations)
                    .Select(complaint => (statement, (string?)complaint))
            )
        );

    private static void AssertNone(IEnumerable<(CollectedSql Statement, string? Complaint)> complaints) =>
        AssertNone(
            complaints
                .Where(found => found.Complaint is not null)
                .Select(found => $"{Path.GetFileName(found.Statement.Sites[0].File)}:{found.Statement.Sites[0].Line} {found.Complaint}")
        );

    private static void AssertNone(IEnumerable<string> complaints)
    {
        var all = complaints.Distinct().Order().ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    private static IReadOnlyList<CollectedSql> Read()
    {
        Assert.SkipWhen(Folder is null, "The statements of a whole run are checked at its end, by ./test.");
        return
        [
            .. Directory
                .EnumerateFiles(Folder!, "*.jsonl")
                .SelectMany(file => File.ReadLines(file))
                // A server that a test has killed may leave half a line.
                .Where(line => line.EndsWith('}'))
                .Distinct()
                .Select(line => JsonSerializer.Deserialize<CollectedSql>(line)!)
                // Tests say things to a database that the product never does.
                .Where(statement => Source.Contains(statement.Sites[0])),
        ];
    }
}
