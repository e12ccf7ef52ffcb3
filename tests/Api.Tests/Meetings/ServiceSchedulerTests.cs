using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>The scheduler of a service: with an agent by name, or with the first who is free.</summary>
[Rule("IN-8")]
public sealed class ServiceSchedulerTests
{
    [Theory, EveryDatabase, Rule("ME-22", "SV-2", "LC-1")]
    public async Task It_is_offered_only_while_an_agent_whom_the_service_brings_can_be_booked(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        using var visitor = scene.App.Anonymous();
        var key = scene.WidgetKey;
        Assert.Equal(key, await OfferedAsync());
        var service = await visitor.GetAsync($"/api/v1/schedulers/{key}");
        Assert.Equal(("Sales", key), (service.Text("name"), service.Text("slug")));
        Assert.Equal(["Mara Nowak", "Noah Okafor"], Names(service));
        await CloseAsync(scene.Mara);
        Assert.Equal(["Noah Okafor"], Names(await visitor.GetAsync($"/api/v1/schedulers/{key}")));
        Assert.Equal(key, await OfferedAsync());
        await scene.Noah.PutAsync($"/api/v1/me/services/{scene.ServiceId}", new { paused = true });
        Assert.Null(await OfferedAsync());
        Assert.False((await visitor.GetAsync($"/api/v1/schedulers/{key}")).At("open").GetBoolean());
        await visitor.RefusesAsync(HttpMethod.Get, $"/api/v1/schedulers/{key}/slots", null, 410, "scheduler-closed");
        var guest = await scene.GuestAsync();
        using (var closed = await Schedulers.SendAsync(guest, key, new { start = "2027-05-03T09:00:00Z", subject = "x" }))
        {
            await closed.IsProblemAsync(410, "scheduler-closed");
        }
        using (var page = await visitor.Http.GetAsync(new Uri($"/w/{key}/schedule", UriKind.Relative)))
        {
            page.Is(HttpStatusCode.Gone);
        }
        await scene.Noah.PutAsync($"/api/v1/me/services/{scene.ServiceId}", new { paused = false });
        using (var page = await visitor.Http.GetAsync(new Uri($"/w/{key}/schedule", UriKind.Relative)))
        {
            page.Is(HttpStatusCode.OK);
        }
        await scene.App.Administrator.PatchAsync($"/api/v1/admin/agents/{scene.Noah.Id}", new { licence = "Basic" });
        Assert.Null(await OfferedAsync());

        async Task<string?> OfferedAsync()
        {
            var settings = await visitor.GetAsync($"/api/v1/widgets/{key}/settings");
            return settings.IsNull("scheduler") ? null : settings.Text("scheduler");
        }
    }

