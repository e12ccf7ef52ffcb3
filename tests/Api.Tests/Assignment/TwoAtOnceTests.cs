using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Assignment;

/// <summary>Who assigns at the same moment: by two processes where the database serves several, else by one (fault 19).</summary>
public sealed class TwoAtOnceTests
{
    private const int Rounds = 50;
    private const int ManyRounds = 500;

    [Theory, EveryDatabase(Rounds), Rule("AS-4", "AS-5", "AS-9", "AS-10")]
    public Task One_of_two_wins_and_the_other_is_told(TestDatabase database, int rounds) => RaceAsync(database, rounds);

    [Theory, EveryDatabase(ManyRounds), Rule("AS-9"), Trait("Long", "yes")]
    public Task One_of_two_wins_in_five_hundred_rounds(TestDatabase database, int rounds) => RaceAsync(database, rounds);

    [Theory, EveryDatabase(Rounds), Rule("AS-9", "AP-6")]
    public Task Notices_form_one_chain_and_every_client_hears_the_same_order(TestDatabase database, int rounds) =>
        ChainAsync(database, rounds);

    [Theory, EveryDatabase(ManyRounds), Rule("AS-9", "AP-6"), Trait("Long", "yes")]
    public Task Notices_form_one_chain_in_five_hundred_rounds(TestDatabase database, int rounds) => ChainAsync(database, rounds);

    [Theory, EveryDatabase(Rounds), Rule("AS-7", "AC-14")]
    public async Task Nobody_is_in_charge_who_has_left_at_the_same_moment(TestDatabase database, int rounds)
    {
        await using var nodes = await Nodes.OnAsync(database);
        var (mara, noah) = (nodes.First.Company.Mara, nodes.There(nodes.First.Company.Noah));
        for (var round = 0; round < rounds; round++)
        {
            var id = await Scene.StartAsync(nodes.First.Guest);
            var version = (await Scene.SeeAsync(mara, id)).Number("version");
            var (assigned, left) = await AtOnce.GoAsync(
                () => AssignScene.SendAsync(mara, id, nodes.First.Sales, noah.Id, version),
                () => noah.SendAsync(HttpMethod.Delete, $"/api/v1/conversations/{id}/members/me")
            );
            left.Is(HttpStatusCode.NoContent);
            var now = await Scene.SeeAsync(mara, id);
            Assert.True(now.IsNull("assignee"));
            Assert.Equal("Mara Nowak", await AssignScene.AgentsAsync(mara, id));
            Assert.Equal(
                assigned.StatusCode == HttpStatusCode.OK ? 1 : 0,
                (await AssignScene.NoticesAsync(mara, id)).Count(notice => !notice.IsNull("assignment.assignee"))
            );
            assigned.Dispose();
            left.Dispose();
        }
    }

    [Theory, EveryDatabase(Rounds), Rule("RE-1")]
    public async Task A_guest_who_writes_after_the_last_agent_left_is_never_left_alone(TestDatabase database, int rounds)
    {
        await using var nodes = await Nodes.OnAsync(database);
        var (sofia, tom) = (nodes.First.Sofia, nodes.There(nodes.First.Tom));
        for (var round = 0; round < rounds; round++)
        {
            var id = await Scene.StartAsync(nodes.First.Guest);
            await AssignScene.AssignAsync(nodes.First.Company.Mara, id, nodes.First.Support);
            await sofia.DeleteAsync($"/api/v1/conversations/{id}/members/me");
            var (left, said) = await AtOnce.GoAsync(
                () => tom.SendAsync(HttpMethod.Delete, $"/api/v1/conversations/{id}/members/me"),
                () =>
                    nodes.First.Guest.SendAsync(
                        HttpMethod.Post,
                        $"/api/v1/conversations/{id}/messages",
                        new { clientId = Guid.NewGuid(), text = "Anybody?" }
                    )
            );
            left.Is(HttpStatusCode.NoContent);
            said.Is(HttpStatusCode.Created);
            var timeline = await Scene.TimelineAsync(nodes.First.Guest, id);
            var wentAt = timeline.Last(entry => entry.Text("kind") == "notice" && entry.Text("notice.type") == "left").Number("seq");
            var saidAt = timeline.Last(entry => entry.Text("text") == "Anybody?").Number("seq");
            var agents = (await Scene.MembersAsync(nodes.First.Guest, id)).Count(member => member.Text("kind") == "agent");
            // Whoever wrote before was read by an agent who then left (AC-14); after it the service is back in the same transaction.
            Assert.Equal(saidAt > wentAt ? 2 : 0, agents);
            left.Dispose();
            said.Dispose();
        }
    }

