using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using XBees.Testing;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>Fault 4: the disk is full, then there is room again.</summary>
public sealed class FullDiskTests
{
    private static readonly string Long = new('x', 8_000);

    [Fact, Rule("MS-2"), Trait("Long", "yes")]
    public async Task A_full_disk_refuses_writes_goes_on_reading_and_is_over_when_there_is_room()
    {
        Assert.SkipWhen(SmallDisk.WhyNot is not null, SmallDisk.WhyNot ?? "");
        await using var disk = await SmallDisk.MountAsync(32);
        var company = await Company.OnSqliteAsync(disk.Folder);
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        var chat = await Chat.BeginAsync(node.Http, company, "guest");
        var stored = new List<string>();
        HttpStatusCode status;
        JsonElement body;
        do
        {
            (status, body) = await PostAsync(node, chat, stored);
            Assert.True(stored.Count < 10_000, "It never fills up.");
        } while (status == HttpStatusCode.Created);
        for (var again = 0; again < 20; again++)
        {
            Assert.Equal(HttpStatusCode.InsufficientStorage, status);
            Assert.Equal("/problems/disk-full", body.GetProperty("type").GetString());
            (status, body) = await PostAsync(node, chat, stored);
        }
        Assert.Equal(stored, await OwnAsync(node, chat));
        Assert.True(await node.IsLiveAsync());

        disk.Free();
        await Eventually.TrueAsync(
            async () => (await PostAsync(node, chat, stored)).Status == HttpStatusCode.Created,
            Eventually.FiveTimes(10),
            () => $"writing goes on. {node.Said}"
        );
        for (var more = 0; more < 20; more++)
        {
            Assert.Equal(HttpStatusCode.Created, (await PostAsync(node, chat, stored)).Status);
        }
        Assert.Equal(stored, await OwnAsync(node, chat));
        await Truth.HoldsAsync(node.Http, company, [new Writer(chat, chat.Guest)]);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(Node node, Chat chat, List<string> stored)
    {
        using var answer = await chat.Guest.SendAsync(
            node.Http,
            HttpMethod.Post,
            chat.Messages,
            new { clientId = Guid.NewGuid(), text = Long }
        );
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        if (answer.StatusCode == HttpStatusCode.Created)
        {
            stored.Add(body.GetProperty("id").GetString()!);
        }
        return (answer.StatusCode, body);
    }

    private static async Task<IEnumerable<string>> OwnAsync(Node node, Chat chat) =>
        (await chat.TimelineAsync(node.Http, Person.WithKey))
            .Where(message => message.GetProperty("text").GetString() == Long)
            .Select(message => message.GetProperty("id").GetString()!);
}
