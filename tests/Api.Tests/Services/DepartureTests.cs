using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Services;

/// <summary>Who leaves a service, becomes Basic or is deactivated.</summary>
public sealed class DepartureTests
{
    [Theory, EveryDatabase, Rule("SV-4", "AC-13")]
    public async Task Who_is_taken_out_of_a_service_leaves_what_they_came_to_through_it(TestDatabase database)
    {
        await using var scene = await DepartureScene.OnAsync(database);
        await using var noahs = await EventStream.OpenAsync(scene.Noah);
        await using var maras = await EventStream.OpenAsync(scene.Mara);
        await scene.TakeOutAsync();

        var told = await noahs.NextAsync("conversation.removed");
        Assert.Equal(scene.Through, told.Data.Text("conversationId"));
        Assert.Equal(scene.Through, (await maras.NextAsync("members.changed")).Data.Text("conversationId"));
        await AssertDepartedAsync(scene);

        // In the service again they get what begins from now on.
        await scene.PutInAsync();
        await GoneAsync(scene.Noah, scene.Through);
        var next = await Scene.StartAsync(scene.Grace);
        Assert.Equal("Hello", Assert.Single(await Scene.TextsAsync(scene.Noah, next)));
    }

    [Theory, EveryDatabase, Rule("LC-3", "SV-4", "LC-1")]
    public async Task Who_becomes_Basic_leaves_them_as_well_and_is_in_charge_of_nothing(TestDatabase database)
    {
        await using var scene = await DepartureScene.OnAsync(database);
        await scene.ChangeNoahAsync(new { licence = "Basic" });
        await AssertDepartedAsync(scene);
        // Renaming a Basic agent has no effect on conversations, and Standard again brings nothing back.
        await scene.ChangeNoahAsync(new { guestName = "Noah" });
        await scene.ChangeNoahAsync(new { licence = "Standard" });
        await AssertDepartedAsync(scene);
        var next = await Scene.StartAsync(scene.Grace);
        Assert.Equal("Hello", Assert.Single(await Scene.TextsAsync(scene.Noah, next)));
    }

