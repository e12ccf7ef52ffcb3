using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Conversations;

/// <summary>What was resolved long ago does not open again: the guest goes on in a new conversation.</summary>
public sealed class ContinuingTests
{
    [Theory, EveryDatabase, Rule("ST-3", "IN-4", "AC-13")]
    public async Task From_the_services_days_on_a_guests_message_begins_a_new_linked_conversation(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var old = await Scene.StartAsync(guest);
        await scene.Mara.PutAsync(Status(old), new { status = "resolved" });
        await EarlierAsync(scene, old, TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        var within = await Scene.SayAsync(guest, old, "Within");
        Assert.False(within.Has("conversationId"));
        Assert.Equal("open", (await Scene.SeeAsync(scene.Mara, old)).Text("status"));

        await scene.Mara.PutAsync(Status(old), new { status = "resolved" });
        await EarlierAsync(scene, old, TimeSpan.FromDays(30));
        await using var agents = await EventStream.OpenAsync(scene.Noah);
        var said = await Scene.SayAsync(guest, old, "After days");
        var next = said.Text("conversationId");
        Assert.NotEqual(old, next);
        Assert.Equal("After days", said.Text("text"));
        Assert.Equal(next, (await agents.NextAsync("conversation.created")).Data.Text("conversationId"));

        // The old one stays as it was, the new one is as a widget begins it, and both link.
        Assert.Equal("resolved", (await Scene.SeeAsync(scene.Mara, old)).Text("status"));
        Assert.Equal(["Hello", "Within"], await Scene.TextsAsync(guest, old));
        var seen = await Scene.SeeAsync(scene.Mara, next);
        Assert.Equal(("open", "Sales", "widget"), (seen.Text("status"), seen.Text("service.name"), seen.Text("origin")));
        Assert.Equal(3, seen.At("members").GetArrayLength());
        Assert.False(seen.IsNull("waitingSince"));
        Assert.Equal(["After days"], await Scene.TextsAsync(scene.Noah, next));
        Assert.Equal(old, Assert.Single(await NoticesAsync(scene.Mara, next, "continues")).Text("notice.conversationId"));
        Assert.Equal(old, Assert.Single(await NoticesAsync(guest, next, "continues")).Text("notice.conversationId"));
        Assert.Equal(next, Assert.Single(await NoticesAsync(scene.Mara, old, "continued")).Text("notice.conversationId"));
        Assert.Empty(await NoticesAsync(guest, old, "continued"));

        // What is sent to the old one goes on going there.
        Assert.Equal(next, (await Scene.SayAsync(guest, old, "And more")).Text("conversationId"));
        Assert.Equal(["After days", "And more"], await Scene.TextsAsync(scene.Mara, next));
        Assert.Equal(2, (await guest.GetAsync("/api/v1/conversations")).Items().Count);
    }

    [Theory, EveryDatabase, Rule("ST-3", "MS-2", "AP-5")]
    public async Task A_message_sent_again_is_the_same_one_wherever_it_went(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var old = await Scene.StartAsync(guest);
        await scene.Mara.PutAsync(Status(old), new { status = "resolved" });
        await EarlierAsync(scene, old, TimeSpan.FromDays(30));
        var body = new { clientId = Guid.NewGuid(), text = "Once" };
        (string, string) key = ("Idempotency-Key", "k1");
        using var first = await guest.SendAsync(HttpMethod.Post, Messages(old), body, key);
        first.Is(HttpStatusCode.Created);
        var made = await first.BodyAsync();
        var next = made.Text("conversationId");
        using var replayed = await guest.SendAsync(HttpMethod.Post, Messages(old), body, key);
        replayed.Is(HttpStatusCode.Created);
        using var again = await guest.SendAsync(HttpMethod.Post, Messages(old), body);
        again.Is(HttpStatusCode.OK);
        // Also where an agent has opened the old one meanwhile.
        await scene.Mara.PutAsync(Status(old), new { status = "open" });
        using var later = await guest.SendAsync(HttpMethod.Post, Messages(old), body);
        later.Is(HttpStatusCode.OK);
        foreach (var answer in new[] { replayed, again, later })
        {
            var same = await answer.BodyAsync();
            Assert.Equal((made.Text("id"), next, "Once"), (same.Text("id"), same.Text("conversationId"), same.Text("text")));
        }
        Assert.Equal(["Once"], await Scene.TextsAsync(scene.Mara, next));
        Assert.Equal(["Hello"], await Scene.TextsAsync(scene.Mara, old));
        Assert.False((await Scene.SayAsync(guest, old, "Here")).Has("conversationId"));
    }

    [Theory, EveryDatabase, Rule("ST-3")]
    public async Task Of_many_messages_at_once_one_begins_it_and_none_is_lost(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var old = await Scene.StartAsync(guest);
        await scene.Mara.PutAsync(Status(old), new { status = "resolved" });
        await EarlierAsync(scene, old, TimeSpan.FromDays(30));
        var said = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Scene.SayAsync(guest, old, $"{number}")));
        var next = Assert.Single(said.Select(one => one.Text("conversationId")).Distinct());
        Assert.Equal(Enumerable.Range(0, 12).Select(number => $"{number}").Order(), (await Scene.TextsAsync(scene.Mara, next)).Order());
        Assert.Equal(2, (await scene.Mara.GetAsync("/api/v1/conversations/counts")).Number("all") + 1);
        Assert.Single(await NoticesAsync(scene.Mara, old, "continued"));
    }

    [Theory, EveryDatabase, Rule("ST-3", "AC-12", "GU-2")]
    public async Task Each_guest_goes_on_alone_and_who_may_not_write_may_not_go_on(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var leo = await scene.GuestAsync("Leo Lind", "leo@example.org");
        var old = await Scene.StartAsync(grace);
        await scene.Mara.PostAsync($"/api/v1/conversations/{old}/members", new { members = new[] { new { guestId = leo.Id } } });
        await scene.Mara.PatchAsync($"/api/v1/conversations/{old}", new { readOnly = true });
        await scene.Mara.PutAsync(Status(old), new { status = "resolved" });
        await EarlierAsync(scene, old, TimeSpan.FromDays(30));
        await grace.RefusesAsync(HttpMethod.Post, Messages(old), new { text = "x" }, 403, "read-only");
        await scene.Mara.PatchAsync($"/api/v1/conversations/{old}", new { readOnly = false });
        // An agent's words open nothing and begin nothing.
        Assert.False((await Scene.SayAsync(scene.Mara, old, "By the way")).Has("conversationId"));

        var hers = (await Scene.SayAsync(grace, old, "Grace")).Text("conversationId");
        var his = (await Scene.SayAsync(leo, old, "Leo")).Text("conversationId");
        Assert.NotEqual(hers, his);
        await leo.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{hers}", null, 404, "not-found");
        // Removed from the new one, the guest is heard all the same, in another.
        var member = await Scene.MemberIdAsync(scene.Mara, hers, "Grace Guest");
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{hers}/members/{member}?confirm=true");
        var again = (await Scene.SayAsync(grace, old, "Still there?")).Text("conversationId");
        Assert.NotEqual(hers, again);
        // And the new one has an end of its own.
        await scene.Mara.PutAsync(Status(again), new { status = "resolved" });
        await EarlierAsync(scene, again, TimeSpan.FromDays(31));
        var third = (await Scene.SayAsync(grace, old, "A year later")).Text("conversationId");
        Assert.DoesNotContain(third, new[] { old, hers, his, again });
        Assert.Equal(again, Assert.Single(await NoticesAsync(scene.Mara, third, "continues")).Text("notice.conversationId"));
    }

    [Theory, EveryDatabase, Rule("ST-3", "SV-1")]
    public async Task Each_service_has_days_of_its_own_or_none_and_without_a_service_it_opens_again(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var service = $"/api/v1/admin/services/{scene.ServiceId}";
        Assert.Equal(30, (await scene.App.Administrator.GetAsync(service)).Number("newAfterDays"));
        foreach (var wrong in new object[] { 0, -1, 3651 })
        {
            await scene.App.Administrator.RefusesAsync(
                HttpMethod.Patch,
                service,
                new { newAfterDays = wrong },
                422,
                "validation",
                "newAfterDays"
            );
        }
        var guest = await scene.GuestAsync();
        var quick = await ResolvedAsync(guest);
        await scene.App.Administrator.PatchAsync(service, new { newAfterDays = 1 });
        await EarlierAsync(scene, quick, TimeSpan.FromDays(1));
        Assert.True((await Scene.SayAsync(guest, quick, "x")).Has("conversationId"));

        await scene.App.Administrator.PatchAsync(service, new { newAfterDays = (int?)null });
        var kept = await ResolvedAsync(guest);
        var atLink = await scene.GuestAtLinkAsync(scene.Mara);
        var alone = await ResolvedAsync(atLink);
        await EarlierAsync(scene, kept, TimeSpan.FromDays(400));
        Assert.False((await Scene.SayAsync(guest, kept, "x")).Has("conversationId"));
        await scene.App.Administrator.PatchAsync(service, new { newAfterDays = 30 });
        var usual = await ResolvedAsync(guest);
        await EarlierAsync(scene, usual, TimeSpan.FromDays(30));
        await EarlierAsync(scene, alone, TimeSpan.FromDays(400));
        Assert.False((await Scene.SayAsync(atLink, alone, "x")).Has("conversationId"));
        Assert.True((await Scene.SayAsync(guest, usual, "x")).Has("conversationId"));

        async Task<string> ResolvedAsync(AppClient by)
        {
            var id = await Scene.StartAsync(by);
            await scene.Mara.PutAsync(Status(id), new { status = "resolved" });
            return id;
        }
    }

    [Theory, EveryDatabase, Rule("ST-6", "AC-13", "MS-9")]
    public async Task Guests_are_told_that_it_has_ended_where_the_service_wants_it(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        var service = $"/api/v1/admin/services/{scene.ServiceId}";
        Assert.False((await scene.App.Administrator.GetAsync(service)).At("saysEnded").GetBoolean());
        await scene.App.Administrator.PatchAsync(service, new { saysEnded = true });
        await using var guests = await EventStream.OpenAsync(guest);
        await scene.Mara.PutAsync(Status(id), new { status = "snoozed" });
        await scene.Mara.PutAsync(Status(id), new { status = "resolved" });
        var told = await guests.NextAsync();
        Assert.Equal(("message.created", "ended"), (told.Name, told.Data.Text("message.notice.type")));
        Assert.False(told.Data.At("message.notice").Has("status"));
        var read = Assert.Single(await NoticesAsync(guest, id, "ended"));
        Assert.Equal("Mara Nowak", read.Text("notice.actor.name"));
        Assert.DoesNotContain("resolved", read.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("resolved", Assert.Single(await NoticesAsync(scene.Noah, id, "ended")).Text("notice.status"));
        Assert.Single(await NoticesAsync(scene.Noah, id, "status"));
        // What opens it again, the guest's own words too, is no guest's business.
        await Scene.SayAsync(guest, id, "One more thing");
        Assert.Equal("One more thing", (await guests.NextAsync("message.created")).Data.Text("message.text"));
        Assert.Equal("open", (await Scene.SeeAsync(scene.Mara, id)).Text("status"));
        Assert.Empty(await NoticesAsync(guest, id, "status"));
    }

    /// <summary>As if it had been resolved so many days earlier: agents would be signed out over them.</summary>
    private static async Task EarlierAsync(Scene scene, string conversation, TimeSpan by)
    {
        await using var rows = await scene.App.Database.OpenAsync();
        await rows.Units.RunAsync(
            async unit =>
                await Unit.Of(unit)
                    .ExecuteAsync(
                        $"update conversation set resolved_at = resolved_at - @by where id = @conversation",
                        new { conversation, by = (long)by.TotalMilliseconds }
                    ),
            CancellationToken.None
        );
    }

    private static string Status(string id) => $"/api/v1/conversations/{id}/status";

    private static string Messages(string id) => $"/api/v1/conversations/{id}/messages";

    private static async Task<IReadOnlyList<JsonElement>> NoticesAsync(AppClient who, string id, string type) =>
        [.. (await Scene.TimelineAsync(who, id)).Where(entry => entry.Text("kind") == "notice" && entry.Text("notice.type") == type)];
}
