using System.Globalization;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>The host says from its start on whether a meeting was held.</summary>
[Rule("ME-21")]
public sealed class OutcomeTests
{
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("AP-6")]
    public async Task The_host_says_it_and_takes_it_back_and_no_guest_reads_it(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var (guest, meeting) = await BookedAsync(scene);
        await PutAsync(scene.Mara, meeting, "held", 409, "meeting-not-begun");
        Begin(meeting);
        var mara = scene.Keep(await scene.App.SignInAsync("mara.nowak@ternhaus.example"));
        await using var live = await EventStream.OpenAsync(mara);
        await using var theirs = await EventStream.OpenAsync(guest);
        var path = Path(meeting);
        Assert.Equal("no-show", (await mara.PutAsync($"{path}/outcome", new { outcome = "no-show" })).Text("outcome"));
        Assert.Equal("no-show", (await live.NextAsync("meeting.changed")).Data.Text("meeting.outcome"));
        var card = (await Scene.TimelineAsync(mara, meeting.Text("conversationId"))).Single(entry => entry.Text("kind") == "meeting");
        Assert.Equal("no-show", card.Text("meeting.outcome"));
        // The guest hears of a change and reads nothing of it, nowhere.
        Assert.False((await theirs.NextAsync("meeting.changed")).Data.At("meeting").Has("outcome"));
        Assert.False((await guest.GetAsync(path)).Has("outcome"));
        Assert.DoesNotContain(
            "no-show",
            (await guest.GetAsync($"/api/v1/conversations/{meeting.Text("conversationId")}/messages")).GetRawText(),
            StringComparison.Ordinal
        );
        var held = await mara.PutAsync($"{path}/outcome", new { outcome = "held" });
        Assert.Equal(held.Number("version"), (await mara.PutAsync($"{path}/outcome", new { outcome = "held" })).Number("version"));
        Assert.False((await mara.PutAsync($"{path}/outcome", new { outcome = (string?)null })).Has("outcome"));
        Assert.Single((await mara.GetAsync("/api/v1/meetings")).Items(), one => !one.Has("outcome"));
    }

    [Theory, EveryDatabase, Rule("AP-5")]
    public async Task Nobody_else_says_it_nor_of_what_was_cancelled_nor_anything_else(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var (_, meeting) = await BookedAsync(scene);
        var (_, cancelled) = await BookedAsync(scene, 1);
        await scene.Mara.DeleteAsync(Path(cancelled));
        await scene.Mara.PostAsync(
            $"/api/v1/conversations/{meeting.Text("conversationId")}/members",
            new { members = new[] { new { agentId = scene.Noah.Id } } }
        );
        Begin(cancelled);
        var mara = scene.Keep(await scene.App.SignInAsync("mara.nowak@ternhaus.example"));
        var noah = scene.Keep(await scene.App.SignInAsync("noah.okafor@ternhaus.example"));
        var ines = scene.Keep(await scene.App.SignInAsync("ines.boss@ternhaus.example"));
        await PutAsync(noah, meeting, "held", 403, "not-the-host");
        await PutAsync(ines, meeting, "held", 404, "not-found");
        await PutAsync(mara, meeting, "late", 422, "validation");
        await PutAsync(mara, cancelled, "held", 409, "meeting-cancelled");
        using var stale = await mara.SendAsync(HttpMethod.Put, $"{Path(meeting)}/outcome", new { outcome = "held" }, ("If-Match", "\"9\""));
        await stale.IsProblemAsync(412, "stale");
        Assert.False((await mara.GetAsync(Path(meeting))).Has("outcome"));
    }

    private async Task<(AppClient Guest, JsonElement Meeting)> BookedAsync(Scene scene, int at = 0)
    {
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
        return (guest, await Schedulers.BookAsync(guest, slug, free[at]));
    }

    private void Begin(JsonElement meeting)
    {
        time.Advance(DateTimeOffset.Parse(meeting.Text("start"), CultureInfo.InvariantCulture) - time.GetUtcNow());
    }

    private static string Path(JsonElement meeting) => $"/api/v1/meetings/{meeting.Text("id")}";

    private static Task PutAsync(AppClient who, JsonElement meeting, string outcome, int status, string slug) =>
        who.RefusesAsync(HttpMethod.Put, $"{Path(meeting)}/outcome", new { outcome }, status, slug);
}
