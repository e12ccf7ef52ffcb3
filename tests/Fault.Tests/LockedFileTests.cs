using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using XBees.Testing;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>Fault 9: another program holds SQLite's only write lock.</summary>
public sealed class LockedFileTests
{
    [Fact, Rule("MS-2")]
    public async Task Who_holds_the_lock_for_three_seconds_makes_writers_wait_and_who_holds_it_longer_gets_them_refused()
    {
        using var company = await Company.OnSqliteAsync();
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        var chat = await Chat.BeginAsync(node.Http, company, "guest");
        await PostAsync(node, chat, Guid.NewGuid());

        await using var outside = new SqliteConnection(company.Options.ConnectionString + ";Pooling=false");
        await outside.OpenAsync();
        await RunAsync(outside, "begin immediate");
        var waiting = PostAsync(node, chat, Guid.NewGuid());
        await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromSeconds(3)));
        Assert.False(waiting.IsCompleted);
        await RunAsync(outside, "commit");
        Assert.Equal(HttpStatusCode.Created, (await waiting).Status);

        var before = (await chat.TimelineAsync(node.Http, Person.WithKey)).Count;
        await RunAsync(outside, "begin immediate");
        var clientIds = Enumerable.Range(0, 8).Select(_ => Guid.NewGuid()).ToList();
        var refused = clientIds.Select(clientId => PostAsync(node, chat, clientId)).ToList();
        // Reading goes on meanwhile.
        Assert.Equal(before, (await chat.TimelineAsync(node.Http, Person.WithKey)).Count);
        foreach (var answer in await Task.WhenAll(refused).WaitAsync(Eventually.FiveTimes(6)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
            Assert.Equal("/problems/busy", answer.Body.GetProperty("type").GetString());
            Assert.True(answer.RetryAfter > TimeSpan.Zero);
        }
        await RunAsync(outside, "rollback");
        Assert.Equal(before, (await chat.TimelineAsync(node.Http, Person.WithKey)).Count);

        foreach (var clientId in clientIds)
        {
            Assert.Equal(HttpStatusCode.Created, (await PostAsync(node, chat, clientId)).Status);
        }
        Assert.Equal(before + clientIds.Count, (await chat.TimelineAsync(node.Http, Person.WithKey)).Count);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body, TimeSpan? RetryAfter)> PostAsync(
        Node node,
        Chat chat,
        Guid clientId
    )
    {
        using var answer = await Person.WithKey.SendAsync(node.Http, HttpMethod.Post, chat.Messages, new { clientId, text = "Hello" });
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(), answer.Headers.RetryAfter?.Delta);
    }

    private static async Task RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
