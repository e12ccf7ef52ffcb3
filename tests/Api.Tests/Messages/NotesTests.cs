using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Messages;

[Rule("MS-9")]
public sealed class NotesTests
{
    [Theory, EveryDatabase]
    public async Task No_answer_to_a_guest_changes_when_a_note_is_written(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace, "One");
        var other = await Scene.StartAsync(grace, "Another conversation");
        await Scene.SayAsync(scene.Mara, id, "Answer");
        await Scene.SayAsync(grace, other, "The newest");
        var before = await EverythingAsync(grace, id, other);

        var note = await Scene.SayAsync(scene.Noah, id, "planted-note-7f3a", "note");
        await scene.Noah.PutAsync($"/api/v1/conversations/{id}/read", new { seq = note.Number("seq") });
        await scene.Noah.PatchAsync($"/api/v1/conversations/{id}", new { readOnly = true });
        await scene.Noah.PatchAsync($"/api/v1/conversations/{id}", new { readOnly = false });
        var after = await EverythingAsync(grace, id, other);
        // Noah has read, which is told to guests; nothing else has changed, the order of the list and the times neither.
        Assert.Equal(Unseen(before), Unseen(after));
        Assert.DoesNotContain("planted-note", after, StringComparison.Ordinal);

        await grace.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}/messages/{note.Text("id")}", null, 404, "not-found");
        var next = await Scene.SayAsync(scene.Mara, id, "After the note");
        Assert.Equal(6, next.Number("seq") - 1);
        var seen = await Scene.TimelineAsync(grace, id);
        Assert.Equal([1L, 2L, 3L], seen.Select(entry => entry.Number("seq")));
        Assert.Equal("After the note", (await Scene.SeeAsync(grace, id)).Text("lastMessage.text"));
        Assert.Equal(["After the note"], await SinceAsync(grace, id, "since=2"));
        Assert.Equal(["One", "Answer"], await SinceAsync(grace, id, "before=3"));
    }

    [Theory, EveryDatabase]
    public async Task Reading_a_note_or_marking_unread_is_no_event_for_guests(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace, "One");
        var read = $"/api/v1/conversations/{id}/read";
        await scene.Noah.PutAsync(read, new { seq = (await Scene.SeeAsync(scene.Noah, id)).Number("lastSeq") });
        await using var seen = await EventStream.OpenAsync(grace);
        await using var own = await EventStream.OpenAsync(scene.Noah);
        var note = await Scene.SayAsync(scene.Mara, id, "For us", "note");
        await scene.Noah.PutAsync(read, new { seq = note.Number("seq") });
        await scene.Noah.PutAsync($"/api/v1/conversations/{id}/unread");
        await scene.Noah.DeleteAsync($"/api/v1/conversations/{id}/unread");
        // What Noah has seen Mara sees after him: that is no news either.
        await scene.Mara.PutAsync(read, new { seq = note.Number("seq") });
        for (var i = 0; i < 3; i++)
        {
            await own.NextAsync("read.changed");
        }
        var next = await Scene.SayAsync(grace, id, "Two");
        // The beginning and Noah's first reading may still be on their way.
        var until = await seen.UntilAsync(made => made.Name == "message.created" && made.Data.Text("message.text") == "Two");
        Assert.All(until.Where(made => made.Name == "read.changed"), made => Assert.Equal(1, made.Data.Number("seq")));
        Assert.InRange(until.Count(made => made.Name == "read.changed"), 0, 1);

        await scene.Noah.PutAsync(read, new { seq = (await Scene.SeeAsync(scene.Noah, id)).Number("lastSeq") });
        await scene.Mara.PutAsync(read, new { seq = (await Scene.SeeAsync(scene.Mara, id)).Number("lastSeq") });
        await Scene.SayAsync(scene.Mara, id, "Three");
        until = await seen.UntilAsync(made => made.Name == "message.created" && made.Data.Text("message.text") == "Three");
        var news = Assert.Single(until, made => made.Name == "read.changed");
        Assert.Equal(next.Number("seq"), news.Data.Number("seq"));
    }

    [Theory, EveryDatabase]
    public async Task Agents_read_notes_and_a_note_is_no_answer(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        await Scene.SayAsync(scene.Noah, id, "For us", "note");
        Assert.Equal(["Hello", "For us"], await Scene.TextsAsync(scene.Mara, id));
        var seen = await Scene.SeeAsync(scene.Mara, id);
        Assert.Equal(("note", "For us"), (seen.Text("lastMessage.kind"), seen.Text("lastMessage.text")));
        Assert.False(seen.IsNull("waitingSince"));
        await Scene.SayAsync(scene.Noah, id, "For you");
        Assert.True((await Scene.SeeAsync(scene.Mara, id)).IsNull("waitingSince"));
        await grace.RefusesAsync(
            HttpMethod.Post,
            $"/api/v1/conversations/{id}/messages",
            new { text = "x", kind = "note" },
            403,
            "forbidden"
        );
        await grace.RefusesAsync(
            HttpMethod.Post,
            $"/api/v1/conversations/{id}/messages",
            new { text = "x", kind = "notice" },
            422,
            "validation",
            "kind"
        );
    }

    private static async Task<IEnumerable<string>> SinceAsync(AppClient who, string id, string query) =>
        (await who.GetAsync($"/api/v1/conversations/{id}/messages?{query}")).Items().Select(entry => entry.Text("text"));

    private static async Task<string> EverythingAsync(AppClient guest, params IEnumerable<string> ids)
    {
        var answers = new List<JsonElement> { await guest.GetAsync("/api/v1/conversations"), await guest.GetAsync("/api/v1/me") };
        foreach (var id in ids)
        {
            answers.Add(await Scene.SeeAsync(guest, id));
            answers.Add(await guest.GetAsync($"/api/v1/conversations/{id}/messages"));
            answers.Add(await guest.GetAsync($"/api/v1/conversations/{id}/messages?since=0"));
            answers.Add(await guest.GetAsync($"/api/v1/conversations/{id}/messages?before=100"));
            answers.Add(await guest.GetAsync($"/api/v1/conversations/{id}/members"));
            answers.Add(await guest.GetAsync($"/api/v1/conversations/{id}/draft"));
        }
        return JsonSerializer.Serialize(answers);
    }

    private static string Unseen(string answers) =>
        System.Text.RegularExpressions.Regex.Replace(
            answers,
            ",?\"seenSeq\":[0-9]+",
            "",
            System.Text.RegularExpressions.RegexOptions.NonBacktracking
        );
}
