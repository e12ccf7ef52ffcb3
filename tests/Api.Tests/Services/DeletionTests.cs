using System.Net;
using XBees.Api.Tests.Assignment;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Services;

/// <summary>A service goes, and another one takes over.</summary>
public sealed class DeletionTests
{
    [Theory, EveryDatabase, Rule("SV-5", "AS-4", "AC-13", "TI-4")]
    public async Task Open_conversations_and_widgets_go_to_the_successor_with_one_notice_each(TestDatabase database)
    {
        await using var scene = await AssignScene.OnAsync(database);
        var company = scene.Company;
        var open = scene.Conversation;
        await AssignScene.AssignAsync(company.Mara, open, scene.Sales, company.Noah.Id);
        var snoozed = await StartAsync("snoozed");
        var resolved = await StartAsync("resolved");
        var individually = await Scene.StartAsync(scene.Guest);
        await company.Mara.PostAsync(
            $"/api/v1/conversations/{individually}/members",
            new { members = new[] { new { agentId = scene.Tom.Id } } }
        );

        var use = await company.App.Administrator.GetAsync($"{Path(scene)}/use");
        Assert.Equal((3, 1), (use.Number("conversations"), use.Number("widgets")));
        await company.App.Administrator.RefusesAsync(HttpMethod.Delete, Path(scene), null, 409, "successor-needed", "successor");
        await using var guests = await EventStream.OpenAsync(scene.Guest);
        await company.App.Administrator.DeleteAsync($"{Path(scene)}?successor={scene.Support}");

        foreach (var id in new[] { open, snoozed, individually })
        {
            Assert.Equal("Sofia Brandt, Tom Ek", await AssignScene.AgentsAsync(scene.Sofia, id));
            var seen = await Scene.SeeAsync(scene.Sofia, id);
            Assert.Equal("Support", seen.Text("service.name"));
            Assert.True(seen.IsNull("assignee"));
            Assert.Equal("Support", (await Scene.SeeAsync(scene.Guest, id)).Text("title"));
            var told = (await AssignScene.NoticesAsync(scene.Sofia, id))[^1];
            Assert.Equal(("Support", "Sales"), (told.Text("assignment.service.name"), told.Text("assignment.previousService.name")));
            Assert.True(told.IsNull("actor"));
            Assert.Empty(await AssignScene.NoticesAsync(scene.Guest, id));
            await company.Noah.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}", null, 404, "not-found");
        }
        Assert.Single(await AssignScene.NoticesAsync(scene.Sofia, snoozed));
        Assert.Equal("snoozed", (await Scene.SeeAsync(scene.Sofia, snoozed)).Text("status"));
        Assert.NotNull(await guests.NextAsync("members.changed"));

        // The old timeline keeps its people and the name; the list of services and the widget do not.
        Assert.Equal("Sales", (await Scene.SeeAsync(company.Mara, resolved)).Text("service.name"));
        Assert.Equal("Mara Nowak, Noah Okafor", await AssignScene.AgentsAsync(company.Mara, resolved));
        Assert.Equal(["Support"], (await company.Mara.GetAsync("/api/v1/services")).Items().Select(service => service.Text("name")));
        await company.App.Administrator.RefusesAsync(HttpMethod.Get, Path(scene), null, 404, "not-found");
        await company.App.Administrator.RefusesAsync(HttpMethod.Delete, Path(scene), null, 404, "not-found");
        var next = await Scene.StartAsync(await company.GuestAsync("New Guest", "new@example.org"));
        Assert.Equal("Sofia Brandt, Tom Ek", await AssignScene.AgentsAsync(scene.Sofia, next));

        // Its name is free again.
        Assert.StartsWith("svc_", await company.App.ServiceAsync("Sales", company.Mara), StringComparison.Ordinal);

