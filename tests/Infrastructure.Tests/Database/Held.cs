using Microsoft.Data.Sqlite;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Tests.Database;

/// <summary>Somebody else who has the SQLite file's write lock, as a backup or a shell would.</summary>
internal sealed class Held : IDisposable
{
    private readonly SqliteConnection connection;

    public Held(DatabaseOptions options)
    {
        connection = new(new SqliteConnectionStringBuilder(options.ConnectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        Run("begin immediate");
    }

    public void Release() => Run("rollback");

    public void Dispose() => connection.Dispose();

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