    private static async Task RaceAsync(TestDatabase database, int rounds)
    {
        await using var nodes = await Nodes.OnAsync(database);
        var scene = nodes.First;
        var (mara, noah) = (scene.Company.Mara, scene.Company.Noah);
        // C45: a1 is Mara, a2 is Noah, who is in S2 as well; a9 is Ines.
        var second = await scene.Company.App.ServiceAsync("Second", scene.Sofia, noah);
        var third = await scene.Company.App.ServiceAsync("Third", scene.Tom);
        var wins = new Dictionary<string, int> { ["Second"] = 0, ["Third"] = 0 };
        for (var round = 0; round < rounds; round++)
        {
            var id = await Scene.StartAsync(scene.Guest);
            await mara.PostAsync(
                $"/api/v1/conversations/{id}/members",
                new { members = new[] { new { agentId = scene.Company.Ines.Id } } }
            );
            var version = (await Scene.SeeAsync(mara, id)).Number("version");
            var (first, other) = await AtOnce.GoAsync(
                () => AssignScene.SendAsync(mara, id, second, null, version),
                () => AssignScene.SendAsync(nodes.There(noah), id, third, null, version)
            );
            var won = first.StatusCode == HttpStatusCode.OK;
            wins[won ? "Second" : "Third"]++;
            var service = (await (won ? first : other).BodyAsync()).Text("service.name");
            var problem = await (won ? other : first).IsProblemAsync(412, "stale");
            Assert.Equal((service, won ? "Mara Nowak" : "Noah Okafor"), (problem.Text("service.name"), problem.Text("by.name")));
            (won ? first : other).Is(HttpStatusCode.OK);
            Assert.Equal(
                won ? "Ines Boss, Noah Okafor, Sofia Brandt" : "Ines Boss, Tom Ek",
                await AssignScene.AgentsAsync(scene.Company.Ines, id)
            );
            var notice = Assert.Single(await AssignScene.NoticesAsync(scene.Company.Ines, id));
            if (won)
            {
                // In both: neither in who joined nor in who left.
                Assert.DoesNotContain("Noah Okafor", notice.At("assignment").GetRawText(), StringComparison.Ordinal);
            }
            var again = won
                ? await AssignScene.AssignAsync(mara, id, second, null, version)
                : await AssignScene.AssignAsync(noah, id, third, null, version);
            Assert.Equal(version + 1, again.Number("version"));
            Assert.Single(await AssignScene.NoticesAsync(scene.Company.Ines, id));
            first.Dispose();
            other.Dispose();
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{wins["Second"]} to {wins["Third"]}");
    }

    private static async Task ChainAsync(TestDatabase database, int rounds)
    {
        await using var nodes = await Nodes.OnAsync(database);
        var scene = nodes.First;
        var (mara, noah, ines) = (scene.Company.Mara, nodes.There(scene.Company.Noah), scene.Company.Ines);
        var other = await scene.Company.App.ServiceAsync("Other", mara, noah);
        // Ines is added individually: she sees all of it, whichever service it is with.
        await mara.PostAsync($"/api/v1/conversations/{scene.Conversation}/members", new { members = new[] { new { agentId = ines.Id } } });
        await using var here = await EventStream.OpenAsync(ines);
        await using var there = await EventStream.OpenAsync(nodes.There(ines));
        // A process that has just started may still be telling of what was before.
        await Scene.SayAsync(ines, scene.Conversation, "begin");
        await here.UntilAsync(made => Says(made, "begin"));
        await there.UntilAsync(made => Says(made, "begin"));
        var won = 0;
        for (var round = 0; round < rounds; round++)
        {
            var version = (await Scene.SeeAsync(mara, scene.Conversation)).Number("version");
            var (service, wish) = round % 2 == 0 ? (other, mara.Id) : (scene.Sales, null);
            var (first, second) = await AtOnce.GoAsync(
                () => AssignScene.SendAsync(mara, scene.Conversation, service, wish, version),
                () => AssignScene.SendAsync(noah, scene.Conversation, service, noah.Id, version)
            );
            HttpStatusCode[] answers = [first.StatusCode, second.StatusCode];
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], answers.Order());
            won++;
            first.Dispose();
            second.Dispose();
        }
        var notices = await AllNoticesAsync(ines, scene.Conversation);
        Assert.Equal(won, notices.Count);
        foreach (var (earlier, later) in notices.Zip(notices.Skip(1)))
        {
            Assert.Equal(
                (earlier.Text("service.name"), Name(earlier, "assignee")),
                (later.Text("previousService.name"), Name(later, "previousAssignee"))
            );
        }
        await Scene.SayAsync(ines, scene.Conversation, "done");
        var toOne = (await here.UntilAsync(made => Says(made, "done"))).Select(Line).ToList();
        var toOther = (await there.UntilAsync(made => Says(made, "done"))).Select(Line).ToList();
        Assert.Equal(won, toOne.Count(line => line.StartsWith("assignment.changed", StringComparison.Ordinal)));
        Assert.Equal(toOne, toOther);

