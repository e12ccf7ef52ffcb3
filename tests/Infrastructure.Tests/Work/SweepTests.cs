using Microsoft.Extensions.Time.Testing;
using XBees.Application.Events;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Events;
using XBees.Infrastructure.Work;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Infrastructure.Tests.Work;

public class SweepTests
{
    private readonly FakeTimeProvider time = new(new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));

    [Theory, EveryDatabase, Rule("AP-6")]
    public async Task The_log_keeps_fourteen_days_and_the_least_number_of_entries(TestDatabase database)
    {
        await using var node = await database.OpenAsync(time);
        var sweep = new Sweep(node.Db, node.Units, time);
        await LogAsync(node, "old", 700);
        await sweep.LogAsync(10, default);
        Assert.Equal(700, await CountAsync(node));
        time.Advance(TimeSpan.FromDays(15));
        await LogAsync(node, "new", 5);
        await sweep.LogAsync(1000, default);
        Assert.Equal(705, await CountAsync(node));
        await sweep.LogAsync(10, default);
        Assert.Equal(10, await CountAsync(node));
        await sweep.LogAsync(0, default);
        Assert.Equal(5, await CountAsync(node));
    }

    [Theory, EveryDatabase]
    public async Task Nothing_is_taken_from_a_reader_that_still_needs_it(TestDatabase database)
    {
        await using var node = await database.OpenAsync(time);
        var sweep = new Sweep(node.Db, node.Units, time);
        await LogAsync(node, "old", 20);
        var entries = await Until.Async(
            () => new EventLog(node.Db, node.Epoch).AfterAsync(LogCursor.Start, 100, default),
            all => all.Count == 20
        );
        var place = entries[6].Cursor;
        await node.Units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync(
                        $"""
                        insert into log_reader (name, epoch, tx, position, owner, beat)
                        values (@name, @epoch, @tx, @position, @name, @beat)
                        """,
                        new
                        {
                            name = "index",
                            epoch = place.Epoch,
                            tx = place.Tx,
                            position = place.Position,
                            beat = 1L,
                        }
                    ),
            default
        );
        time.Advance(TimeSpan.FromDays(15));
        await sweep.LogAsync(0, default);
        Assert.Equal(13, await CountAsync(node));
    }

    [Theory, EveryDatabase, Rule("PV-5")]
    public async Task Addresses_are_kept_thirty_days_and_keys_of_requests_one(TestDatabase database)
    {
        await using var node = await database.OpenAsync(time);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await node.Units.RunAsync(
            async unit =>
            {
                var session = Unit.Of(unit);
                await session.ExecuteAsync($"insert into guest (id, number, created_at) values ('gst_1', 1, @now)", new { now });
                await session.ExecuteAsync(
                    $"""
                    insert into guest_session (id, guest_id, token_hash, created_at, last_used_at, network, network_at)
                    values ('ses_1', 'gst_1', 'h', @now, @now, 'mark', @now)
                    """,
                    new { now }
                );
                await session.ExecuteAsync(
                    $"""
                    insert into guest_block (id, guest_id, network, network_until, made_by, made_at)
                    values ('blk_1', 'gst_1', 'mark', @until, 'agt_1', @now)
                    """,
                    new { now, until = now + (long)TimeSpan.FromHours(26).TotalMilliseconds }
                );
                await session.ExecuteAsync(
                    $"""
                    insert into agent (id, name, email, email_folded, licence, slug, time_zone, language, settings, security_stamp, version, created_at)
                    values ('agt_1', 'Mara', 'm@x.example', 'm@x.example', 'Basic', 's', 'UTC', 'en', '', '', 1, @now)
                    """,
                    new { now }
                );
                await session.ExecuteAsync(
                    $"""
                    insert into agent_session (id, agent_id, ticket, created_at, last_used_at, expires_at, browser, address)
                    values ('ses_2', 'agt_1', @ticket, @now, @now, @now, '', '192.0.2.8')
                    """,
                    new { now, ticket = Array.Empty<byte>() }
                );
                await session.ExecuteAsync(
                    $"""
                    insert into request_key (caller_id, request_key, fingerprint, status, result_id, created_at)
                    values ('a', 'b', 'c', 201, 'd', @now)
                    """,
                    new { now }
                );
                await session.ExecuteAsync($"insert into rate (bucket, window_start, used) values ('a', @now, 1)", new { now });
                await session.ExecuteAsync(
                    $"insert into signal (kind, conversation_id, data, at) values ('typing', 'cnv_1', '', @now)",
                    new { now }
                );
                return 0;
            },
            default
        );
        var sweep = new Sweep(node.Db, node.Units, time);
        time.Advance(TimeSpan.FromHours(25));
        await sweep.SignalsAsync(default);
        await sweep.AllAsync(default);
        Assert.Equal(0, await node.Db.FirstAsync<long>($"select count(*) from request_key"));
        Assert.Equal(0, await node.Db.FirstAsync<long>($"select count(*) from signal"));
        Assert.Equal("mark", await node.Db.FirstAsync<string>($"select network from guest_session"));
        Assert.Equal("192.0.2.8", await node.Db.FirstAsync<string>($"select address from agent_session"));
        Assert.Equal("mark", await node.Db.FirstAsync<string>($"select network from guest_block"));
        time.Advance(TimeSpan.FromDays(29));
        await sweep.AllAsync(default);
        Assert.Null(await node.Db.FirstAsync<string>($"select network from guest_session"));
        Assert.Null(await node.Db.FirstAsync<string>($"select address from agent_session"));
        // The end was the network's; the block stays.
        Assert.Equal(
            1,
            await node.Db.FirstAsync<long>($"select count(*) from guest_block where network is null and network_until is null")
        );
        Assert.Equal(0, await node.Db.FirstAsync<long>($"select count(*) from rate"));
    }

    private static Task LogAsync(OpenDatabase node, string subject, int count) =>
        node.Units.RunAsync(
            unit =>
            {
                for (var i = 0; i < count; i++)
                {
                    unit.Log(new("test", null, subject));
                }
                return Task.FromResult(0);
            },
            default
        );

    private static Task<long> CountAsync(OpenDatabase node) => node.Db.FirstAsync<long>($"select count(*) from log");
}
