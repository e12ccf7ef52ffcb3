using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>What a load balancer is told while the database is away.</summary>
public sealed class ReadyTests(Setting setting)
{
    [Fact]
    public async Task A_node_whose_database_is_away_lives_is_not_ready_says_why_and_comes_back()
    {
        var cluster = setting.Cluster;
        using var company = await Company.OnAsync(await cluster.CreateAsync());
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        await BecomesAsync(node, HttpStatusCode.OK);
        await cluster.StopAsync();
        try
        {
            var body = await BecomesAsync(node, HttpStatusCode.ServiceUnavailable);
            Assert.Equal("not-ready", body.GetProperty("status").GetString());
            // The search stops no node from being ready.
            foreach (var check in new[] { "database", "log" })
            {
                Assert.Equal(
                    "the database does not answer",
                    body.GetProperty("checks").GetProperty(check).GetProperty("reason").GetString()
                );
            }
            Assert.True(await node.IsLiveAsync());
        }
        finally
        {
            await cluster.StartAgainAsync();
        }
        await BecomesAsync(node, HttpStatusCode.OK);
    }

    private static async Task<JsonElement> BecomesAsync(Node node, HttpStatusCode wanted)
    {
        JsonElement body = default;
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await node.Http.GetAsync("/health/ready");
                body = await answer.Content.ReadFromJsonAsync<JsonElement>();
                return answer.StatusCode == wanted;
            },
            Eventually.FiveTimes(5),
            () => $"{wanted}, it is {body}. {node.Said}"
        );
        return body;
    }
}
