using System.Diagnostics.Metrics;
using XBees.Application;
using XBees.Infrastructure.Database;

namespace XBees.Testing.Databases;

/// <summary>What one node holds of a database.</summary>
public sealed class OpenDatabase : IAsyncDisposable
{
    private OpenDatabase(DatabaseOptions options, TimeProvider time)
    {
        Db = new(options);
        Units = new(Db, time, Signal, Epoch, new(Meter));
        Work = new UnitOfWork(Units, new());
    }

    public Db Db { get; }

    public Meter Meter { get; } = new("XBees");

    public Units Units { get; }

    public LogSignal Signal { get; } = new();

    public LogEpoch Epoch { get; } = new();

    public IUnitOfWork Work { get; }

    public static async Task<OpenDatabase> OverAsync(DatabaseOptions options, TimeProvider time)
    {
        var database = new OpenDatabase(options, time);
        await database.Epoch.LoadAsync(database.Db, database.Work, CancellationToken.None);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        await Units.DisposeAsync();
        await Db.DisposeAsync();
        Meter.Dispose();
    }
}
