using System.Net;
using System.Text;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Messages;

public sealed class SendingTests
{
    [Theory, EveryDatabase, Rule("MS-1", "MS-17")]
    public async Task A_text_is_kept_as_written_up_to_its_limit_in_scalar_values(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var messages = $"/api/v1/conversations/{id}/messages";
        var longest = string.Concat(Enumerable.Repeat("\U0001F469", 10_000));
        Assert.Equal(longest, (await grace.PostAsync(messages, new { text = longest })).Text("text"));
        await grace.RefusesAsync(HttpMethod.Post, messages, new { text = longest + "a" }, 422, "validation", "text");
        const string written = "  *bold* <b>no</b>\n> quote\t`code` \u202Emirror &amp; 'x'  ";
        Assert.Equal(written, (await grace.PostAsync(messages, new { text = written })).Text("text"));
        Assert.Equal("a\nbc", (await grace.PostAsync(messages, new { text = "a\r\nb\u0000\u0007c" })).Text("text"));
        await grace.RefusesAsync(HttpMethod.Post, messages, new { text = "" }, 422, "validation", "text");
        await grace.RefusesAsync(HttpMethod.Post, messages, new { }, 422, "validation", "text");
        using var halfCharacter = new StringContent("{\"text\":\"a\\ud83d\"}", Encoding.UTF8, "application/json");
        await grace.RefusesAsync(HttpMethod.Post, messages, halfCharacter, 400, "unreadable");
        Assert.Equal([longest, written, "a\nbc"], (await Scene.TextsAsync(scene.Mara, id)).Skip(1));
    }