    [Theory, EveryDatabase, Rule("ME-26", "ME-25", "ME-1", "IN-4")]
    public async Task The_first_who_is_free_has_it_by_turns_and_the_conversation_carries_the_service(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var key = scene.WidgetKey;
        // Hours of Noah's own on Sunday: what the service offers is what either of them does.
        await scene.Noah.PutAsync(
            "/api/v1/me/availability",
            new
            {
                timeZone = "Europe/Warsaw",
                durations = new[] { 30, 45 },
                weekly = Enumerable
                    .Range(1, 7)
                    .Select(day => new
                    {
                        day,
                        from = 540,
                        to = 1020,
                    }),
            }
        );
        var maras = await Schedulers.FreeAsync(scene.App, await Schedulers.SlugAsync(scene.Mara), TimeProvider.System.GetUtcNow());
        var noahs = await Schedulers.FreeAsync(scene.App, await Schedulers.SlugAsync(scene.Noah), TimeProvider.System.GetUtcNow());
        var all = await Schedulers.FreeAsync(scene.App, key, TimeProvider.System.GetUtcNow());
        Assert.Equal(maras.Union(noahs).Order(StringComparer.Ordinal), all);
        using var visitor = scene.App.Anonymous();
        Assert.Equal(
            [30, 45],
            (await visitor.GetAsync($"/api/v1/schedulers/{key}")).At("durations").EnumerateArray().Select(one => one.GetInt32())
        );
        var guest = await scene.GuestAsync();
        var shared = maras.Intersect(noahs).ToList();

        var first = await Schedulers.BookAsync(guest, key, shared[0]);
        var second = await Schedulers.BookAsync(guest, key, shared[0]);
        Assert.Equal(["Mara Nowak", "Noah Okafor"], new[] { first, second }.Select(one => one.Text("host.name")));
        using (var third = await Schedulers.SendAsync(guest, key, new { start = shared[0], subject = "x" }))
        {
            var taken = await third.IsProblemAsync(409, "slot-taken");
            Assert.Equal(
                all.SkipWhile(start => start != shared[0]).Skip(1).Take(5),
                taken.At("next").EnumerateArray().Select(next => next.GetString())
            );
        }
        // Noah alone offers it; then it is Mara's turn, who has fewer ahead.
        Assert.Equal("Noah Okafor", (await Schedulers.BookAsync(guest, key, noahs.Except(maras).First())).Text("host.name"));
        Assert.Equal("Mara Nowak", (await Schedulers.BookAsync(guest, key, shared[5])).Text("host.name"));
        using (
            var odd = await Schedulers.SendAsync(
                guest,
                key,
                new
                {
                    start = shared[9],
                    duration = 90,
                    subject = "x",
                }
            )
        )
        {
            await odd.IsProblemAsync(422, "slot-not-offered");
        }
        using (var never = await Schedulers.SendAsync(guest, key, new { start = "2020-05-03T09:00:00Z", subject = "x" }))
        {
            await never.IsProblemAsync(422, "slot-not-offered");
        }

        var seen = await Scene.SeeAsync(scene.Mara, first.Text("conversationId"));
        Assert.Equal(("Sales", "scheduler"), (seen.Text("service.name"), seen.Text("origin")));
        Assert.Equal(
            ["Grace Guest", "Mara Nowak"],
            (await Scene.MembersAsync(scene.Mara, first.Text("conversationId"))).Select(one => one.Text("name")).Order()
        );
        // By name: the agent's own scheduler, and the widget's service all the same.
        var named = await Schedulers.BookAsync(guest, await Schedulers.SlugAsync(scene.Noah), shared[7]);
        Assert.Equal("Sales", (await Scene.SeeAsync(scene.Noah, named.Text("conversationId"))).Text("service.name"));
        // Whoever came by Noah's own link is no guest of the service.
        var leo = await scene.GuestAtLinkAsync(scene.Noah);
        var own = await Schedulers.BookAsync(leo, await Schedulers.SlugAsync(scene.Noah), shared[8]);
        Assert.True((await Scene.SeeAsync(scene.Noah, own.Text("conversationId"))).IsNull("service"));
    }

    [Theory, EveryDatabase, Rule("ME-8", "ME-29")]
    public async Task As_many_as_there_are_agents_have_a_time_however_many_ask_at_once(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var free = await Schedulers.FreeAsync(scene.App, scene.WidgetKey, TimeProvider.System.GetUtcNow());
        var guests = new List<AppClient>();
        for (var number = 0; number < 12; number++)
        {
            guests.Add(await scene.GuestAsync($"Guest {number}", $"guest{number}@example.org"));
        }
        for (var round = 0; round < 3; round++)
        {
            var start = free[round * 2];
            var answers = await Task.WhenAll(
                guests.Select(guest => Task.Run(() => Schedulers.SendAsync(guest, scene.WidgetKey, new { start, subject = "Mine" })))
            );
            Assert.Equal(2, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
            Assert.Equal(10, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        }
        // Two forms keep a time with two agents; the third has none of it.
        var path = $"/api/v1/schedulers/{scene.WidgetKey}/holds";
        var holds = new List<JsonElement>();
        foreach (var guest in guests.Take(2))
        {
            holds.Add(await guest.PostAsync(path, new { start = free[20] }));
        }
        await guests[2].RefusesAsync(HttpMethod.Post, path, new { start = free[20] }, 409, "slot-taken");
        foreach (var (guest, hold) in guests.Zip(holds))
        {
            using var booked = await Schedulers.SendAsync(
                guest,
                scene.WidgetKey,
                new
                {
                    start = free[20],
                    subject = "Kept",
                    hold = hold.Text("hold"),
                }
            );
            booked.Is(HttpStatusCode.Created);
        }
    }

    private static Task<JsonElement> CloseAsync(AppClient agent) =>
        agent.PutAsync("/api/v1/me/availability", new { timeZone = "Europe/Warsaw", open = false });

    private static IEnumerable<string> Names(JsonElement service) =>
        service.At("agents").EnumerateArray().Select(agent => agent.Text("name"));
}
