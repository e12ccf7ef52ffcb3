using System.Net;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Conversations;

public sealed class StatusTests
{
    [Theory, EveryDatabase, Rule("ST-1", "ST-5", "LI-2", "AC-13")]
    public async Task What_is_resolved_or_snoozed_leaves_everybodys_first_views_with_a_notice_for_agents(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        await using var colleagues = await EventStream.OpenAsync(scene.Noah);
        Assert.Equal([id], await ListAsync(scene.Noah, "waiting"));
        foreach (var (status, view) in new[] { ("resolved", "resolved"), ("snoozed", "snoozed") })
        {
            var changed = await scene.Mara.PutAsync(Path(id), new { status });
            Assert.Equal(status, changed.Text("status"));
            var told = await colleagues.NextAsync("status.changed");
            Assert.Equal((id, changed.Number("version")), (told.Data.Text("conversationId"), told.Data.Number("version")));
            foreach (var agent in new[] { scene.Mara, scene.Noah })
            {
                var counts = await agent.GetAsync("/api/v1/conversations/counts");
                foreach (var gone in new[] { "all", "unassigned", "mine", "waiting" })
                {
                    Assert.Empty(await ListAsync(agent, gone));
                    Assert.Equal(0, counts.Number(gone));
                }
                Assert.Equal([id], await ListAsync(agent, view));
                Assert.Equal(1, counts.Number(view));
            }
            var notice = (await Scene.TimelineAsync(scene.Noah, id)).Last(entry => entry.Text("kind") == "notice");
            Assert.Equal(("status", status), (notice.Text("notice.type"), notice.Text("notice.status")));
        }
        await scene.Noah.PutAsync(Path(id), new { status = "open" });
        Assert.Equal([id], await ListAsync(scene.Mara, "all"));
    }

    [Theory, EveryDatabase, Rule("LI-2", "ST-5")]
    public async Task What_is_new_in_a_resolved_one_is_unread_until_it_is_read(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        await ExpectAsync(1);
        await scene.Noah.PutAsync(Path(id), new { status = "resolved" });
        await ExpectAsync(1);
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/read", new { seq = 100 });
        await ExpectAsync(0);
        await Scene.SayAsync(scene.Noah, id, "For later", "note");
        await ExpectAsync(1);
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/read", new { seq = 100 });
        await ExpectAsync(0);
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/unread");
        await ExpectAsync(1);
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/unread");
        await ExpectAsync(0);
        Assert.Equal(1, (await scene.Mara.GetAsync("/api/v1/conversations/counts")).Number("resolved"));

        async Task ExpectAsync(long unread)
        {
            Assert.Equal(unread, (await scene.Mara.GetAsync("/api/v1/conversations/counts")).Number("unread"));
            Assert.Equal(unread, (await ListAsync(scene.Mara, "unread")).Count());
        }
    }

    [Theory, EveryDatabase, Rule("ST-6", "MS-9")]
    public async Task Guests_see_neither_status_nor_snooze_nor_that_anything_happened(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        var before = (await Scene.SeeAsync(guest, id)).GetRawText();
        await using var guests = await EventStream.OpenAsync(guest);
        await scene.Mara.PutAsync(Path(id), new { status = "snoozed", until = In(TimeSpan.FromDays(1)) });
        await scene.Mara.PutAsync(Path(id), new { status = "resolved" });
        Assert.Equal(before, (await Scene.SeeAsync(guest, id)).GetRawText());
        Assert.Equal([id], await ListAsync(guest, "all"));
        Assert.Single(await Scene.TimelineAsync(guest, id));
        await Scene.SayAsync(scene.Mara, id, "Goodbye");
        Assert.Equal("message.created", (await guests.NextAsync()).Name);
        await guest.RefusesAsync(HttpMethod.Put, Path(id), new { status = "open" }, 403, "forbidden");
    }

    [Theory, EveryDatabase, Rule("ST-3", "ST-2")]
    public async Task A_guests_message_opens_it_again_in_its_own_transaction_and_keeps_who_may_be_assignee(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        foreach (var body in new object[] { new { status = "resolved" }, new { status = "snoozed", until = In(TimeSpan.FromDays(1)) } })
        {
            await scene.Mara.PutAsync(Path(id), body);
            await Scene.SayAsync(scene.Mara, id, "By the way");
            Assert.NotEqual("open", (await Scene.SeeAsync(scene.Mara, id)).Text("status"));
            await Scene.SayAsync(guest, id, "Hello again");
            var seen = await Scene.SeeAsync(scene.Mara, id);
            Assert.Equal("open", seen.Text("status"));
            Assert.True(seen.IsNull("snoozedUntil"));
            Assert.False(seen.IsNull("waitingSince"));
            var last = (await Scene.TimelineAsync(scene.Mara, id))[^1];
            Assert.Equal(
                ("status", "open", "guest"),
                (last.Text("notice.type"), last.Text("notice.status"), last.Text("notice.actor.kind"))
            );
        }
    }

