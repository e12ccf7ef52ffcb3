using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Infrastructure.Tests.Work;

public class TimerTests
{
    private readonly FakeTimeProvider time = new(new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));
    private readonly List<string> done = [];

    [Theory, EveryDatabase]
    public async Task A_timer_runs_once_when_it_is_due_on_one_of_two_nodes(TestDatabase database)
    {
        await using var one = await database.OpenAsync(time);
        await using var two = await database.OpenAsync(time);
        await SetAsync(one, "t", TimeSpan.FromMinutes(10));
        var (first, second) = (Runner(one), Runner(two));
        Assert.Equal(0, await first.RunDueAsync(default));
        time.Advance(TimeSpan.FromMinutes(11));
        await Task.WhenAll(first.RunDueAsync(default), second.RunDueAsync(default));
        Assert.Equal(["t"], done);
        Assert.Equal(0, await one.Db.FirstAsync<long>($"select count(*) from timer"));
    }

    [Theory, EveryDatabase]
    public async Task Setting_it_again_moves_it_and_cancelling_ends_it(TestDatabase database)
    {
        await using var node = await database.OpenAsync(time);
        await SetAsync(node, "moved", TimeSpan.FromMinutes(10));
        await SetAsync(node, "moved", TimeSpan.FromMinutes(30));
        await SetAsync(node, "cancelled", TimeSpan.FromMinutes(10));
        await node.Units.RunAsync(unit => Timers.CancelAsync(Unit.Of(unit), "cancelled"), default);
        time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(0, await Runner(node).RunDueAsync(default));
        time.Advance(TimeSpan.FromMinutes(20));
        await Runner(node).RunDueAsync(default);
        Assert.Equal(["moved"], done);
    }

    [Theory, EveryDatabase]
    public async Task Cancelled_while_it_is_held_it_does_nothing(TestDatabase database)
    {
        await using var node = await database.OpenAsync(time);
        await SetAsync(node, "t", TimeSpan.Zero);
        var runner = Runner(node, () => node.Units.RunAsync(unit => Timers.CancelAsync(Unit.Of(unit), "t"), default));
        Assert.Equal(1, await runner.RunDueAsync(default));
        Assert.Empty(done);
    }

    [Theory, EveryDatabase]
    public async Task One_that_fails_comes_again_and_holds_back_nobody(TestDatabase database)
    {
        await using var node = await database.OpenAsync(time);
        await SetAsync(node, "a", TimeSpan.Zero);
        await SetAsync(node, "b", TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromSeconds(2));
        var failures = 1;
        var runner = Runner(node, () => failures-- > 0 ? throw new InvalidOperationException("once") : Task.FromResult(0));
        await runner.RunDueAsync(default);
        Assert.Equal(["b"], done);
        time.Advance(TimeSpan.FromMinutes(2));
        await runner.RunDueAsync(default);
        Assert.Equal(["b", "a"], done);
    }

    [Theory, EveryDatabase]
    public async Task A_stalled_owner_is_replaced_when_it_beats_no_more_and_cannot_run_it_twice(TestDatabase database)
    {
        await using var one = await database.OpenAsync(time);
        await using var two = await database.OpenAsync(time);
        await SetAsync(one, "t", TimeSpan.Zero);
        var began = new TaskCompletionSource();
        var stalled = new TaskCompletionSource<int>();
        var first = Runner(
            one,
            () =>
            {
                began.TrySetResult();
                return stalled.Task;
            }
        );
        var running = first.RunDueAsync(default);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var second = Runner(two);
        Assert.Equal(0, await second.RunDueAsync(default));
        time.Advance(TimeSpan.FromSeconds(15));
        await first.BeatAsync(default);
        Assert.Equal(0, await second.RunDueAsync(default));
        time.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal(1, await second.RunDueAsync(default));
        stalled.SetResult(0);
        await running;
        Assert.Equal(["t"], done);
    }

    private TimerRunner Runner(OpenDatabase node, Func<Task<int>>? before = null) =>
        new(node.Db, node.Units, [new Handler(node.Units, done, before)], time, NullLogger<TimerRunner>.Instance);

    private Task SetAsync(OpenDatabase node, string key, TimeSpan after) =>
        node.Units.RunAsync(
            async unit =>
            {
                await Timers.SetAsync(Unit.Of(unit), key, "test", null, new { }, Instant.FromDateTimeOffset(time.GetUtcNow() + after));
                return 0;
            },
            default
        );

    private sealed class Handler(Units units, List<string> done, Func<Task<int>>? before) : ITimerHandler
    {
        public string Kind => "test";

        public async Task RunAsync(DueTimer timer, CancellationToken cancel)
        {
            if (before is not null)
            {
                await before();
            }
            if (await units.RunAsync(timer.TakeAsync, cancel))
            {
                lock (done)
                {
                    done.Add(timer.Key);
                }
            }
        }
    }
}
