using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using XBees.Api.Tests.Meetings;
using XBees.Api.Tests.Setup;
using XBees.Application.Calendars;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Calendars;

/// <summary>A calendar that is read at an address (CA-1 to CA-3, CA-6).</summary>
public sealed class IcsTests
{
    [Theory, EveryDatabase, Rule("CA-1", "CA-2", "ME-31")]
    public async Task What_stands_in_a_connected_calendar_is_offered_to_nobody(TestDatabase database)
    {
        await using var scene = await Connected.OnAsync(database);
        var free = scene.Free;
        scene.Publisher.PublishesLines(
            $"DTSTART:{Publisher.Plain(free[0])}\r\nDURATION:PT30M",
            $"DTSTART:{Publisher.Plain(free[2])}\r\nDURATION:PT30M\r\nTRANSP:TRANSPARENT",
            $"DTSTART:{Publisher.Plain(free[4])}\r\nDURATION:PT30M\r\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:mara.nowak@ternhaus.example",
            $"DTSTART:{Publisher.Plain(free[6])}\r\nDURATION:PT30M\r\nATTENDEE;PARTSTAT=DECLINED:mailto:mara.nowak@ternhaus.example"
        );

        var connection = await scene.ConnectAsync();
        Assert.Equal(("ics", "Private", "connected"), (connection.Text("kind"), connection.Text("label"), connection.Text("state")));
        Assert.False(connection.At("calendars.0.writable").GetBoolean());
        Assert.Equal([free[0], free[4]], free.Except(await scene.FreeAsync()));

        var why = await scene.WhyAsync(free[0]);
        Assert.Equal(("calendar", "Private"), (why.Text("reason"), why.Text("calendar")));
        // Of all that was read no word is kept (CA-2).
        await using var open = await database.OpenAsync();
        var rows = await open.Db.ListAsync<string>($"select calendars from calendar_connection");
        Assert.DoesNotContain("planted", string.Concat(rows), StringComparison.Ordinal);
        Assert.Equal(2, await open.Db.FirstAsync<long>($"select count(*) from calendar_busy"));

        // What is not answered yet leaves the time free where the agent wants it so.
        var id = connection.Text("id");
        await scene.Scene.Mara.PatchAsync($"{Connected.Path}/{id}", new { unansweredBlocks = false });
        Assert.Equal([free[0]], free.Except(await scene.FreeAsync()));
        await scene.Scene.Mara.PatchAsync($"{Connected.Path}/{id}", new { calendars = new[] { new { id = "ics", blocks = false } } });
        Assert.Empty(free.Except(await scene.FreeAsync()));
    }

    [Theory, EveryDatabase, Rule("CA-2")]
    public async Task A_whole_day_is_a_day_of_its_owner_and_a_meeting_is_not_in_its_own_way(TestDatabase database)
    {
        await using var scene = await Connected.OnAsync(database);
        var day = scene.Free[0][..10];
        var guest = await scene.Scene.GuestAtLinkAsync(scene.Scene.Mara);
        var meeting = await Schedulers.BookAsync(guest, scene.Slug, scene.Free[0]);
        // The invitation was put into the calendar: the meeting's own event.
        scene.Publisher.Answers(context =>
            Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
                context.Response,
                $"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:{meeting.Text("id")}\r\nDTSTART:{Publisher.Plain(scene.Free[0])}\r\nDURATION:PT1H\r\n"
                    + "END:VEVENT\r\nEND:VCALENDAR\r\n"
            )
        );
        await scene.ConnectAsync();
        var moved = await Schedulers.MoveAsync(guest, meeting, new { duration = 30, start = scene.Free[1] });
        Assert.Equal(scene.Free[1], moved.Text("start"));

