namespace XBees.Infrastructure.Database;

/// <summary>The engine of all units of work of this process, whichever database it runs on.</summary>
public sealed class Units : IAsyncDisposable
{
    private readonly SqliteWriteLane? lane;
    private readonly ServerUnits? server;

    public Units(Db db, TimeProvider time, LogSignal signal, LogEpoch epoch)
    {
        Dialect = db.Dialect;
        if (Dialect.Provider == DatabaseProvider.Sqlite)
        {
            lane = new(db.Options, Dialect, time, signal);
        }
        else
        {
            server = new(db, time, signal, epoch);
        }
    }

    public Dialect Dialect { get; }

    public Task<T> RunAsync<T>(Func<IUnit, Task<T>> work, CancellationToken cancel) =>
        lane is not null ? lane.RunAsync(work) : server!.RunAsync(work, cancel);

    public async ValueTask DisposeAsync()
    {
        if (lane is not null)
        {
            await lane.DisposeAsync();
        }
    }
}

/// <summary>The unit of work of one request: knows its <c>Idempotency-Key</c>.</summary>
public sealed class UnitOfWork(Units units, RequestKey request) : IUnitOfWork
{
    private static readonly AsyncLocal<bool> Inside = new();

    public async Task<T> RunAsync<T>(Func<IUnit, Task<T>> work, CancellationToken cancel)
    {
        if (Inside.Value)
        {
            throw new InvalidOperationException("A unit of work runs inside another; one transaction holds all of it.");
        }
        Inside.Value = true;
        try
        {
            return await units.RunAsync(work, cancel);
        }
        finally
        {
            Inside.Value = false;
        }
    }

    public async Task<Created> CreateAsync(Func<IUnit, Task<Created>> work, CancellationToken cancel)
    {
        if (request.Key is null || request.CallerId is null)
        {
            return await RunAsync(work, cancel);
        }
        try
        {
            return await RunAsync(unit => KeyedAsync(Unit.Of(unit), work), cancel);
        }
        catch (Exception error) when (units.Dialect.IsDuplicate(error))
        {
            // Another node held the same key and has committed meanwhile: this run reads its answer.
            return await RunAsync(unit => KeyedAsync(Unit.Of(unit), work), cancel);
        }
    }

    private async Task<Created> KeyedAsync(Unit unit, Func<IUnit, Task<Created>> work)
    {
        var known = await unit.FirstAsync<KeyRow>(
            $"select fingerprint, status, result_id from request_key where caller_id = @caller and request_key = @key",
            new { caller = request.CallerId, key = request.Key }
        );
        if (known is not null)
        {
            return known.Fingerprint == request.Fingerprint
                ? new(known.ResultId, (int)known.Status)
                : throw new Refused(RequestRefusals.KeyReused);
        }
        var created = await work(unit);
        unit.Later(
            $"""
            insert into request_key (caller_id, request_key, fingerprint, status, result_id, created_at)
            values (@caller, @key, @fingerprint, @status, @result, @now)
            """,
            new
            {
                caller = request.CallerId,
                key = request.Key,
                fingerprint = request.Fingerprint,
                status = (long)created.Status,
                result = created.Id,
                now = unit.NowMs,
            }
        );
        return created;
    }

    private sealed class KeyRow
    {
        public string Fingerprint { get; init; } = "";

        public long Status { get; init; }

        public string ResultId { get; init; } = "";
    }
}
