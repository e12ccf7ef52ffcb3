using System.Diagnostics;
using XBees.Application;
using XBees.Domain;
using XBees.Infrastructure.Database;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Infrastructure.Tests.Database;

public class WriteLaneTests
{
    [Fact]
    public async Task What_has_queued_up_is_stored_by_one_commit()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var node = await database.OpenAsync();
        using var started = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var seen = new List<long>();
        var first = node.Units.RunAsync(
            unit =>
            {
                started.Set();
                go.Wait();
                return Task.FromResult(0);
            },
            default
        );
        started.Wait();
        // While the lane is busy these queue up; each reads, outside, how many of the others are stored.
        var others = Enumerable
            .Range(0, 20)
            .Select(i =>
                node.Units.RunAsync(
                    async unit =>
                    {
                        await Put(Unit.Of(unit), $"n{i}", "x");
                        seen.Add(await Count(node));
                        return 0;
                    },
                    default
                )
            )
            .ToList();
        go.Set();
        await first;
        await Task.WhenAll(others);
        Assert.Equal(Enumerable.Repeat(0L, 20), seen);
        Assert.Equal(20, await Count(node));
    }

    [Fact]
    public async Task One_unit_that_fails_takes_nobody_with_it()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var node = await database.OpenAsync();
        var units = await Together(
            node,
            30,
            async (unit, i) =>
            {
                await Put(unit, $"n{i}", "x");
                if (i % 10 == 3)
                {
                    throw new Refused(RequestRefusals.KeyReused);
                }
                if (i % 10 == 7)
                {
                    // The same row twice: the statement fails, not the lane.
                    await unit.ExecuteAsync($"insert into setting (name, value) values (@name, @name)", new { name = $"n{i}" });
                }
            }
        );
        Assert.All(units.Where((_, i) => i % 10 == 3), unit => Assert.IsType<Refused>(unit.Exception!.InnerException));
        Assert.All(
            units.Where((_, i) => i % 10 == 7),
            unit => Assert.IsType<Microsoft.Data.Sqlite.SqliteException>(unit.Exception!.InnerException)
        );
        Assert.Equal(24, units.Count(unit => unit.IsCompletedSuccessfully));
        Assert.Equal(24, await Count(node));
    }

    [Fact]
    public async Task A_unit_that_awaits_something_else_fails_and_can_do_no_more()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var node = await database.OpenAsync();
        var later = new TaskCompletionSource();
        var after = new TaskCompletionSource();
        var unit = node.Units.RunAsync(
            async unit =>
            {
                await Put(Unit.Of(unit), "before", "x");
                await later.Task;
                try
                {
                    await Put(Unit.Of(unit), "after", "x");
                    after.SetResult();
                }
                catch (Exception error)
                {
                    after.SetException(error);
                }
                return 0;
            },
            default
        );
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => unit);
        Assert.Contains("awaited something other", error.Message, StringComparison.Ordinal);
        later.SetResult();
        await Assert.ThrowsAsync<InvalidOperationException>(() => after.Task);
        Assert.Equal(0, await Count(node));
        await node.Units.RunAsync(unit => Put(Unit.Of(unit), "next", "x"), default);
        Assert.Equal(1, await Count(node));
    }

    [Theory, EveryDatabase]
    public async Task A_run_inside_a_run_throws_and_is_not_done_afterwards_either(TestDatabase database)
    {
        await using var node = await database.OpenAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            node.Work.RunAsync(unit => node.Work.RunAsync(inner => Put(Unit.Of(inner), "inner", "x"), default), default)
        );
        await node.Work.RunAsync(unit => Put(Unit.Of(unit), "next", "x"), default);
        Assert.Null(await Settings.GetAsync(node.Db, "inner"));
        Assert.Equal("x", await Settings.GetAsync(node.Db, "next"));
    }

    [Fact]
    public async Task A_full_disk_refuses_what_does_not_fit_and_keeps_all_that_was_acknowledged()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var node = await database.OpenAsync();
        var pages = await node.Db.FirstAsync<long>($"pragma page_count");
        // The pragma belongs to the lane's own connection.
        await node.Units.RunAsync(async unit => await Unit.Of(unit).FirstAsync<long>(LimitOf(pages + 20)), default);
        var units = await Together(node, 200, (unit, i) => Put(unit, $"n{i}", new string('x', 2000)));
        var stored = units.Where(unit => unit.IsCompletedSuccessfully).ToList();
        Assert.NotEmpty(stored);
        Assert.All(units.Except(stored), unit => Assert.IsType<StorageFull>(unit.Exception!.InnerException));
        Assert.True(stored.Count < units.Count);
        Assert.Equal(stored.Count, await Count(node));
        foreach (var i in Enumerable.Range(0, 200))
        {
            Assert.Equal(units[i].IsCompletedSuccessfully, await Settings.GetAsync(node.Db, $"n{i}") is not null);
        }
        Assert.Equal("ok", await node.Db.FirstAsync<string>($"pragma integrity_check"));

        await node.Units.RunAsync(async unit => await Unit.Of(unit).FirstAsync<long>(LimitOf(1_000_000)), default);
        var again = await Together(node, 200, (unit, i) => Put(unit, $"m{i}", new string('x', 2000)));
        Assert.All(again, unit => Assert.True(unit.IsCompletedSuccessfully));
        Assert.Equal(stored.Count + 200, await Count(node));
    }

    [Fact]
    public async Task A_writer_outside_is_waited_for()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var node = await database.OpenAsync();
        await node.Units.RunAsync(unit => Put(Unit.Of(unit), "warm", "x"), default);
        using var held = new Held(database.Options);
        var watch = Stopwatch.StartNew();
        var units = Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => node.Units.RunAsync(unit => Put(Unit.Of(unit), $"n{i}", "x"), default))
        );
        await Task.WhenAny(units, Task.Delay(TimeSpan.FromSeconds(3)));
        Assert.False(units.IsCompleted);
        Assert.Equal(1, await Count(node));
        held.Release();
        await units;
        Assert.Equal(21, await Count(node));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task A_writer_outside_for_longer_than_the_wait_is_busy_with_nothing_written()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var node = await database.OpenAsync();
        await node.Units.RunAsync(unit => Put(Unit.Of(unit), "warm", "x"), default);
        using var held = new Held(database.Options);
        var watch = Stopwatch.StartNew();
        var units = Enumerable.Range(0, 100).Select(i => node.Units.RunAsync(unit => Put(Unit.Of(unit), $"n{i}", "x"), default)).ToList();
        foreach (var unit in units)
        {
            await Assert.ThrowsAsync<StorageBusy>(() => unit);
        }
        // One wait for the first, one for those that queued behind it; not one for each.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(40), $"{watch.Elapsed}");
        held.Release();
        Assert.Equal(1, await Count(node));
        await node.Units.RunAsync(unit => Put(Unit.Of(unit), "after", "x"), default);
        Assert.Equal(2, await Count(node));
    }

    private static Sql LimitOf(long pages)
    {
        var sql = new Sql(1, 0);
        sql.AppendLiteral($"pragma max_page_count = {pages}");
        return sql;
    }

    /// <summary>Units that meet in one batch: the lane is held until all of them wait.</summary>
    private static async Task<List<Task<int>>> Together(OpenDatabase node, int count, Func<Unit, int, Task> body)
    {
        using var started = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var first = node.Units.RunAsync(
            unit =>
            {
                started.Set();
                go.Wait();
                return Task.FromResult(0);
            },
            default
        );
        started.Wait();
        var units = Enumerable
            .Range(0, count)
            .Select(i =>
                node.Units.RunAsync(
                    async unit =>
                    {
                        await body(Unit.Of(unit), i);
                        return 0;
                    },
                    default
                )
            )
            .ToList();
        go.Set();
        await first;
        await Task.WhenAll(units.Select(unit => unit.ContinueWith(_ => 0, TaskScheduler.Default)));
        return units;
    }

    private static Task<int> Put(Unit unit, string name, string value) =>
        unit.ExecuteAsync($"insert into setting (name, value) values (@name, @value)", new { name, value });

    private static Task<long> Count(OpenDatabase node) => node.Db.FirstAsync<long>($"select count(*) from setting");
}