    [Theory, EveryDatabase, Rule("MS-2", "AP-5", "WI-8")]
    public async Task A_message_that_is_sent_again_is_the_same_message(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var body = new { clientId = Guid.NewGuid(), text = "Only once" };
        // C21: twice in parallel, then once more.
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => SendAsync()));
        var again = await SendAsync();
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Created], answers.Select(answer => answer.Status).Order());
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Single(answers.Append(again).Select(answer => answer.Id).Distinct());
        Assert.Equal(["Hello", "Only once"], await Scene.TextsAsync(scene.Mara, id));

        async Task<(HttpStatusCode Status, string Id)> SendAsync()
        {
            using var answer = await grace.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/messages", body);
            return (answer.StatusCode, (await answer.BodyAsync()).Text("id"));
        }
    }

    [Theory, EveryDatabase, Rule("IN-3", "IN-4", "MS-2")]
    public async Task Five_first_messages_at_once_are_one_conversation(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await using var second = await XBees.Testing.App.XBeesApp.StartAsync(database, setUp: false);
        var grace = await scene.GuestAsync();
        using var graceElsewhere = second.WithBearer(grace.Bearer!);
        var clientId = Guid.NewGuid();
        // C23: on two nodes.
        var made = await Task.WhenAll(
            Enumerable
                .Range(1, 5)
                .Select(i =>
                    (i % 2 == 0 ? grace : graceElsewhere).PostAsync(
                        "/api/v1/conversations",
                        new { clientId, message = new { clientId = Guid.NewGuid(), text = $"Message {i}" } }
                    )
                )
        );
        var id = Assert.Single(made.Select(conversation => conversation.Text("id")).Distinct());
        Assert.Equal(
            ["Message 1", "Message 2", "Message 3", "Message 4", "Message 5"],
            (await Scene.TextsAsync(scene.Mara, id)).Order(StringComparer.Ordinal)
        );
        Assert.Single(await Scene.TimelineAsync(scene.Mara, id), entry => entry.Text("kind") == "notice");
        Assert.Equal(3, (await Scene.MembersAsync(scene.Mara, id)).Count);
        Assert.Single((await grace.GetAsync("/api/v1/conversations")).Items());
    }

    [Theory, EveryDatabase, Rule("MS-2", "WI-6")]
    public async Task The_order_is_the_servers_for_everybody(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        // C25: many writers at once; every reader gets the same order, and numbers without a gap.
        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(i =>
                    Scene.SayAsync(
                        i % 3 == 0 ? grace
                            : i % 3 == 1 ? scene.Mara
                            : scene.Noah,
                        id,
                        $"{i}"
                    )
                )
        );
        var seen = await Scene.TimelineAsync(grace, id);
        Assert.Equal(Enumerable.Range(1, 13).Select(i => (long)i), seen.Select(entry => entry.Number("seq")));
        var byAgents = (await Scene.TimelineAsync(scene.Mara, id)).ToList();
        Assert.Equal(Enumerable.Range(1, byAgents.Count).Select(i => (long)i), byAgents.Select(entry => entry.Number("seq")));
        Assert.Equal(await Scene.TextsAsync(scene.Noah, id), seen.Select(entry => entry.Text("text")));
        var since = (await grace.GetAsync($"/api/v1/conversations/{id}/messages?since=5&limit=4")).Items();
        Assert.Equal([6L, 7L, 8L, 9L], since.Select(entry => entry.Number("seq")));
    }

    [Theory, EveryDatabase, Rule("MS-4")]
    public async Task Reading_is_told_in_each_sides_numbers_and_marking_unread_never_takes_it_back(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace, "One");
        await Scene.SayAsync(scene.Noah, id, "A note before", "note");
        await Scene.SayAsync(grace, id, "Two");
        var timeline = await Scene.TimelineAsync(scene.Mara, id);
        Assert.Equal(3, (await Scene.SeeAsync(scene.Mara, id)).Number("unread"));
        Assert.Equal(0, (await Scene.SeeAsync(grace, id)).Number("unread"));

        // Up to the first message alone.
        var first = timeline.Single(entry => entry.Text("text") == "One").Number("seq");
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/read", new { seq = first });
        Assert.Equal(2, (await Scene.SeeAsync(scene.Mara, id)).Number("unread"));
        Assert.Equal(1, (await Scene.SeeAsync(grace, id)).Number("seenSeq"));
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/read", new { seq = timeline[^1].Number("seq") });
        Assert.Equal(0, (await Scene.SeeAsync(scene.Mara, id)).Number("unread"));
        Assert.Equal(2, (await Scene.SeeAsync(grace, id)).Number("seenSeq"));
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/read", new { seq = first });
        Assert.Equal(2, (await Scene.SeeAsync(grace, id)).Number("seenSeq"));
        Assert.Equal(timeline[^1].Number("seq"), (await Scene.SeeAsync(scene.Mara, id)).Number("readSeq"));

        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/unread");
        Assert.Equal(1, (await Scene.SeeAsync(scene.Mara, id)).Number("unread"));
        Assert.Equal(2, (await Scene.SeeAsync(grace, id)).Number("seenSeq"));
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/unread");
        Assert.Equal(0, (await Scene.SeeAsync(scene.Mara, id)).Number("unread"));

        // Agents see up to where the guest has read, in the agents' numbers.
        await Scene.SayAsync(scene.Mara, id, "Three");
        Assert.Equal(1, (await Scene.SeeAsync(grace, id)).Number("unread"));
        await grace.PutAsync($"/api/v1/conversations/{id}/read", new { seq = 3 });
        Assert.Equal(0, (await Scene.SeeAsync(grace, id)).Number("unread"));
        var last = (await Scene.TimelineAsync(scene.Mara, id))[^1].Number("seq");
        Assert.Equal(last, (await Scene.SeeAsync(scene.Mara, id)).At("guestsRead")[0].Number("seq"));
    }

    [Theory, EveryDatabase, Rule("MS-4")]
    public async Task Seen_can_be_switched_off_for_a_widget(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, new { seen = false });
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/read", new { seq = 2 });
        var seen = await Scene.SeeAsync(grace, id);
        Assert.True(!seen.Has("seenSeq") || seen.IsNull("seenSeq"));
    }

    [Theory, EveryDatabase, Rule("MS-12")]
    public async Task Drafts_are_ones_own_and_end_with_membership(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var draft = $"/api/v1/conversations/{id}/draft";
        await scene.Mara.PutAsync(draft, new { text = "Half a sent" });
        using var onAnotherDevice = await scene.App.SignInAsync("mara.nowak@ternhaus.example");
        Assert.Equal("Half a sent", (await onAnotherDevice.GetAsync(draft)).Text("text"));
        Assert.True((await scene.Noah.GetAsync(draft)).IsNull("text"));
        await scene.Mara.RefusesAsync(HttpMethod.Put, draft, new { text = new string('x', 10_001) }, 422, "validation", "text");
        await scene.Mara.DeleteAsync(draft);
        Assert.True((await scene.Mara.GetAsync(draft)).IsNull("text"));
        await scene.Ines.RefusesAsync(HttpMethod.Put, draft, new { text = "x" }, 404, "not-found");
    }

    [Theory, EveryDatabase, Rule("MS-13", "AC-13")]
    public async Task Notices_are_type_and_data_and_each_has_its_readers(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var path = $"/api/v1/conversations/{id}";
        await scene.Mara.PatchAsync(path, new { name = "Order 7" });
        await scene.Mara.PatchAsync(path, new { description = "About the order" });
        await scene.Mara.PatchAsync(path, new { readOnly = true });
        await scene.Mara.PatchAsync(path, new { readOnly = false });
        await scene.Mara.PostAsync(path + "/members", new { members = new[] { new { name = "Rita", email = "rita@example.org" } } });
        await scene.Mara.DeleteAsync($"{path}/members/{await Scene.MemberIdAsync(scene.Mara, id, "Rita")}");
        await scene.Noah.DeleteAsync(path + "/members/me");
        Assert.Equal(
            ["created", "renamed", "description", "read-only", "read-only", "joined", "removed", "left"],
            await TypesAsync(scene.Mara)
        );
        Assert.Equal(["renamed", "joined", "removed", "left"], await TypesAsync(grace));
        var renamed = (await Scene.TimelineAsync(grace, id)).First(entry => entry.Text("kind") == "notice");
        Assert.Equal(("", "Order 7"), (renamed.Text("text"), renamed.Text("notice.name")));
        Assert.Equal("Mara Nowak", renamed.Text("notice.actor.name"));

        async Task<IEnumerable<string>> TypesAsync(XBees.Testing.App.AppClient who) =>
            (await Scene.TimelineAsync(who, id)).Where(entry => entry.Text("kind") == "notice").Select(entry => entry.Text("notice.type"));
    }
}
