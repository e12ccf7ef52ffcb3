using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using XBees.Api.Tests.Setup;
using XBees.Application.Meetings;
using XBees.Domain.Calendars;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>Meetings of an agent whose calendar is Google's: asked for until the agent says yes.</summary>
public sealed class ConfirmTests
{
    private const string Leo = "leo@example.org";
    private const string Oskar = "oskar@example.org";
    private const string Mara = "mara.nowak@ternhaus.example";
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("ME-3", "CA-4", "ME-2", "AC-13", "MS-13", "AP-6")]
    public async Task Asked_for_it_takes_no_time_until_the_agent_says_yes_and_all_are_told(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var (guest, slug, meeting, free) = await AskedAsync(scene);
        Assert.Equal("unconfirmed", meeting.Text("state"));
        Assert.Contains(free[0], await FreeAsync(scene, slug));
        await using var live = await EventStream.OpenAsync(guest);
        var confirmed = await scene.Mara.PostAsync(Confirm(meeting));
        Assert.Equal(("confirmed", 2), (confirmed.Text("state"), (int)confirmed.Number("version")));
        Assert.Equal("confirmed", (await live.NextAsync("meeting.changed")).Data.Text("meeting.state"));
        Assert.DoesNotContain(free[0], await FreeAsync(scene, slug));
        // Said again it is no change.
        await scene.Mara.PostAsync(Confirm(meeting));
        foreach (var reader in new[] { scene.Mara, guest })
        {
            var told = (await Scene.TimelineAsync(reader, meeting.Text("conversationId"))).Where(entry => entry.Text("kind") == "notice");
            Assert.Equal(("meeting-confirmed", "Mara Nowak"), (told.Last().Text("notice.type"), told.Last().Text("notice.actor.name")));
        }
        foreach (var (address, asks) in new[] { (Leo, "Meeting asked for"), (Mara, "Please confirm") })
        {
            var mails = await AboutMeetingsAsync(post, address, 2);
            var files = mails.Select(MailTests.CalendarOf).OrderBy(file => Line(file, "SEQUENCE"), StringComparer.Ordinal).ToList();
            Assert.Equal(["0", "1"], files.Select(file => Line(file, "SEQUENCE")));
            Assert.Equal(["TENTATIVE", "CONFIRMED"], files.Select(file => Line(file, "STATUS")));
            Assert.All(files, file => Assert.Equal("REQUEST", Line(file, "METHOD")));
            Assert.Single(files.Select(file => Line(file, "UID")).Distinct());
            Assert.Equal(
                [$"{asks}: \u2068Phone booths\u2069", "Meeting confirmed: \u2068Phone booths\u2069"],
                mails.OrderBy(mail => Line(MailTests.CalendarOf(mail), "SEQUENCE"), StringComparer.Ordinal).Select(mail => mail.Subject)
            );
        }
    }

    [Theory, EveryDatabase, Rule("ME-3")]
    public async Task Of_two_in_one_slot_one_is_confirmed_once_it_was_said_that_the_other_is_declined(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var (_, slug, first, free) = await AskedAsync(scene);
        var oskar = await scene.GuestAtLinkAsync(scene.Mara, "Oskar Vik", Oskar);
        var second = await Schedulers.BookAsync(oskar, slug, free[0], "Lobby sofa");
        using (var untold = await scene.Mara.SendAsync(HttpMethod.Post, Confirm(first), new { }))
        {
            var others = (await untold.IsProblemAsync(409, "others-ask-too")).At("others").EnumerateArray().Single();
            Assert.Equal((second.Text("id"), "Oskar Vik"), (others.Text("id"), others.Text("guest.name")));
        }
        Assert.Equal("unconfirmed", await StateAsync(scene, first));
        var confirmed = await scene.Mara.PostAsync(Confirm(first), new { decline = new[] { second.Text("id") } });
        Assert.Equal("confirmed", confirmed.Text("state"));
        await Until.Async(() => StateAsync(scene, second), state => state == "cancelled");
        var notice = (await Scene.TimelineAsync(oskar, second.Text("conversationId")))[^1];
        Assert.Equal(("meeting-cancelled", "Mara Nowak"), (notice.Text("notice.type"), notice.Text("notice.actor.name")));
        var mails = await AboutMeetingsAsync(post, Oskar, 2);
        Assert.Contains(mails, mail => Line(MailTests.CalendarOf(mail), "METHOD") == "CANCEL");
        await scene.Mara.RefusesAsync(HttpMethod.Post, Confirm(second), new { }, 409, "meeting-cancelled");
        // Asked for beside a confirmed one, as a move or a clock of before can leave it, it stays without its time.
        using var late = await Schedulers.SendAsync(oskar, slug, new { start = free[0], subject = "Late" });
        await late.IsProblemAsync(409, "slot-taken");
    }

    [Theory, EveryDatabase, Rule("ME-3", "ME-8")]
    public async Task Held_by_the_agents_wish_it_takes_its_time_at_once_and_gives_it_back_with_a_no(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        await HoldAsync(scene.Mara);
        var (_, slug, meeting, free) = await AskedAsync(scene);
        Assert.Equal("unconfirmed", meeting.Text("state"));
        Assert.DoesNotContain(free[0], await FreeAsync(scene, slug));
        var other = await scene.GuestAtLinkAsync(scene.Mara, "Oskar Vik", Oskar);
        using (var taken = await Schedulers.SendAsync(other, slug, new { start = free[0], subject = "Too late" }))
        {
            await taken.IsProblemAsync(409, "slot-taken");
        }
        await scene.Mara.DeleteAsync($"/api/v1/meetings/{meeting.Text("id")}");
        Assert.Contains(free[0], await FreeAsync(scene, slug));
        await Schedulers.BookAsync(other, slug, free[0]);
    }

    [Theory, EveryDatabase, Rule("ME-3", "ME-8")]
    public async Task Two_confirmed_at_the_same_moment_leave_one(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await using var node = database.Provider == DatabaseProvider.Sqlite ? null : await XBeesApp.StartAsync(database, setUp: false);
        await GoogleCalendar.ConnectAsync(scene.App, scene.Mara.Id);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var leo = await scene.GuestAtLinkAsync(scene.Mara);
        var oskar = await scene.GuestAtLinkAsync(scene.Mara, "Oskar Vik", Oskar);
        var mara = new[] { scene.Mara, node is null ? scene.Mara : scene.Keep(scene.Mara.At(node.Address)) };
        var free = await Schedulers.FreeAsync(scene.App, slug, TimeProvider.System.GetUtcNow());
        for (var round = 0; round < 5; round++)
        {
            var both = new[]
            {
                await Schedulers.BookAsync(leo, slug, free[round]),
                await Schedulers.BookAsync(oskar, slug, free[round], "Lobby sofa"),
            };
            var answers = await Task.WhenAll(
                both.Select(
                    (meeting, at) =>
                        Task.Run(() =>
                            mara[at].SendAsync(HttpMethod.Post, Confirm(meeting), new { decline = new[] { both[1 - at].Text("id") } })
                        )
                )
            );
            var won = Array.FindIndex(answers, answer => answer.IsSuccessStatusCode);
            Assert.Equal(HttpStatusCode.Conflict, answers[1 - won].StatusCode);
            Assert.Equal("confirmed", await StateAsync(scene, both[won]));
            await Until.Async(() => StateAsync(scene, both[1 - won]), state => state == "cancelled");
            foreach (var answer in answers)
            {
                answer.Dispose();
            }
        }
    }

    [Theory, EveryDatabase, Rule("ME-3", "ME-20")]
    public async Task The_agent_answers_from_the_mail_whose_page_changes_nothing_by_being_opened(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var (guest, slug, meeting, free) = await AskedAsync(scene);
        var page = Postbox.PathOf((await AboutMeetingsAsync(post, Mara, 1)).Single(), "/meetings/answer/");
        using var browser = scene.App.Anonymous();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var opened = await browser.SendAsync(method, page);
            opened.Is(HttpStatusCode.OK);
        }
        Assert.Equal("unconfirmed", await StateAsync(scene, meeting));
        var second = await Schedulers.BookAsync(guest, slug, free[0], "Lobby sofa");
        Assert.Contains("Lobby sofa", await AnswerAsync(browser, page, ("answer", "yes")), StringComparison.Ordinal);
        Assert.Equal("unconfirmed", await StateAsync(scene, meeting));
        await AnswerAsync(browser, page, ("answer", "yes"), ("decline", second.Text("id")));
        Assert.Equal("confirmed", await StateAsync(scene, meeting));

        var third = await Schedulers.BookAsync(guest, slug, free[2], "Curtains");
        var no = (await AboutMeetingsAsync(post, Mara, 5)).Single(mail =>
            mail.Subject!.StartsWith("Please confirm: \u2068Curt", StringComparison.Ordinal)
        );
        var path = Postbox.PathOf(no, "/meetings/answer/");
        await AnswerAsync(browser, path, ("answer", "no"), ("reason", "I am away"));
        Assert.Equal("cancelled", await StateAsync(scene, third));
        Assert.Equal("I am away", (await guest.GetAsync($"/api/v1/meetings/{third.Text("id")}")).Text("reason"));
        foreach (var token in new[] { "nothing", page[17..^2] + "AA" })
        {
            using var unknown = await browser.SendAsync(HttpMethod.Get, $"/meetings/answer/{token}");
            unknown.Is(HttpStatusCode.NotFound);
        }
        var end = DateTimeOffset.Parse(meeting.Text("end"), System.Globalization.CultureInfo.InvariantCulture);
        time.Advance(end.AddDays(1).AddMinutes(-1) - time.GetUtcNow());
        using (var still = await browser.SendAsync(HttpMethod.Get, page))
        {
            still.Is(HttpStatusCode.OK);
        }
        time.Advance(TimeSpan.FromMinutes(1));
        using var over = await browser.SendAsync(HttpMethod.Get, page);
        over.Is(HttpStatusCode.NotFound);
    }

    [Theory, EveryDatabase, Rule("ME-3", "ME-10", "ME-21")]
    public async Task The_host_alone_confirms_before_it_begins_and_has_said_yes_to_what_they_book_themselves(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var (guest, slug, meeting, free) = await AskedAsync(scene);
        await guest.RefusesAsync(HttpMethod.Post, Confirm(meeting), new { }, 403, "forbidden");
        await scene.Noah.RefusesAsync(HttpMethod.Post, Confirm(meeting), new { }, 404, "not-found");
        await scene.Mara.PostAsync(
            $"/api/v1/conversations/{meeting.Text("conversationId")}/members",
            new { members = new[] { new { agentId = scene.Noah.Id } } }
        );
        await scene.Noah.RefusesAsync(HttpMethod.Post, Confirm(meeting), new { }, 403, "not-the-host");
        using (var stale = await scene.Mara.SendAsync(HttpMethod.Post, Confirm(meeting), new { }, ("If-Match", "\"7\"")))
        {
            await stale.IsProblemAsync(412, "stale");
        }
        var own = await scene.Mara.PostAsync(
            $"/api/v1/schedulers/{slug}/meetings",
            new
            {
                start = free[3],
                subject = "Mine",
                guest = new { name = "Pia", email = "pia@example.org" },
            }
        );
        Assert.Equal("confirmed", own.Text("state"));
        time.Advance(DateTimeOffset.Parse(free[0], System.Globalization.CultureInfo.InvariantCulture) - time.GetUtcNow());
        using var later = await scene.App.SignInAsync(Mara);
        await later.RefusesAsync(HttpMethod.Post, Confirm(meeting), new { }, 409, "meeting-begun");
    }

    [Theory, EveryDatabase, Rule("CA-4", "ME-3", "ME-4")]
    public async Task What_the_agent_answers_in_the_calendar_counts_and_maybe_leaves_it_as_it_is(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var (_, slug, meeting, free) = await AskedAsync(scene);
        await SaysAsync(scene, meeting, OwnAnswer.Tentative);
        await SaysAsync(scene, meeting, OwnAnswer.Unanswered);
        Assert.Equal("unconfirmed", await StateAsync(scene, meeting));
        var oskar = await scene.GuestAtLinkAsync(scene.Mara, "Oskar Vik", Oskar);
        var second = await Schedulers.BookAsync(oskar, slug, free[0], "Lobby sofa");
        // A calendar does not say that somebody else is declined by it.
        await SaysAsync(scene, meeting, OwnAnswer.Accepted);
        Assert.Equal("unconfirmed", await StateAsync(scene, meeting));
        await SaysAsync(scene, second, OwnAnswer.Declined);
        Assert.Equal("cancelled", await StateAsync(scene, second));
        await SaysAsync(scene, meeting, OwnAnswer.Accepted);
        Assert.Equal("confirmed", await StateAsync(scene, meeting));
        // Both are told what was answered, once, and of what was left as it is nothing.
        await SaysAsync(scene, meeting, OwnAnswer.Accepted);
        await SaysAsync(scene, second, OwnAnswer.Declined);
        await ToldAsync(
            post,
            Leo,
            "CONFIRMED",
            "Meeting asked for: \u2068Phone booths\u2069",
            "Meeting confirmed: \u2068Phone booths\u2069"
        );
        await ToldAsync(post, Oskar, "CANCELLED", "Meeting asked for: \u2068Lobby sofa\u2069", "Meeting cancelled: \u2068Lobby sofa\u2069");
        await ToldAsync(
            post,
            Mara,
            "CONFIRMED",
            "Please confirm: \u2068Phone booths\u2069",
            "Please confirm: \u2068Lobby sofa\u2069",
            "Meeting cancelled: \u2068Lobby sofa\u2069",
            "Meeting confirmed: \u2068Phone booths\u2069"
        );
    }

    /// <summary>These mails and no other, the last of them with this state of the meeting.</summary>
    private static async Task ToldAsync(Postbox post, string address, string status, params string[] subjects)
    {
        var mails = await AboutMeetingsAsync(post, address, subjects.Length);
        Assert.Equal(subjects.Order(StringComparer.Ordinal), mails.Select(mail => mail.Subject!).Order(StringComparer.Ordinal));
        Assert.Equal(status, Line(MailTests.CalendarOf(mails.Single(mail => mail.Subject == subjects[^1])), "STATUS"));
    }

    private static async Task SaysAsync(Scene scene, JsonElement meeting, OwnAnswer answer)
    {
        await using var scope = scene.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<HostAnswers>().RunAsync(meeting.Text("id"), answer, CancellationToken.None);
    }

    private static string Confirm(JsonElement meeting) => $"/api/v1/meetings/{meeting.Text("id")}/confirm";

    private static async Task<string> StateAsync(Scene scene, JsonElement meeting) =>
        (await scene.Mara.GetAsync($"/api/v1/meetings/{meeting.Text("id")}")).Text("state");

    private static async Task<string> AnswerAsync(AppClient browser, string page, params (string, string)[] fields)
    {
        var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await browser.SendAsync(HttpMethod.Post, page, form);
        answer.Is(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task HoldAsync(AppClient agent)
    {
        var now = await agent.GetAsync("/api/v1/me/availability");
        var body = now.EnumerateObject().ToDictionary(member => member.Name, member => (object)member.Value);
        body["holdUnconfirmed"] = true;
        body.Remove("version");
        await agent.PutAsync("/api/v1/me/availability", body);
    }

    private async Task<(AppClient Guest, string Slug, JsonElement Meeting, IReadOnlyList<string> Free)> AskedAsync(Scene scene)
    {
        await GoogleCalendar.ConnectAsync(scene.App, scene.Mara.Id);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await FreeAsync(scene, slug);
        return (guest, slug, await Schedulers.BookAsync(guest, slug, free[0]), free);
    }

    private Task<IReadOnlyList<string>> FreeAsync(Scene scene, string slug) => Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());

    private static Task<IReadOnlyList<MimeMessage>> AboutMeetingsAsync(Postbox post, string address, int count) =>
        MailTests.AboutMeetingsAsync(post, address, count);

    private static string Line(string file, string name) => MailTests.Line(file, name);
}
