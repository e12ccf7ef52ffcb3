using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Crm;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Crm;

/// <summary>The companies of guests stand at their conversations, for agents.</summary>
public sealed class CompanyTagTests
{
    [Theory, EveryDatabase, Rule("TG-2", "TG-3")]
    public async Task Companies_stand_in_list_and_conversation_for_agents_alone_each_once_and_linked(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await Records.ConnectAsync(scene);
        var grace = await Records.LinkedAsync(scene, "Grace Guest", "grace@example.org", "Brightline");
        var id = (await grace.GetAsync("/api/v1/conversations")).Items()[0].Text("id");
        Assert.Equal([("Brightline", true)], Companies(await Scene.SeeAsync(scene.Mara, id)));
        var record = new
        {
            id = "7",
            company = "Oak",
            url = "https://app.hubspot.com/contacts/1/record/0-1/7",
        };
        await Records.WriteAsync(scene, $"update crm_link set record = @record", new { record = JsonSerializer.Serialize(record) });
        var row = (await scene.Mara.GetAsync("/api/v1/conversations")).Items().Single(one => one.Text("id") == id);
        var tag = row.At("tags").EnumerateArray().Single(one => one.Text("kind") == "company");
        Assert.Equal(("Oak", "https://app.hubspot.com/contacts/1/record/0-1/7"), (tag.Text("text"), tag.Text("url")));

        // Whoever leaves, and a CRM that agents do not see, count no more; guests see none of it.
        Assert.DoesNotContain("Oak", (await grace.GetAsync("/api/v1/conversations")).GetRawText(), StringComparison.Ordinal);
        Assert.False((await Scene.SeeAsync(grace, id)).Has("tags"));
        await scene.App.Administrator.PatchAsync($"{Records.Admin}/practice", new { active = false });
        Assert.Empty(Companies(await Scene.SeeAsync(scene.Mara, id)));
        await scene.App.Administrator.PatchAsync($"{Records.Admin}/practice", new { active = true });
        Assert.Single(Companies(await Scene.SeeAsync(scene.Mara, id)));
        // LC-2: an administrator who is no member sees heads, and nothing that guests are.
        var head = await Scene.SeeAsync(scene.App.Administrator, id);
        Assert.Empty(Companies(head));
    }

    [Theory, EveryDatabase, Rule("TG-2", "TG-3")]
    public async Task Whoever_writes_is_looked_for_by_itself_few_at_a_time_and_agents_see_it_at_once(TestDatabase database)
    {
        await using var scene = await StartAsync(database);
        await Records.ConnectAsync(scene);
        var first = await Records.GuestAsync(scene, "Grace Guest", "grace@example.org");
        await Records.SaveAsync(scene.Noah, first, Form("Brightline"));
        var again = await Records.GuestAsync(scene, "Grace Again", "GRACE@example.org");
        var id = (await again.GetAsync("/api/v1/conversations")).Items()[0].Text("id");
        Assert.Empty(Companies(await Scene.SeeAsync(scene.Noah, id)));
        await using var agents = await EventStream.OpenAsync(scene.Noah);
        await using var guests = await EventStream.OpenAsync(again);
        var asked = 0;
        UnwellCrm.Of(scene.App).Before = _ =>
        {
            Interlocked.Increment(ref asked);
            return Task.CompletedTask;
        };
        var watch = ActivatorUtilities.CreateInstance<CrmWatch>(scene.App.Services);
        await watch.LookAsync(CancellationToken.None);
        Assert.Equal(1, asked);
        Assert.Equal([("Brightline", true)], Companies(await Scene.SeeAsync(scene.Noah, id)));
        await agents.NextAsync("conversation.updated");
        // However often rows are shown and however often it looks, nobody is asked for again.
        await scene.Noah.GetAsync("/api/v1/conversations");
        await watch.LookAsync(CancellationToken.None);
        Assert.Equal(1, asked);

        // After a while the record is read anew, and another company is told to agents alone.
        await Records.WriteAsync(scene, $"update practice_crm_contact set company = 'Oak'");
        await Records.WriteAsync(scene, $"update crm_link set read_at = 1");
        await watch.LookAsync(CancellationToken.None);
        Assert.Equal([("Oak", true)], Companies(await Scene.SeeAsync(scene.Noah, id)));
        await agents.NextAsync("conversation.updated");
        await Scene.SayAsync(again, id, "The end");
        Assert.DoesNotContain(await guests.UntilAsync(one => one.Name == "message.created"), one => one.Name == "conversation.updated");
    }

    private static object Form(string company) =>
        new
        {
            fields = new
            {
                lastname = "Guest",
                email = "grace@example.org",
                company,
                status = "new",
            },
        };

    private static IEnumerable<(string, bool)> Companies(JsonElement conversation) =>
        conversation
            .At("tags")
            .EnumerateArray()
            .Where(tag => tag.Text("kind") == "company")
            .Select(tag => (tag.Text("text"), tag.IsNull("url")));

    private static async Task<Scene> StartAsync(TestDatabase database) =>
        await Scene.FoundAsync(await XBeesApp.StartAsync(database, setUp: true, services: UnwellCrm.Replace), Records.Optional);
}
