using System.Net;
using System.Text.Json;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>Fault 16: the search index is deleted, cut, flipped, or its folder taken, while the node runs.</summary>
[Trait("Long", "yes")]
public sealed class DamagedIndexTests(Setting setting)
{
    public enum Damage
    {
        Deleted,
        Cut,
        Flipped,
        Emptied,
        StaleLock,
        FolderTaken,
    }

    [Fact, Rule("SE-3")]
    public async Task Whatever_is_done_to_the_index_the_chat_goes_on_and_it_is_made_anew()
    {
        using var company = await Company.OnSqliteAsync();
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        var first = await Chat.BeginAsync(node.Http, company, "beatrice");
        await FoundAsync(node, "beatrice", first);
        var folder = Path.Combine(company.Folder, "search", "node");
        foreach (var damage in Enum.GetValues<Damage>())
        {
            Do(damage, folder);
            await GoesOnAsync(node, first, damage);
            if (damage == Damage.FolderTaken)
            {
                await Eventually.TrueAsync(
                    async () => await AskAsync(node, "beatrice") is null,
                    Eventually.FiveTimes(5),
                    () => "it is refused"
                );
                File.Delete(folder);
            }
            var after = await Chat.BeginAsync(node.Http, company, $"constance{damage}");
            await FoundAsync(node, $"constance{damage}", after);
            await FoundAsync(node, "beatrice", first);
            Assert.Equal(1, await CountAsync(node, $"word{damage} 119"));
            Assert.True(await node.IsLiveAsync());
        }

        // What it finds is what a fresh one finds.
        var before = await EverythingAsync(node);
        await node.TerminateAsync(TimeSpan.FromSeconds(60));
        Directory.Delete(Path.Combine(company.Folder, "search"), recursive: true);
        await node.StartAsync();
        await FoundAsync(node, "beatrice", first);
        Assert.Equal(before, await EverythingAsync(node));
    }

    /// <summary>Writing goes on, and no answer is anything but results or a refusal that says what it is.</summary>
    private static async Task GoesOnAsync(Node node, Chat chat, Damage damage)
    {
        for (var i = 0; i < 20; i++)
        {
            using var said = await chat.Guest.SendAsync(
                node.Http,
                HttpMethod.Post,
                chat.Messages,
                new { clientId = Guid.NewGuid(), text = $"word{damage} {100 + i}" }
            );
            Assert.Equal(HttpStatusCode.Created, said.StatusCode);
            await AskAsync(node, "beatrice");
        }
    }

    [Fact, Rule("SE-3")]
    public async Task One_that_was_damaged_while_the_node_was_down_is_made_anew()
    {
        using var company = await Company.OnSqliteAsync();
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        var chat = await Chat.BeginAsync(node.Http, company, "beatrice");
        await FoundAsync(node, "beatrice", chat);
        var folder = Path.Combine(company.Folder, "search", "node");
        foreach (var damage in new[] { Damage.Cut, Damage.Flipped, Damage.Emptied })
        {
            await node.TerminateAsync(TimeSpan.FromSeconds(60));
            Do(damage, folder);
            await node.StartAsync();
            await FoundAsync(node, "beatrice", chat);
        }
        // Killed in the middle of writing it begins where it last was.
        var last = await Chat.BeginAsync(node.Http, company, "dorothea");
        await node.KillAsync();
        await node.StartAsync();
        await FoundAsync(node, "dorothea", last);
    }

    [Fact, Rule("SE-3")]
    public async Task Two_nodes_on_one_folder_do_not_take_each_others_index()
    {
        var options = await setting.Cluster.CreateAsync();
        using var company = await Company.OnAsync(options);
        await using var first = new Node(company.Options, company.Folder);
        await using var second = new Node(company.Options, company.Folder);
        await first.StartAsync();
        var chat = await Chat.BeginAsync(first.Http, company, "beatrice");
        await FoundAsync(first, "beatrice", chat);
        await second.StartAsync();
        await FoundAsync(second, "beatrice", chat);
        var other = await Chat.BeginAsync(second.Http, company, "constance");
        await FoundAsync(first, "constance", other);
        await FoundAsync(second, "constance", other);
    }

    private static void Do(Damage damage, string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
        switch (damage)
        {
            case Damage.Deleted:
                Directory.Delete(folder, recursive: true);
                break;
            case Damage.Cut:
                foreach (var file in files.Where(IsData))
                {
                    using var open = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                    open.SetLength(Math.Max(0, open.Length - 100));
                }
                break;
            case Damage.Flipped:
                foreach (var file in files.Where(IsData))
                {
                    using var open = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
                    open.Position = open.Length / 2;
                    var flipped = (byte)(open.ReadByte() ^ 0x10);
                    open.Position = open.Length / 2;
                    open.WriteByte(flipped);
                }
                break;
            case Damage.Emptied:
                foreach (var file in files.Where(IsData))
                {
                    File.WriteAllBytes(file, []);
                }
                break;
            case Damage.StaleLock:
                foreach (var inner in Directory.GetDirectories(folder))
                {
                    var held = Path.Combine(inner, "write.lock");
                    File.Delete(held);
                    File.WriteAllText(held, "somebody else");
                }
                break;
            case Damage.FolderTaken:
                Directory.Delete(folder, recursive: true);
                File.WriteAllText(folder, "in the way");
                break;
        }
    }

    private static bool IsData(string file) => Path.GetFileName(file) != "write.lock";

    private static Task FoundAsync(Node node, string typed, Chat chat) =>
        Eventually.TrueAsync(
            async () =>
                await AskAsync(node, typed) is { } found
                && found.GetProperty("index").GetProperty("state").GetString() == "ready"
                && Ids(found).Contains(chat.ConversationId),
            Eventually.FiveTimes(10),
            () => $"{typed} is found. It said:\n{node.Said}"
        );

    private static async Task<int> CountAsync(Node node, string typed)
    {
        var count = 0;
        await Eventually.TrueAsync(
            async () =>
                (count = await AskAsync(node, typed) is { } found ? found.GetProperty("messages").GetProperty("items").GetArrayLength() : 0)
                > 0,
            Eventually.FiveTimes(10),
            () => $"{typed} is found"
        );
        return count;
    }

    /// <summary>The answer, or null where it is refused as it may be.</summary>
    private static async Task<JsonElement?> AskAsync(Node node, string typed)
    {
        using var answer = await Person.WithKey.SendAsync(node.Http, HttpMethod.Get, $"/search?q={Uri.EscapeDataString(typed)}&limit=100");
        var text = await answer.Content.ReadAsStringAsync();
        var body = JsonSerializer.Deserialize<JsonElement>(text);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            Assert.Equal("/problems/search-unavailable", body.GetProperty("type").GetString());
            return null;
        }
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return body;
    }

    private static async Task<string> EverythingAsync(Node node)
    {
        var all = new List<string>();
        foreach (var typed in new[] { "a", "e", "m", "be", "word", "example", "1" })
        {
            var found = (await AskAsync(node, typed))!.Value;
            all.Add($"{typed}: {string.Join(' ', Ids(found))} {found.GetProperty("messages").GetProperty("items").GetArrayLength()}");
        }
        return string.Join('\n', all);
    }

    private static IEnumerable<string> Ids(JsonElement found) =>
        found.GetProperty("conversations").GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetString()!);
}
