using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Domain.Conversations;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Messages;

/// <summary>Agents and guests react to messages with nine emoji, each once with each (MS-8).</summary>
public sealed class ReactingTests
{
    [Theory, EveryDatabase, Rule("MS-8", "AP-6")]
    public async Task Each_person_reacts_once_with_each_kind_and_everybody_hears_of_it(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        await Scene.SayAsync(scene.Noah, id, "A note between", "note");
        var said = await Scene.SayAsync(scene.Mara, id, "On Monday");
        Assert.Empty(said.At("reactions").EnumerateArray());
        await using var byGuest = await EventStream.OpenAsync(grace);
        await using var byAgent = await EventStream.OpenAsync(scene.Noah);
        await using var byAnother = await EventStream.OpenAsync(scene.Mara);

        var answer = await grace.PutAsync(PathOf(id, said, "heart"));
        Assert.Equal((said.Text("id"), "On Monday", 2L), (answer.Text("id"), answer.Text("text"), answer.Number("seq")));
        Assert.Equal(["heart 1 mine: Grace Guest"], Of(answer));
        await HeardAsync(byGuest, 2, "heart 1 mine: Grace Guest");
        await HeardAsync(byAgent, said.Number("seq"), "heart 1: Grace Guest");

        // The same again is the same, and nobody hears of it.
        Assert.Equal(["heart 1 mine: Grace Guest"], Of(await grace.PutAsync(PathOf(id, said, "heart"))));
        await scene.Noah.PutAsync(PathOf(id, said, "thumbsup"));
        await scene.Noah.PutAsync(PathOf(id, said, "heart"));
        await HeardAsync(byGuest, 2, "thumbsup 1: Noah Okafor", "heart 2 mine: Grace Guest, Noah Okafor");
        await HeardAsync(byAgent, said.Number("seq"), "thumbsup 1 mine: Noah Okafor", "heart 2 mine: Grace Guest, Noah Okafor");
        await HeardAsync(byAnother, said.Number("seq"), "thumbsup 1: Noah Okafor", "heart 2: Grace Guest, Noah Okafor");
        Assert.Equal(["thumbsup 1: Noah Okafor", "heart 2: Grace Guest, Noah Okafor"], Of(await SeenAsync(scene.Mara, id, said)));

        // Taken back by its own person alone, and twice is once.
        await scene.Mara.DeleteAsync(PathOf(id, said, "heart"));
        Assert.Equal(["thumbsup 1: Noah Okafor", "heart 1: Noah Okafor"], Of(await grace.DeleteAsync(PathOf(id, said, "heart"))));
        await grace.DeleteAsync(PathOf(id, said, "heart"));
        await scene.Noah.DeleteAsync(PathOf(id, said, "thumbsup"));
        await HeardAsync(byGuest, 2, "heart 1: Noah Okafor");
        // An edit takes no reaction away.
        await scene.Mara.PatchAsync($"/api/v1/conversations/{id}/messages/{said.Text("id")}", new { text = "On Tuesday" });
        Assert.Equal(["heart 1: Noah Okafor"], Of((await byGuest.NextAsync("message.updated")).Data.At("message")));
        Assert.Equal(["heart 1 mine: Noah Okafor"], Of((await byAgent.NextAsync("message.updated")).Data.At("message")));
        Assert.Equal(5, await ChangesAsync(database));
    }

    [Theory, EveryDatabase, Rule("MS-8")]
    public async Task All_nine_stand_in_one_order_and_the_same_at_once_is_one(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var said = await Scene.SayAsync(grace, id, "On Monday");
        var kinds = ReactionKind.All.Select(kind => kind.Name).ToList();
        await Task.WhenAll(
            kinds
                .AsEnumerable()
                .Reverse()
                .SelectMany(kind => new[] { kind, kind })
                .Select(kind => scene.Mara.PutAsync(PathOf(id, said, kind)))
        );
        Assert.Equal(kinds.Select(kind => $"{kind} 1 mine: Mara Nowak"), Of(await SeenAsync(scene.Mara, id, said)));
        await using var open = await database.OpenAsync();
        Assert.Equal(9, await open.Db.FirstAsync<long>($"select count(*) from reaction"));
        Assert.Equal(9, await ChangesAsync(database));
    }

