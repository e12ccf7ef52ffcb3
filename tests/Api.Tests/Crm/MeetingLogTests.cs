using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using XBees.Api.Tests.Meetings;
using XBees.Api.Tests.Setup;
using XBees.Application.Crm;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Crm;

/// <summary>Meetings log themselves on the records of their guests.</summary>
public sealed class MeetingLogTests
{
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("CR-3", "CR-7")]
    public async Task Booked_moved_and_cancelled_it_is_one_entry_for_each_guest_who_has_a_record(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        await Records.ConnectAsync(scene);
        var grace = await Records.LinkedAsync(scene, "Grace Guest", "grace@example.org");
        await Records.LinkedAsync(scene, "Leo Guest", "leo@example.org");
        var (slug, free) = await OfferAsync(scene);
        var booked = await grace.PostAsync(
            $"/api/v1/schedulers/{slug}/meetings",
            new
            {
                start = free[0],
                subject = "Phone booths",
                participants = new[] { "leo@example.org", "nobody@example.org" },
            }
        );
        // Leo may have come as another guest of the same address: he is found in the CRM by it.
        await OpenProfilesAsync(scene, booked);
        var rows = await MeetingsAsync(scene, found => found.Count == 2);
        Assert.Equal([("grace@example.org", "open"), ("leo@example.org", "open")], rows.Select(row => (row.Email, row.State)));
        Assert.All(rows, row => Assert.Equal(("Phone booths", "Mara Nowak", At(free[0])), (row.Title, row.Author, row.Start)));
        Assert.EndsWith($"/conversations/{booked.Text("conversationId")}", rows[0].Text, StringComparison.Ordinal);
        var logged = (await scene.Mara.GetAsync(Records.Path(grace))).At("activities").EnumerateArray().Single();
        Assert.Equal(("meeting", "Mara Nowak"), (logged.Text("kind"), logged.Text("authorName")));

        var moved = await Schedulers.MoveAsync(grace, booked, new { start = free[2] });
        rows = await MeetingsAsync(scene, found => found.All(row => row.Start == At(free[2])));
        Assert.Equal((2, "open"), (rows.Count, rows[0].State));
        await scene.Mara.SendAsync(HttpMethod.Delete, $"/api/v1/meetings/{moved.Text("id")}", new { reason = "Ill" });
        rows = await MeetingsAsync(scene, found => found.All(row => row.State == "cancelled"));
        Assert.Equal(2, rows.Count);
        Assert.StartsWith("Ill\n", rows[0].Text, StringComparison.Ordinal);
        Assert.Single((await scene.Mara.GetAsync(Records.Path(grace))).At("activities").EnumerateArray());
    }

    [Theory, EveryDatabase, Rule("CR-7")]
    public async Task It_is_open_until_its_time_is_over_and_missed_where_the_host_says_so(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        await Records.ConnectAsync(scene);
        var grace = await Records.LinkedAsync(scene, "Grace Guest", "grace@example.org");
        var (slug, free) = await OfferAsync(scene);
        var booked = await Schedulers.BookAsync(grace, slug, free[0]);
        await MeetingsAsync(scene, found => found.Count == 1);
        time.Advance(At(free[0]) - time.GetUtcNow());
        var mara = scene.Keep(await scene.App.SignInAsync("mara.nowak@ternhaus.example"));
        Assert.Equal("open", (await Records.MeetingsAsync(scene)).Single().State);
        time.Advance(TimeSpan.FromMinutes(31));
        await MeetingsAsync(scene, found => found.Single().State == "held");
        await mara.PutAsync($"/api/v1/meetings/{booked.Text("id")}/outcome", new { outcome = "no-show" });
        await MeetingsAsync(scene, found => found.Single().State == "missed");
        await mara.PutAsync($"/api/v1/meetings/{booked.Text("id")}/outcome", new { outcome = "held" });
        await MeetingsAsync(scene, found => found.Single().State == "held");
    }

    [Theory, EveryDatabase, Rule("CR-7")]
    public async Task Whoever_gets_a_record_later_has_what_is_to_come_on_it_and_one_account_after_another_has_it_once(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        await Records.ConnectAsync(scene);
        var grace = await scene.GuestAtLinkAsync(scene.Mara, "Grace Guest", "grace@example.org");
        var (slug, free) = await OfferAsync(scene);
        await Schedulers.BookAsync(grace, slug, free[0]);
        var cancelled = await Schedulers.BookAsync(grace, slug, free[2]);
        await grace.DeleteAsync($"/api/v1/meetings/{cancelled.Text("id")}");
        await Records.LinkAsync(scene, grace, "grace@example.org");
        await MeetingsAsync(scene, found => found.Count == 1 && found[0].Start == At(free[0]));

        // Found there, and what is known there of it is the same.
        await scene.App.Administrator.DeleteAsync($"{Records.Admin}/practice");
        await Records.ConnectAsync(scene);
        Assert.Equal("linked", (await Records.SeeAsync(scene.Mara, grace)).Text("state"));
        await Until.Async(
            async () => (await scene.Mara.GetAsync(Records.Path(grace))).At("activities").EnumerateArray().ToList(),
            found => found.Count == 1 && found[0].Text("state") == "logged"
        );
        Assert.Equal("open", (await Records.MeetingsAsync(scene)).Single().State);
    }

    [Theory, EveryDatabase, Rule("CR-5", "CR-7")]
    public async Task A_CRM_that_hangs_holds_up_no_booking_and_has_it_once_after_a_restart(TestDatabase database)
    {
        string conversation;
        await using (var scene = await StartAsync(database))
        {
            await Records.ConnectAsync(scene);
            var grace = await Records.LinkedAsync(scene, "Grace Guest", "grace@example.org");
            var (slug, free) = await OfferAsync(scene);
            var asked = new TaskCompletionSource();
            UnwellCrm.Of(scene.App).Before = cancel =>
            {
                asked.TrySetResult();
                return Task.Delay(Timeout.Infinite, cancel);
            };
            var booked = await Schedulers.BookAsync(grace, slug, free[0]);
            await asked.Task;
            await Schedulers.MoveAsync(grace, booked, new { start = free[2] });
            conversation = booked.Text("conversationId");
            Assert.Empty(await Records.MeetingsAsync(scene));
        }
        await using var again = await StartAsync(database, found: false);
        await Records.DueNowAsync(again);
        var kept = await MeetingsAsync(again, found => found.Count == 1);
        Assert.Equal("open", kept[0].State);

        // What is deleted here with its conversation comes no more.
        await again
            .App.Services.GetRequiredService<Infrastructure.Conversations.ConversationRemoval>()
            .RunAsync(conversation, (_, _) => true, _ => Task.CompletedTask, CancellationToken.None);
        await MeetingsAsync(again, found => found.Single().State == "cancelled");
    }

    private static async Task OpenProfilesAsync(Scene scene, JsonElement booked)
    {
        foreach (var member in await Scene.MembersAsync(scene.Mara, booked.Text("conversationId")))
        {
            if (member.Text("kind") == "guest")
            {
                await scene.Mara.GetAsync($"/api/v1/guests/{member.Text("guestId")}/crm");
            }
        }
    }

    private static Task<IReadOnlyList<KeptMeeting>> MeetingsAsync(Scene scene, Func<IReadOnlyList<KeptMeeting>, bool> fits) =>
        Until.Async(() => Records.MeetingsAsync(scene), fits);

    private async Task<(string Slug, IReadOnlyList<string> Free)> OfferAsync(Scene scene)
    {
        var slug = await Schedulers.SlugAsync(scene.Mara);
        return (slug, await Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow()));
    }

    private static DateTimeOffset At(string start) => DateTimeOffset.Parse(start, CultureInfo.InvariantCulture);

    private static async Task<Scene> StartAsync(TestDatabase database, bool found = true)
    {
        var app = await XBeesApp.StartAsync(database, setUp: found, services: UnwellCrm.Replace);
        return found ? await Scene.FoundAsync(app, Records.Optional) : Scene.On(app);
    }
}
