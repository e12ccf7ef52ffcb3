using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>Fault 1 for files: the process is killed while they go up and are sent.</summary>
public sealed class KilledUploadTests(Setting setting)
{
    private const int Senders = 2;

    [Theory, Rule("FI-1", "MS-2")]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task What_was_stored_before_a_kill_is_whole_and_what_was_sent_is_sent_once(DatabaseProvider provider)
    {
        using var company = await setting.CompanyAsync(provider);
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        var chats = new List<Chat>();
        for (var number = 1; number <= Senders; number++)
        {
            chats.Add(await Chat.BeginAsync(node.Http, company, $"guest{number}"));
        }
        var stored = new List<(Chat Chat, string Id, byte[] Content)>();
        for (var round = 0; round < (Setting.Long ? 5 : 2); round++)
        {
            var goal = stored.Count + Random.Shared.Next(5, 15);
            using var stop = new CancellationTokenSource();
            var sending = Task.WhenAll(chats.Select(chat => SendAsync(node.Http, chat, stored, stop.Token)));
            await Eventually.TrueAsync(
                () => Count(stored) >= goal,
                Eventually.FiveTimes(20),
                () => $"{goal} files are stored. {node.Said}"
            );
            await node.KillAsync();
            await stop.CancelAsync();
            await sending;
            await node.StartAsync();
        }

        foreach (var (chat, id, content) in stored)
        {
            using var answer = await chat.Guest.SendAsync(node.Http, HttpMethod.Get, $"/attachments/{id}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync());
        }
        // Sent again to the end, each goes with one message.
        foreach (var (chat, id, _) in stored)
        {
            using var answer = await MessageAsync(node.Http, chat, id);
            Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK, $"{answer.StatusCode}");
            using var other = await MessageAsync(node.Http, chat, id, Guid.NewGuid().ToString());
            Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        }
    }

    /// <summary>Stores and sends files until the node is gone.</summary>
    private static async Task SendAsync(
        HttpClient http,
        Chat chat,
        List<(Chat Chat, string Id, byte[] Content)> stored,
        CancellationToken stop
    )
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var content = RandomNumberGenerator.GetBytes(Random.Shared.Next(1, 60_000));
                using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", "random.bin" } };
                using var answer = await chat.Guest.SendAsync(
                    http,
                    HttpMethod.Post,
                    $"/attachments?conversationId={chat.ConversationId}",
                    form
                );
                if (answer.StatusCode != HttpStatusCode.Created)
                {
                    Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                    continue;
                }
                var id = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(stop)).RootElement.GetProperty("id").GetString()!;
                lock (stored)
                {
                    stored.Add((chat, id, content));
                }
                using var sent = await MessageAsync(http, chat, id);
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            // The node is gone.
        }
    }

    /// <summary>The message of a file has the file's own client id, so that it can be sent again.</summary>
    private static Task<HttpResponseMessage> MessageAsync(HttpClient http, Chat chat, string file, string? clientId = null) =>
        chat.Guest.SendAsync(
            http,
            HttpMethod.Post,
            chat.Messages,
            new
            {
                clientId = clientId ?? new Guid(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(file))[..16]).ToString(),
                attachments = new[] { file },
            }
        );

    private static int Count(List<(Chat Chat, string Id, byte[] Content)> stored)
    {
        lock (stored)
        {
            return stored.Count;
        }
    }
}