    [Theory, EveryDatabase, Rule("MS-8", "MS-4", "AC-14")]
    public async Task A_reaction_moves_no_mark_and_makes_nothing_unread(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var newer = await Scene.StartAsync(grace, "The newest");
        var said = await Scene.SayAsync(grace, id, "On Monday");
        await Scene.SayAsync(grace, newer, "Still the newest");
        await scene.Noah.PutAsync($"/api/v1/conversations/{id}/read", new { seq = said.Number("seq") });
        await scene.Noah.PutAsync($"/api/v1/conversations/{id}/archive");
        var heads = await HeadsAsync();
        await scene.Mara.PutAsync(PathOf(id, said, "done"));
        await grace.PutAsync(PathOf(id, said, "wow"));
        await scene.Mara.DeleteAsync(PathOf(id, said, "done"));
        Assert.Equal(heads, await HeadsAsync());
        // Who left takes nothing back, and theirs stay.
        await scene.Noah.PutAsync(PathOf(id, said, "sad"));
        await scene.Noah.DeleteAsync($"/api/v1/conversations/{id}/members/me");
        await scene.Noah.RefusesAsync(HttpMethod.Delete, PathOf(id, said, "sad"), null, 404, "not-found");
        Assert.Equal(["wow 1: Grace Guest", "sad 1: Noah Okafor"], Of(await SeenAsync(scene.Mara, id, said)));

        async Task<string> HeadsAsync() =>
            string.Concat(
                await Task.WhenAll(
                    new[] { grace, scene.Mara, scene.Noah, scene.Ines }.Select(async reader =>
                        (await reader.GetAsync("/api/v1/conversations?view=all&visible=true")).GetRawText()
                    )
                )
            );
    }

    [Theory, EveryDatabase, Rule("MS-9", "MS-8")]
    public async Task Of_a_notes_reactions_no_guest_learns_anything(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var note = await Scene.SayAsync(scene.Mara, id, "Careful", "note");
        await using var byGuest = await EventStream.OpenAsync(grace);
        await using var byAgent = await EventStream.OpenAsync(scene.Mara);
        var before = await EverythingAsync(grace, id);
        await scene.Noah.PutAsync(PathOf(id, note, "heart"));
        await HeardAsync(byAgent, note.Number("seq"), "heart 1: Noah Okafor");
        await scene.Noah.DeleteAsync(PathOf(id, note, "heart"));
        await HeardAsync(byAgent, note.Number("seq"));
        await grace.RefusesAsync(HttpMethod.Put, PathOf(id, note, "heart"), new { }, 404, "not-found");
        await grace.RefusesAsync(HttpMethod.Delete, PathOf(id, note, "heart"), null, 404, "not-found");
        Assert.Equal(before, await EverythingAsync(grace, id));
        await Scene.SayAsync(grace, id, "After");
        var seen = await byGuest.UntilAsync(made => made.Name == "message.created" && made.Data.Text("message.text") == "After");
        Assert.DoesNotContain(seen, made => made.Name == "reaction.changed");
    }