    [Theory, EveryDatabase, Rule("ST-3", "RE-1")]
    public async Task Where_every_agent_has_left_the_guests_words_open_it_and_bring_the_service(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        await scene.Mara.PutAsync(Path(id), new { status = "resolved" });
        await scene.Noah.DeleteAsync($"/api/v1/conversations/{id}/members/me");
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/members/me");
        await Scene.SayAsync(guest, id, "Anybody?");
        var seen = await Scene.SeeAsync(scene.Mara, id);
        Assert.Equal("open", seen.Text("status"));
        Assert.Equal(3, seen.At("members").GetArrayLength());
        Assert.Equal([id], await ListAsync(scene.Noah, "all"));
    }

    [Theory, EveryDatabase, Rule("ST-2")]
    public async Task A_snooze_ends_by_itself_at_its_time_and_not_where_it_was_moved(TestDatabase database)
    {
        var time = new ShiftedTime();
        await using var scene = await Scene.OnAsync(database, time: time);
        var guest = await scene.GuestAsync();
        var soon = await Scene.StartAsync(guest, "One");
        var moved = await Scene.StartAsync(guest, "Two");
        var resolved = await Scene.StartAsync(guest, "Three");
        foreach (var id in new[] { soon, moved, resolved })
        {
            await scene.Mara.PutAsync(Path(id), new { status = "snoozed", until = time.GetUtcNow().AddHours(1) });
        }
        await scene.Mara.PutAsync(Path(moved), new { status = "snoozed", until = time.GetUtcNow().AddHours(5) });
        await scene.Mara.PutAsync(Path(resolved), new { status = "resolved" });
        time.Advance(TimeSpan.FromHours(2));
        var seen = await Until.Async(() => Scene.SeeAsync(scene.Mara, soon), one => one.Text("status") == "open");
        Assert.Equal("open", seen.Text("status"));
        // The guest has waited for so long that the manager may come right after (RE-2).
        var last = (await Scene.TimelineAsync(scene.Mara, soon)).Last(entry =>
            entry.Text("kind") == "notice" && entry.Text("notice.type") == "status"
        );
        Assert.Equal("open", last.Text("notice.status"));
        Assert.True(last.IsNull("notice.actor"));
        Assert.Equal("snoozed", (await Scene.SeeAsync(scene.Mara, moved)).Text("status"));
        Assert.Equal("resolved", (await Scene.SeeAsync(scene.Mara, resolved)).Text("status"));
    }

    [Theory, EveryDatabase, Rule("ST-1", "AP-5")]
    public async Task What_cannot_be_is_refused_and_an_old_version_is_stale(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        await scene.Mara.RefusesAsync(HttpMethod.Put, Path(id), new { status = "closed" }, 422, "validation");
        await scene.Mara.RefusesAsync(HttpMethod.Put, Path(id), new { }, 422, "validation");
        await scene.Mara.RefusesAsync(
            HttpMethod.Put,
            Path(id),
            new { status = "resolved", until = In(TimeSpan.FromDays(1)) },
            422,
            "validation"
        );
        await scene.Mara.RefusesAsync(
            HttpMethod.Put,
            Path(id),
            new { status = "snoozed", until = In(-TimeSpan.FromDays(1)) },
            422,
            "validation"
        );
        await scene.Ines.RefusesAsync(HttpMethod.Put, Path(id), new { status = "resolved" }, 404, "not-found");
        var alone = (await scene.Mara.PostAsync("/api/v1/conversations", new { members = new[] { new { agentId = scene.Noah.Id } } })).Text(
            "id"
        );
        Assert.True((await Scene.SeeAsync(scene.Mara, alone)).IsNull("status"));
        await scene.Mara.RefusesAsync(HttpMethod.Put, Path(alone), new { status = "resolved" }, 409, "no-guest");

        var old = (await Scene.SeeAsync(scene.Mara, id)).Number("version");
        await scene.Noah.PatchAsync($"/api/v1/conversations/{id}", new { name = "Booth 4" });
        using var stale = await scene.Mara.SendAsync(HttpMethod.Put, Path(id), new { status = "resolved" }, ("If-Match", $"\"{old}\""));
        stale.Is(HttpStatusCode.PreconditionFailed);
        Assert.Equal("open", (await Scene.SeeAsync(scene.Mara, id)).Text("status"));
    }

    private static string Path(string id) => $"/api/v1/conversations/{id}/status";

    private static DateTimeOffset In(TimeSpan span) => TimeProvider.System.GetUtcNow() + span;

    private static async Task<IEnumerable<string>> ListAsync(AppClient who, string view) =>
        (await who.GetAsync($"/api/v1/conversations?view={view}")).Items().Select(row => row.Text("id"));
}
