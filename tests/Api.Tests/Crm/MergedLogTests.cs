using System.Globalization;
using System.Text.Json;
using XBees.Api.Tests.Meetings;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Crm;

/// <summary>Two guests who are one by an agent's word (GU-10) have one record, whichever of them meets somebody.</summary>
public sealed class MergedLogTests
{
    [Theory, EveryDatabase, Rule("CR-7", "TG-2", "GU-10")]
    public async Task What_the_other_does_is_logged_on_the_record_of_the_profile(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await Records.ConnectAsync(scene);
        var grace = await Records.LinkedAsync(scene, "Grace Guest", "grace@example.org");
        var other = await scene.GuestAtLinkAsync(scene.Mara, "G. at work", "work@example.org");
        var place = await Scene.StartAsync(other);
        await MergeAsync(scene, grace, other);
        var (slug, free) = await OfferAsync(scene);
        await Schedulers.BookAsync(other, slug, free[0]);
        var logged = await Until.Async(() => Records.MeetingsAsync(scene), found => found.Count == 1);
        Assert.Equal(("grace@example.org", "open"), (logged[0].Email, logged[0].State));
        var tags = (await Scene.SeeAsync(scene.Mara, place)).At("tags").EnumerateArray();
        Assert.Contains(tags, tag => tag.Text("kind") == "company" && tag.Text("text") == "Brightline");
    }

    [Theory, EveryDatabase, Rule("CR-7", "GU-10")]
    public async Task What_was_logged_before_is_the_same_entry_afterwards_and_after_the_merge_is_undone(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await Records.ConnectAsync(scene);
        var profile = await scene.GuestAtLinkAsync(scene.Mara, "Grace Guest", "grace@example.org");
        await Scene.StartAsync(profile);
        var other = await Records.LinkedAsync(scene, "G. at work", "work@example.org");
        var (slug, free) = await OfferAsync(scene);
        var before = await Schedulers.BookAsync(other, slug, free[0]);
        await Until.Async(() => Records.MeetingsAsync(scene), found => found.Count == 1);
        var merge = await MergeAsync(scene, profile, other);
        before = await MovedAsync(scene, other, before, free[2]);
        // While the two are one it is logged on the one record they have.
        var meanwhile = await Schedulers.BookAsync(profile, slug, free[4]);
        await Until.Async(() => Records.MeetingsAsync(scene), found => found.Count == 2);

        await scene.Mara.DeleteAsync($"/api/v1/guests/{profile.Id}/merge/{merge}");
        await MovedAsync(scene, other, before, free[6]);
        await Records.LinkAsync(scene, profile, "grace@example.org");
        await Schedulers.MoveAsync(profile, meanwhile, new { start = free[8] });
        var logged = await Until.Async(
            () => Records.MeetingsAsync(scene),
            found => found.Any(row => row.Email == "grace@example.org" && row.Start == At(free[8]))
        );
        Assert.Equal([At(free[4]), At(free[6])], logged.Where(row => row.Email == "work@example.org").Select(row => row.Start).Order());
        Assert.Single(logged, row => row.Email == "grace@example.org");
    }

    private static async Task<string> MergeAsync(Scene scene, AppClient guest, AppClient other)
    {
        var merged = await scene.Mara.PostAsync($"/api/v1/guests/{guest.Id}/merge", new { guestId = other.Id });
        return merged.Text("merged.0.id");
    }

    /// <summary>Moves it, and sees it moved in the CRM.</summary>
    private static async Task<JsonElement> MovedAsync(Scene scene, AppClient guest, JsonElement meeting, string start)
    {
        var moved = await Schedulers.MoveAsync(guest, meeting, new { start });
        await Until.Async(() => Records.MeetingsAsync(scene), found => found.Any(row => row.Start == At(start)));
        return moved;
    }

    private static async Task<(string Slug, IReadOnlyList<string> Free)> OfferAsync(Scene scene)
    {
        var slug = await Schedulers.SlugAsync(scene.Mara);
        return (slug, await Schedulers.FreeAsync(scene.App, slug, TimeProvider.System.GetUtcNow()));
    }

    private static DateTimeOffset At(string start) => DateTimeOffset.Parse(start, CultureInfo.InvariantCulture);
}
