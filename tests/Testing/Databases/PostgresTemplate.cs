using System.Security.Cryptography;
using System.Text;
using Npgsql;
using XBees.Infrastructure.Database;

namespace XBees.Testing.Databases;

/// <summary>Migrations run once a server, into a database that is named after them; each test's database is a copy of it.</summary>
internal static class PostgresTemplate
{
    private static readonly Lazy<Task<string>> Migrated = new(MigrateAsync);

    public static string? Server { get; } =
        Environment.GetEnvironmentVariable("XBEES_TEST_POSTGRES") is { Length: > 0 } server ? server : null;

    /// <summary>A name for a copy of the template, which is made when it is asked for first.</summary>
    public static async Task<Lazy<DatabaseOptions>> CopyAsync()
    {
        var template = await Migrated.Value;
        return new(() => Copy(template));
    }

    /// <summary>The same of another database, which nobody may have open then.</summary>
    public static Lazy<DatabaseOptions> CopyOf(DatabaseOptions origin) => new(() => Copy(NameOf(origin)));

    public static Task DropAsync(DatabaseOptions database) => ExecuteAsync($"drop database if exists {NameOf(database)} with (force)");

    private static DatabaseOptions Copy(string template)
    {
        var name = $"xbees_{Guid.CreateVersion7():N}";
        using var connection = new NpgsqlConnection(Within("postgres"));
        connection.Open();
        // Since PostgreSQL 15 a copy goes page by page through the log, unless it is told otherwise: six times the work here.
        var strategy = connection.PostgreSqlVersion.Major >= 15 ? " strategy file_copy" : "";
        using var command = new NpgsqlCommand($"create database {name} template {template}{strategy}", connection);
        command.ExecuteNonQuery();
        return new(DatabaseProvider.PostgreSql, Within(name));
    }

    private static string NameOf(DatabaseOptions database) => new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;

    private static async Task<string> MigrateAsync()
    {
        var scripts = string.Concat(Migrator.Statements(DatabaseProvider.PostgreSql));
        var name = $"xbees_template_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scripts)))[..12]}";
        await using var connection = new NpgsqlConnection(Within("postgres"));
        await connection.OpenAsync();
        // Test modules may start at once.
        await RunAsync(connection, "select pg_advisory_lock(5500711)");
        await using var known = new NpgsqlCommand("select 1 from pg_database where datname = @name", connection);
        known.Parameters.AddWithValue("name", name);
        if (await known.ExecuteScalarAsync() is null)
        {
            // It gets its name when it is whole: a run that was stopped half way leaves no template.
            var unfinished = $"xbees_unfinished_{Guid.CreateVersion7():N}";
            await RunAsync(connection, $"create database {unfinished}");
            await Migrator.MigrateAsync(new(DatabaseProvider.PostgreSql, Within(unfinished)));
            NpgsqlConnection.ClearAllPools();
            await RunAsync(connection, $"alter database {unfinished} rename to {name}");
        }
        return name;
    }

    // Not pooled: an idle connection to a template, or to a database that is to go, is in the way.
    private static string Within(string database) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database, Pooling = database != "postgres" }.ConnectionString;

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Within("postgres"));
        await connection.OpenAsync();
        await RunAsync(connection, sql);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
