using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Messages;

/// <summary>What was written is edited and deleted, for everybody who sees it and for nobody else.</summary>
public sealed class RevisingTests
{
    private const string First = "planted-first";
    private const string Second = "planted-second";
    private const string Third = "third";

    [Theory, EveryDatabase, Rule("MS-5", "AP-6")]
    public async Task An_edit_is_seen_by_everybody_and_its_earlier_texts_by_agents_alone(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace, "Hello");
        var said = await Scene.SayAsync(scene.Mara, id, First);
        var path = PathOf(id, said);
        await using var byGuest = await EventStream.OpenAsync(grace);
        await using var byAgent = await EventStream.OpenAsync(scene.Noah);
        await scene.Mara.PatchAsync(path, new { text = Second });
        var edited = await scene.Mara.PatchAsync(path, new { text = Third + "\u0007" });
        Assert.Equal((Third, said.Text("id"), said.Number("seq")), (edited.Text("text"), edited.Text("id"), edited.Number("seq")));
        Assert.Equal(said.Text("createdAt"), edited.Text("createdAt"));
        foreach (var (stream, seq) in new[] { (byGuest, 2L), (byAgent, said.Number("seq")) })
        {
            // What is told is made when it is told: the first may have the second's words already.
            await stream.NextAsync("message.updated");
            var told = (await stream.NextAsync("message.updated")).Data;
            Assert.Equal((id, Third, seq), (told.Text("conversationId"), told.Text("message.text"), told.Number("message.seq")));
            Assert.False(told.IsNull("message.editedAt"));
        }
        foreach (var reader in new[] { grace, scene.Noah })
        {
            Assert.Equal(["Hello", Third], await Scene.TextsAsync(reader, id));
            Assert.Equal(Third, (await Scene.SeeAsync(reader, id)).Text("lastMessage.text"));
            Assert.DoesNotContain("planted", (await reader.GetAsync("/api/v1/conversations")).GetRawText(), StringComparison.Ordinal);
        }
        Assert.Equal(1, (await Scene.SeeAsync(grace, id)).Number("unread"));