        async Task<string> StartAsync(string status)
        {
            var id = await Scene.StartAsync(scene.Guest);
            await company.Mara.PutAsync($"/api/v1/conversations/{id}/status", new { status });
            return id;
        }
    }

    [Theory, EveryDatabase, Rule("SV-5", "ST-3", "RE-1")]
    public async Task What_was_resolved_goes_to_the_successor_when_it_opens_again(TestDatabase database)
    {
        await using var scene = await AssignScene.OnAsync(database);
        var company = scene.Company;
        var byGuest = scene.Conversation;
        var byAgent = await Scene.StartAsync(scene.Guest);
        var empty = await Scene.StartAsync(scene.Guest);
        foreach (var agent in new[] { company.Mara, company.Noah })
        {
            await agent.DeleteAsync($"/api/v1/conversations/{empty}/members/me");
        }
        await company.App.Administrator.PatchAsync($"/api/v1/admin/services/{scene.Support}", new { managerId = company.Ines.Id });
        foreach (var id in new[] { byGuest, byAgent })
        {
            await company.Mara.PutAsync($"/api/v1/conversations/{id}/status", new { status = "resolved" });
        }
        await company.App.Administrator.DeleteAsync($"{Path(scene)}?successor={scene.Support}");
        // The successor of a successor takes over what comes late.
        var last = await company.App.ServiceAsync("Care", scene.Tom);
        await company.App.Administrator.DeleteAsync($"/api/v1/admin/services/{scene.Support}?successor={last}");

        await Scene.SayAsync(scene.Guest, byGuest, "Hello again");
        await company.Mara.PutAsync($"/api/v1/conversations/{byAgent}/status", new { status = "open" });
        foreach (var id in new[] { byGuest, byAgent, empty })
        {
            var seen = await Scene.SeeAsync(scene.Tom, id);
            Assert.Equal(("open", "Care"), (seen.Text("status"), seen.Text("service.name")));
            Assert.Equal(id == byAgent ? "Mara Nowak, Tom Ek" : "Tom Ek", await AssignScene.AgentsAsync(scene.Tom, id));
        }
    }

    [Theory, EveryDatabase, Rule("SV-5", "AS-6", "AP-5")]
    public async Task A_service_that_cannot_answer_is_no_successor_and_an_old_version_is_stale(TestDatabase database)
    {
        await using var scene = await AssignScene.OnAsync(database);
        var administrator = scene.Company.App.Administrator;
        var nobody = await scene.Company.App.ServiceAsync("Archive");
        await administrator.RefusesAsync(
            HttpMethod.Delete,
            $"{Path(scene)}?successor={nobody}",
            null,
            422,
            "no-standard-agent",
            "successor"
        );
        await administrator.RefusesAsync(HttpMethod.Delete, $"{Path(scene)}?successor={scene.Sales}", null, 422, "validation", "successor");
        await administrator.RefusesAsync(HttpMethod.Delete, $"{Path(scene)}?successor=svc_x", null, 422, "validation", "successor");
        using var stale = await administrator.SendAsync(
            HttpMethod.Delete,
            $"{Path(scene)}?successor={scene.Support}",
            null,
            ("If-Match", "\"99\"")
        );
        stale.Is(HttpStatusCode.PreconditionFailed);
        Assert.Equal("Sales", (await Scene.SeeAsync(scene.Company.Mara, scene.Conversation)).Text("service.name"));
        // Without anything that goes on none is needed.
        using var gone = await administrator.SendAsync(HttpMethod.Delete, $"/api/v1/admin/services/{nobody}");
        gone.Is(HttpStatusCode.NoContent);
    }

    [Theory, EveryDatabase, Rule("SV-5")]
    public async Task Of_very_many_conversations_the_last_follow_by_themselves(TestDatabase database)
    {
        const int many = 60;
        await using var scene = await AssignScene.OnAsync(database);
        for (var number = 1; number < many; number++)
        {
            await Scene.StartAsync(scene.Guest);
        }
        await scene.Company.App.Administrator.DeleteAsync($"{Path(scene)}?successor={scene.Support}");
        Assert.Equal(
            many,
            await Until.Async(
                async () => (await scene.Sofia.GetAsync("/api/v1/conversations/counts")).Number("all"),
                count => count == many
            )
        );
        Assert.Equal(0, (await scene.Company.Mara.GetAsync("/api/v1/conversations/counts")).Number("all"));
    }

    private static string Path(AssignScene scene) => $"/api/v1/admin/services/{scene.Sales}";
}
