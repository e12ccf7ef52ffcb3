using Microsoft.Extensions.Time.Testing;
using XBees.Application;
using XBees.Domain;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Infrastructure.Tests.Database;

public class RequestKeyTests
{
    [Theory, EveryDatabase, Rule("AP-5")]
    public async Task The_same_request_again_gets_the_first_answer(TestDatabase database)
    {
        await using var node = await database.OpenAsync();
        var first = await Create(node, "k1", "body", "made");
        var second = await Create(node, "k1", "body", "made again");
        Assert.Equal(first, second);
        Assert.Equal(1, await Made(node));
    }

    [Theory, EveryDatabase, Rule("AP-5")]
    public async Task Another_body_under_the_key_is_refused_and_another_caller_is_independent(TestDatabase database)
    {
        await using var node = await database.OpenAsync();
        await Create(node, "k1", "body", "made");
        var refused = await Assert.ThrowsAsync<Refused>(() => Create(node, "k1", "other body", "other"));
        Assert.Equal("idempotency-key-reused", refused.Refusal.Slug);
        Assert.Equal("theirs", (await Create(node, "k1", "other body", "theirs", caller: "agt_2")).Id);
        Assert.Equal(2, await Made(node));
    }

    [Theory, EveryDatabase, Rule("AP-5")]
    public async Task A_failed_request_leaves_no_key(TestDatabase database)
    {
        await using var node = await database.OpenAsync();
        await Assert.ThrowsAsync<Refused>(() =>
            Work(node, "k1", "a").CreateAsync(_ => throw new Refused(RequestRefusals.KeyReused), default)
        );
        Assert.Equal("second", (await Create(node, "k1", "b", "second")).Id);
    }

    [Theory, EveryDatabase, Rule("AP-5")]
    public async Task After_a_day_the_key_belongs_to_a_new_request(TestDatabase database)
    {
        var time = new FakeTimeProvider(new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));
        await using var node = await database.OpenAsync(time);
        await Create(node, "k1", "body", "first");
        time.Advance(TimeSpan.FromHours(23));
        Assert.Equal("first", (await Create(node, "k1", "body", "second")).Id);
        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal("third", (await Create(node, "k1", "other body", "third")).Id);
        Assert.Equal("third", (await Create(node, "k1", "other body", "fourth")).Id);
    }

    // Fault 17.
    [Theory, EveryDatabase, Rule("AP-5")]
    public async Task Fifty_at_once_on_two_nodes_are_one_effect_and_fifty_same_answers(TestDatabase database)
    {
        await using var one = await database.OpenAsync();
        await using var two = await database.OpenAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => Task.Run(() => Create(i % 2 == 0 ? one : two, "k1", "body", $"made {i}")))
        );
        Assert.Single(answers.Distinct());
        Assert.Equal(1, await Made(one));
    }

    private static Task<Created> Create(OpenDatabase node, string key, string fingerprint, string id, string caller = "agt_1") =>
        Work(node, key, fingerprint, caller)
            .CreateAsync(
                async unit =>
                {
                    await Unit.Of(unit).ExecuteAsync($"insert into counter (name, value) values (@id, @one)", new { id, one = 1L });
                    unit.Log(new("made", null, id));
                    return new(id);
                },
                default
            );

    private static UnitOfWork Work(OpenDatabase node, string key, string fingerprint, string caller = "agt_1") =>
        new(
            node.Units,
            new()
            {
                CallerId = caller,
                Key = key,
                Fingerprint = fingerprint,
            }
        );

    private static async Task<long> Made(OpenDatabase node)
    {
        var rows = await node.Db.FirstAsync<long>(
            $"select count(*) from counter where name <> @guest and name not like @files",
            new { guest = "guest", files = "files.%" }
        );
        Assert.Equal(rows, await node.Db.FirstAsync<long>($"select count(*) from log"));
        return rows;
    }
}
