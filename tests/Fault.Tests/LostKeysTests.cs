using System.Net;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>Fault 27: the keys that seal cookies and cursors are gone, or do not open.</summary>
public sealed class LostKeysTests(Setting setting)
{
    [Theory, Rule("AU-4")]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Without_the_key_ring_agents_sign_in_again_guests_go_on_and_nothing_breaks(DatabaseProvider provider)
    {
        using var company = await setting.CompanyAsync(provider);
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        using var agent = await SignInAsync(node, company);
        var chat = await Chat.BeginAsync(node.Http, company, "guest");
        var cursor = (await agent.GetAsync("/api/v1/agents?limit=1")).GetProperty("next").GetString();
        Assert.NotNull(cursor);
        string? lastId;
        await using (var stream = await EventStream.OpenAsync(node.Http, chat.Guest))
        {
            await stream.UntilAsync(made => made.LastId is not null, Eventually.FiveTimes(2), "an id");
            lastId = stream.LastId;
        }
        await node.KillAsync();
        await Truth.CountAsync(company.Options, "delete from data_protection_key");
        await node.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(agent, "/api/v1/me"));
        using (var page = await agent.SendAsync(HttpMethod.Get, "/conversations"))
        {
            Assert.Equal(HttpStatusCode.Found, page.StatusCode);
            Assert.StartsWith("/signin", page.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
        using var again = await SignInAsync(node, company);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(again, "/api/v1/conversations"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(again, $"/api/v1/agents?limit=1&after={cursor}"));

        using var said = await chat.Guest.SendAsync(
            node.Http,
            HttpMethod.Post,
            chat.Messages,
            new { clientId = Guid.NewGuid(), text = "Still here" }
        );
        Assert.Equal(HttpStatusCode.Created, said.StatusCode);
        // Either the id still opens, or all is read afresh; never silence.
        await using var resumed = await EventStream.OpenAsync(node.Http, chat.Guest, lastId);
        await resumed.UntilAsync(made => made.Has("reset") || made.Messages.Count > 0, Eventually.FiveTimes(2), "the message, or a reset");
    }

    [Fact]
    public async Task A_node_with_another_master_key_refuses_to_start_and_says_why()
    {
        using var company = await setting.CompanyAsync(DatabaseProvider.Sqlite);
        await using (var node = new Node(company.Options, company.Folder))
        {
            await node.StartAsync();
            await node.KillAsync();
        }
        await using var stranger = new Node(company.Options, company.Folder, "--XBees:MasterKey=another-0123456789-0123456789-0123456789");
        var ended = await Assert.ThrowsAsync<InvalidOperationException>(stranger.StartAsync);
        Assert.Contains("The master key does not open the keys in the database", ended.Message, StringComparison.Ordinal);
        await using var rightful = new Node(company.Options, company.Folder);
        await rightful.StartAsync();
    }

    private static async Task<AppClient> SignInAsync(Node node, Company company)
    {
        var client = new AppClient(node.Address);
        using var answer = await client.SubmitAsync(
            "/signin",
            new() { ["Email"] = company.Facts.Administrator, ["Password"] = company.Facts.Password }
        );
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        await client.ReadAntiforgeryAsync();
        return client;
    }

    private static async Task<HttpStatusCode> StatusAsync(AppClient client, string path)
    {
        using var answer = await client.SendAsync(HttpMethod.Get, path);
        return answer.StatusCode;
    }
}
