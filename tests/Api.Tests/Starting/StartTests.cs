using XBees.Testing;
using XBees.Testing.Databases;
using XBees.Testing.Processes;
using Xunit;

namespace XBees.Api.Tests.Starting;

/// <summary>What must be right before the port opens: a real process says in one sentence what is not, and ends.</summary>
public sealed class StartTests
{
    private static readonly TimeSpan Limit = Eventually.FiveTimes(10);

    [Theory, EveryDatabase, Rule("AU-3")]
    public async Task Without_its_address_it_does_not_start(TestDatabase database)
    {
        await using var node = new Node(database.Options, database.Folder, "--XBees:BaseUrl=");
        Assert.Equal(
            "XBees:BaseUrl is missing. Set it to the address that people use, such as https://chat.example.com.",
            await RefusalAsync(node)
        );
        await using var wrong = new Node(database.Options, database.Folder, "--XBees:BaseUrl=chat.example.com");
        Assert.Equal("XBees:BaseUrl is 'chat.example.com'. Use an address such as https://chat.example.com.", await RefusalAsync(wrong));
    }

    [Theory, EveryDatabase, Rule("PV-6"), Trait("Long", "yes")]
    public async Task A_node_with_another_master_key_does_not_start(TestDatabase database)
    {
        await using (var first = new Node(database.Options, database.Folder))
        {
            await first.StartAsync();
            Assert.Equal(0, (await first.TerminateAsync(Limit)).Code);
        }
        await using var other = new Node(database.Options, database.Folder, "--XBees:MasterKey=another-one-0123456789-0123456789-0123");
        Assert.Equal(
            "The master key does not open the keys in the database. Give this node the XBees:MasterKey (or the file master.key) of the others.",
            await RefusalAsync(other)
        );
        await using var weak = new Node(database.Options, database.Folder, "--XBees:MasterKey=short");
        Assert.StartsWith("XBees:MasterKey is too short.", await RefusalAsync(weak), StringComparison.Ordinal);
        // The one that made them still opens them.
        await using var same = new Node(database.Options, database.Folder);
        await same.StartAsync();
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_sentence()
    {
        await using var database = await TestDatabase.CreateAsync(XBees.Infrastructure.Database.DatabaseProvider.Sqlite);
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((System.Net.IPEndPoint)taken.LocalEndpoint).Port}";
        await using var node = new Node(database.Options, database.Folder, $"--urls={address}");
        Assert.EndsWith(
            $"Failed to bind to address {address}: address already in use.",
            await RefusalAsync(node),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("   at ", node.Said, StringComparison.Ordinal);
    }

    /// <summary>The one line that it says before it ends with a code of its own.</summary>
    private static async Task<string> RefusalAsync(Node node)
    {
        node.Launch();
        Assert.Equal(1, await node.EndedAsync(Limit));
        return node.Said;
    }
}
