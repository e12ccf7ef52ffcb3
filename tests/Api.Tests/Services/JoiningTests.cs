using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Services;

public sealed class JoiningTests
{
    [Theory, EveryDatabase, Rule("SV-3")]
    public async Task Who_joins_a_service_comes_to_new_conversations_alone_unless_the_open_ones_are_chosen_too(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var (tom, bea) = (scene.Keep(await scene.App.AgentAsync("Tom Ek")), scene.Keep(await scene.App.AgentAsync("Bea Basic", "Basic")));
        var sofia = scene.Keep(await scene.App.AgentAsync("Sofia Brandt"));
        var guest = await scene.GuestAsync();
        var (open, resolved) = (await Scene.StartAsync(guest), await Scene.StartAsync(guest));
        await scene.Mara.PutAsync($"/api/v1/conversations/{resolved}/status", new { status = "resolved" });

        await ChangeAsync(scene, null, scene.Mara, scene.Noah, tom);
        await ChangeAsync(scene, false, scene.Mara, scene.Noah, tom);
        Assert.Equal(0, await CountAsync(tom));
        // Who is in it already does not come to more by the choice.
        await ChangeAsync(scene, true, scene.Mara, scene.Noah, tom);
        Assert.Equal(0, await CountAsync(tom));

        await using var sofias = await EventStream.OpenAsync(sofia);
        await ChangeAsync(scene, true, scene.Mara, scene.Noah, tom, bea, sofia);
        Assert.Equal(open, (await sofias.NextAsync("members.changed")).Data.Text("conversationId"));
        Assert.Equal("Hello", Assert.Single(await Scene.TextsAsync(sofia, open)));
        Assert.Equal(0, (await Scene.SeeAsync(sofia, open)).Number("unread"));
        await sofia.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{resolved}", null, 404, "not-found");
        Assert.Equal((0, 0), (await CountAsync(tom), await CountAsync(bea)));
        var member = (await Scene.MembersAsync(scene.Mara, open)).Single(one => one.Text("name") == "Sofia Brandt");
        Assert.Equal(scene.ServiceId, member.Text("viaService"));
        foreach (var reader in new[] { scene.Mara, guest })
        {
            var notice = Assert.Single(await JoinedAsync(reader, open));
            Assert.Equal(("Sofia Brandt", "Sales"), (notice.Text("people.0.name"), notice.Text("via.name")));
            Assert.Equal(1, notice.At("people").GetArrayLength());
        }
    }

    [Theory, EveryDatabase, Rule("SV-3", "AC-17")]
    public async Task What_would_get_too_full_refuses_the_whole_change(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var (tom, sofia) = (scene.Keep(await scene.App.AgentAsync("Tom Ek")), scene.Keep(await scene.App.AgentAsync("Sofia Brandt")));
        var id = await Scene.StartAsync(await scene.GuestAsync());
        await CrowdAsync(scene);
        var path = $"/api/v1/admin/services/{scene.ServiceId}";
        var change = new
        {
            name = "Shop",
            members = new[] { scene.Mara.Id, scene.Noah.Id, tom.Id, sofia.Id },
            alsoOpen = true,
        };
        var problem = await scene.App.Administrator.RefusesAsync(HttpMethod.Patch, path, change, 409, "members-limit");
        Assert.Contains("1,001", problem.Text("detail"), StringComparison.Ordinal);
        var service = await scene.App.Administrator.GetAsync(path);
        Assert.Equal(("Sales", 2), (service.Text("name"), service.At("members").GetArrayLength()));
        // Noah, who came through the service, makes room for one of them; Tom is there already.
        await scene.Mara.PostAsync($"/api/v1/conversations/{id}/members", new { members = new[] { new { agentId = tom.Id } } });
        await CrowdAsync(scene);
        await scene.App.Administrator.RefusesAsync(HttpMethod.Patch, path, change, 409, "members-limit");
        await scene.App.Administrator.PatchAsync(path, change with { members = [scene.Mara.Id, tom.Id, sofia.Id] });
        Assert.Equal("Hello", Assert.Single(await Scene.TextsAsync(sofia, id)));
    }

    [Theory, EveryDatabase, Rule("SV-3", "SV-4")]
    public async Task One_goes_and_another_comes_in_one_change_with_one_notice_each(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var sofia = scene.Keep(await scene.App.AgentAsync("Sofia Brandt"));
        var id = await Scene.StartAsync(await scene.GuestAsync());
        var before = (await Scene.SeeAsync(scene.Mara, id)).Number("version");
        await ChangeAsync(scene, true, scene.Mara, sofia);
        var timeline = await Scene.TimelineAsync(sofia, id);
        Assert.Equal(
            ["created", "left", "joined"],
            timeline.Where(entry => entry.Text("kind") == "notice").Select(entry => entry.Text("notice.type"))
        );
        Assert.Equal(Enumerable.Range(1, timeline.Count).Select(seq => (long)seq), timeline.Select(entry => entry.Number("seq")));
        Assert.Equal(before + 2, (await Scene.SeeAsync(scene.Mara, id)).Number("version"));
        Assert.Equal(
            ["Grace Guest", "Mara Nowak", "Sofia Brandt"],
            (await Scene.MembersAsync(sofia, id)).Select(member => member.Text("name")).Order()
        );
    }

    /// <summary>The numbers as they are with 996 more members; it takes long to add so many.</summary>
    private static async Task CrowdAsync(Scene scene)
    {
        await using var rows = await scene.App.Database.OpenAsync();
        await rows.Units.RunAsync(
            unit => Unit.Of(unit).ExecuteAsync($"update conversation set agents_now = agents_now + 996"),
            CancellationToken.None
        );
    }

    private static Task<JsonElement> ChangeAsync(Scene scene, bool? alsoOpen, params AppClient[] members)
    {
        var body = new Dictionary<string, object> { ["members"] = members.Select(agent => agent.Id).ToArray() };
        if (alsoOpen is { } chosen)
        {
            body["alsoOpen"] = chosen;
        }
        return scene.App.Administrator.PatchAsync($"/api/v1/admin/services/{scene.ServiceId}", body);
    }

    private static async Task<long> CountAsync(AppClient agent) => (await agent.GetAsync("/api/v1/conversations/counts")).Number("all");

    private static async Task<IReadOnlyList<JsonElement>> JoinedAsync(AppClient reader, string conversation) =>
        [
            .. (await Scene.TimelineAsync(reader, conversation))
                .Where(entry => entry.Text("kind") == "notice" && entry.Text("notice.type") == "joined")
                .Select(entry => entry.At("notice")),
        ];
}
