using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>Meetings of a host who has no scheduler any more wait for an administrator.</summary>
[Rule("ME-22")]
public sealed class WithoutHostTests
{
    private const string List = "/api/v1/admin/meetings";
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("AD-5", "LC-3", "ME-17", "LC-2")]
    public async Task The_scheduler_closes_nothing_is_cancelled_and_an_administrator_hands_over_or_cancels(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var boss = scene.App.Administrator;
        var post = new Postbox(database);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
        var meetings = new List<JsonElement>();
        foreach (var start in free.Take(4))
        {
            meetings.Add(await Schedulers.BookAsync(guest, slug, start));
        }
        await guest.DeleteAsync($"/api/v1/meetings/{meetings[3].Text("id")}");
        var (first, second) = (meetings[0].Text("id"), meetings[1].Text("id"));
        var agent = $"/api/v1/admin/agents/{scene.Mara.Id}";
        Assert.Equal(3, (await boss.GetAsync(agent)).Number("meetingsAhead"));
        Assert.Empty((await boss.GetAsync(List)).Items());
        await boss.RefusesAsync(HttpMethod.Get, $"/api/v1/meetings/{first}", null, 404, "not-found");
        await boss.RefusesAsync(HttpMethod.Delete, $"/api/v1/meetings/{first}", null, 404, "not-found");

        Assert.Equal(3, (await boss.PatchAsync(agent, new { licence = "Basic" })).Number("meetingsAhead"));
        await guest.RefusesAsync(HttpMethod.Get, $"/api/v1/schedulers/{slug}/slots", null, 410, "scheduler-closed");
        using (var late = await Schedulers.SendAsync(guest, slug, new { start = free[5], subject = "x" }))
        {
            await late.IsProblemAsync(410, "scheduler-closed");
        }
        // Nothing was cancelled, and page by page the administrator sees what is ahead.
        Assert.Equal("confirmed", (await guest.GetAsync($"/api/v1/meetings/{first}")).Text("state"));
        var page = await boss.GetAsync($"{List}?limit=2");
        Assert.Equal([first, second], page.Items().Select(one => one.Text("id")));
        var rest = await boss.GetAsync($"{List}?limit=2&after={page.Text("next")}");
        Assert.Equal([meetings[2].Text("id")], rest.Items().Select(one => one.Text("id")));
        Assert.Empty((await boss.GetAsync("/api/v1/meetings")).Items());
        await scene.Noah.RefusesAsync(HttpMethod.Get, List, null, 403, "forbidden");

        // Even after the host is gone altogether: to a colleague, who joins; the administrator is told no more than that.
        await boss.PatchAsync(agent, new { active = false });
        Assert.Equal(3, (await boss.GetAsync(List)).Items().Count);
        using (var handed = await HandOverAsync(boss, first, scene.Noah.Id))
        {
            handed.Is(HttpStatusCode.NoContent);
        }
        await boss.RefusesAsync(HttpMethod.Get, $"/api/v1/meetings/{first}", null, 404, "not-found");
        Assert.Equal("Noah Okafor", (await guest.GetAsync($"/api/v1/meetings/{first}")).Text("host.name"));
        Assert.Contains(first, (await scene.Noah.GetAsync("/api/v1/meetings")).Items().Select(one => one.Text("id")));
        // Or off, with a reason, which the guest reads.
        using (var cancelled = await boss.SendAsync(HttpMethod.Delete, $"/api/v1/meetings/{second}", new { reason = "Nobody else" }))
        {
            Assert.Equal("cancelled", (await cancelled.BodyAsync()).Text("state"));
        }
        Assert.Equal([meetings[2].Text("id")], (await boss.GetAsync(List)).Items().Select(one => one.Text("id")));
        Assert.Equal("Nobody else", (await guest.GetAsync($"/api/v1/meetings/{second}")).Text("reason"));
        await Until.Async(
            () => Task.FromResult(post.All.Count(mail => mail.Subject!.StartsWith("Meeting handed over", StringComparison.Ordinal))),
            count => count == 1
        );
        // Who has left the company is not written to.
        Assert.DoesNotContain(
            post.All,
            mail =>
                mail.To.Mailboxes.Any(to => to.Address == "mara.nowak@ternhaus.example")
                && (
                    mail.Subject!.StartsWith("You need not come", StringComparison.Ordinal)
                    || mail.TextBody!.Contains("Nobody else", StringComparison.Ordinal)
                )
        );
        // It can be undone (AD-5).
        await boss.PatchAsync(agent, new { active = true, licence = "Standard" });
        Assert.Empty((await boss.GetAsync(List)).Items());
    }

    [Theory, EveryDatabase, Rule("LC-2", "AP-2")]
    public async Task By_a_key_only_with_the_scope_of_administration_and_what_is_over_is_nobodys_business(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
        var id = (await Schedulers.BookAsync(guest, slug, free[0])).Text("id");
        await scene.App.Administrator.PatchAsync($"/api/v1/admin/agents/{scene.Mara.Id}", new { active = false });
        var narrow = scene.Keep(await scene.App.ApiKeyAsync(["meetings"]));
        using (var refused = await HandOverAsync(narrow, id, scene.Noah.Id))
        {
            await refused.IsProblemAsync(404, "not-found");
        }
        var wide = scene.Keep(await scene.App.ApiKeyAsync(["meetings", "admin"]));
        Assert.Single((await wide.GetAsync(List)).Items());
        time.Advance(DateTimeOffset.Parse(free[0], System.Globalization.CultureInfo.InvariantCulture) - time.GetUtcNow());
        Assert.Empty((await wide.GetAsync(List)).Items());
        using var late = await HandOverAsync(wide, id, scene.Noah.Id);
        await late.IsProblemAsync(404, "not-found");
    }

    private static Task<HttpResponseMessage> HandOverAsync(AppClient who, string meeting, string agentId) =>
        who.SendAsync(HttpMethod.Post, $"/api/v1/meetings/{meeting}/host", new { agentId });
}
