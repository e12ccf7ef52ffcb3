using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>Moving meetings and cancelling them, by whom and until when.</summary>
public sealed class ChangingTests
{
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("ME-4", "ME-5", "MO-2", "AC-13", "MS-13", "AP-6")]
    public async Task Both_move_it_the_slot_follows_and_a_notice_says_from_when_to_when(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var (guest, slug, meeting, free) = await BookedAsync(scene);
        await using var live = await EventStream.OpenAsync(guest);
        var moved = await Schedulers.MoveAsync(scene.Mara, meeting, new { start = free[3] });
        Assert.Equal((free[3], 2), (moved.Text("start"), (int)moved.Number("version")));
        Assert.Equal(free[3], (await live.NextAsync("meeting.changed")).Data.Text("meeting.start"));
        Assert.Contains(free[0], await FreeAsync(scene, slug));
        Assert.DoesNotContain(free[3], await FreeAsync(scene, slug));
        var again = await Schedulers.MoveAsync(guest, moved, new { start = free[5] });
        foreach (var reader in new[] { scene.Mara, guest })
        {
            var notices = (await Scene.TimelineAsync(reader, meeting.Text("conversationId")))
                .Where(entry => entry.Text("kind") == "notice" && entry.Text("notice.type") == "meeting-moved")
                .Select(entry =>
                    (entry.Text("notice.actor.name"), entry.Text("notice.meeting.previousStart"), entry.Text("notice.meeting.start"))
                );
            Assert.Equal([("Mara Nowak", free[0], free[3]), ("Leo Link", free[3], free[5])], notices);
        }
        // What it is already is no change, whatever the version.
        using var same = await Schedulers.SendMoveAsync(guest, meeting, new { start = free[5] });
        same.Is(HttpStatusCode.OK);
        using var stale = await Schedulers.SendMoveAsync(guest, moved, new { start = free[6] });
        await stale.IsProblemAsync(412, "stale");
        await guest.RefusesAsync(
            HttpMethod.Patch,
            $"/api/v1/meetings/{meeting.Text("id")}",
            new { start = free[6] },
            428,
            "precondition-required"
        );
        using var odd = await Schedulers.SendMoveAsync(guest, again, new { duration = 45 });
        await odd.IsProblemAsync(422, "slot-not-offered");
    }

    [Theory, EveryDatabase, Rule("ME-4", "ME-5", "ME-21", "AC-13")]
    public async Task Cancelled_it_is_free_again_with_the_reason_told_and_nothing_moves_it_any_more(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var (guest, slug, meeting, free) = await BookedAsync(scene);
        using var answer = await guest.SendAsync(
            HttpMethod.Delete,
            $"/api/v1/meetings/{meeting.Text("id")}",
            new { reason = "My train\nis late" }
        );
        answer.Is(HttpStatusCode.OK);
        var cancelled = await answer.BodyAsync();
        Assert.Equal(("cancelled", "My train\nis late"), (cancelled.Text("state"), cancelled.Text("reason")));
        Assert.Contains(free[0], await FreeAsync(scene, slug));
        var notice = (await Scene.TimelineAsync(scene.Mara, meeting.Text("conversationId")))[^1].At("notice");
        Assert.Equal(
            ("meeting-cancelled", "Leo Link", "My train\nis late"),
            (notice.Text("type"), notice.Text("actor.name"), notice.Text("meeting.reason"))
        );
        await scene.Mara.DeleteAsync($"/api/v1/meetings/{meeting.Text("id")}");
        Assert.Single(await CancelledAsync(scene, meeting));
        using var moved = await Schedulers.SendMoveAsync(scene.Mara, cancelled, new { start = free[1] });
        await moved.IsProblemAsync(409, "meeting-cancelled");
        await Schedulers.BookAsync(guest, slug, free[0]);
    }

    [Theory, EveryDatabase, Rule("ME-21")]
    public async Task What_has_begun_is_neither_moved_nor_cancelled(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var (guest, _, meeting, free) = await BookedAsync(scene);
        time.Advance(DateTimeOffset.Parse(free[0], System.Globalization.CultureInfo.InvariantCulture) - time.GetUtcNow());
        using var moved = await Schedulers.SendMoveAsync(guest, meeting, new { start = free[8] });
        await moved.IsProblemAsync(409, "meeting-begun");
        await guest.RefusesAsync(HttpMethod.Delete, $"/api/v1/meetings/{meeting.Text("id")}", null, 409, "meeting-begun");
    }

    [Theory, EveryDatabase, Rule("ME-23", "ME-30", "SE-4")]
    public async Task Participants_read_names_and_change_nothing(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await FreeAsync(scene, slug);
        var meeting = await guest.PostAsync(
            $"/api/v1/schedulers/{slug}/meetings",
            new
            {
                start = free[0],
                subject = "Together",
                participants = new[] { "pia@example.org", "paul@example.org", "LEO@example.org" },
            }
        );
        string?[] all = ["pia@example.org", "paul@example.org"];
        Assert.Equal(all, Addresses(meeting));
        Assert.Equal(all, Addresses(await scene.Mara.GetAsync($"/api/v1/meetings/{meeting.Text("id")}")));
        var pia = await InvitedAsync(scene, post, "pia@example.org");
        Assert.Equal(["pia@example.org", null], Addresses(await pia.GetAsync($"/api/v1/meetings/{meeting.Text("id")}")));
        var card = (await Scene.TimelineAsync(pia, meeting.Text("conversationId"))).Single(entry => entry.Text("kind") == "meeting");
        Assert.Equal(["pia@example.org", null], Addresses(card.At("meeting")));
        Assert.DoesNotContain("paul@example.org", card.GetRawText(), StringComparison.Ordinal);
        Assert.False(card.At("meeting.changeable").GetBoolean());
        using var moved = await Schedulers.SendMoveAsync(pia, meeting, new { start = free[4] });
        await moved.IsProblemAsync(403, "not-your-meeting");
        await pia.RefusesAsync(HttpMethod.Delete, $"/api/v1/meetings/{meeting.Text("id")}", null, 403, "not-your-meeting");
        var initial = (await Scene.MembersAsync(scene.Mara, meeting.Text("conversationId"))).Where(member =>
            member.At("initial").GetBoolean()
        );
        Assert.Equal(4, initial.Count());
        var stranger = await scene.GuestAtLinkAsync(scene.Mara, "Otis", "otis@example.org");
        await stranger.RefusesAsync(HttpMethod.Delete, $"/api/v1/meetings/{meeting.Text("id")}", null, 404, "not-found");
    }

    /// <summary>Comes in by the invitation's mail.</summary>
    private static async Task<AppClient> InvitedAsync(Scene scene, Postbox post, string email)
    {
        var invited = (await post.ToAsync(email, 2)).Single(mail => mail.TextBody!.Contains("/i/", StringComparison.Ordinal));
        var path = Postbox.PathOf(invited, "/i/")[3..];
        using var browser = scene.App.Anonymous();
        var joined = await browser.PostAsync($"/api/v1/invitations/{path}", new { guest = new { name = "Pia Price" } });
        return scene.Keep(scene.App.WithBearer(joined.Text("token")).As(joined.Text("guest.id")));
    }

    private static IEnumerable<string?> Addresses(JsonElement meeting) =>
        meeting.At("participants").EnumerateArray().Select(person => person.Has("email") ? person.Text("email") : null);

    private static async Task<IReadOnlyList<JsonElement>> CancelledAsync(Scene scene, JsonElement meeting) =>
        [
            .. (await Scene.TimelineAsync(scene.Mara, meeting.Text("conversationId"))).Where(entry =>
                entry.Text("kind") == "notice" && entry.Text("notice.type") == "meeting-cancelled"
            ),
        ];

    private async Task<(AppClient Guest, string Slug, JsonElement Meeting, IReadOnlyList<string> Free)> BookedAsync(Scene scene)
    {
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await FreeAsync(scene, slug);
        return (guest, slug, await Schedulers.BookAsync(guest, slug, free[0]), free);
    }

    private Task<IReadOnlyList<string>> FreeAsync(Scene scene, string slug) => Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
}
