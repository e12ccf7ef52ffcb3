namespace XBees.Infrastructure.Database;

/// <summary>Counts in windows of time, in the database, so that all nodes count together (table <c>rate</c>).</summary>
public sealed class RateCounters(Units units, TimeProvider time)
{
    /// <summary>Counts one more, and gives what is counted with it.</summary>
    public Task<Window> AddAsync(string bucket, TimeSpan length, CancellationToken cancel)
    {
        var start = StartOf(length);
        return units.RunAsync(
            async unit =>
            {
                var used = await CountAsync(Unit.Of(unit), bucket, start);
                return new Window(used, Left(start, length));
            },
            cancel
        );
    }

    public Task ForgetAsync(string bucket, CancellationToken cancel) =>
        units.RunAsync(
            async unit =>
            {
                await ForgetAsync(Unit.Of(unit), bucket);
                return true;
            },
            cancel
        );

    /// <summary>The same in a unit that goes on with it; what is rolled back was not counted.</summary>
    internal static Task<long> AddAsync(Unit unit, string bucket, TimeSpan length) =>
        CountAsync(unit, bucket, unit.NowMs - unit.NowMs % (long)length.TotalMilliseconds);

    internal static Task ForgetAsync(Unit unit, string bucket) =>
        unit.ExecuteAsync($"delete from rate where bucket = @bucket", new { bucket });

    private static async Task<long> CountAsync(Unit unit, string bucket, long start)
    {
        // Windows that are over are of no use; each new one clears what is a day old.
        if (
            await unit.ExecuteAsync(
                $"update rate set used = used + 1 where bucket = @bucket and window_start = @start",
                new { bucket, start }
            ) == 0
        )
        {
            await unit.ExecuteAsync(
                $"delete from rate where window_start < @old",
                new { old = unit.NowMs - (long)TimeSpan.FromDays(1).TotalMilliseconds }
            );
            await unit.ExecuteAsync($"insert into rate (bucket, window_start, used) values (@bucket, @start, 1)", new { bucket, start });
            return 1;
        }
        return await unit.FirstAsync<long>(
            $"select used from rate where bucket = @bucket and window_start = @start",
            new { bucket, start }
        );
    }

    private long StartOf(TimeSpan length)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return now - now % (long)length.TotalMilliseconds;
    }

    private TimeSpan Left(long start, TimeSpan length) =>
        TimeSpan.FromMilliseconds(start + length.TotalMilliseconds - time.GetUtcNow().ToUnixTimeMilliseconds());
}

/// <summary>How often something happened in a window of time, and how long the window lasts yet.</summary>
public readonly record struct Window(long Used, TimeSpan Left);
