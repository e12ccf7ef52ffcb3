using XBees.Application;
using XBees.Infrastructure.Database;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Infrastructure.Tests.Database;

public class DeadlockTests
{
    [Fact]
    public async Task Two_that_wait_for_each_other_are_both_done_in_the_end()
    {
        Assert.SkipWhen(TestDatabase.WhyNot(DatabaseProvider.PostgreSql) is not null, "No PostgreSQL.");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        await using var node = await database.OpenAsync();
        await node.Db.ExecuteAsync($"insert into counter (name, value) values ('a', 0), ('b', 0)");
        using var both = new SemaphoreSlim(0);
        var runs = 0;
        await Task.WhenAll(Bump("a", "b"), Bump("b", "a"));
        Assert.Equal(2, await node.Db.FirstAsync<long>($"select value from counter where name = 'a'"));
        Assert.Equal(2, await node.Db.FirstAsync<long>($"select value from counter where name = 'b'"));
        Assert.Equal(3, runs);

        Task Bump(string first, string second) =>
            node.Units.RunAsync(
                async unit =>
                {
                    var run = Interlocked.Increment(ref runs);
                    await Add(unit, first);
                    if (run == 2)
                    {
                        both.Release(2);
                    }
                    if (run <= 2)
                    {
                        await both.WaitAsync();
                    }
                    await Add(unit, second);
                    return 0;
                },
                default
            );
    }

    private static Task Add(IUnit unit, string name) =>
        Unit.Of(unit).ExecuteAsync($"update counter set value = value + 1 where name = @name", new { name });
}
