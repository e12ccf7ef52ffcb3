using Microsoft.Extensions.Configuration;

namespace XBees.Infrastructure.Database;

public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
    SqlServer,
}

/// <summary>Which database, read before it opens (<c>XBees:Database:Provider</c>, <c>ConnectionStrings:XBees</c>, <c>XBees:DataPath</c>).</summary>
public sealed record DatabaseOptions(DatabaseProvider Provider, string ConnectionString)
{
    public static DatabaseOptions From(IConfiguration configuration, string dataPath)
    {
        var name = configuration["XBees:Database:Provider"] ?? "Sqlite";
        if (!Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider))
        {
            throw new CannotStart($"XBees:Database:Provider is '{name}'. Use Sqlite, PostgreSql or SqlServer.");
        }
        var connection = configuration.GetConnectionString("XBees");
        if (provider == DatabaseProvider.Sqlite)
        {
            return Sqlite(connection ?? Path.Combine(dataPath, "xbees.db"));
        }
        return new(
            provider,
            connection ?? throw new CannotStart("ConnectionStrings:XBees is missing; this database needs a connection string.")
        );
    }

    /// <summary>One SQLite file, by its path or by a whole connection string.</summary>
    public static DatabaseOptions Sqlite(string fileOrConnection) =>
        new(DatabaseProvider.Sqlite, fileOrConnection.Contains('=') ? fileOrConnection : $"Data Source={fileOrConnection}");
}