        static bool Says(StreamedEvent made, string text) => made.Name == "message.created" && made.Data.Text("message.text") == text;

        // The version is that of when it is read: both read the same log, not at the same time.
        static string Line(StreamedEvent made) =>
            made.Name == "message.created" ? $"{made.Name} {made.Data.Text("message.id")}" : made.Name;

        static string? Name(JsonElement notice, string member) => notice.IsNull(member) ? null : notice.Text($"{member}.name");
    }

    private static async Task<IReadOnlyList<JsonElement>> AllNoticesAsync(AppClient who, string id)
    {
        var notices = new List<JsonElement>();
        for (long? since = 0; since is not null; )
        {
            var page = await who.GetAsync($"/api/v1/conversations/{id}/messages?limit=100&since={since}");
            notices.AddRange(
                page.Items()
                    .Where(entry => entry.Text("kind") == "notice" && entry.Text("notice.type") == "assigned")
                    .Select(entry => entry.At("notice.assignment"))
            );
            since = page.IsNull("next") ? null : page.Number("next");
        }
        return notices;
    }

    /// <summary>The scene, and a second process on its database where that can be.</summary>
    private sealed class Nodes : IAsyncDisposable
    {
        private readonly Dictionary<string, AppClient> there = [];
        private XBeesApp? second;

        public required AssignScene First { get; init; }

        public static async Task<Nodes> OnAsync(TestDatabase database)
        {
            var nodes = new Nodes { First = await AssignScene.OnAsync(database) };
            if (database.Provider != DatabaseProvider.Sqlite)
            {
                nodes.second = await XBeesApp.StartAsync(database, setUp: false);
            }
            return nodes;
        }

        /// <summary>The same agent's browser at the second process, or at the only one.</summary>
        public AppClient There(AppClient agent)
        {
            if (second is null)
            {
                return agent;
            }
            if (!there.TryGetValue(agent.Id, out var client))
            {
                there[agent.Id] = client = agent.At(second.Address);
            }
            return client;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var client in there.Values)
            {
                client.Dispose();
            }
            if (second is not null)
            {
                await second.DisposeAsync();
            }
            await First.DisposeAsync();
        }
    }
}
