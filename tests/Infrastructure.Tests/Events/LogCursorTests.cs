using Microsoft.Data.Sqlite;
using XBees.Application.Events;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Events;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Infrastructure.Tests.Events;

[Rule("AP-6")]
public class LogCursorTests
{
    [Theory, EveryDatabase]
    public async Task A_cursor_is_known_while_its_entry_is_there(TestDatabase database)
    {
        await using var node = await database.OpenAsync();
        var log = new EventLog(node.Db, node.Epoch);
        Assert.Equal(LogCursor.Start, await log.NewestAsync(default));
        Assert.True(await log.KnowsAsync(LogCursor.Start, default));
        await AppendAsync(node, "a", "b", "c");
        var entries = await Until.Async(() => log.AfterAsync(LogCursor.Start, 10, default), all => all.Count == 3);
        Assert.Equal(["a", "b", "c"], entries.Select(entry => entry.SubjectId));
        Assert.Equal(entries[^1].Cursor, await log.NewestAsync(default));
        Assert.Equal(entries[0].Cursor, LogCursor.Parse(entries[0].Cursor.ToString()));
        Assert.True(await log.KnowsAsync(entries[0].Cursor, default));

        await node.Units.RunAsync(unit => Unit.Of(unit).ExecuteAsync($"delete from log where subject_id = @a", new { a = "a" }), default);
        Assert.False(await log.KnowsAsync(entries[0].Cursor, default));
        Assert.True(await log.KnowsAsync(entries[1].Cursor, default));
    }

    [Theory, EveryDatabase]
    public async Task A_log_that_was_trimmed_empty_goes_on_behind_every_cursor(TestDatabase database)
    {
        await using var node = await database.OpenAsync();
        var log = new EventLog(node.Db, node.Epoch);
        await AppendAsync(node, "a", "b", "c");
        var old = (await Until.Async(() => log.AfterAsync(LogCursor.Start, 10, default), all => all.Count == 3))[^1].Cursor;
        await node.Units.RunAsync(unit => Unit.Of(unit).ExecuteAsync($"delete from log"), default);
        await AppendAsync(node, "d");
        var next = await Until.Async(() => log.AfterAsync(old, 10, default), all => all.Count == 1);
        Assert.Equal(["d"], next.Select(entry => entry.SubjectId));
    }

    [Theory, EveryDatabase]
    public async Task A_cursor_of_another_database_is_not_known(TestDatabase database)
    {
        await using var node = await database.OpenAsync();
        await AppendAsync(node, "a", "b");
        await using var restored = await TestDatabase.CreateAsync(database.Provider);
        await using var elsewhere = await restored.OpenAsync();
        await AppendAsync(elsewhere, "x", "y");
        var theirs = new EventLog(elsewhere.Db, elsewhere.Epoch);
        foreach (var entry in await Until.Async(() => theirs.AfterAsync(LogCursor.Start, 10, default), all => all.Count == 2))
        {
            Assert.False(await new EventLog(node.Db, node.Epoch).KnowsAsync(entry.Cursor, default));
        }
    }

    /// <summary>Every node asks after each message: what is behind the cursor must not cost more with the length of the log.</summary>
    [Fact]
    public async Task SQLite_begins_to_read_at_the_cursor()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var node = await database.OpenAsync();
        Sql asked = $"select type from log where {Dialect.LogAfter} order by {Dialect.LogOrder} {Dialect.Limit}";
        await using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"explain query plan {asked.Render(node.Db.Dialect)}";
        command.Parameters.AddWithValue("@position", 1);
        command.Parameters.AddWithValue("@limit", 1);
        await using var plan = await command.ExecuteReaderAsync();
        Assert.True(await plan.ReadAsync());
        Assert.Equal("SEARCH log USING INTEGER PRIMARY KEY (rowid>?)", plan.GetString(plan.GetOrdinal("detail")));
        Assert.False(await plan.ReadAsync());
    }

    [Fact]
    public async Task After_a_restore_old_entries_are_wholly_visible_and_new_ones_come_behind_them()
    {
        Assert.SkipWhen(TestDatabase.WhyNot(DatabaseProvider.PostgreSql) is not null, "No PostgreSQL.");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        await using var before = await database.OpenAsync();
        await AppendAsync(before, "old");
        var first = before.Epoch.Current;
        // As after a dump: numbers of transactions that this cluster will not reach for years, and another system identifier.
        await before.Db.ExecuteAsync($"update log set tx = 900000000000");
        await before.Db.ExecuteAsync($"update setting set value = 'elsewhere' where name = 'log.system'");
        var cursor = new EventLog(before.Db, before.Epoch);
        Assert.Empty(await cursor.AfterAsync(LogCursor.Start, 10, default));

        await using var after = await database.OpenAsync();
        await using var beside = await database.OpenAsync();
        Assert.Equal(first + 1, after.Epoch.Current);
        Assert.Equal(first + 1, beside.Epoch.Current);
        await AppendAsync(after, "new");
        var log = new EventLog(after.Db, after.Epoch);
        var entries = await Until.Async(() => log.AfterAsync(LogCursor.Start, 10, default), all => all.Count == 2);
        Assert.Equal(["old", "new"], entries.Select(entry => entry.SubjectId));
        Assert.Equal(["new"], (await log.AfterAsync(entries[0].Cursor, 10, default)).Select(entry => entry.SubjectId));
        Assert.Equal(entries[1].Cursor, await log.NewestAsync(default));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1-2-3")]
    [InlineData("1-2-3-4-5")]
    [InlineData("-1-2-3-4")]
    [InlineData("ffffffffffffffff-1-1-abcd")]
    [InlineData("10000000000000000-1-1-abcd")]
    [InlineData("1-2-3-' or 1=1")]
    public void What_is_no_cursor_is_none(string? text)
    {
        var cursor = LogCursor.Parse(text);
        Assert.True(cursor is null || cursor.Check == "' or 1=1");
    }

    [Fact]
    public void A_cursor_of_a_megabyte_is_none() => Assert.Null(LogCursor.Parse(new string('1', 1_000_000)));

    private static Task AppendAsync(OpenDatabase node, params string[] subjects) =>
        node.Units.RunAsync(
            unit =>
            {
                foreach (var subject in subjects)
                {
                    unit.Log(new("test", null, subject));
                }
                return Task.FromResult(0);
            },
            default
        );
}
