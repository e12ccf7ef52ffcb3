using System.Data;

namespace XBees.Infrastructure.Database;

/// <summary>Units of work on PostgreSQL and SQL Server: a connection and a transaction each, repeated after a deadlock.</summary>
internal sealed class ServerUnits(Db db, TimeProvider time, LogSignal signal, LogEpoch epoch, WriteMeasures measures)
{
    private const int Tries = 6;

    public async Task<T> RunAsync<T>(Func<IUnit, Task<T>> work, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(work, cancel);
            }
            catch (Exception error) when (attempt < Tries && db.Dialect.IsTransient(error))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(2, 10 * attempt)), time, cancel);
            }
            catch (Exception error) when (db.Dialect.Translate(error) is var translated && !ReferenceEquals(translated, error))
            {
                throw translated;
            }
        }
    }

    private async Task<T> RunOnceAsync<T>(Func<IUnit, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = await db.OpenServerConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);
        var unit = new Unit(db.Dialect, connection, transaction, Instant.FromDateTimeOffset(time.GetUtcNow()), epoch.Current);
        T result;
        try
        {
            result = await work(unit);
            var began = time.GetTimestamp();
            await unit.FlushAndCommitAsync(transaction);
            measures.Committed(time.GetElapsedTime(began));
        }
        finally
        {
            unit.Close();
        }
        measures.Changed(unit.Logged);
        if (unit.Logged.Count > 0)
        {
            signal.Wake();
        }
        return result;
    }
}
