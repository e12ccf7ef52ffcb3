using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Crm;

/// <summary>Conversations are logged when they are resolved, where an administrator wants it.</summary>
public sealed class ConversationLogTests
{
    [Theory, EveryDatabase, Rule("CR-8", "CR-6", "AD-3")]
    public async Task What_the_guest_could_read_is_logged_once_with_a_link_back_and_only_where_it_is_switched_on(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await Records.ConnectAsync(scene);
        var ada = scene.App.Administrator;
        var one = $"{Records.Admin}/practice";
        Assert.False((await ada.GetAsync(Records.Admin)).Items()[0].At("logsConversations").GetBoolean());
        var grace = await Records.GuestAsync(scene);
        await Records.SaveAsync(scene.Mara, grace, Records.Form);
        var before = await Scene.StartAsync(grace, "Before the switch");
        await ResolveAsync(before);
        var on = await ada.PatchAsync(one, new { logsConversations = true });
        Assert.Equal((true, true), (on.At("active").GetBoolean(), on.At("logsConversations").GetBoolean()));

        var id = await Scene.StartAsync(grace, "Do you have oak?");
        await Scene.SayAsync(scene.Mara, id, "planted-note", "note");
        var deleted = await Scene.SayAsync(scene.Mara, id, "planted-mistake");
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/messages/{deleted.Text("id")}");
        await Scene.SayAsync(scene.Noah, id, "Yes.");
        await ResolveAsync(id);
        var note = (await Until.Async(() => Records.NotesAsync(scene), found => found.Count > 0)).Single();
        Assert.Equal("Noah Okafor", note.Author);
        Assert.Contains($"/conversations/{id}\n", note.Text, StringComparison.Ordinal);
        Assert.Matches("(?s)Grace Guest \\(.*\\):\nDo you have oak\\?\n\nNoah Okafor \\(.*\\):\nYes\\.\n$", note.Text);
        Assert.DoesNotContain("planted", note.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Before", note.Text, StringComparison.Ordinal);
        var logged = (await scene.Mara.GetAsync(Records.Path(grace))).At("activities")[0];
        Assert.Equal(("conversation", "Noah Okafor"), (logged.Text("kind"), logged.Text("authorName")));

        // Once is once; spam is nothing that is kept.
        await scene.Noah.PutAsync($"/api/v1/conversations/{id}/status", new { status = "open" });
        await ResolveAsync(id);
        var leo = await Records.LinkedAsync(scene, "Leo Guest", "leo@example.org");
        var spam = (await leo.GetAsync("/api/v1/conversations")).Items()[0].Text("id");
        await scene.Mara.PutAsync($"/api/v1/conversations/{spam}/spam");
        Assert.False((await ada.PatchAsync(one, new { logsConversations = false })).At("logsConversations").GetBoolean());
        await ResolveAsync(await Scene.StartAsync(grace, "After the switch"));
        // What is logged by hand comes after whatever was begun before.
        await scene.Mara.PostAsync($"{Records.Path(grace)}/activities", new { kind = "note", text = "The last one" });
        await Until.Async(() => Records.NotesAsync(scene), found => found.Any(kept => kept.Text == "The last one"));
        await using var open = await scene.App.Database.OpenAsync();
        Assert.Equal(
            0L,
            await open.Db.FirstAsync<long>($"select count(*) from delivery where kind = 'crm-practice' and state = 'waiting'")
        );
        Assert.Equal(2, (await Records.NotesAsync(scene)).Count);
        Assert.Empty(await open.Db.ListAsync<string>($"select id from delivery where payload like '%oak%'"));

        Task ResolveAsync(string which) => scene.Noah.PutAsync($"/api/v1/conversations/{which}/status", new { status = "resolved" });
    }
}