    [Theory, EveryDatabase, Rule("AD-5", "SV-4")]
    public async Task Who_is_deactivated_leaves_them_as_well_and_it_can_be_undone(TestDatabase database)
    {
        await using var scene = await DepartureScene.OnAsync(database);
        using var key = await scene.Company.App.ApiKeyAsync(["conversations:read"], scene.Noah.Id);
        await Scene.SayAsync(scene.Noah, scene.Through, "From Noah");
        await scene.ChangeNoahAsync(new { active = false });
        foreach (var ended in new[] { scene.Noah, key })
        {
            using var answer = await ended.SendAsync(HttpMethod.Get, "/api/v1/conversations");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
        Assert.Equal(
            "Noah Okafor",
            (await Scene.TimelineAsync(scene.Mara, scene.Through)).Single(entry => entry.Text("text") == "From Noah").Text("author.name")
        );
        await scene.ChangeNoahAsync(new { active = true });
        // What was ended stays ended.
        foreach (var ended in new[] { scene.Noah, key })
        {
            using var answer = await ended.SendAsync(HttpMethod.Get, "/api/v1/conversations");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
        scene.Noah = scene.Company.Keep(await scene.Company.App.SignInAsync("noah.okafor@ternhaus.example"));
        await AssertDepartedAsync(scene);
        var next = await Scene.StartAsync(scene.Grace);
        Assert.Equal("Hello", Assert.Single(await Scene.TextsAsync(scene.Noah, next)));
    }

    [Theory, EveryDatabase, Rule("RE-1", "AD-5")]
    public async Task Whoever_was_deactivated_is_nobody_who_could_answer(TestDatabase database)
    {
        await using var scene = await DepartureScene.OnAsync(database);
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{scene.Added}/members/me");
        await scene.ChangeNoahAsync(new { active = false });
        await Scene.SayAsync(scene.Grace, scene.Added, "Is anybody there?");
        Assert.Equal(["Hello", "Is anybody there?"], await Scene.TextsAsync(scene.Mara, scene.Added));
    }

    [Theory, EveryDatabase, Rule("SV-4"), Trait("Long", "yes")]
    public async Task Of_very_many_conversations_the_last_follow_by_themselves_each_once(TestDatabase database)
    {
        const int many = 110;
        var limits = new Dictionary<string, string>
        {
            ["XBees:Limits:conversations"] = "1000",
            ["XBees:Limits:conversations-of-address"] = "1000",
        };
        await using var scene = await Scene.OnAsync(database, settings: limits);
        var guest = await scene.GuestAsync();
        var ids = new List<string>();
        for (var number = 0; number < many; number++)
        {
            ids.Add(await Scene.StartAsync(guest));
        }
        await scene.App.Administrator.PatchAsync($"/api/v1/admin/services/{scene.ServiceId}", new { members = new[] { scene.Mara.Id } });
        var left = await Until.Async(
            async () => (await scene.Noah.GetAsync("/api/v1/conversations/counts")).Number("all"),
            count => count == 0
        );
        Assert.Equal(0, left);
        foreach (var id in ids)
        {
            Assert.Single(await LeftAsync(scene.Mara, id));
        }
        await using var rows = await scene.App.Database.OpenAsync();
        Assert.Equal(
            0,
            await Until.Async(
                () => rows.Db.FirstAsync<long>($"select count(*) from timer where kind = @kind", new { kind = "aftermath" }),
                count => count == 0
            )
        );
    }

    /// <summary>What Noah came to through Sales is left, with one notice; where they were added they stay, and are not in charge.</summary>
    private static async Task AssertDepartedAsync(DepartureScene scene)
    {
        await GoneAsync(scene.Noah, scene.Through);
        await GoneAsync(scene.Noah, scene.Snoozed);
        var seen = await Scene.SeeAsync(scene.Mara, scene.Through);
        Assert.Equal(JsonValueKind.Null, seen.At("assignee").ValueKind);
        Assert.Equal("Sales", seen.Text("service.name"));
        foreach (var reader in new[] { scene.Mara, scene.Grace })
        {
            Assert.Equal("Noah Okafor", Assert.Single(await LeftAsync(reader, scene.Through)).Text("notice.people.0.name"));
        }

        Assert.Equal("Hello", Assert.Single(await Scene.TextsAsync(scene.Noah, scene.Added)));
        Assert.Equal(JsonValueKind.Null, (await Scene.SeeAsync(scene.Mara, scene.Added)).At("assignee").ValueKind);
        Assert.Empty(await LeftAsync(scene.Mara, scene.Added));
        var notice = (await Scene.TimelineAsync(scene.Noah, scene.Added)).Last(entry => entry.Text("kind") == "notice").At("notice");
        Assert.Equal(("assigned", "Ada Admin"), (notice.Text("type"), notice.Text("actor.name")));
        Assert.Equal("Noah Okafor", notice.Text("assignment.previousAssignee.name"));
        Assert.DoesNotContain(
            await Scene.TimelineAsync(scene.Grace, scene.Added),
            entry => entry.Text("kind") == "notice" && entry.Text("notice.type") == "assigned"
        );

        Assert.Equal("Hello", Assert.Single(await Scene.TextsAsync(scene.Noah, scene.Resolved)));
    }

    private static Task GoneAsync(AppClient agent, string conversation) =>
        agent.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{conversation}", null, 404, "not-found");

    private static async Task<IReadOnlyList<JsonElement>> LeftAsync(AppClient reader, string conversation) =>
        [
            .. (await Scene.TimelineAsync(reader, conversation)).Where(entry =>
                entry.Text("kind") == "notice" && entry.Text("notice.type") == "left"
            ),
        ];
}
