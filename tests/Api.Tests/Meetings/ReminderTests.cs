using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;
using static XBees.Api.Tests.Meetings.Reminders;

namespace XBees.Api.Tests.Meetings;

/// <summary>Reminders (C17): at their time, once, where the meeting was moved to, and never after it was cancelled.</summary>
public sealed class ReminderTests
{
    private const string Leo = "leo@example.org";
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("ME-6", "AC-13", "MS-13")]
    public async Task A_day_and_a_quarter_of_an_hour_before_each_once_and_at_the_new_time_where_it_was_moved(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        await using var other =
            database.Provider == DatabaseProvider.Sqlite ? null : await XBeesApp.StartAsync(database, time, setUp: false);
        var post = new Postbox(database);
        var (guest, meeting, free) = await BookedAsync(scene);
        var later = free.First(start => At(start) > At(free[0]).AddDays(1));
        meeting = await Schedulers.MoveAsync(guest, meeting, new { start = later });
        // Where it was before nothing is due any more.
        await UntilAsync(database, time, At(free[0]).AddHours(-24));
        Assert.Equal(0, await CountAsync(guest, meeting));
        await UntilAsync(database, time, At(later).AddHours(-24).AddMinutes(-1));
        Assert.Equal(0, await CountAsync(guest, meeting));
        await UntilAsync(database, time, At(later).AddHours(-24));
        await Until.Async(() => CountAsync(guest, meeting), count => count == 1);
        await UntilAsync(database, time, At(later).AddMinutes(-15));
        await Until.Async(() => CountAsync(guest, meeting), count => count == 2);
        await UntilAsync(database, time, At(later).AddHours(1));
        Assert.Equal(2, await CountAsync(guest, meeting));
        // Booked, moved, and two reminders.
        var mails = await post.ToAsync(Leo, 4);
        Assert.Equal(2, mails.Count(mail => mail.Subject!.StartsWith("Reminder", StringComparison.Ordinal)));
    }

    [Theory, EveryDatabase, Rule("ME-6", "ME-19")]
    public async Task Never_after_it_was_cancelled_and_not_for_what_is_past_at_booking(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var (guest, cancelled, free) = await BookedAsync(scene);
        await UntilAsync(database, time, At(free[0]).AddHours(-24).AddMinutes(-1));
        await guest.DeleteAsync($"/api/v1/meetings/{cancelled.Text("id")}");
        var soon = free.First(start => At(start) > At(free[0]));
        await UntilAsync(database, time, At(soon).AddHours(-23));
        var meeting = await Schedulers.BookAsync(guest, cancelled.Text("scheduler"), soon);
        await UntilAsync(database, time, At(soon).AddMinutes(-15));
        await Until.Async(() => CountAsync(guest, meeting), count => count == 1);
        await UntilAsync(database, time, At(soon).AddHours(1));
        Assert.Equal((1, 0), (await CountAsync(guest, meeting), await CountAsync(guest, cancelled)));
    }

    [Theory, EveryDatabase, Rule("ME-6", "ME-3")]
    public async Task Of_what_is_not_confirmed_nobody_is_reminded_until_it_is(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        await GoogleCalendar.ConnectAsync(scene.App, scene.Mara.Id);
        var (guest, meeting, free) = await BookedAsync(scene);
        await UntilAsync(database, time, At(free[0]).AddHours(-1));
        Assert.Equal(0, await CountAsync(guest, meeting));
        using var mara = await scene.App.SignInAsync("mara.nowak@ternhaus.example");
        await mara.PostAsync($"/api/v1/meetings/{meeting.Text("id")}/confirm");
        await UntilAsync(database, time, At(free[0]).AddMinutes(-15));
        await Until.Async(() => CountAsync(guest, meeting), count => count == 1);
    }

    private async Task<(AppClient Guest, JsonElement Meeting, IReadOnlyList<string> Free)> BookedAsync(Scene scene)
    {
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
        return (guest, await Schedulers.BookAsync(guest, slug, free[0]), free);
    }
}