        var earlier = (await scene.Ines.GetAsync(path + "/earlier")).Items();
        Assert.Equal([First, Second], earlier.Select(text => text.Text("text")));
        Assert.Equal(said.Text("createdAt"), earlier[0].Text("writtenAt"));
        var page = await scene.Noah.GetAsync(path + "/earlier?limit=1");
        var rest = await scene.Noah.GetAsync($"{path}/earlier?limit=1&after={Uri.EscapeDataString(page.Text("next"))}");
        Assert.Equal((First, Second), (page.Text("items.0.text"), rest.Text("items.0.text")));
        Assert.True(rest.IsNull("next"));
        await grace.RefusesAsync(HttpMethod.Get, path + "/earlier", null, 403, "forbidden");
    }

    [Theory, EveryDatabase, Rule("MS-5")]
    public async Task What_changes_nothing_is_told_to_nobody_and_marks_nothing(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var path = PathOf(id, await Scene.SayAsync(grace, id, First));
        await using var stream = await EventStream.OpenAsync(scene.Mara);
        Assert.True((await grace.PatchAsync(path, new { text = First })).IsNull("editedAt"));
        Assert.Equal(First, (await grace.PatchAsync(path, new { })).Text("text"));
        await grace.RefusesAsync(HttpMethod.Patch, path, new { text = " " }, 422, "validation", "text");
        await grace.RefusesAsync(HttpMethod.Patch, path, new { text = (string?)null }, 422, "validation", "text");
        await grace.RefusesAsync(HttpMethod.Patch, path, new { text = new string('x', 10_001) }, 422, "validation", "text");
        await grace.PatchAsync(path, new { text = Second });
        var seen = await stream.UntilAsync(made => made.Name == "message.updated");
        Assert.Equal(Second, seen[^1].Data.Text("message.text"));
        Assert.Equal([First], (await scene.Mara.GetAsync(path + "/earlier")).Items().Select(text => text.Text("text")));
    }

    [Theory, EveryDatabase, Rule("MS-5", "MS-6")]
    public async Task The_time_is_the_servers_a_quarter_of_an_hour_for_guests_and_a_day_for_agents(TestDatabase database)
    {
        var time = ShiftedTime.AtMidnight();
        await using var scene = await Scene.OnAsync(database, time: time);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var guests = PathOf(id, await Scene.SayAsync(grace, id, "By the guest"));
        var agents = PathOf(id, await Scene.SayAsync(scene.Mara, id, "By the agent"));
        time.Advance(TimeSpan.FromMinutes(14));
        await grace.PatchAsync(guests, new { text = "Changed" });
        time.Advance(TimeSpan.FromMinutes(2));
        await grace.RefusesAsync(HttpMethod.Patch, guests, new { text = "Too late" }, 409, "too-late");
        await grace.RefusesAsync(HttpMethod.Delete, guests, null, 409, "too-late");
        time.Advance(TimeSpan.FromHours(23));
        // Whoever did nothing for so long is signed out.
        using var mara = await scene.App.SignInAsync("mara.nowak@ternhaus.example");
        await mara.PatchAsync(agents, new { text = "Changed too" });
        time.Advance(TimeSpan.FromHours(1));
        await mara.RefusesAsync(HttpMethod.Patch, agents, new { text = "Too late" }, 409, "too-late");
        await mara.RefusesAsync(HttpMethod.Delete, agents, null, 409, "too-late");
        Assert.Equal(["Hello", "Changed", "Changed too"], await Scene.TextsAsync(grace, id));
    }

    [Theory, EveryDatabase, Rule("MS-6", "AP-6")]
    public async Task Of_what_is_deleted_a_tombstone_keeps_the_place_and_no_text_is_left_anywhere(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        await using var away = await EventStream.OpenAsync(grace);
        var beforeIt = away.LastId;
        var said = await Scene.SayAsync(scene.Mara, id, First);
        var path = PathOf(id, said);
        await scene.Mara.PatchAsync(path, new { text = Second });
        await using var byGuest = await EventStream.OpenAsync(grace);
        await using var byAgent = await EventStream.OpenAsync(scene.Noah);

        var tombstone = await scene.Mara.DeleteAsync(path);
        Assert.Equal(("", said.Number("seq"), "text"), (tombstone.Text("text"), tombstone.Number("seq"), tombstone.Text("kind")));
        Assert.False(tombstone.IsNull("deletedAt"));
        foreach (var stream in new[] { byGuest, byAgent })
        {
            var told = (await stream.NextAsync("message.deleted")).Data;
            Assert.Equal((said.Text("id"), ""), (told.Text("message.id"), told.Text("message.text")));
            Assert.False(told.IsNull("message.deletedAt"));
        }
        Assert.Equal(["Hello", ""], await Scene.TextsAsync(grace, id));
        var head = await Scene.SeeAsync(grace, id);
        // A tombstone counts (MS-4): no number moved.
        Assert.Equal(("", 2L, 1L), (head.Text("lastMessage.text"), head.Number("lastSeq"), head.Number("unread")));
        Assert.False(head.IsNull("lastMessage.deletedAt"));
        Assert.Empty((await scene.Noah.GetAsync(path + "/earlier")).Items());
        await NowhereAsync(database);

        // Whoever was away is told of the message without its words.
        await using var back = await EventStream.OpenAsync(grace, beforeIt);
        var missed = await back.UntilAsync(made => made.Name == "message.deleted");
        Assert.DoesNotContain("planted", string.Concat(missed.Select(made => made.Data.GetRawText())), StringComparison.Ordinal);

        // Once more changes nothing, and nothing brings it back: not an edit, not the same client's retry.
        Assert.Equal(tombstone.Text("deletedAt"), (await scene.Mara.DeleteAsync(path)).Text("deletedAt"));
        await scene.Mara.RefusesAsync(HttpMethod.Patch, path, new { text = First }, 409, "message-deleted");
        var again = await scene.Mara.PostAsync(
            $"/api/v1/conversations/{id}/messages",
            new { clientId = said.Text("clientId"), text = First }
        );
        Assert.Equal((said.Text("id"), ""), (again.Text("id"), again.Text("text")));
        await NowhereAsync(database);
    }

    [Theory, EveryDatabase, Rule("MS-6", "LC-2", "AD-3")]
    public async Task The_manager_deletes_any_and_others_only_their_own(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var ann = await scene.GuestAsync("Ann Other", "ann@example.org");
        var id = await Scene.StartAsync(grace);
        var path = PathOf(id, await Scene.SayAsync(grace, id, First));
        foreach (var other in new[] { scene.Mara, scene.Noah })
        {
            await other.RefusesAsync(HttpMethod.Delete, path, null, 403, "not-your-message");
            await other.RefusesAsync(HttpMethod.Patch, path, new { text = "x" }, 403, "not-your-message");
        }
        foreach (var stranger in new[] { ann, scene.App.Administrator })
        {
            await stranger.RefusesAsync(HttpMethod.Delete, path, null, 404, "not-found");
            await stranger.RefusesAsync(HttpMethod.Patch, path, new { text = "x" }, 404, "not-found");
        }
        await scene.Ines.RefusesAsync(HttpMethod.Patch, path, new { text = "x" }, 403, "not-your-message");
        var notice = (await Scene.TimelineAsync(scene.Ines, id)).First(entry => entry.Text("kind") == "notice");
        await scene.Ines.RefusesAsync(HttpMethod.Delete, PathOf(id, notice), null, 403, "not-your-message");

        await scene.Ines.DeleteAsync(path);
        Assert.Equal(["Hello", ""], await Scene.TextsAsync(grace, id));
        await NowhereAsync(database);
        // Who stopped managing it deletes nothing any more.
        await scene.App.Administrator.PatchAsync($"/api/v1/admin/services/{scene.ServiceId}", new { managerId = scene.Mara.Id });
        var hello = PathOf(id, (await Scene.TimelineAsync(grace, id))[0]);
        await scene.Ines.RefusesAsync(HttpMethod.Delete, hello, null, 404, "not-found");
        await scene.Mara.DeleteAsync(hello);
        var acts = (await scene.App.Administrator.GetAsync("/api/v1/admin/audit?action=message.deleted")).Items();
        Assert.Equal([scene.Mara.Id, scene.Ines.Id], acts.Select(act => act.Text("actor.id")));
        Assert.All(acts, act => Assert.Equal(id, act.Text("subject.id")));
    }

    [Theory, EveryDatabase, Rule("AC-12", "AC-9")]
    public async Task Who_only_reads_or_has_left_changes_nothing(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var path = PathOf(id, await Scene.SayAsync(grace, id, First));
        var noahs = PathOf(id, await Scene.SayAsync(scene.Noah, id, "By Noah"));
        await scene.Mara.PatchAsync($"/api/v1/conversations/{id}", new { readOnly = true });
        await grace.RefusesAsync(HttpMethod.Patch, path, new { text = "x" }, 403, "read-only");
        await grace.RefusesAsync(HttpMethod.Delete, path, null, 403, "read-only");
        await scene.Noah.PatchAsync(noahs, new { text = "Agents write here" });
        await scene.Noah.DeleteAsync($"/api/v1/conversations/{id}/members/me");
        await scene.Noah.RefusesAsync(HttpMethod.Patch, noahs, new { text = "x" }, 404, "not-found");
        await scene.Noah.RefusesAsync(HttpMethod.Delete, noahs, null, 404, "not-found");
    }

    [Theory, EveryDatabase, Rule("MS-9", "MS-5", "MS-6")]
    public async Task Of_a_notes_edit_and_end_no_guest_learns_anything(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var path = PathOf(id, await Scene.SayAsync(scene.Mara, id, First, "note"));
        await using var byGuest = await EventStream.OpenAsync(grace);
        await using var byAgent = await EventStream.OpenAsync(scene.Noah);
        var before = await EverythingAsync(grace, id);
        await scene.Mara.PatchAsync(path, new { text = Second });
        Assert.Equal(Second, (await byAgent.NextAsync("message.updated")).Data.Text("message.text"));
        await grace.RefusesAsync(HttpMethod.Patch, path, new { text = "x" }, 404, "not-found");
        await grace.RefusesAsync(HttpMethod.Delete, path, null, 404, "not-found");
        Assert.Equal(before, await EverythingAsync(grace, id));
        await scene.Mara.DeleteAsync(path);
        await byAgent.NextAsync("message.deleted");
        Assert.Equal(before, await EverythingAsync(grace, id));
        await NowhereAsync(database);
        await Scene.SayAsync(grace, id, "After");
        var seen = await byGuest.UntilAsync(made => made.Name == "message.created" && made.Data.Text("message.text") == "After");
        Assert.DoesNotContain(seen, made => made.Name is "message.updated" or "message.deleted");
    }

    [Theory, EveryDatabase, Rule("MS-5", "MS-6")]
    public async Task Edits_and_a_deletion_at_once_leave_no_text(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var path = PathOf(id, await Scene.SayAsync(scene.Mara, id, First));
        var edits = Enumerable.Range(0, 6).Select(i => scene.Mara.SendAsync(HttpMethod.Patch, path, new { text = $"planted-{i}" }));
        foreach (var answer in await Task.WhenAll(edits.Append(scene.Mara.SendAsync(HttpMethod.Delete, path))))
        {
            Assert.True(answer.IsSuccessStatusCode || (int)answer.StatusCode == 409, $"{answer.StatusCode}");
            answer.Dispose();
        }
        await NowhereAsync(database);
    }

    private static string PathOf(string conversation, JsonElement message) =>
        $"/api/v1/conversations/{conversation}/messages/{message.Text("id")}";

    /// <summary>No row of what messages are in, or leave in, holds the words.</summary>
    private static async Task NowhereAsync(TestDatabase database)
    {
        await using var open = await database.OpenAsync();
        var found = await open.Db.ListAsync<string>(
            $"""
            select text from message where text like '%planted%'
            union all select text from message_revision where text like '%planted%'
            union all select payload from delivery where payload like '%planted%'
            union all select payload from timer where payload like '%planted%'
            union all select draft from member where draft like '%planted%'
            """
        );
        Assert.Empty(found);
    }

    private static async Task<string> EverythingAsync(AppClient guest, string id) =>
        string.Concat(
            new[]
            {
                await guest.GetAsync("/api/v1/conversations"),
                await Scene.SeeAsync(guest, id),
                await guest.GetAsync($"/api/v1/conversations/{id}/messages"),
            }.Select(answer => answer.GetRawText())
        );
}
