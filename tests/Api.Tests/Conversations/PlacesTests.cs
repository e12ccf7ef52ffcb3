using NodaTime;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Conversations;

/// <summary>What is only one member's: pinned, put away, muted.</summary>
public sealed class PlacesTests
{
    [Theory, EveryDatabase, Rule("LI-1")]
    public async Task Pinned_ones_stand_first_on_every_page_for_who_pinned_them_alone(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await Scene.StartAsync(guest, $"Number {i}"));
        }
        foreach (var id in new[] { ids[0], ids[2], ids[1] })
        {
            await scene.Mara.PutAsync($"/api/v1/conversations/{id}/pin");
        }
        foreach (var limit in new[] { 1, 2, 3, 4, 100 })
        {
            Assert.Equal([ids[2], ids[1], ids[0], ids[4], ids[3]], await ListAsync(scene.Mara, "all", limit));
            Assert.Equal([ids[4], ids[3], ids[2], ids[1], ids[0]], await ListAsync(scene.Noah, "all", limit));
        }
        Assert.True((await Scene.SeeAsync(scene.Mara, ids[2])).At("pinned").GetBoolean());
        Assert.False((await Scene.SeeAsync(scene.Noah, ids[2])).At("pinned").GetBoolean());
        await Scene.SayAsync(guest, ids[0], "The newest");
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{ids[1]}/pin");
        Assert.Equal([ids[0], ids[2], ids[4], ids[3], ids[1]], await ListAsync(scene.Mara, "all", 2));
    }

    [Theory, EveryDatabase, Rule("ST-7")]
    public async Task What_one_puts_away_is_back_with_the_next_message_and_was_never_away_for_others(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/archive");
        foreach (var view in new[] { "all", "unassigned", "unread" })
        {
            Assert.Empty(await ListAsync(scene.Mara, view));
            Assert.Equal([id], await ListAsync(scene.Noah, view));
        }
        Assert.Equal([id], await ListAsync(scene.Mara, "archived"));
        Assert.Empty(await ListAsync(scene.Noah, "archived"));
        Assert.Equal([id], await ListAsync(guest, "all"));
        Assert.Equal((0L, 1L), await CountsAsync(scene.Mara, "all", "archived"));
        // A notice is no message.
        await scene.Noah.PatchAsync($"/api/v1/conversations/{id}", new { name = "Booth 4" });
        Assert.Equal([id], await ListAsync(scene.Mara, "archived"));

        await Scene.SayAsync(guest, id, "Still there?");
        Assert.Equal([id], await ListAsync(scene.Mara, "all"));
        Assert.Equal((1L, 0L), await CountsAsync(scene.Mara, "all", "archived"));
        Assert.False((await Scene.SeeAsync(scene.Mara, id)).At("archived").GetBoolean());

        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/archive");
        await Scene.SayAsync(scene.Noah, id, "Between us", "note");
        Assert.Equal([id], await ListAsync(scene.Mara, "all"));
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/archive");
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/archive");
        Assert.Equal([id], await ListAsync(scene.Mara, "all"));
    }

    [Theory, EveryDatabase, Rule("MS-9")]
    public async Task A_note_brings_nothing_back_for_a_guest(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        await guest.PutAsync($"/api/v1/conversations/{id}/archive");
        await Scene.SayAsync(scene.Mara, id, "Between us", "note");
        Assert.True((await Scene.SeeAsync(guest, id)).At("archived").GetBoolean());
        await Scene.SayAsync(scene.Mara, id, "Hello");
        Assert.False((await Scene.SeeAsync(guest, id)).At("archived").GetBoolean());
    }

    [Theory, EveryDatabase, Rule("AC-3", "AC-15")]
    public async Task A_mute_is_one_members_ends_by_itself_and_leaves_unread_counting(TestDatabase database)
    {
        var time = new ShiftedTime();
        await using var scene = await Scene.OnAsync(database, time: time);
        time.Stop();
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        var path = $"/api/v1/conversations/{id}/mute";
        foreach (var (period, span) in new[] { ("30m", 0.5), ("1h", 1), ("4h", 4), ("1w", 7 * 24) })
        {
            await scene.Mara.PutAsync(path, new Dictionary<string, string> { ["for"] = period });
            var until = (await Scene.SeeAsync(scene.Mara, id)).At("mutedUntil").GetDateTimeOffset();
            Assert.Equal(TimeSpan.FromHours(span).TotalMilliseconds, (until - time.GetUtcNow()).TotalMilliseconds, 1.0);
        }
        await scene.Mara.PutAsync(path, new Dictionary<string, string> { ["for"] = "30m" });
        Assert.Equal([id], await ListAsync(scene.Mara, "muted"));
        Assert.Empty(await ListAsync(scene.Noah, "muted"));
        Assert.True((await Scene.SeeAsync(scene.Noah, id)).IsNull("mutedUntil"));
        await Scene.SayAsync(guest, id, "More");
        Assert.Equal((1L, 1L), await CountsAsync(scene.Mara, "unread", "muted"));

        time.Advance(TimeSpan.FromMinutes(30));
        Assert.Empty(await ListAsync(scene.Mara, "muted"));
        Assert.Equal((1L, 0L), await CountsAsync(scene.Mara, "unread", "muted"));

        await scene.Mara.PutAsync(path, new Dictionary<string, string> { ["for"] = "forever" });
        Assert.Equal(9999, (await Scene.SeeAsync(scene.Mara, id)).At("mutedUntil").GetDateTimeOffset().Year);
        Assert.Equal([id], await ListAsync(scene.Mara, "muted"));
        await scene.Mara.DeleteAsync(path);
        Assert.Empty(await ListAsync(scene.Mara, "muted"));
        Assert.True((await Scene.SeeAsync(scene.Mara, id)).IsNull("mutedUntil"));
    }

    [Theory, EveryDatabase, Rule("AC-15")]
    public async Task Until_tomorrow_is_8_in_the_morning_in_ones_own_zone_for_guests_too(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        await scene.Mara.PatchAsync("/api/v1/me", new { timeZone = "Asia/Kathmandu" });
        await guest.PatchAsync("/api/v1/me", new { timeZone = "Pacific/Kiritimati" });
        foreach (var (who, zone) in new[] { (scene.Mara, "Asia/Kathmandu"), (guest, "Pacific/Kiritimati") })
        {
            await who.PutAsync($"/api/v1/conversations/{id}/mute", new Dictionary<string, string> { ["for"] = "tomorrow" });
            var until = (await Scene.SeeAsync(who, id)).At("mutedUntil").GetDateTimeOffset();
            Assert.Equal(new LocalTime(8, 0), Instant.FromDateTimeOffset(until).InZone(DateTimeZoneProviders.Tzdb[zone]).TimeOfDay);
            Assert.InRange(until - TimeProvider.System.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromHours(32));
        }
    }

    [Theory, EveryDatabase, Rule("AC-3")]
    public async Task A_mute_that_cannot_be_is_refused_with_its_reason(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var path = $"/api/v1/conversations/{await Scene.StartAsync(guest)}/mute";
        await scene.Mara.RefusesAsync(HttpMethod.Put, path, new { until = "2020-01-01T00:00:00Z" }, 422, "validation");
        await scene.Mara.RefusesAsync(HttpMethod.Put, path, new Dictionary<string, string> { ["for"] = "2h" }, 422, "validation");
        await scene.Mara.RefusesAsync(HttpMethod.Put, path, new { }, 422, "validation");
        await scene.Mara.RefusesAsync(HttpMethod.Put, path, new { until = "soon" }, 400, "unreadable");
        await scene.Ines.RefusesAsync(HttpMethod.Put, path, new Dictionary<string, string> { ["for"] = "1h" }, 404, "not-found");
    }

    [Theory, EveryDatabase, Rule("AC-13", "AP-6")]
    public async Task Ones_own_devices_hear_of_it_and_nobody_else_and_no_notice_is_written(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        var before = (await Scene.TimelineAsync(scene.Noah, id)).Count;
        await using var mine = await EventStream.OpenAsync(scene.Mara);
        await using var colleagues = await EventStream.OpenAsync(scene.Noah);
        await using var guests = await EventStream.OpenAsync(guest);
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/pin");
        Assert.Equal(id, (await mine.NextAsync("conversation.updated")).Data.Text("conversationId"));
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/mute", new Dictionary<string, string> { ["for"] = "1h" });
        await mine.NextAsync("conversation.updated");
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/archive");
        await mine.NextAsync("conversation.updated");
        await Scene.SayAsync(scene.Mara, id, "The end");
        foreach (var stream in new[] { colleagues, guests })
        {
            var seen = await stream.UntilAsync(made => made.Name == "message.created");
            Assert.DoesNotContain(seen, made => made.Name == "conversation.updated");
        }
        Assert.Equal(before + 1, (await Scene.TimelineAsync(scene.Noah, id)).Count);
    }

    private static async Task<IReadOnlyList<string>> ListAsync(AppClient who, string view, int limit = 100)
    {
        var ids = new List<string>();
        for (string? after = ""; after is not null; )
        {
            var page = await who.GetAsync($"/api/v1/conversations?view={view}&limit={limit}&after={Uri.EscapeDataString(after)}");
            ids.AddRange(page.Items().Select(row => row.Text("id")));
            after = page.At("next").GetString();
        }
        return ids;
    }

    private static async Task<(long, long)> CountsAsync(AppClient who, string first, string second)
    {
        var counts = await who.GetAsync("/api/v1/conversations/counts");
        return (counts.Number(first), counts.Number(second));
    }
}
