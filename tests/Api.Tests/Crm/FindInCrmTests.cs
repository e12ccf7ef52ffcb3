using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Application.Crm;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Crm;

/// <summary>People of the CRM where one looks for people: in the search box (SE-6) and where participants are added (AC-4).</summary>
public sealed class FindInCrmTests
{
    private const string Path = "/api/v1/crm/contacts";

    [Theory, EveryDatabase, Rule("SE-6")]
    public async Task Whoever_is_in_the_CRM_is_found_by_the_beginnings_of_words_with_the_CRM_they_are_from(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, Records.Optional);
        Assert.Empty((await FindAsync(scene.Mara, "grace")).Items());
        await Records.ConnectAsync(scene);
        await KnownAsync(scene, "Gráinne", "Ní Bhriain", "Oak & Sons");
        await KnownAsync(scene, "Paul", "Oakes", null);
        var found = (await FindAsync(scene.Mara, "grainne oa")).Items().Single();
        Assert.Equal(
            ("practice", "Practice CRM", "Gráinne Ní Bhriain", "Oak & Sons", "grainne@example.org"),
            (found.Text("crm"), found.Text("crmName"), found.Text("name"), found.Text("company"), found.Text("email"))
        );
        Assert.Equal(2, (await FindAsync(scene.Mara, "oak")).Items().Count);
        Assert.Single((await scene.Mara.GetAsync($"{Path}?q=oak&limit=1")).Items());
        // In the middle of a word, and what has no letter, is nothing.
        Assert.Empty((await FindAsync(scene.Mara, "rainne")).Items());
        Assert.Empty((await FindAsync(scene.Mara, "%25")).Items());
        await scene.Mara.RefusesAsync(HttpMethod.Get, $"{Path}?q=", null, 400, "unreadable", "q");

        await scene.App.Administrator.PatchAsync($"{Records.Admin}/practice", new { active = false });
        Assert.Empty((await FindAsync(scene.Mara, "oak")).Items());
    }

    [Theory, EveryDatabase, Rule("SE-6", "CR-5")]
    public async Task A_CRM_that_hangs_is_passed_over_and_left_alone_for_a_while(TestDatabase database)
    {
        await using var app = await XBeesApp.StartAsync(database, services: UnwellCrm.Replace);
        await using var scene = await Scene.FoundAsync(app);
        await Records.ConnectAsync(scene);
        var asked = 0;
        UnwellCrm.Of(app).Before = cancel =>
        {
            asked++;
            return Task.Delay(Timeout.Infinite, cancel);
        };
        foreach (var _ in new[] { 1, 2 })
        {
            var answer = await FindAsync(scene.Mara, "oak");
            Assert.Empty(answer.Items());
            Assert.Equal("practice", answer.Text("silent.0"));
        }
        Assert.Equal(1, asked);
    }

    private static async Task KnownAsync(Scene scene, string first, string last, string? company)
    {
        var fields = new Dictionary<string, string?>
        {
            ["firstname"] = first,
            ["lastname"] = last,
            ["company"] = company,
            ["email"] = first == "Paul" ? null : "grainne@example.org",
            ["status"] = "new",
        };
        var saved = await Records.SaveAsync(scene.Mara, await Records.GuestAsync(scene, first, null), new { fields });
        Assert.Equal("linked", saved.Text("state"));
    }

    private static Task<JsonElement> FindAsync(AppClient agent, string words) => agent.GetAsync($"{Path}?q={words}");
}
