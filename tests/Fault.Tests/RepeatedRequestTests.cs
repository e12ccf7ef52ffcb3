using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>Fault 17: the same request many times at once, and an answer that is lost after its commit.</summary>
public sealed class RepeatedRequestTests(Running running) : IClassFixture<Running>
{
    [Theory, Rule("AP-5")]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Fifty_at_once_with_one_key_have_one_effect(DatabaseProvider provider)
    {
        var (company, node) = await running.OnAsync(provider);
        await using var other = new Node(company.Options, company.Folder);
        // SQLite has one writing process.
        var nodes = provider == DatabaseProvider.Sqlite ? [node] : new[] { node, other };
        if (nodes.Length == 2)
        {
            await other.StartAsync();
        }
        var before = await ConversationsAsync(company);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(number => CreateAsync(nodes[number % nodes.Length].Http, "fifty", "Fifty"))
        );
        var made = answers.Where(answer => answer.Status == HttpStatusCode.Created).ToList();
        var id = Assert.Single(made.Select(answer => answer.Id).Distinct());
        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.Conflict, answer.ToString()));
        foreach (var some in nodes)
        {
            Assert.Equal((HttpStatusCode.Created, id), await CreateAsync(some.Http, "fifty", "Fifty"));
        }
        Assert.Equal(before + 1, await ConversationsAsync(company));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await CreateAsync(node.Http, "fifty", "Another")).Status);
        Assert.Equal(before + 1, await ConversationsAsync(company));
    }

    [Theory, Rule("AP-5", "MS-2")]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task An_answer_that_is_lost_after_the_commit_is_given_again(DatabaseProvider provider)
    {
        var (company, node) = await running.OnAsync(provider);
        var before = await ConversationsAsync(company);
        await using (var relay = new Relay(node.Address))
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => CreateAsync(relay.Http, "lost", "Lost"));
            Assert.Equal(1, relay.Dropped);
        }
        Assert.Equal(before + 1, await ConversationsAsync(company));
        var (status, id) = await CreateAsync(node.Http, "lost", "Lost");
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(before + 1, await ConversationsAsync(company));

        var chat = new Chat(Person.WithKey, id!);
        var message = new { clientId = Guid.NewGuid(), text = "Once" };
        await using (var relay = new Relay(node.Address))
        {
            await Assert.ThrowsAsync<HttpRequestException>(() =>
                Person.WithKey.SendAsync(relay.Http, HttpMethod.Post, chat.Messages, message)
            );
            Assert.Equal(1, relay.Dropped);
        }
        using var again = await Person.WithKey.SendAsync(node.Http, HttpMethod.Post, chat.Messages, message);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var timeline = await chat.TimelineAsync(node.Http, Person.WithKey);
        Assert.Single(timeline, entry => entry.GetProperty("clientId").GetString() == message.clientId.ToString());
    }

    [Theory, Rule("AP-5")]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Of_many_who_change_the_same_version_one_wins(DatabaseProvider provider)
    {
        var (_, node) = await running.OnAsync(provider);
        var (_, id) = await CreateAsync(node.Http, null, "Before");
        var path = $"/conversations/{id}";
        for (var round = 0; round < 5; round++)
        {
            using var read = await Person.WithKey.SendAsync(node.Http, HttpMethod.Get, path);
            var version = read.Headers.ETag!.ToString();
            var answers = await Task.WhenAll(
                Enumerable
                    .Range(0, 20)
                    .Select(number =>
                        Person.WithKey.SendAsync(
                            node.Http,
                            HttpMethod.Patch,
                            path,
                            new { name = $"Round {round}, writer {number}" },
                            ("If-Match", version)
                        )
                    )
            );
            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
            Array.ForEach(answers, answer => answer.Dispose());
        }
    }

    private static async Task<(HttpStatusCode Status, string? Id)> CreateAsync(HttpClient http, string? key, string name)
    {
        using var answer = await Person.WithKey.SendAsync(
            http,
            HttpMethod.Post,
            "/conversations",
            new { name, members = new[] { new { name = "Oskar", email = "oskar@example.org" } } },
            key is null ? [] : [("Idempotency-Key", key)]
        );
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.StatusCode, body.TryGetProperty("id", out var id) ? id.GetString() : null);
    }

    private static Task<long> ConversationsAsync(Company company) => Truth.CountAsync(company.Options, "select count(*) from conversation");
}
