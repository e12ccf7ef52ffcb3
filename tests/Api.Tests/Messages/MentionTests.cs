using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Messages;

/// <summary><c>@</c> names an agent, who finds it in a view of its own (MS-10, LI-2).</summary>
public sealed class MentionTests
{
    [Theory, EveryDatabase, Rule("MS-10", "LI-2", "AP-6")]
    public async Task A_named_agent_hears_of_it_finds_it_in_mentions_and_is_called_by_the_present_name(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        await using var stream = await EventStream.OpenAsync(scene.Noah);
        await ExpectViewAsync([], scene.Noah);
        var sent = await SayAsync(scene.Mara, id, "@Noah Okafor knows", "text", scene.Noah.Id, scene.Noah.Id);
        Assert.Equal([(scene.Noah.Id, "Noah Okafor", "Noah Okafor")], Of(sent));
        var told = (await stream.UntilAsync(made => made.Name == "message.created" && made.Data.Text("message.id") == sent.Text("id")))[^1];
        Assert.Equal(Of(sent), Of(told.Data.At("message")));
        await ExpectViewAsync([id], scene.Noah);
        await ExpectViewAsync([], scene.Mara);
        Assert.Equal(sent.Number("seq"), (await Scene.SeeAsync(scene.Noah, id)).Number("mentionedSeq"));
        Assert.True((await Scene.SeeAsync(scene.Mara, id)).IsNull("mentionedSeq"));

        await scene.App.Administrator.PatchAsync($"/api/v1/admin/agents/{scene.Noah.Id}", new { name = "Noah Ade" });
        Assert.Equal([(scene.Noah.Id, "Noah Ade", "Noah Okafor")], Of(await SeenAsync(scene.Mara, id, sent)));

        // A muted conversation counts all the same (AC-15); what is resolved or put away does not stand there (ST-5, ST-7).
        await scene.Noah.PutAsync($"/api/v1/conversations/{id}/mute", new { @for = "1h" });
        await ExpectViewAsync([id], scene.Noah);
        await scene.Noah.PutAsync($"/api/v1/conversations/{id}/archive");
        await ExpectViewAsync([], scene.Noah);
        await scene.Noah.DeleteAsync($"/api/v1/conversations/{id}/archive");
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/status", new { status = "resolved" });
        await ExpectViewAsync([], scene.Noah);
        Assert.Single((await scene.Noah.GetAsync("/api/v1/conversations?view=mentions&status=any")).Items());
        Assert.Equal(1, (await scene.Noah.GetAsync("/api/v1/conversations/counts?status=any")).Number("mentions"));
    }

