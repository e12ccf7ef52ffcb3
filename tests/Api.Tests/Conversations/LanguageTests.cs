using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Conversations;

[Rule("TI-7")]
public sealed class LanguageTests
{
    [Theory, EveryDatabase]
    public async Task A_guest_without_a_name_is_called_so_in_each_readers_language(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, new { fields = new { name = "hidden", email = "optional" } });
        await scene.Mara.PatchAsync("/api/v1/me", new { language = "de" });
        var german = await AnonymousAsync(scene, "de-CH");
        var english = await AnonymousAsync(scene, "en-GB");
        var first = await Scene.StartAsync(german);
        var second = await Scene.StartAsync(english);
        var key = scene.Keep(await scene.App.ApiKeyAsync(["conversations:read"], scene.Mara.Id));

        foreach (var (reader, word) in new[] { (scene.Mara, "Gast"), (key, "Gast"), (scene.Noah, "Guest") })
        {
            foreach (var (id, guest) in new[] { (first, german), (second, english) })
            {
                var one = await Scene.SeeAsync(reader, id);
                Assert.Matches($"^{word} [0-9]+$", one.Text("title"));
                Assert.StartsWith("G", one.Text("avatar.text"), StringComparison.Ordinal);
                var listed = (await reader.GetAsync("/api/v1/conversations")).Items().Single(row => row.Text("id") == id);
                Assert.Equal(one.Text("title"), listed.Text("title"));
                Assert.Contains(one.Text("title"), (await Scene.MembersAsync(reader, id)).Select(member => member.Text("name")));
                Assert.Equal(one.Text("title"), (await reader.GetAsync($"/api/v1/guests/{guest.Id}")).Text("name"));
            }
        }
        Assert.Matches("^Gast [0-9]+$", (await german.GetAsync("/api/v1/me")).Text("name"));
        Assert.Matches("^Guest [0-9]+$", (await english.GetAsync("/api/v1/me")).Text("name"));
        Assert.Contains(
            (await Scene.MembersAsync(german, first)).Select(member => member.Text("name")),
            name => name.StartsWith("Gast ", StringComparison.Ordinal)
        );
        Assert.Contains(
            (await Scene.MembersAsync(english, second)).Select(member => member.Text("name")),
            name => name.StartsWith("Guest ", StringComparison.Ordinal)
        );
    }

    [Theory, EveryDatabase, Rule("MS-13")]
    public async Task What_a_nameless_guest_wrote_and_did_names_them_in_each_readers_language(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, new { fields = new { name = "hidden", email = "optional" } });
        await scene.Mara.PatchAsync("/api/v1/me", new { language = "de" });
        var readers = new[] { (scene.Mara, "Gast"), (scene.Noah, "Guest") };
        foreach (var language in new[] { "de-CH", "en-GB" })
        {
            var guest = await AnonymousAsync(scene, language);
            var id = await Scene.StartAsync(guest);
            await using var german = await EventStream.OpenAsync(scene.Mara);
            await using var english = await EventStream.OpenAsync(scene.Noah);
            await guest.PostAsync($"/api/v1/conversations/{id}/typing");
            await Scene.SayAsync(guest, id, "Anybody?");
            await guest.DeleteAsync($"/api/v1/conversations/{id}/members/me");
            foreach (var ((reader, word), live) in readers.Zip([german, english]))
            {
                var name = (await Scene.SeeAsync(reader, id)).Text("title");
                Assert.Matches($"^{word} [0-9]+$", name);
                var typing = await live.NextAsync("typing");
                Assert.Equal(name, typing.Data.Text("author.name"));
                // What began before the streams may still come.
                var told = (await live.UntilAsync(seen => seen.Name == "message.created" && seen.Data.Text("message.kind") == "notice"))
                    .Where(seen => seen.Name == "message.created")
                    .TakeLast(2)
                    .ToList();
                Assert.Equal("Anybody?", told[0].Data.Text("message.text"));
                Assert.All(told, seen => Assert.Equal(name, seen.Data.Text("message.author.name")));
                Assert.Equal(name, told[1].Data.Text("message.notice.actor.name"));

                var timeline = await Scene.TimelineAsync(reader, id);
                Assert.All(
                    timeline.Where(entry => entry.Text("author.kind") == "guest"),
                    entry => Assert.Equal(name, entry.Text("author.name"))
                );
                var notices = timeline.Where(entry => entry.Text("kind") == "notice").ToList();
                Assert.Equal(["created", "left"], notices.Select(entry => entry.Text("notice.type")));
                Assert.All(notices, entry => Assert.Equal(name, entry.Text("notice.actor.name")));
                Assert.Equal(name, notices[1].Text("notice.people.0.name"));
                var row = (await reader.GetAsync("/api/v1/conversations")).Items().Single(row => row.Text("id") == id);
                Assert.Equal(name, row.Text("lastMessage.author.name"));
            }
        }
    }

    private static async Task<AppClient> AnonymousAsync(Scene scene, string language)
    {
        using var anonymous = scene.App.Anonymous();
        var session = await anonymous.PostAsync(
            "/api/v1/sessions",
            new
            {
                widget = scene.WidgetKey,
                guest = new { },
                language,
            }
        );
        return scene.Keep(scene.App.WithBearer(session.Text("token")).As(session.Text("guest.id")));
    }
}