    [Theory, EveryDatabase, Rule("AC-12", "MS-8")]
    public async Task Where_guests_only_read_they_react_and_do_not_see_who_did(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var said = await Scene.SayAsync(scene.Mara, id, "On Monday");
        await scene.Noah.PutAsync(PathOf(id, said, "thanks"));
        await scene.Mara.PatchAsync($"/api/v1/conversations/{id}", new { readOnly = true });
        await using var byGuest = await EventStream.OpenAsync(grace);
        await using var byAgent = await EventStream.OpenAsync(scene.Mara);
        Assert.Equal(["thanks 1", "party 1 mine"], Of(await grace.PutAsync(PathOf(id, said, "party"))));
        Assert.Equal(["thanks 1", "party 1 mine"], Of(await SeenAsync(grace, id, said)));
        await HeardAsync(byGuest, 2, "thanks 1", "party 1 mine");
        await HeardAsync(byAgent, said.Number("seq"), "thanks 1: Noah Okafor", "party 1: Grace Guest");
        Assert.DoesNotContain("Noah", (await SeenAsync(grace, id, said)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["thanks 1"], Of(await grace.DeleteAsync(PathOf(id, said, "party"))));
        await scene.Mara.PatchAsync($"/api/v1/conversations/{id}", new { readOnly = false });
        Assert.Equal(["thanks 1: Noah Okafor"], Of(await SeenAsync(grace, id, said)));
    }

    [Theory, EveryDatabase, Rule("MS-8", "MS-17")]
    public async Task Guests_read_the_name_for_guests_and_twenty_are_named(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var said = await Scene.SayAsync(grace, id, "On Monday");
        await scene.Mara.PatchAsync("/api/v1/me", new { guestName = "Mara from Sales" });
        await scene.Mara.PutAsync(PathOf(id, said, "heart"));
        Assert.Equal(["heart 1: Mara from Sales"], Of(await SeenAsync(grace, id, said)));
        Assert.Equal(["heart 1: Mara Nowak"], Of(await SeenAsync(scene.Noah, id, said)));
        await using var open = await database.OpenAsync();
        await open.Work.RunAsync(
            async unit =>
            {
                for (var i = 0; i < 30; i++)
                {
                    await Infrastructure
                        .Database.Unit.Of(unit)
                        .ExecuteAsync(
                            $"insert into reaction (message_id, person_id, kind, person_kind, created_at) values (@message, @person, @kind, @agent, @at)",
                            new
                            {
                                message = said.Text("id"),
                                person = $"agt_{i}",
                                kind = "heart",
                                agent = "agent",
                                at = 0L,
                            }
                        );
                }
                return 0;
            },
            default
        );
        var heart = (await SeenAsync(scene.Mara, id, said)).At("reactions.0");
        Assert.Equal((31L, true, 20), (heart.Number("count"), heart.At("mine").GetBoolean(), heart.At("people").GetArrayLength()));
    }

    [Theory, EveryDatabase, Rule("MS-8", "MS-6", "GU-2", "LC-2")]
    public async Task What_cannot_be_reacted_to_is_refused_and_a_deleted_message_loses_what_it_had(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var ann = await scene.GuestAsync("Ann Other", "ann@example.org");
        var id = await Scene.StartAsync(grace);
        var other = await Scene.StartAsync(ann);
        var said = await Scene.SayAsync(scene.Mara, id, "On Monday");
        foreach (var kind in new[] { "smile", "Heart", "heart'--", "%F0%9F%91%8D" })
        {
            var refused = await grace.RefusesAsync(HttpMethod.Put, PathOf(id, said, kind), new { }, 400, "unreadable");
            Assert.All(ReactionKind.All, known => Assert.Contains(known.Name, refused.Text("detail"), StringComparison.Ordinal));
            await grace.RefusesAsync(HttpMethod.Delete, PathOf(id, said, kind), null, 400, "unreadable");
        }
        foreach (var stranger in new[] { ann, scene.App.Administrator, scene.Ines })
        {
            await stranger.RefusesAsync(HttpMethod.Put, PathOf(id, said, "heart"), new { }, 404, "not-found");
            await stranger.RefusesAsync(HttpMethod.Delete, PathOf(id, said, "heart"), null, 404, "not-found");
        }
        await grace.RefusesAsync(HttpMethod.Put, PathOf(other, said, "heart"), new { }, 404, "not-found");
        await scene.Mara.RefusesAsync(HttpMethod.Put, PathOf(other, said, "heart"), new { }, 404, "not-found");
        var notice = (await Scene.TimelineAsync(scene.Mara, id)).First(entry => entry.Text("kind") == "notice");
        await scene.Mara.RefusesAsync(HttpMethod.Put, PathOf(id, notice, "heart"), new { }, 409, "no-reactions");

        await grace.PutAsync(PathOf(id, said, "heart"));
        Assert.Equal(["heart 1: Grace Guest"], Of(await SeenAsync(scene.Ines, id, said)));
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/messages/{said.Text("id")}");
        Assert.Empty(Of(await SeenAsync(grace, id, said)));
        await grace.RefusesAsync(HttpMethod.Put, PathOf(id, said, "heart"), new { }, 409, "message-deleted");
        Assert.Empty(Of(await grace.DeleteAsync(PathOf(id, said, "heart"))));
        await using var open = await database.OpenAsync();
        Assert.Equal(0, await open.Db.FirstAsync<long>($"select count(*) from reaction"));
    }

    private static string PathOf(string conversation, JsonElement message, string kind) =>
        $"/api/v1/conversations/{conversation}/messages/{message.Text("id")}/reactions/{kind}";

    private static Task<JsonElement> SeenAsync(AppClient who, string id, JsonElement message) =>
        who.GetAsync($"/api/v1/conversations/{id}/messages/{message.Text("id")}");

    /// <summary>As <c>heart 2 mine: Grace Guest, Noah Okafor</c>; without names where there are none to be seen.</summary>
    private static string[] Of(JsonElement message) =>
        [
            .. message
                .At("reactions")
                .EnumerateArray()
                .Select(one =>
                    $"{one.Text("kind")} {one.Number("count")}{(one.At("mine").GetBoolean() ? " mine" : "")}"
                    + (one.Has("people") ? $": {string.Join(", ", one.At("people").EnumerateArray().Select(who => who.Text("name")))}" : "")
                ),
        ];

    private static async Task HeardAsync(EventStream stream, long seq, params string[] reactions)
    {
        // What is told is made when it is told: an event may know already what the next one is about.
        var told = (await stream.UntilAsync(made => made.Name == "reaction.changed" && Of(made.Data).SequenceEqual(reactions)))[^1];
        Assert.Equal(seq, told.Data.Number("seq"));
    }

    /// <summary>How many entries of the log say that reactions changed.</summary>
    private static async Task<long> ChangesAsync(TestDatabase database)
    {
        await using var open = await database.OpenAsync();
        return await open.Db.FirstAsync<long>($"select count(*) from log where type = @type", new { type = "reaction.changed" });
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
