using Microsoft.Playwright;
using NodaTime;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Booking;

/// <summary>What goes wrong on the way to a meeting loses nothing that was typed.</summary>
public sealed class BookingTakenTests(Chromium chromium, Product product) : BookingFixture(chromium, product)
{
    [Theory, Rule("ME-25", "MO-2")]
    [MemberData(nameof(Widths.Phone), MemberType = typeof(Widths))]
    public async Task A_time_that_was_just_taken_keeps_the_form_and_shows_what_is_free(bool phone)
    {
        var page = await OpenAsync(Scheduler, phone ? OnPhone(London) : In(London));
        await ChooseAsync(page, Day, "09:00");
        await FillAsync(page, "Typed once");
        await TakeAsAgentAsync(At(Day, 10));
        await Button(page, "Book the meeting").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasTextRegex = new("09:00.? was just taken") })).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Subject")).ToHaveValueAsync("Typed once");
        await CleanAsync(page);
        var next = page.Locator(".form .slot").First;
        await Expect(next).ToBeFocusedAsync();
        await Expect(next).ToContainTextAsync("09:30");
        await next.ClickAsync();
        await Expect(page.Locator(".facts")).ToContainTextAsync("09:30–10:00");
        await Button(page, "Book the meeting").ClickAsync();
        await Expect(Booked(page)).ToBeVisibleAsync();
        var starts = (await MeetingsAsync()).Select(meeting => meeting.GetProperty("start").GetString());
        Assert.Equal([Iso(At(Day, 10)), Iso(At(Day, 10, 30))], starts);
        Assert.DoesNotContain(Errors, error => !error.Contains("409", StringComparison.Ordinal));
    }

    [Fact, Rule("ME-25")]
    public async Task Two_clicks_book_once()
    {
        var page = await OpenAsync(Scheduler, In(London));
        await ChooseAsync(page, Day, "09:00");
        await FillAsync(page);
        await Button(page, "Book the meeting").DblClickAsync();
        await Expect(Booked(page)).ToBeVisibleAsync();
        Assert.Single(await MeetingsAsync());
    }

    [Fact, Rule("ME-25")]
    public async Task An_answer_that_was_lost_is_asked_for_again_and_books_once()
    {
        var page = await OpenAsync(Scheduler, In(London));
        await ChooseAsync(page, Day, "09:00");
        await FillAsync(page, "Typed once");
        await page.RouteAsync(
            "**/schedulers/*/meetings",
            async route =>
            {
                await route.FetchAsync();
                await route.AbortAsync();
            },
            new() { Times = 1 }
        );
        await Button(page, "Book the meeting").ClickAsync();
        await Button(page, "Try again").WaitForAsync();
        await Expect(page.GetByLabel("Subject")).ToHaveValueAsync("Typed once");
        await Button(page, "Try again").ClickAsync();
        await Expect(Booked(page)).ToBeVisibleAsync();
        Assert.Single(await MeetingsAsync());
    }

    [Fact, Rule("ME-7", "ME-18")]
    public async Task Who_has_ten_meetings_ahead_reads_so_and_keeps_what_was_typed()
    {
        foreach (var half in Enumerable.Range(0, 10))
        {
            await TakeAsync(At(Day.PlusDays(half / 5), 9) + Duration.FromMinutes(30 * (half % 5)));
        }
        var page = await OpenAsync(Scheduler, In(London));
        await ChooseAsync(page, Day.PlusDays(2), "09:00");
        await FillAsync(page, "Typed once", "olga@example.org");
        await Button(page, "Book the meeting").ClickAsync();
        await Expect(page.GetByText("You have ten meetings with")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Subject")).ToHaveValueAsync("Typed once");
    }

    [Fact]
    public async Task Free_times_that_did_not_arrive_are_asked_for_again()
    {
        var context = await ContextAsync(In(London));
        await context.RouteAsync("**/slots?*", route => route.AbortAsync(), new() { Times = 1 });
        var page = await OpenAsync(context, Scheduler);
        await Expect(page.GetByText("The free times can’t be read right now.")).ToBeVisibleAsync();
        await CleanAsync(page);
        await Button(page, "Try again").ClickAsync();
        await ChooseAsync(page, Day, "09:00");
    }

    [Fact]
    public async Task Offline_is_said_and_what_was_typed_is_sent_later()
    {
        var page = await OpenAsync(Scheduler, In(London));
        await ChooseAsync(page, Day, "09:00");
        await FillAsync(page, "Typed once");
        await page.Context.SetOfflineAsync(true);
        await Expect(page.GetByText("You’re offline.")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);
        await Expect(page.GetByText("You’re offline.")).Not.ToBeVisibleAsync();
        await Button(page, "Book the meeting").ClickAsync();
        await Expect(Booked(page)).ToBeVisibleAsync();
        Assert.Equal("Typed once", (await MeetingAsync()).GetProperty("subject").GetString());
    }

    [Fact]
    public async Task A_time_that_is_offered_no_longer_leads_back_to_those_that_are()
    {
        var page = await OpenAsync(Scheduler, In(London));
        await ChooseAsync(page, Day, "09:00");
        await FillAsync(page, "Typed once");
        await OffersOnAsync(Day, 11 * 60, 12 * 60);
        await Button(page, "Book the meeting").ClickAsync();
        await Expect(page.GetByText("This time is no longer offered.")).ToBeVisibleAsync();
        await ChooseAsync(page, Day, "10:00");
        await Expect(page.GetByLabel("Subject")).ToHaveValueAsync("Typed once");
        await Button(page, "Book the meeting").ClickAsync();
        await Expect(Booked(page)).ToBeVisibleAsync();
    }
}
