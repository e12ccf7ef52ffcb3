using System.Net;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>Fault 15: what can be sent as <c>Last-Event-ID</c>.</summary>
public sealed class LastEventIdTests(Running running) : IClassFixture<Running>
{
    private static readonly string[] Abuses =
    [
        "nonsense",
        "0",
        "-1",
        "-1--1--1-0000",
        "0-0-ffffff-0000",
        "0-7fffffffffffffff-7fffffffffffffff-beef",
        "ffffffffffffffff-ffffffffffffffff-ffffffffffffffff-beef",
        "0-0-1-zzzz",
        "' or 1=1 --",
        new('9', 10_000),
    ];

    [Theory, Rule("AP-6")]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task What_no_event_had_as_its_id_gets_a_reset_and_never_silence(DatabaseProvider provider)
    {
        var (company, node) = await running.OnAsync(provider);
        var chat = await Chat.BeginAsync(node.Http, company, "guest");
        foreach (var reader in new[] { chat.Guest, Person.WithKey })
        {
            foreach (var abuse in Abuses)
            {
                await AssertResetAsync(node, reader, abuse);
            }
        }
        // An agent's id tells a guest nothing: it is not one of theirs.
        await using var agents = await EventStream.OpenAsync(node.Http, Person.WithKey);
        await agents.UntilAsync(stream => stream.LastId is not null, Eventually.FiveTimes(2), "an id");
        await AssertResetAsync(node, chat.Guest, agents.LastId!);
    }

    [Theory, Rule("AP-6")]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task An_id_that_is_older_than_what_is_kept_gets_a_reset(DatabaseProvider provider)
    {
        var (company, node) = await running.OnAsync(provider);
        var chat = await Chat.BeginAsync(node.Http, company, "guest");
        var stream = await EventStream.OpenAsync(node.Http, chat.Guest);
        await SayAsync(node, chat);
        await stream.UntilAsync(made => made.Messages.Count == 1, Eventually.FiveTimes(2), "the message");
        await stream.DisposeAsync();
        await SayAsync(node, chat);
        await Truth.CountAsync(company.Options, "delete from log where position < (select max(position) from log)");
        await AssertResetAsync(node, chat.Guest, stream.LastId!);
    }

    [Fact, Rule("AP-6")]
    public async Task A_megabyte_is_refused()
    {
        var (_, node) = await running.OnAsync(DatabaseProvider.Sqlite);
        using var answer = await Person.WithKey.SendAsync(
            node.Http,
            HttpMethod.Get,
            "/events",
            null,
            ("Last-Event-ID", new string('a', 1_000_000))
        );
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.StatusCode);
    }

    private static async Task AssertResetAsync(Node node, Person reader, string id)
    {
        await using var stream = await EventStream.OpenAsync(node.Http, reader, id);
        await stream.UntilAsync(made => made.Has("reset"), Eventually.FiveTimes(2), $"a reset for {id[..Math.Min(60, id.Length)]}");
        Assert.Equal(["ready", "reset"], stream.All.Take(2).Select(made => made.Name));
    }

    private static async Task SayAsync(Node node, Chat chat)
    {
        using var answer = await chat.Guest.SendAsync(
            node.Http,
            HttpMethod.Post,
            chat.Messages,
            new { clientId = Guid.NewGuid(), text = "Hello" }
        );
        answer.EnsureSuccessStatusCode();
    }
}
