namespace XBees.Infrastructure.Database;

/// <summary>The engine of all units of work of this process, whichever database it runs on.</summary>
public sealed class Units : IAsyncDisposable
{
    private static readonly AsyncLocal<bool> Inside = new();
    private readonly SqliteWriteLane? lane;
    private readonly ServerUnits? server;

    public Units(Db db, TimeProvider time, LogSignal signal, LogEpoch epoch, WriteMeasures measures)
    {
        Dialect = db.Dialect;
        if (Dialect.Provider == DatabaseProvider.Sqlite)
        {
            lane = new(db.Options, Dialect, time, signal, measures);
        }
        else
        {
            server = new(db, time, signal, epoch, measures);
        }
    }

    public Dialect Dialect { get; }

    public async Task<T> RunAsync<T>(Func<IUnit, Task<T>> work, CancellationToken cancel)
    {
        if (Inside.Value)
        {
            throw new InvalidOperationException("A unit of work runs inside another; one transaction holds all of it.");
        }
        try
        {
            return await OnceAsync(work, cancel);
        }
        catch (Exception error) when (Dialect.IsDuplicate(error))
        {
            // Another node held the same key and has committed meanwhile: this run finds its row.
            return await OnceAsync(work, cancel);
        }
    }

    private Task<T> OnceAsync<T>(Func<IUnit, Task<T>> work, CancellationToken cancel)
    {
        return lane is not null ? lane.RunAsync(MarkedAsync) : server!.RunAsync(MarkedAsync, cancel);

        // Inside the body and not around it: the write lane runs bodies on a thread that does not know who asked.
        async Task<T> MarkedAsync(IUnit unit)
        {
            Inside.Value = true;
            return await work(unit);
        }
    }

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
    /// <summary>After this a key belongs to a new request, swept or not.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public Task<T> RunAsync<T>(Func<IUnit, Task<T>> work, CancellationToken cancel) => units.RunAsync(work, cancel);

    public Task<Created> CreateAsync(Func<IUnit, Task<Created>> work, CancellationToken cancel) =>
        request.Key is null || request.CallerId is null
            ? units.RunAsync(work, cancel)
            : units.RunAsync(unit => KeyedAsync(Unit.Of(unit), work), cancel);

    private async Task<Created> KeyedAsync(Unit unit, Func<IUnit, Task<Created>> work)
    {
        var known = await unit.FirstAsync<KeyRow>(
            $"select fingerprint, status, result_id, created_at from request_key where caller_id = @caller and request_key = @key",
            new { caller = request.CallerId, key = request.Key }
        );
        if (known is not null && known.CreatedAt < unit.NowMs - (long)Kept.TotalMilliseconds)
        {
            await unit.ExecuteAsync(
                $"delete from request_key where caller_id = @caller and request_key = @key",
                new { caller = request.CallerId, key = request.Key }
            );
        }
        else if (known is not null)
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

        public long CreatedAt { get; init; }
    }
}