    [Theory, EveryDatabase, Rule("MS-10", "MS-5", "MS-6")]
    public async Task An_edit_that_names_them_no_more_and_a_deletion_take_it_away(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var id = await Scene.StartAsync(await scene.GuestAsync());
        var sent = await SayAsync(scene.Mara, id, "@Noah Okafor, @Ines Boss!", "note", scene.Noah.Id, scene.Ines.Id);
        Assert.Equal(2, Of(sent).Count);
        var path = $"/api/v1/conversations/{id}/messages/{sent.Text("id")}";
        // An edit calls nobody: who was named stays, who is named now was not called.
        var edited = await scene.Mara.PatchAsync(path, new { text = "@Noah Okafor, @Mara Nowak" });
        Assert.Equal([scene.Noah.Id], Of(edited).Select(mention => mention.Id));
        await ExpectViewAsync([id], scene.Noah);
        Assert.Empty(Of(await scene.Mara.PatchAsync(path, new { text = "@Noah, @Mara Nowak" })));
        await ExpectViewAsync([], scene.Noah);

        var again = await SayAsync(scene.Mara, id, "@Noah Okafor", "text", scene.Noah.Id);
        await ExpectViewAsync([id], scene.Noah);
        Assert.Empty(Of(await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/messages/{again.Text("id")}")));
        await ExpectViewAsync([], scene.Noah);
        await using var open = await database.OpenAsync();
        Assert.Equal(0, await open.Db.FirstAsync<long>($"select count(*) from mention"));
    }

    [Theory, EveryDatabase, Rule("MS-10", "AC-4")]
    public async Task Who_is_no_member_is_named_and_added_only_by_being_added(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var id = await Scene.StartAsync(await scene.GuestAsync());
        using var olga = await scene.App.AgentAsync("Olga Outside");
        var sent = await SayAsync(scene.Mara, id, "@Olga Outside should see this", "note", olga.Id);
        Assert.Equal([olga.Id], Of(sent).Select(mention => mention.Id));
        await olga.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}", null, 404, "not-found");
        await ExpectViewAsync([], olga);
        await scene.Mara.PostAsync($"/api/v1/conversations/{id}/members", new { members = new[] { new { agentId = olga.Id } } });
        await ExpectViewAsync([id], olga);
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/members/{await Scene.MemberIdAsync(scene.Mara, id, "Olga Outside")}");
        await ExpectViewAsync([], olga);
    }

    [Theory, EveryDatabase, Rule("MS-9", "MS-10", "MS-17")]
    public async Task Guests_learn_of_no_mention_and_read_the_name_for_guests(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        await scene.Noah.PatchAsync("/api/v1/me", new { guestName = "Noah from Sales" });
        await using var stream = await EventStream.OpenAsync(grace);
        await SayAsync(scene.Mara, id, "@Noah Okafor, see this", "note", scene.Noah.Id);
        await RefusedAsync(scene.Mara, id, "@Noah Okafor knows", scene.Noah.Id);
        var sent = await SayAsync(scene.Mara, id, "@Noah from Sales knows", "text", scene.Noah.Id);
        Assert.Equal([(scene.Noah.Id, "Noah Okafor", "Noah from Sales")], Of(sent));
        var told = (await stream.UntilAsync(made => made.Name == "message.created" && made.Data.Text("message.id") == sent.Text("id")))[^1];
        var list = await grace.GetAsync("/api/v1/conversations");
        foreach (var seen in new[] { told.Data, await SeenAsync(grace, id, sent), list, await Scene.SeeAsync(grace, id) })
        {
            Assert.DoesNotContain("Okafor", seen.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain("mentionedSeq", seen.GetRawText(), StringComparison.Ordinal);
        }
        Assert.DoesNotContain(scene.Noah.Id, told.Data.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(Of(await SeenAsync(grace, id, sent)));
        // A guest names nobody, whatever they write.
        await RefusedAsync(grace, id, "@Noah from Sales", scene.Noah.Id);
        Assert.Empty(Of(await Scene.SayAsync(grace, id, "@Noah from Sales")));
    }

    [Theory, EveryDatabase, Rule("MS-10")]
    public async Task Whom_the_text_does_not_name_and_who_is_none_is_refused(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        await RefusedAsync(scene.Mara, id, "Noah Okafor", scene.Noah.Id);
        await RefusedAsync(scene.Mara, id, "@Noah Okafors", scene.Noah.Id);
        await RefusedAsync(scene.Mara, id, "@Nobody", "agt_nothing");
        await RefusedAsync(scene.Mara, id, "@Grace Guest", grace.Id);
        await RefusedAsync(scene.Mara, id, "@x", [.. Enumerable.Range(0, 21).Select(i => $"agt_{i}")]);
        await scene.App.Administrator.PatchAsync($"/api/v1/admin/agents/{scene.Noah.Id}", new { active = false });
        await RefusedAsync(scene.Mara, id, "@Noah Okafor", scene.Noah.Id);
        Assert.Equal(["Hello"], await Scene.TextsAsync(grace, id));
    }

    private static Task<JsonElement> SayAsync(AppClient who, string id, string text, string kind, params string[] mentions) =>
        who.PostAsync(
            $"/api/v1/conversations/{id}/messages",
            new
            {
                clientId = Guid.NewGuid(),
                text,
                kind,
                mentions,
            }
        );

    private static Task RefusedAsync(AppClient who, string id, string text, params string[] mentions) =>
        who.RefusesAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/messages", new { text, mentions }, 422, "validation", "mentions");

    private static Task<JsonElement> SeenAsync(AppClient who, string id, JsonElement message) =>
        who.GetAsync($"/api/v1/conversations/{id}/messages/{message.Text("id")}");

    private static List<(string Id, string Name, string Label)> Of(JsonElement message) =>
        [.. message.At("mentions").EnumerateArray().Select(one => (one.Text("id"), one.Text("name"), one.Text("label")))];

    /// <summary>What the view holds, and how many the counts say.</summary>
    private static async Task ExpectViewAsync(string[] ids, AppClient agent)
    {
        Assert.Equal(ids, (await agent.GetAsync("/api/v1/conversations?view=mentions")).Items().Select(row => row.Text("id")));
        Assert.Equal(ids.Length, (await agent.GetAsync("/api/v1/conversations/counts")).Number("mentions"));
    }
}