        scene.Publisher.PublishesLines($"DTSTART;VALUE=DATE:{day.Replace("-", "", StringComparison.Ordinal)}");
        await ReadAgainAsync(scene);
        Assert.DoesNotContain(await scene.FreeAsync(), start => start.StartsWith(day, StringComparison.Ordinal));
        Assert.NotEmpty(await scene.FreeAsync());
    }

    [Theory, EveryDatabase, Rule("CA-3", "ME-25", "ME-26")]
    public async Task It_is_read_again_while_somebody_books(TestDatabase database)
    {
        await using var scene = await Connected.OnAsync(database);
        var free = scene.Free;
        scene.Publisher.Publishes();
        await scene.ConnectAsync();
        scene.Publisher.Publishes(free[0], free[5]);
        var guest = await scene.Scene.GuestAtLinkAsync(scene.Scene.Mara);
        using var refused = await Schedulers.SendAsync(guest, scene.Slug, new { start = free[0], subject = "Taken" });
        await refused.IsProblemAsync(409, "slot-taken");
        var meeting = await Schedulers.BookAsync(guest, scene.Slug, free[2]);
        scene.Publisher.Publishes(free[3]);
        using var unmoved = await Schedulers.SendMoveAsync(guest, meeting, new { start = free[3] });
        await unmoved.IsProblemAsync(409, "slot-taken");
    }

    [Theory, EveryDatabase, Rule("CA-3")]
    public async Task A_slow_calendar_holds_no_booking_up(TestDatabase database)
    {
        await using var scene = await Connected.OnAsync(database);
        scene.Publisher.Publishes(scene.Free[0]);
        await scene.ConnectAsync();
        var never = new TaskCompletionSource();
        scene.Publisher.Answers(_ => never.Task);
        var guest = await scene.Scene.GuestAtLinkAsync(scene.Scene.Mara);
        // What is kept counts, and the question is still open when the booking is answered.
        using var refused = await Schedulers.SendAsync(guest, scene.Slug, new { start = scene.Free[0], subject = "Taken" });
        await refused.IsProblemAsync(409, "slot-taken");
        await Schedulers.BookAsync(guest, scene.Slug, scene.Free[2]);
        Assert.Equal(1, scene.Publisher.Open);
        Assert.DoesNotContain(scene.Free[2], await scene.FreeAsync());
        never.SetResult();
    }

    [Theory, EveryDatabase, Rule("CA-3")]
    public async Task It_is_read_by_itself_before_it_is_five_minutes_old(TestDatabase database)
    {
        await using var scene = await Connected.OnAsync(database);
        scene.Publisher.Publishes();
        await scene.ConnectAsync();
        scene.Publisher.Publishes(scene.Free[1]);
        scene.Time.Advance(TimeSpan.FromMinutes(4.5));
        var free = await Until.Async(scene.FreeAsync, found => !found.Contains(scene.Free[1]));
        Assert.DoesNotContain(scene.Free[1], free);
    }

    [Theory, EveryDatabase, Rule("CA-3", "ME-31")]
    public async Task After_an_hour_out_of_reach_no_slot_is_offered_and_the_agent_is_told_once(TestDatabase database)
    {
        await using var scene = await Connected.OnAsync(database);
        scene.Publisher.Publishes(scene.Free[0]);
        await scene.ConnectAsync();
        scene.Publisher.Answers(500);
        // Until then what is kept counts.
        scene.Time.Advance(TimeSpan.FromMinutes(55));
        await Until.Async(scene.OnlyAsync, one => one.Text("state") == "unreachable");
        Assert.DoesNotContain(scene.Free[0], await scene.FreeAsync());
        Assert.NotEmpty(await scene.FreeAsync());

        scene.Time.Advance(TimeSpan.FromMinutes(6));
        var mail = Assert.Single(await Until.Async(() => Task.FromResult(Told(database)), told => told.Count > 0));
        Assert.Contains("/settings/meetings", mail.TextBody, StringComparison.Ordinal);
        Assert.Empty(await scene.FreeAsync());
        Assert.True((await scene.OnlyAsync()).At("outOfReach").GetBoolean());
        var why = await scene.WhyAsync(scene.Free[3]);
        Assert.Equal(("calendarOutOfReach", "Private"), (why.Text("reason"), why.Text("calendar")));
        using var refused = await Schedulers.SendAsync(
            await scene.Scene.GuestAtLinkAsync(scene.Scene.Mara),
            scene.Slug,
            new { start = scene.Free[3], subject = "Nobody knows" }
        );
        await refused.IsProblemAsync(409, "slot-taken");
        var asked = scene.Publisher.Asked;
        scene.Time.Advance(TimeSpan.FromMinutes(10));
        await Until.Async(() => Task.FromResult(scene.Publisher.Asked), now => now > asked);
        Assert.Single(Told(database));

        scene.Publisher.Publishes(scene.Free[1]);
        // The answer before may only now be noted, with the time of the next question after it.
        var free = await Until.Async(
            () =>
            {
                scene.Time.Advance(TimeSpan.FromSeconds(30));
                return scene.FreeAsync();
            },
            found => found.Count > 0
        );
        Assert.Contains(scene.Free[3], free);
        Assert.DoesNotContain(scene.Free[1], free);
    }

    [Theory, EveryDatabase, Rule("CA-3", "IN-8")]
    public async Task A_booking_with_a_service_reads_the_calendars_of_its_agents_too(TestDatabase database)
    {
        await using var scene = await Connected.OnAsync(database);
        scene.Publisher.Publishes();
        await scene.ConnectAsync();
        // Since then she is busy, and of two who are free she would be the first.
        scene.Publisher.Publishes(scene.Free[0]);
        var guest = await scene.Scene.GuestAtLinkAsync(scene.Scene.Noah);
        var meeting = await Schedulers.BookAsync(guest, scene.Scene.WidgetKey, scene.Free[0]);
        Assert.Equal("Noah Okafor", meeting.Text("host.name"));
    }

    [Theory, EveryDatabase, Rule("CA-6")]
    public async Task What_opens_an_account_is_replaced_by_whoever_has_the_present_one(TestDatabase database)
    {
        await using var scene = await Connected.OnAsync(database);
        scene.Publisher.Publishes();
        var id = (await scene.ConnectAsync()).Text("id");
        await using var scope = scene.Scene.App.Services.CreateAsyncScope();
        var secrets = scope.ServiceProvider.GetRequiredService<ICalendarSecrets>();
        var first = (await secrets.FindAsync(id, default))!;
        Assert.True(await secrets.ReplaceAsync(id, first, "second", default));
        Assert.False(await secrets.ReplaceAsync(id, first, "third", default));
        Assert.Equal("second", await secrets.FindAsync(id, default));
        await using var open = await database.OpenAsync();
        var stored = await open.Db.FirstAsync<string>($"select secret from calendar_connection");
        Assert.DoesNotContain("second", stored, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase, Rule("CA-6", "CA-1")]
    public async Task Disconnecting_deletes_what_opens_it_and_what_was_read(TestDatabase database)
    {
        await using var scene = await Connected.OnAsync(database);
        scene.Publisher.Publishes(scene.Free[0]);
        var id = (await scene.ConnectAsync()).Text("id");
        await using var open = await database.OpenAsync();
        var secret = await open.Db.FirstAsync<string>($"select secret from calendar_connection");
        Assert.DoesNotContain("mara.ics", secret, StringComparison.Ordinal);
        // It is the agent's own.
        await scene.Scene.Noah.RefusesAsync(HttpMethod.Delete, $"{Connected.Path}/{id}", null, 404, "not-found");
        await scene.Scene.Noah.RefusesAsync(HttpMethod.Patch, $"{Connected.Path}/{id}", new { label = "Mine" }, 404, "not-found");
        Assert.Empty((await scene.Scene.Noah.GetAsync(Connected.Path)).Items());

        using var gone = await scene.Scene.Mara.SendAsync(HttpMethod.Delete, $"{Connected.Path}/{id}");
        gone.Is(HttpStatusCode.NoContent);
        Assert.Contains(scene.Free[0], await scene.FreeAsync());
        Assert.Equal(0, await open.Db.FirstAsync<long>($"select count(*) from calendar_connection"));
        Assert.Equal(0, await open.Db.FirstAsync<long>($"select count(*) from calendar_busy"));
        await scene.Scene.Mara.RefusesAsync(HttpMethod.Delete, $"{Connected.Path}/{id}", null, 404, "not-found");
    }

    private static List<MimeMessage> Told(TestDatabase database) =>
        [.. new Postbox(database).All.Where(mail => mail.Subject!.Contains("calendar cannot be read", StringComparison.Ordinal))];

    /// <summary>As the watch does it some minutes later.</summary>
    private static async Task ReadAgainAsync(Connected scene)
    {
        var before = (await scene.OnlyAsync()).Text("readAt");
        scene.Time.Advance(TimeSpan.FromMinutes(5));
        await Until.Async(scene.OnlyAsync, one => one.Text("readAt") != before);
    }
}
