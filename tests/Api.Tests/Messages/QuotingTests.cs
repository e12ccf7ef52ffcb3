using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Messages;

/// <summary>A message quotes another one of its conversation and shows it as it is now (MS-7).</summary>
public sealed class QuotingTests
{
    [Theory, EveryDatabase, Rule("MS-7")]
    public async Task A_quote_shows_its_text_as_it_is_now_in_each_readers_numbers(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        await Scene.SayAsync(scene.Noah, id, "A note between", "note");
        var said = await Scene.SayAsync(scene.Mara, id, "On Monday");
        await using var stream = await EventStream.OpenAsync(scene.Noah);
        var quoting = await QuoteAsync(grace, id, said.Text("id"), "This Monday?");
        Assert.Equal((said.Text("id"), 2L, "On Monday"), QuoteOf(quoting));
        Assert.Equal("Mara Nowak", quoting.Text("quote.author.name"));
        Assert.Equal(
            (said.Text("id"), said.Number("seq"), "On Monday"),
            QuoteOf((await stream.NextAsync("message.created")).Data.At("message"))
        );

        await scene.Mara.PatchAsync($"/api/v1/conversations/{id}/messages/{said.Text("id")}", new { text = "On Tuesday" });
        Assert.Equal("On Tuesday", (await LastAsync(grace, id)).Text("quote.text"));
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/messages/{said.Text("id")}");
        var seen = await LastAsync(scene.Noah, id);
        Assert.Equal((said.Text("id"), said.Number("seq"), ""), QuoteOf(seen));
        Assert.False(seen.IsNull("quote.deletedAt"));
        // What is deleted quotes nothing any more.
        await grace.DeleteAsync($"/api/v1/conversations/{id}/messages/{quoting.Text("id")}");
        Assert.True((await LastAsync(scene.Noah, id)).IsNull("quote"));
    }

    [Theory, EveryDatabase, Rule("MS-7", "MS-9")]
    public async Task A_quoted_note_never_reaches_a_guest(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var note = (await Scene.SayAsync(scene.Noah, id, "planted note", "note")).Text("id");
        await using var stream = await EventStream.OpenAsync(grace);
        await QuoteAsync(scene.Mara, id, note, "As Noah says");
        Assert.Equal("planted note", (await LastAsync(scene.Noah, id)).Text("quote.text"));
        var told = (await stream.NextAsync("message.created")).Data;
        Assert.Equal("As Noah says", told.Text("message.text"));
        foreach (var seen in new[] { told.At("message"), await LastAsync(grace, id) })
        {
            Assert.True(seen.IsNull("quote"));
            Assert.DoesNotContain(note, seen.GetRawText(), StringComparison.Ordinal);
        }
        await RefusedAsync(grace, id, note);
    }

    [Theory, EveryDatabase, Rule("MS-7", "GU-2")]
    public async Task Only_a_message_of_the_same_conversation_is_quoted(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var other = await Scene.StartAsync(await scene.GuestAsync("Ann Other", "ann@example.org"), "planted words");
        var notice = (await Scene.TimelineAsync(scene.Mara, id)).First(entry => entry.Text("kind") == "notice");
        foreach (var quoted in new[] { (await LastAsync(scene.Mara, other)).Text("id"), notice.Text("id"), "msg_nothing" })
        {
            await RefusedAsync(grace, id, quoted);
            await RefusedAsync(scene.Mara, id, quoted);
        }
    }

    private static Task<JsonElement> QuoteAsync(AppClient who, string id, string quote, string text) =>
        who.PostAsync(
            $"/api/v1/conversations/{id}/messages",
            new
            {
                clientId = Guid.NewGuid(),
                text,
                quote,
            }
        );

    private static Task RefusedAsync(AppClient who, string id, string quote) =>
        who.RefusesAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/messages", new { text = "x", quote }, 422, "validation", "quote");

    private static (string Id, long Seq, string Text) QuoteOf(JsonElement message) =>
        (message.Text("quote.id"), message.Number("quote.seq"), message.Text("quote.text"));

    private static async Task<JsonElement> LastAsync(AppClient who, string id) =>
        (await Scene.TimelineAsync(who, id)).Last(entry => entry.Text("kind") != "notice");
}
