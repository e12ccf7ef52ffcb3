using XBees.Api.Tests.Setup;
using XBees.Application;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Members;

/// <summary>Agents who see a conversation without being in it, and join it by themselves.</summary>
public sealed class EnteringTests
{
    [Theory, EveryDatabase, Rule("LC-2", "AC-13", "AD-3")]
    public async Task An_administrator_joins_from_the_head_with_a_notice_and_an_audit_entry_once(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var (grace, ada) = (await scene.GuestAsync(), scene.App.Administrator);
        var id = await Scene.StartAsync(grace, "planted-words");
        await ada.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}/messages", null, 404, "not-found");
        await using var live = await EventStream.OpenAsync(grace);

        var entered = await ada.PutAsync($"/api/v1/conversations/{id}/members/me");
        Assert.True(entered.At("isMember").GetBoolean());
        Assert.Equal(["planted-words"], await Scene.TextsAsync(ada, id));
        await Scene.SayAsync(ada, id, "Ada here");
        await live.UntilAsync(it => it.Name == "message.created" && it.Data.GetRawText().Contains("Ada here", StringComparison.Ordinal));

        // Once more changes nothing; everybody reads who came, and that nobody brought them.
        await ada.PutAsync($"/api/v1/conversations/{id}/members/me");
        foreach (var reader in new[] { grace, scene.Mara, ada })
        {
            var notice = Assert.Single(await Scene.TimelineAsync(reader, id), entry => IsJoin(entry, "Ada Admin"));
            Assert.Equal("Ada Admin", notice.Text("notice.actor.name"));
        }
        Assert.True((await Scene.MembersAsync(scene.Mara, id)).Single(member => member.Text("name") == "Ada Admin").IsNull("viaService"));
        Assert.Equal([(ada.Id, id)], await AuditedAsync(ada));
    }

    [Theory, EveryDatabase, Rule("LC-2", "LI-3")]
    public async Task So_do_managers_and_keys_that_see_all_and_nobody_who_does_not_see_it(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var path = $"/api/v1/conversations/{id}/members/me";
        var stan = scene.Keep(await scene.App.AgentAsync("Stan Stranger"));
        var other = await scene.GuestAsync("Eve", "eve@example.org");
        await stan.RefusesAsync(HttpMethod.Put, path, null, 404, "not-found");
        await other.RefusesAsync(HttpMethod.Put, path, null, 403, "forbidden");
        await grace.RefusesAsync(HttpMethod.Put, path, null, 403, "forbidden");
        using var reads = await scene.App.ApiKeyAsync([KeyScopes.Read], scene.Ines.Id);
        await reads.RefusesAsync(HttpMethod.Put, path, null, 403, "forbidden");
        using var writes = await scene.App.ApiKeyAsync([KeyScopes.Read, KeyScopes.Write], scene.App.Administrator.Id);
        // A right to heads that the key does not have is not the key's.
        await writes.RefusesAsync(HttpMethod.Put, path, null, 404, "not-found");
        await stan.RefusesAsync(HttpMethod.Put, "/api/v1/conversations/cnv_nothing/members/me", null, 404, "not-found");
        Assert.Equal(3, (await Scene.MembersAsync(scene.Mara, id)).Count);

        await scene.Ines.PutAsync(path);
        using var all = await scene.App.ApiKeyAsync([KeyScopes.All, KeyScopes.Write], stan.Id);
        await all.PutAsync(path);
        Assert.Equal(["Hello"], await Scene.TextsAsync(stan, id));
        Assert.Equal(new[] { (scene.Ines.Id, id), (stan.Id, id) }.Order(), (await AuditedAsync(scene.App.Administrator)).Order());
        await scene.Ines.DeleteAsync(path);
        Assert.DoesNotContain("Ines Boss", (await Scene.MembersAsync(scene.Mara, id)).Select(member => member.Text("name")));
    }

    private static bool IsJoin(System.Text.Json.JsonElement entry, string name) =>
        entry.Text("kind") == "notice" && entry.Text("notice.type") == "joined" && entry.Text("notice.people.0.name") == name;

    private static async Task<IReadOnlyList<(string Actor, string Subject)>> AuditedAsync(AppClient administrator) =>
        [
            .. (await administrator.GetAsync("/api/v1/admin/audit?action=conversation.entered"))
                .Items()
                .Select(entry => (entry.Text("actor.id"), entry.Text("subject.id"))),
        ];
}
