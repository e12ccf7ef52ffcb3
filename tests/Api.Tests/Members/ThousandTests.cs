using System.Net;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Members;

/// <summary>A conversation that is as full as it may be.</summary>
public sealed class ThousandTests
{
    [Theory, EveryDatabase, Rule("AC-17", "AC-4", "IN-5"), Trait("Long", "yes")]
    public async Task Whatever_way_leads_in_the_thousand_and_first_is_refused_whole(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var made = await scene.Mara.PostAsync("/api/v1/conversations", new { @public = true, members = People(999) });
        var id = made.Text("id");
        var path = $"/api/v1/conversations/{id}";
        Assert.Equal(1_000, made.Number("memberCount"));
        var token = (await scene.Mara.GetAsync($"{path}/link")).Text("url").Split('/')[^1];
        var before = (await Scene.SeeAsync(scene.Mara, id)).GetRawText();
        using var anonymous = scene.App.Anonymous();
        var join = $"/api/v1/join/{token}";

        await FullAsync(anonymous, HttpMethod.Post, join, new { guest = new { name = "Late" } });
        await FullAsync(scene.Mara, HttpMethod.Post, $"{path}/members", new { members = new[] { new { agentId = scene.Noah.Id } } });
        // By a service: of two that it would bring neither comes, and nothing is assigned.
        var version = (await Scene.SeeAsync(scene.Mara, id)).Number("version");
        var assign = new { serviceId = scene.ServiceId, assigneeId = (string?)null };
        using (var answer = await scene.Mara.SendAsync(HttpMethod.Put, $"{path}/assignment", assign, ("If-Match", $"\"{version}\"")))
        {
            Assert.Contains("1,001", (await answer.IsProblemAsync(409, "members-limit")).Text("detail"), StringComparison.Ordinal);
        }
        Assert.Equal(before, (await Scene.SeeAsync(scene.Mara, id)).GetRawText());

        // With one place free, of many at once one has it.
        var first = (await Scene.MembersAsync(scene.Mara, id)).First(member => member.Text("kind") == "guest").Text("id");
        await scene.Mara.DeleteAsync($"{path}/members/{first}");
        var late = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(i => anonymous.SendAsync(HttpMethod.Post, join, new { guest = new { name = $"Late {i}" } }))
        );
        Assert.Equal(1, late.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(4, late.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(1_000, (await Scene.SeeAsync(scene.Mara, id)).Number("memberCount"));

        static async Task FullAsync(AppClient who, HttpMethod method, string to, object body) =>
            Assert.Contains(
                "1,001",
                (await who.RefusesAsync(method, to, body, 409, "members-limit")).Text("detail"),
                StringComparison.Ordinal
            );
    }

    /// <summary>Milliseconds are a benchmark's; what does not depend on the machine is how often the database is asked.</summary>
    [Fact, Rule("AC-4"), Trait("Long", "yes")]
    public async Task Opening_posting_and_adding_ask_the_database_as_often_as_with_ten()
    {
        Assert.SkipWhen(TestDatabase.WhyNot(Infrastructure.Database.DatabaseProvider.PostgreSql) is not null, "No PostgreSQL.");
        await using var database = await TestDatabase.CreateAsync(Infrastructure.Database.DatabaseProvider.PostgreSql);
        await using var scene = await Scene.OnAsync(database);
        var few = (await scene.Mara.PostAsync("/api/v1/conversations", new { members = People(8) })).Text("id");
        var many = (await scene.Mara.PostAsync("/api/v1/conversations", new { members = People(998) })).Text("id");
        using var statements = new CountedStatements();
        var counts = new List<int[]>();
        foreach (var id in new[] { few, many })
        {
            var path = $"/api/v1/conversations/{id}";
            counts.Add([
                await CountAsync(HttpMethod.Get, path),
                await CountAsync(HttpMethod.Get, $"{path}/messages"),
                await CountAsync(HttpMethod.Get, $"{path}/members"),
                await CountAsync(HttpMethod.Post, $"{path}/messages", new { text = "Hello" }),
                await CountAsync(HttpMethod.Post, $"{path}/members", new { members = new[] { new { agentId = scene.Noah.Id } } }),
            ]);
        }
        Assert.Equal(counts[0], counts[1]);
        Assert.All(counts[0], count => Assert.InRange(count, 1, 30));

        async Task<int> CountAsync(HttpMethod method, string path, object? body = null)
        {
            using var answer = await scene.Mara.SendAsync(method, path, body, CountedStatements.Trace());
            Assert.True(answer.IsSuccessStatusCode);
            return statements.Of(answer).Count;
        }
    }

    private static object[] People(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new { name = $"Guest {i}", email = $"g{i}@example.org" })];
}
