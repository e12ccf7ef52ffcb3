using System.Net;
using System.Text.RegularExpressions;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Processes;
using Xunit;

namespace XBees.Api.Tests.Starting;

/// <summary>The real program with <c>--demo</c>, looked at by what it prints.</summary>
public sealed partial class DemoTests
{
    [Fact, Rule("AD-1", "AP-2")]
    public async Task The_demo_is_a_company_that_one_can_look_around_in()
    {
        await using var node = new Node(DatabaseOptions.Sqlite("unused"), "unused") { Demo = true };
        await node.StartAsync();
        var address = node.Address.GetLeftPart(UriPartial.Authority);
        await Eventually.TrueAsync(
            () => node.Said.Contains("widget Samuel"),
            Eventually.FiveTimes(5),
            () => $"the demo says where it is: {node.Said}"
        );
        Assert.Contains($"XBees demo at {address}", node.Said, StringComparison.Ordinal);
        var password = Password().Match(node.Said).Groups[1].Value;
        using var key = new AppClient(node.Address, Key().Match(node.Said).Groups[1].Value);
        var page = await key.Http.GetStringAsync("/demo");
        Assert.Contains(password, page, StringComparison.Ordinal);
        Assert.Contains(key.Bearer!, page, StringComparison.Ordinal);

        var agents = (await key.GetAsync("/api/v1/admin/agents")).Items();
        Assert.Single(agents, agent => agent.At("administrator").GetBoolean());
        Assert.Equal(8, agents.Count(agent => !agent.At("administrator").GetBoolean()));
        var services = (await key.GetAsync("/api/v1/admin/services")).Items().ToDictionary(service => service.Text("name"));
        Assert.Equal(["Archive", "Sales", "Support"], services.Keys.Order(StringComparer.Ordinal));
        Assert.All(services["Sales"].At("members").EnumerateArray(), member => Assert.Equal("Standard", member.Text("licence")));
        Assert.All(services["Archive"].At("members").EnumerateArray(), member => Assert.Equal("Basic", member.Text("licence")));
        var widgets = (await key.GetAsync("/api/v1/admin/widgets")).Items();
        Assert.Equal(4, widgets.Count);
        Assert.Single(widgets, widget => !widget.IsNull("agentId"));
        foreach (var widget in widgets)
        {
            using var answer = await key.SendAsync(HttpMethod.Get, $"/w/{widget.Text("key")}");
            answer.Is(HttpStatusCode.OK);
            Assert.Contains(widget.Text("key"), node.Said, StringComparison.Ordinal);
        }

        // Everybody signs in with the one password and sees their own conversations, as old as their words say.
        foreach (Match agent in Agent().Matches(node.Said))
        {
            using var signedIn = new AppClient(node.Address);
            using var answer = await signedIn.SubmitAsync("/signin", new() { ["Email"] = agent.Groups[1].Value, ["Password"] = password });
            answer.Is(HttpStatusCode.Found);
            using var link = await key.SendAsync(HttpMethod.Get, $"/c/{agent.Groups[2].Value}");
            link.Is(HttpStatusCode.OK);
        }
        Assert.Equal(9, Agent().Count(node.Said));
        using var mara = new AppClient(node.Address);
        using var asMara = await mara.SubmitAsync("/signin", new() { ["Email"] = "mara@ternhaus.example", ["Password"] = password });
        var all = (await mara.GetAsync("/api/v1/conversations?view=all")).Items();
        var invoice = all.Single(row => row.Text("title") == "Oskar Vik");
        Assert.Equal("Invoice 2231 is paid, thanks.", invoice.Text("lastMessage.text"));
        // Who was answered has been read; who waits is unread.
        Assert.Contains(all, row => row.IsNull("waitingSince"));
        var chats = all.Where(row => row.Text("origin") != "scheduler").ToList();
        Assert.All(chats, row => Assert.Equal(row.IsNull("waitingSince"), row.Number("unread") == 0));
        Assert.Equal(3, (await mara.GetAsync("/api/v1/meetings")).Items().Count(meeting => meeting.Text("host.name") == "Mara Lindholm"));
        Assert.InRange(
            TimeProvider.System.GetUtcNow() - invoice.At("lastActivityAt").GetDateTimeOffset(),
            TimeSpan.FromMinutes(2869),
            TimeSpan.FromMinutes(2900)
        );
        Assert.True((await key.GetAsync("/api/v1/conversations?view=all")).Items().Count > 5);
        using var site = await key.SendAsync(HttpMethod.Get, "/demo/site");
        site.Is(HttpStatusCode.OK);
        Assert.Equal(0, (await node.TerminateAsync(Eventually.FiveTimes(10))).Code);
    }

    [GeneratedRegex("password of everyone: (\\S+)")]
    private static partial Regex Password();

    [GeneratedRegex("key: (xbk_\\S+)")]
    private static partial Regex Key();

    [GeneratedRegex("(\\S+@ternhaus\\.example) +(?:Standard|Basic) +http://[^/]+/c/(\\S+)")]
    private static partial Regex Agent();
}
