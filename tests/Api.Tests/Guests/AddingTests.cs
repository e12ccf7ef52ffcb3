using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Guests;

[Rule("GU-5")]
public sealed class AddingTests
{
    [Theory, EveryDatabase, Rule("TI-0", "SP-5")]
    public async Task A_guest_adds_by_address_and_the_answer_tells_not_whose_it_is(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var post = new Postbox(database);
        scene.Keep(await scene.App.AgentAsync("Otto Outside"));
        var guest = await scene.GuestAtLinkAsync(scene.Mara, "Win at www.evil.example");
        var id = await Scene.StartAsync(guest);
        Assert.Equal("oneOnOne", (await Scene.SeeAsync(scene.Mara, id)).Text("kind"));
        var answers = new List<string>();
        foreach (var email in new[] { "otto.outside@ternhaus.example", "ivy@guests.example" })
        {
            using var answer = await AddAsync(guest, id, email);
            answers.Add($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()} {string.Join(',', Names(answer))}");
        }
        Assert.Equal(answers[0], answers[1]);
        Assert.StartsWith("204", answers[0], StringComparison.Ordinal);

        var members = await Scene.MembersAsync(scene.Mara, id);
        Assert.Contains("Otto Outside", members.Select(member => member.Text("name")));
        Assert.Contains("ivy", members.Select(member => member.Text("name")));
        Assert.Equal("group", (await Scene.SeeAsync(scene.Mara, id)).Text("kind"));
        Assert.Equal(2, await JoinedNoticesAsync(guest, id));
        // The agent gets no invitation; the stranger gets fixed words, and a name that is a link is not among them.
        var mail = (await post.ToAsync("ivy@guests.example")).Single();
        Assert.DoesNotContain("evil", mail.Subject + mail.TextBody + mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("\u2068Ternhaus\u2069 invites you to a conversation", mail.Subject);
        Assert.DoesNotContain(
            post.All,
            one =>
                one.To.Mailboxes.Single().Address == "otto.outside@ternhaus.example"
                && one.Subject!.Contains("conversation", StringComparison.Ordinal)
        );
        Assert.Equal("ivy@guests.example", (await scene.Mara.GetAsync($"/api/v1/conversations/{id}/invitations")).Text("items.0.email"));
    }

    [Theory, EveryDatabase]
    public async Task Five_addresses_each_and_agents_members_and_repeats_count_alike(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        // Noah is in it already: nothing happens, and it counts.
        foreach (
            var email in new[]
            {
                "noah.okafor@ternhaus.example",
                "a@guests.example",
                "A@Guests.example",
                "b@guests.example",
                "c@guests.example",
            }
        )
        {
            using var answer = await AddAsync(guest, id, email);
            answer.Is(HttpStatusCode.NoContent);
        }
        using (var whole = await AddAsync(guest, id, "d@guests.example", "e@guests.example"))
        {
            await whole.IsProblemAsync(409, "too-many-added");
        }
        using (var fifth = await AddAsync(guest, id, "d@guests.example"))
        {
            fifth.Is(HttpStatusCode.NoContent);
        }
        foreach (var email in new[] { "e@guests.example", "ines.boss@ternhaus.example" })
        {
            using var sixth = await AddAsync(guest, id, email);
            await sixth.IsProblemAsync(409, "too-many-added");
        }
        Assert.Equal(5, (await Scene.MembersAsync(scene.Mara, id)).Count(member => member.Text("kind") == "guest"));
        // Each conversation by itself.
        var other = await Scene.StartAsync(guest, "Another");
        using var again = await AddAsync(guest, other, "e@guests.example");
        again.Is(HttpStatusCode.NoContent);
    }

    [Theory, EveryDatabase, Rule("AC-12")]
    public async Task Not_where_it_is_read_only_off_for_the_widget_or_not_theirs_and_by_nothing_but_an_address(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, new { addPeople = false });
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        var path = $"/api/v1/conversations/{id}/members";
        await RefusesAsync(403, "no-adding", new { email = "ivy@guests.example" });
        var widgets = await scene.App.Administrator.GetAsync("/api/v1/admin/widgets");
        var widget = $"/api/v1/admin/widgets/{widgets.Items().Single(one => one.Text("key") == scene.WidgetKey).Text("id")}";
        await scene.App.Administrator.PatchAsync(widget, new { addPeople = true });
        Assert.True((await scene.App.Administrator.GetAsync(widget)).At("addPeople").GetBoolean());
        await scene.Mara.PatchAsync($"/api/v1/conversations/{id}", new { readOnly = true });
        await RefusesAsync(403, "read-only", new { email = "ivy@guests.example" });
        await scene.Mara.PatchAsync($"/api/v1/conversations/{id}", new { readOnly = false });
        await RefusesAsync(422, "validation", new { agentId = scene.Ines.Id });
        await RefusesAsync(422, "validation", new { guestId = guest.Id });
        await RefusesAsync(422, "validation", new { email = "nobody" });
        await RefusesAsync(422, "validation", new { name = "Nobody" });
        var stranger = await scene.GuestAsync("Sam Stranger", "sam@guests.example");
        await stranger.RefusesAsync(
            HttpMethod.Post,
            path,
            new { members = new[] { new { email = "ivy@guests.example" } } },
            404,
            "not-found"
        );
        Assert.Single((await Scene.MembersAsync(scene.Mara, id)), member => member.Text("kind") == "guest");
        for (var n = 0; n < 2; n++)
        {
            using var added = await AddAsync(guest, id, " IVY@guests.example");
            added.Is(HttpStatusCode.NoContent);
            // Whom an agent removed no guest brings back, and the answer is the same.
            if (n == 0)
            {
                await scene.Mara.DeleteAsync($"{path}/{await Scene.MemberIdAsync(scene.Mara, id, "IVY")}");
            }
        }
        Assert.Single((await Scene.MembersAsync(scene.Mara, id)), member => member.Text("kind") == "guest");

        Task<JsonElement> RefusesAsync(int status, string slug, object member) =>
            guest.RefusesAsync(HttpMethod.Post, path, new { members = new[] { member } }, status, slug);
    }

    private static Task<HttpResponseMessage> AddAsync(AppClient guest, string id, params string[] emails) =>
        guest.SendAsync(
            HttpMethod.Post,
            $"/api/v1/conversations/{id}/members",
            new { members = emails.Select(email => new { email }).ToArray() }
        );

    private static IEnumerable<string> Names(HttpResponseMessage answer) =>
        answer.Headers.Select(header => header.Key).Order(StringComparer.Ordinal);

    private static async Task<int> JoinedNoticesAsync(AppClient who, string id) =>
        (await Scene.TimelineAsync(who, id)).Count(entry => entry.Text("kind") == "notice" && entry.Text("notice.type") == "joined");
}
