using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>A time is kept while a guest fills in the form.</summary>
[Rule("ME-29")]
public sealed class HoldTests
{
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("ME-25", "ME-26", "ME-31")]
    public async Task It_is_taken_for_other_forms_and_the_own_one_books_it(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var (slug, free) = await OfferAsync(scene);
        using var visitor = scene.App.Anonymous();
        var held = await HoldAsync(visitor, slug, free[0]);
        var kept = DateTimeOffset.Parse(held.Text("until"), System.Globalization.CultureInfo.InvariantCulture) - time.GetUtcNow();
        Assert.InRange(kept, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
        Assert.DoesNotContain(free[0], await FreeAsync(scene, slug));
        Assert.Equal("held", (await scene.Mara.GetAsync($"/api/v1/me/availability/why?start={free[0]}")).Text("reason"));
        var other = await scene.GuestAtLinkAsync(scene.Mara, "Otis", "otis@example.org");
        using (var late = await Schedulers.SendAsync(other, slug, new { start = free[0], subject = "x" }))
        {
            var taken = await late.IsProblemAsync(409, "slot-taken");
            Assert.Equal(free[1], taken.Text("next.0"));
        }
        await other.RefusesAsync(HttpMethod.Post, Path(slug), new { start = free[0] }, 409, "slot-taken");
        await other.RefusesAsync(HttpMethod.Post, Path(slug), new { start = "2020-01-01T00:00:00Z" }, 422, "slot-not-offered");
        // Who began the form has no session before they send it.
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        using var booked = await Schedulers.SendAsync(
            guest,
            slug,
            new
            {
                start = free[0],
                subject = "Mine",
                hold = held.Text("hold"),
            }
        );
        booked.Is(HttpStatusCode.Created);
        await guest.DeleteAsync($"/api/v1/meetings/{(await booked.BodyAsync()).Text("id")}");
        Assert.Contains(free[0], await FreeAsync(scene, slug));
    }

    [Theory, EveryDatabase]
    public async Task It_is_free_again_when_given_back_exchanged_or_after_five_minutes(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var (slug, free) = await OfferAsync(scene);
        using var visitor = scene.App.Anonymous();
        var first = (await HoldAsync(visitor, slug, free[0])).Text("hold");
        var second = (await HoldAsync(visitor, slug, free[1], first)).Text("hold");
        Assert.Equal([free[0], free[2]], (await FreeAsync(scene, slug)).Take(2));
        for (var n = 0; n < 2; n++)
        {
            using var gone = await visitor.SendAsync(HttpMethod.Delete, Path(slug), new { hold = second });
            gone.Is(HttpStatusCode.NoContent);
        }
        Assert.Equal(free[1], (await FreeAsync(scene, slug))[1]);
        await HoldAsync(visitor, slug, free[0]);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(free[0], (await FreeAsync(scene, slug))[0]);
        var other = await scene.GuestAtLinkAsync(scene.Mara, "Otis", "otis@example.org");
        await Schedulers.BookAsync(other, slug, free[0]);
    }

    [Theory, EveryDatabase, Rule("ME-10", "ME-5")]
    public async Task An_agents_booking_and_a_meeting_that_is_moved_go_before_it(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var (slug, free) = await OfferAsync(scene);
        using var visitor = scene.App.Anonymous();
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var hold = (await HoldAsync(visitor, slug, free[0])).Text("hold");
        var meeting = await Schedulers.BookAsync(guest, slug, free[4]);
        await Schedulers.MoveAsync(guest, meeting, new { start = free[0] });
        hold = (await HoldAsync(visitor, slug, free[1], hold)).Text("hold");
        using var agents = await Schedulers.SendAsync(
            scene.Mara,
            slug,
            new
            {
                start = free[1],
                subject = "x",
                guest = new { name = "Hannah", email = "hannah@example.org" },
            }
        );
        agents.Is(HttpStatusCode.Created);
        using var late = await Schedulers.SendAsync(
            guest,
            slug,
            new
            {
                start = free[1],
                subject = "x",
                hold,
            }
        );
        await late.IsProblemAsync(409, "slot-taken");
    }

    [Theory, EveryDatabase, Rule("SP-1")]
    public async Task Nobody_keeps_a_whole_calendar(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var (slug, free) = await OfferAsync(scene);
        using var visitor = scene.App.Anonymous();
        var third = "";
        foreach (var start in free.Take(3))
        {
            third = (await HoldAsync(visitor, slug, start)).Text("hold");
        }
        Assert.True((await HoldAsync(visitor, slug, free[3])).IsNull("hold"));
        // Another in its place is no fourth.
        Assert.False((await HoldAsync(visitor, slug, free[2], third)).IsNull("hold"));
        // A guest keeps one, the last; and ten of an agent's times are kept at most.
        var guests = new List<AppClient>();
        for (var n = 0; n < 8; n++)
        {
            guests.Add(await scene.GuestAtLinkAsync(scene.Mara, $"Guest {n}", $"guest{n}@example.org"));
        }
        await HoldAsync(guests[0], slug, free[3]);
        await HoldAsync(guests[0], slug, free[4]);
        Assert.Contains(free[3], await FreeAsync(scene, slug));
        foreach (var (guest, start) in guests.Skip(1).Take(6).Zip(free.Skip(5)))
        {
            await HoldAsync(guest, slug, start);
        }
        Assert.True((await HoldAsync(guests[7], slug, free[3])).IsNull("hold"));
        await Schedulers.BookAsync(guests[7], slug, free[3]);
    }

    private static string Path(string slug) => $"/api/v1/schedulers/{slug}/holds";

    private static Task<JsonElement> HoldAsync(AppClient who, string slug, string start, string? hold = null) =>
        who.PostAsync(Path(slug), new { start, hold });

    private async Task<(string Slug, IReadOnlyList<string> Free)> OfferAsync(Scene scene)
    {
        var slug = await Schedulers.SlugAsync(scene.Mara);
        return (slug, await FreeAsync(scene, slug));
    }

    private Task<IReadOnlyList<string>> FreeAsync(Scene scene, string slug) => Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
}
