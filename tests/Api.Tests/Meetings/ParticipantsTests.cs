using System.Net;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>Whom a guest names when booking from a conversation is added to it, and counts as added (GU-5).</summary>
[Rule("GU-5", "ME-16")]
public sealed class ParticipantsTests
{
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase]
    public async Task Five_addresses_in_a_conversation_whether_by_adding_or_by_booking(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var id = await Scene.StartAsync(guest);
        var (slug, free) = await OfferAsync(scene);
        await guest.PostAsync(
            $"/api/v1/conversations/{id}/members",
            new { members = new[] { new { email = "a@guests.example" }, new { email = "b@guests.example" } } }
        );
        using (
            var six = await BookAsync(guest, slug, free[0], id, "c@guests.example", "d@guests.example", "e@guests.example", "f@g.example")
        )
        {
            await six.IsProblemAsync(409, "too-many-added");
        }
        Assert.Equal(3, await GuestsAsync(scene, id));
        // Who is in it already is named again, comes as who they are, and is no second guest.
        using (
            var five = await BookAsync(guest, slug, free[0], id, "A@guests.example", "c@guests.example", "d@guests.example", "e@g.example")
        )
        {
            five.Is(HttpStatusCode.Created);
            Assert.Equal(4, (await five.BodyAsync()).At("participants").GetArrayLength());
        }
        Assert.Equal(6, await GuestsAsync(scene, id));
        await guest.RefusesAsync(
            HttpMethod.Post,
            $"/api/v1/conversations/{id}/members",
            new { members = new[] { new { email = "f@guests.example" } } },
            409,
            "too-many-added"
        );
        using (var sixth = await BookAsync(guest, slug, free[1], id, "f@guests.example"))
        {
            await sixth.IsProblemAsync(409, "too-many-added");
        }
        // A meeting with a conversation of its own has its own people; the agent names whom they like.
        using (var own = await BookAsync(guest, slug, free[1], null, "f@guests.example"))
        {
            own.Is(HttpStatusCode.Created);
        }
        using var agents = await Schedulers.SendAsync(
            scene.Mara,
            slug,
            new
            {
                start = free[2],
                subject = "x",
                conversationId = id,
                guest = new { guestId = guest.Id },
                participants = new[] { "f@guests.example" },
            }
        );
        agents.Is(HttpStatusCode.Created);
        Assert.Equal(7, await GuestsAsync(scene, id));
    }

    [Theory, EveryDatabase]
    public async Task Nobody_where_the_widget_has_it_off_and_a_booking_alone_is_no_adding(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, new { addPeople = false }, time: time);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        var (slug, free) = await OfferAsync(scene);
        using (var refused = await BookAsync(guest, slug, free[0], id, "ivy@guests.example"))
        {
            await refused.IsProblemAsync(403, "no-adding");
        }
        Assert.Equal(1, await GuestsAsync(scene, id));
        using var alone = await BookAsync(guest, slug, free[0], id);
        Assert.Equal(id, (await alone.BodyAsync()).Text("conversationId"));
    }

    private async Task<(string Slug, IReadOnlyList<string> Free)> OfferAsync(Scene scene)
    {
        var slug = await Schedulers.SlugAsync(scene.Mara);
        return (slug, await Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow()));
    }

    private static Task<HttpResponseMessage> BookAsync(AppClient guest, string slug, string start, string? id, params string[] others) =>
        Schedulers.SendAsync(
            guest,
            slug,
            new
            {
                start,
                subject = "Phone booths",
                conversationId = id,
                participants = others,
            }
        );

    private static async Task<int> GuestsAsync(Scene scene, string id) =>
        (await Scene.MembersAsync(scene.Mara, id)).Count(member => member.Text("kind") == "guest");
}
