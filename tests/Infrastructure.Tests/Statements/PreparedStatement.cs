using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Tests.Statements;

/// <summary>Lets a real database read a collected statement without running it.</summary>
internal static class PreparedStatement
{
    public static string? Complaint(SqliteConnection connection, CollectedSql collected)
    {
        using var command = connection.CreateCommand();
        command.CommandText = SqlServerText.WithLists(collected.Sqlite);
        try
        {
            command.Prepare();
            return Missing(collected.Sqlite, collected);
        }
        catch (SqliteException error)
        {
            return error.Message;
        }
    }

    public static async Task<string?> ComplaintAsync(NpgsqlConnection connection, CollectedSql collected)
    {
        if (Missing(collected.Postgres, collected) is { } missing)
        {
            return missing;
        }
        await using var command = new NpgsqlCommand(collected.Postgres, connection);
        foreach (var (name, type) in collected.Parameters)
        {
            command.Parameters.Add(new(name, TypeOf(type)));
        }
        try
        {
            await command.PrepareAsync();
            await command.UnprepareAsync();
            return null;
        }
        catch (NpgsqlException error)
        {
            return error.Message;
        }
    }

    private static string? Missing(string sql, CollectedSql collected)
    {
        var missing = SqlServerText.ParametersOf(sql).Where(name => !collected.Parameters.ContainsKey(name)).ToList();
        return missing.Count == 0 ? null : $"no parameter {string.Join(", ", missing)}";
    }

    private static NpgsqlDbType TypeOf(string type) =>
        type switch
        {
            "System.String" => NpgsqlDbType.Text,
            "System.Boolean" => NpgsqlDbType.Boolean,
            "System.Byte[]" => NpgsqlDbType.Bytea,
            "System.Int32" or "System.Nullable`1[System.Int32]" => NpgsqlDbType.Integer,
            "System.Int64" or "System.Nullable`1[System.Int64]" => NpgsqlDbType.Bigint,
            "System.Int64[]" => NpgsqlDbType.Array | NpgsqlDbType.Bigint,
            _ when type.EndsWith("[System.String]", StringComparison.Ordinal) || type == "System.String[]" => NpgsqlDbType.Array
                | NpgsqlDbType.Text,
            _ => NpgsqlDbType.Unknown,
        };
}
