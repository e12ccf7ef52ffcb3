using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>Booking by a guest and by an agent, and the conversation that goes with it.</summary>
public sealed class BookingTests
{
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("ME-1", "IN-3", "IN-5", "SE-4", "AC-13", "AP-6")]
    public async Task A_booking_opens_a_public_conversation_with_the_card_of_the_meeting(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        Assert.Empty((await scene.Mara.GetAsync("/api/v1/conversations")).Items());
        await using var live = await EventStream.OpenAsync(scene.Mara);
        var start = (await FreeAsync(scene, slug))[0];
        using var answer = await Schedulers.SendAsync(
            guest,
            slug,
            new
            {
                start,
                duration = 30,
                subject = "Phone booths",
                timeZone = "Europe/London",
            }
        );
        answer.Is(HttpStatusCode.Created);
        var meeting = await answer.BodyAsync();
        Assert.Equal(
            (start, 30, "Phone booths", "confirmed", "Mara Nowak", "Leo Link"),
            (
                meeting.Text("start"),
                (int)meeting.Number("duration"),
                meeting.Text("subject"),
                meeting.Text("state"),
                meeting.Text("host.name"),
                meeting.Text("guest.name")
            )
        );
        var booked = await live.NextAsync("meeting.booked");
        Assert.Equal(meeting.Text("id"), booked.Data.Text("meeting.id"));
        var id = meeting.Text("conversationId");
        var seen = await Scene.SeeAsync(scene.Mara, id);
        Assert.Equal(("scheduler", 1), (seen.Text("origin"), (int)seen.Number("unread")));
        Assert.True(seen.At("public").GetBoolean());
        Assert.True(seen.IsNull("waitingSince"));
        Assert.All(await Scene.MembersAsync(scene.Mara, id), member => Assert.True(member.At("initial").GetBoolean()));
        foreach (var reader in new[] { scene.Mara, guest })
        {
            var card = (await Scene.TimelineAsync(reader, id)).Single(entry => entry.Text("kind") == "meeting");
            Assert.Equal((meeting.Text("id"), "Leo Link"), (card.Text("meeting.id"), card.Text("author.name")));
            Assert.True(card.At("meeting.changeable").GetBoolean());
        }
        Assert.DoesNotContain(start, await FreeAsync(scene, slug));
        // Nobody else sees it.
        await scene.Noah.RefusesAsync(HttpMethod.Get, $"/api/v1/meetings/{meeting.Text("id")}", null, 404, "not-found");
        Assert.Empty((await scene.Noah.GetAsync("/api/v1/meetings")).Items());
        Assert.Equal([meeting.Text("id")], (await guest.GetAsync("/api/v1/meetings")).Items().Select(one => one.Text("id")));
        // Of one conversation, or of another.
        Assert.Single((await scene.Mara.GetAsync($"/api/v1/meetings?conversation={id}")).Items());
        Assert.Empty((await scene.Mara.GetAsync("/api/v1/meetings?conversation=cnv_other")).Items());
    }

    [Theory, EveryDatabase, Rule("ME-26", "ME-15", "ME-7", "ME-27")]
    public async Task What_is_not_offered_is_refused_whatever_is_posted(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var start = (await FreeAsync(scene, slug))[0];
        var at = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture);
        foreach (
            var booking in new object[]
            {
                new
                {
                    start,
                    duration = 90,
                    subject = "x",
                },
                new { start = at.AddMinutes(7), subject = "x" },
                new { start = at.AddHours(-12), subject = "x" },
                new { start = at.AddDays(70), subject = "x" },
                new { start = time.GetUtcNow().AddMinutes(10), subject = "x" },
            }
        )
        {
            using var refused = await Schedulers.SendAsync(guest, slug, booking);
            await refused.IsProblemAsync(422, "slot-not-offered", "start");
        }
        using var nothing = await Schedulers.SendAsync(guest, slug, new { subject = "x" });
        await nothing.IsProblemAsync(422, "validation", "start");
        using var wordless = await Schedulers.SendAsync(guest, slug, new { start, subject = " \u200b " });
        await wordless.IsProblemAsync(422, "validation", "subject");
        using var nowhere = await Schedulers.SendAsync(
            guest,
            slug,
            new
            {
                start,
                subject = "x",
                timeZone = "Foo/Bar",
            }
        );
        await nowhere.IsProblemAsync(422, "validation", "timeZone");
        using var wrong = await Schedulers.SendAsync(
            guest,
            slug,
            new
            {
                start,
                subject = "x",
                participants = new[] { "no address" },
            }
        );
        await wrong.IsProblemAsync(422, "validation", "participants[0]");
        using var unknown = await Schedulers.SendAsync(guest, "nobody-here", new { start, subject = "x" });
        await unknown.IsProblemAsync(404, "not-found");
        Assert.Empty((await guest.GetAsync("/api/v1/meetings")).Items());
        Assert.Empty((await scene.Mara.GetAsync("/api/v1/conversations")).Items());
    }

    [Theory, EveryDatabase, Rule("ME-25", "AP-5")]
    public async Task A_retry_with_the_same_key_is_the_same_meeting_and_what_is_taken_tells_what_is_free(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var other = await scene.GuestAtLinkAsync(scene.Mara, "Otis Other", "otis@example.org");
        var free = await FreeAsync(scene, slug);
        var booking = new { start = free[0], subject = "Once" };
        using var first = await Schedulers.SendAsync(guest, slug, booking, "key-1");
        using var again = await Schedulers.SendAsync(guest, slug, booking, "key-1");
        Assert.Equal((await first.BodyAsync()).Text("id"), (await again.BodyAsync()).Text("id"));
        Assert.Single((await scene.Mara.GetAsync("/api/v1/meetings")).Items());
        using var late = await Schedulers.SendAsync(other, slug, new { start = free[0], subject = "Too late" });
        var taken = await late.IsProblemAsync(409, "slot-taken");
        Assert.Equal(free.Skip(1).Take(5), taken.At("next").EnumerateArray().Select(next => next.GetString()!));
        await Schedulers.BookAsync(other, slug, taken.Text("next.0"));
    }

    [Theory, EveryDatabase, Rule("ME-7", "ME-18")]
    public async Task Ten_meetings_of_one_address_may_be_ahead_and_cancelled_ones_do_not_count(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        // The same person in another browser, who types the address otherwise.
        var same = await scene.GuestAtLinkAsync(scene.Mara, "Leo", "LEO@Example.ORG");
        var free = await FreeAsync(scene, slug);
        var booked = new List<JsonElement>();
        foreach (var start in free.Take(10))
        {
            booked.Add(await Schedulers.BookAsync(booked.Count % 2 == 0 ? guest : same, slug, start));
        }
        using var eleventh = await Schedulers.SendAsync(guest, slug, new { start = free[10], subject = "x" });
        await eleventh.IsProblemAsync(409, "too-many-meetings");
        await Schedulers.BookAsync(await scene.GuestAtLinkAsync(scene.Mara, "Otis", "otis@example.org"), slug, free[10]);
        await guest.DeleteAsync($"/api/v1/meetings/{booked[0].Text("id")}");
        await Schedulers.BookAsync(same, slug, free[11]);
    }

    [Theory, EveryDatabase, Rule("ME-10", "ME-24", "AC-1")]
    public async Task An_agent_books_for_a_guest_in_a_private_conversation(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var start = (await FreeAsync(scene, slug))[0];
        using var answer = await Schedulers.SendAsync(
            scene.Noah,
            slug,
            new
            {
                start,
                subject = "Offer",
                guest = new { name = "Hannah Price", email = "hannah@example.org" },
            }
        );
        answer.Is(HttpStatusCode.Created);
        var meeting = await answer.BodyAsync();
        Assert.Equal(("Mara Nowak", "Hannah Price"), (meeting.Text("host.name"), meeting.Text("guest.name")));
        var seen = await Scene.SeeAsync(scene.Noah, meeting.Text("conversationId"));
        Assert.False(seen.At("public").GetBoolean());
        var names = (await Scene.MembersAsync(scene.Mara, meeting.Text("conversationId"))).Select(member => member.Text("name"));
        Assert.Equal(["Hannah Price", "Mara Nowak", "Noah Okafor"], names.Order());
        // The guest is mailed, and may cancel it.
        var path = Postbox.PathOf((await new Postbox(database).ToAsync("hannah@example.org")).Single(), "/r/");
        using var browser = scene.App.Anonymous();
        var back = await browser.PostAsync($"/api/v1/returns/{path[3..]}");
        using var hannah = scene.App.WithBearer(back.Text("token"));
        Assert.Equal("cancelled", (await hannah.DeleteAsync($"/api/v1/meetings/{meeting.Text("id")}")).Text("state"));
        using var alone = await Schedulers.SendAsync(scene.Noah, slug, new { start, subject = "Offer" });
        await alone.IsProblemAsync(422, "validation", "guest");
    }

    [Theory, EveryDatabase, Rule("ME-16", "ST-3", "MO-2")]
    public async Task From_a_conversation_with_the_host_it_stays_there_and_opens_what_was_resolved(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var id = await Scene.StartAsync(guest);
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/status", new { status = "resolved" });
        var free = await FreeAsync(scene, slug);
        var here = await guest.PostAsync(
            $"/api/v1/schedulers/{slug}/meetings",
            new
            {
                start = free[0],
                subject = "Here",
                conversationId = id,
            }
        );
        Assert.Equal(id, here.Text("conversationId"));
        Assert.Equal("open", (await Scene.SeeAsync(scene.Mara, id)).Text("status"));
        // With whoever is not in it the meeting has one of its own.
        var noahs = await Schedulers.SlugAsync(scene.Noah);
        var elsewhere = await guest.PostAsync(
            $"/api/v1/schedulers/{noahs}/meetings",
            new
            {
                start = free[0],
                subject = "There",
                conversationId = id,
            }
        );
        Assert.NotEqual(id, elsewhere.Text("conversationId"));
        // Nor does it stay where whom it is for is not.
        var forHannah = await scene.Mara.PostAsync(
            $"/api/v1/schedulers/{slug}/meetings",
            new
            {
                start = free[2],
                subject = "Hers",
                conversationId = id,
                guest = new { name = "Hannah Price", email = "hannah@example.org" },
            }
        );
        Assert.NotEqual(id, forHannah.Text("conversationId"));
        var stranger = await scene.GuestAtLinkAsync(scene.Mara, "Otis", "otis@example.org");
        using var refused = await Schedulers.SendAsync(
            stranger,
            slug,
            new
            {
                start = free[1],
                subject = "x",
                conversationId = id,
            }
        );
        await refused.IsProblemAsync(422, "validation", "conversationId");
    }

    [Theory, EveryDatabase, Rule("SP-1")]
    public async Task Five_bookings_an_hour(TestDatabase database)
    {
        var limits = new Dictionary<string, string> { ["XBEES_DEMO_LIMITS"] = "on" };
        await using var scene = await Scene.OnAsync(database, settings: limits, time: time);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await FreeAsync(scene, slug);
        foreach (var start in free.Take(5))
        {
            await Schedulers.BookAsync(guest, slug, start);
        }
        using var sixth = await Schedulers.SendAsync(guest, slug, new { start = free[5], subject = "x" });
        await sixth.IsProblemAsync(429, "too-many-requests");
        Assert.True(sixth.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }

    private Task<IReadOnlyList<string>> FreeAsync(Scene scene, string slug) => Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
}
