using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;
using static XBees.Api.Tests.Meetings.Reminders;

namespace XBees.Api.Tests.Meetings;

/// <summary>The reminders that a host has chosen, before a booking and after it.</summary>
[Rule("ME-6")]
public sealed class ChosenRemindersTests
{
    private const string Leo = "leo@example.org";
    private const string Mara = "mara.nowak@ternhaus.example";
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase]
    public async Task What_the_host_has_chosen_comes_in_the_conversation_and_by_mail_each_once_and_nothing_else(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        await ChooseAsync(scene.Mara, 5, 120);
        var (guest, meeting, start) = await BookedAsync(scene);
        await RemindedAsync(database, guest, meeting, start.AddMinutes(-121), 0);
        await RemindedAsync(database, guest, meeting, start.AddMinutes(-120), 1);
        await RemindedAsync(database, guest, meeting, start.AddMinutes(-6), 1);
        await RemindedAsync(database, guest, meeting, start.AddMinutes(-5), 2);
        await RemindedAsync(database, guest, meeting, start.AddHours(1), 2);
        foreach (var address in new[] { Leo, Mara })
        {
            await MailedAsync(post, address, 2);
        }
    }

    [Theory, EveryDatabase, Rule("ME-19")]
    public async Task Another_choice_counts_for_what_is_booked_and_nothing_is_sent_late_or_twice(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var (guest, meeting, start) = await BookedAsync(scene);
        await RemindedAsync(database, guest, meeting, start.AddHours(-24), 1);
        await RemindedAsync(database, guest, meeting, start.AddHours(-20), 1);
        await ChooseAsync(scene, 2880, 1440, 60);
        await RemindedAsync(database, guest, meeting, start.AddMinutes(-61), 1);
        await RemindedAsync(database, guest, meeting, start.AddMinutes(-60), 2);
        await RemindedAsync(database, guest, meeting, start.AddMinutes(-50), 2);
        await ChooseAsync(scene, 60, 30, 15);
        await RemindedAsync(database, guest, meeting, start.AddMinutes(-30), 3);
        await ChooseAsync(scene);
        await RemindedAsync(database, guest, meeting, start.AddHours(1), 3);
        await MailedAsync(new Postbox(database), Leo, 3);
    }

    [Theory, EveryDatabase, Rule("ME-17")]
    public async Task Whoever_takes_a_meeting_over_brings_their_own(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        await ChooseAsync(scene.Noah, 60);
        var (guest, meeting, start) = await BookedAsync(scene);
        using (
            var handed = await scene.Mara.SendAsync(
                HttpMethod.Post,
                $"/api/v1/meetings/{meeting.Text("id")}/host",
                new { agentId = scene.Noah.Id }
            )
        )
        {
            handed.Is(System.Net.HttpStatusCode.OK);
        }
        await RemindedAsync(database, guest, meeting, start.AddMinutes(-61), 0);
        await RemindedAsync(database, guest, meeting, start.AddMinutes(-60), 1);
        await RemindedAsync(database, guest, meeting, start.AddHours(1), 1);
        await MailedAsync(new Postbox(database), Mara, 0);
    }

    private async Task<(AppClient Guest, JsonElement Meeting, DateTimeOffset Start)> BookedAsync(Scene scene)
    {
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
        return (guest, await Schedulers.BookAsync(guest, slug, free[0]), At(free[0]));
    }

    private async Task RemindedAsync(TestDatabase database, AppClient guest, JsonElement meeting, DateTimeOffset at, int times)
    {
        await UntilAsync(database, time, at);
        Assert.Equal(times, await CountAsync(guest, meeting));
    }

    /// <summary>By an agent whose session is as old as the clock.</summary>
    private static async Task ChooseAsync(Scene scene, params int[] minutes)
    {
        using var mara = await scene.App.SignInAsync(Mara);
        await ChooseAsync(mara, minutes);
    }

    private static async Task ChooseAsync(AppClient agent, params int[] minutes)
    {
        var now = await agent.GetAsync("/api/v1/me/availability");
        var body = now.EnumerateObject().ToDictionary(member => member.Name, member => (object)member.Value);
        body["reminders"] = minutes;
        body.Remove("version");
        var set = await agent.PutAsync("/api/v1/me/availability", body);
        Assert.Equal(minutes.OrderDescending(), set.At("reminders").EnumerateArray().Select(one => one.GetInt32()));
    }

    private static Task MailedAsync(Postbox post, string address, int count) =>
        Until.Async(
            () =>
                Task.FromResult(
                    post.All.Count(mail =>
                        mail.To.Mailboxes.Single().Address == address && mail.Subject!.StartsWith("Reminder", StringComparison.Ordinal)
                    )
                ),
            found => found == count
        );
}
