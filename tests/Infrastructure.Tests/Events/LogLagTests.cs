using Npgsql;
using XBees.Application.Events;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Events;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Infrastructure.Tests.Events;

public class LogLagTests
{
    [Theory, EveryDatabase]
    public async Task What_the_tail_has_not_handed_on_is_the_lag(TestDatabase database)
    {
        await using var node = await database.OpenAsync();
        var (hub, lag, log) = Of(node);
        Assert.Equal((0, TimeSpan.Zero), Known(await lag.ReadAsync(default)));
        await WriteAsync(node);
        await WriteAsync(node);
        var behind = await lag.ReadAsync(default);
        Assert.Equal(2, behind.Waiting);
        Assert.InRange(behind.Behind, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        var older = await Until.Async(() => lag.ReadAsync(default), now => now.Behind > behind.Behind);
        Assert.True(older.Behind > behind.Behind);

        hub.Begin((await Until.Async(() => log.AfterAsync(LogCursor.Start, 10, default), entries => entries.Count == 2))[0].Cursor);
        Assert.Equal(1, (await lag.ReadAsync(default)).Waiting);
        hub.Begin(await log.NewestAsync(default));
        Assert.Equal((0, TimeSpan.Zero), Known(await lag.ReadAsync(default)));
    }

    [Fact]
    public async Task A_writing_transaction_of_somebody_else_is_seen_with_its_age_and_with_what_waits_for_it()
    {
        Assert.SkipWhen(TestDatabase.WhyNot(DatabaseProvider.PostgreSql) is not null, "No PostgreSQL.");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        await using var node = await database.OpenAsync();
        var (hub, lag, log) = Of(node);
        await using var other = new NpgsqlConnection(database.ConnectionString);
        await other.OpenAsync();
        await using (var open = await other.BeginTransactionAsync())
        {
            await using var write = new NpgsqlCommand("select pg_current_xact_id()", other);
            await write.ExecuteScalarAsync();
            await WriteAsync(node);
            Assert.Empty(await log.AfterAsync(hub.Position, 10, default));
            var held = await Until.Async(() => lag.ReadAsync(default), now => now.HorizonHeld > TimeSpan.FromSeconds(1));
            Assert.True(held.HorizonHeld > TimeSpan.FromSeconds(1));
            Assert.Equal(1, held.Waiting);
            await open.RollbackAsync();
        }
        Assert.Single(await Until.Async(() => log.AfterAsync(hub.Position, 10, default), entries => entries.Count > 0));
        // Other tests of this server write meanwhile, but nobody for so long.
        Assert.True((await lag.ReadAsync(default)).HorizonHeld < TimeSpan.FromSeconds(30));
    }

    private static (EventHub, LogLag, EventLog) Of(OpenDatabase node)
    {
        var hub = new EventHub(node.Db);
        return (hub, new(node.Db, hub, TimeProvider.System), new(node.Db, node.Epoch));
    }

    private static (long, TimeSpan) Known(Lag lag) => (lag.Waiting, lag.Behind);

    private static Task WriteAsync(OpenDatabase node) =>
        node.Units.RunAsync(
            unit =>
            {
                unit.Log(new("test", null, "subject"));
                return Task.FromResult(0);
            },
            default
        );
}
