using Npgsql;
using XBees.Application.Events;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Events;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Infrastructure.Tests.Events;

public class LogOrderTests
{
    private const int Conversations = 6;
    private const int Writers = 12;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(
        Environment.GetEnvironmentVariable("XBEES_TEST_ALL") is null or "" ? 2 : 60
    );

    [Theory, EveryDatabase]
    public async Task A_follower_sees_each_entry_once_and_no_conversation_out_of_order(TestDatabase database)
    {
        await using var node = await database.OpenAsync();
        await using var other = await database.OpenAsync();
        await using var reader = await database.OpenAsync();
        for (var i = 0; i < Conversations; i++)
        {
            await node.Units.RunAsync(
                unit =>
                    Unit.Of(unit)
                        .ExecuteAsync($"insert into counter (name, value) values (@name, @zero)", new { name = $"cnv_{i}", zero = 0L }),
                default
            );
        }
        var committed = new System.Collections.Concurrent.ConcurrentBag<string>();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Task.Run(() => WriteAsync(i % 2 == 0 ? node : other, i))));
        var seen = new List<string>();
        var log = new EventLog(reader.Db, reader.Epoch);
        var cursor = LogCursor.Start;
        var last = false;
        while (true)
        {
            last |= writing.IsCompleted;
            var entries = await log.AfterAsync(cursor, 200, default);
            seen.AddRange(entries.Select(entry => entry.SubjectId!));
            cursor = entries.Count > 0 ? entries[^1].Cursor : cursor;
            if (entries.Count == 0 && last && seen.Count >= committed.Count)
            {
                break;
            }
            // Twelve writers may be faster than one reader; it comes to the end once they stop.
            Assert.True(watch.Elapsed < (3 * Time) + TimeSpan.FromSeconds(30), $"{committed.Count} committed, {seen.Count} seen");
        }
        await writing;

        Assert.True(seen.Count > 100, $"only {seen.Count}");
        Assert.Equal(committed.Order(), seen.Order());
        Assert.Equal(0, Inversions(seen));
        TestContext.Current.TestOutputHelper?.WriteLine($"{seen.Count} entries in order");

        async Task WriteAsync(OpenDatabase on, int seed)
        {
            var random = new Random(seed);
            while (watch.Elapsed < Time)
            {
                var name = $"cnv_{random.Next(Conversations)}";
                var wait = database.Provider == DatabaseProvider.PostgreSql ? random.Next(4) * 0.001 : 0;
                committed.Add(
                    await on.Units.RunAsync(
                        async unit =>
                        {
                            var session = Unit.Of(unit);
                            await session.ExecuteAsync($"{Dialect.Lock}", new { id = name });
                            await session.ExecuteAsync($"update counter set value = value + 1 where name = @name", new { name });
                            var seq = await session.FirstAsync<long>($"select value from counter where name = @name", new { name });
                            if (wait > 0)
                            {
                                await session.ExecuteAsync($"select pg_sleep(@wait)", new { wait });
                            }
                            unit.Log(new("test", name, $"{name} {seq}"));
                            return $"{name} {seq}";
                        },
                        default
                    )
                );
            }
        }
    }

    [Fact]
    public void The_count_of_inversions_counts() => Assert.Equal(2, Inversions(["a 1", "b 1", "a 3", "a 2", "b 3", "b 2", "b 4"]));

    /// <summary>Why the log is not read by position: this is the interleaving, step by step.</summary>
    [Fact]
    public async Task By_position_alone_an_entry_that_commits_late_would_be_lost()
    {
        Assert.SkipWhen(TestDatabase.WhyNot(DatabaseProvider.PostgreSql) is not null, "No PostgreSQL.");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        await using var node = await database.OpenAsync();
        var log = new EventLog(node.Db, node.Epoch);
        await using var slow = new NpgsqlConnection(database.ConnectionString);
        await slow.OpenAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await AppendAsync(slow, "late", node.Epoch.Current);
        await node.Units.RunAsync(
            unit =>
            {
                unit.Log(new("test", null, "early"));
                return Task.FromResult(0);
            },
            default
        );

        var byPosition = await PositionsAsync(0);
        Assert.Equal(["early"], byPosition.Select(row => row.SubjectId));
        Assert.Empty(await log.AfterAsync(LogCursor.Start, 10, default));

        await transaction.CommitAsync();
        Assert.Empty(await PositionsAsync(byPosition[^1].Position));
        var all = await Until.Async(() => log.AfterAsync(LogCursor.Start, 10, default), entries => entries.Count == 2);
        Assert.Equal(["late", "early"], all.Select(entry => entry.SubjectId));

        Task<IReadOnlyList<PositionRow>> PositionsAsync(long after) =>
            node.Db.ListAsync<PositionRow>(
                $"select position, subject_id from log where position > @after order by position",
                new { after }
            );
    }

    private static async Task AppendAsync(NpgsqlConnection connection, string subject, long epoch)
    {
        await using var command = new NpgsqlCommand(new PostgresDialect().Render(Dialect.LogAppend), connection);
        command.Parameters.AddWithValue("epoch", epoch);
        command.Parameters.AddWithValue("type", "test");
        command.Parameters.AddWithValue("conversationId", DBNull.Value);
        command.Parameters.AddWithValue("subjectId", subject);
        command.Parameters.AddWithValue("people", DBNull.Value);
        command.Parameters.AddWithValue("at", 0L);
        await command.ExecuteNonQueryAsync();
    }

    private static int Inversions(IEnumerable<string> seen)
    {
        var highest = new Dictionary<string, long>();
        var inversions = 0;
        foreach (var entry in seen)
        {
            var (name, seq) = (entry.Split(' ')[0], long.Parse(entry.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
            inversions += seq < highest.GetValueOrDefault(name) ? 1 : 0;
            highest[name] = Math.Max(seq, highest.GetValueOrDefault(name));
        }
        return inversions;
    }

    private sealed class PositionRow
    {
        public long Position { get; init; }

        public string SubjectId { get; init; } = "";
    }
}
