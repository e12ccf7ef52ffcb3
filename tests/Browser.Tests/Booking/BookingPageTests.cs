using System.Net;
using Microsoft.Playwright;
using NodaTime;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Booking;

/// <summary>The page of a scheduler.</summary>
public sealed class BookingPageTests(Chromium chromium, Product product) : BookingFixture(chromium, product)
{
    [Fact, Rule("ME-1", "IN-1", "AX-1")]
    public async Task A_guest_books_with_others_and_comes_to_the_conversation_of_the_meeting()
    {
        var page = await OpenAsync(Scheduler, In(London));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Meet with Mara Nowak" })).ToBeVisibleAsync();
        await ChooseAsync(page, Day);
        await CheckAsync(page, "times");
        await ChooseAsync(page, Day, "08:30");
        await Button(page, "Book the meeting").ClickAsync();
        await Expect(page.GetByText("Say in a few words what it is about.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Subject")).ToBeFocusedAsync();
        await CheckAsync(page, "form with errors");
        await FillAsync(page);
        await page.GetByLabel("Invite others").FillAsync("leo@priceoptics.example");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".chip")).ToContainTextAsync("leo@priceoptics.example");
        await Button(page, "Book the meeting").ClickAsync();
        await Expect(Booked(page)).ToBeFocusedAsync();
        await Expect(page.Locator(".summary")).ToContainTextAsync("08:30–09:00");
        await Expect(page.Locator(".summary")).ToContainTextAsync("London");
        await CheckAsync(page, "booked");

        var meeting = await MeetingAsync();
        Assert.Equal(Iso(At(Day, 9, 30)), meeting.GetProperty("start").GetString());
        Assert.Equal("Phone booths", meeting.GetProperty("subject").GetString());
        Assert.Equal("leo@priceoptics.example", meeting.GetProperty("participants")[0].GetProperty("email").GetString());

        await Button(page, "Open the chat").ClickAsync();
        await Expect(page.Locator(".meet")).ToContainTextAsync("Phone booths");
        await CheckAsync(page, "conversation");
        await page.Locator("textarea").FillAsync("One more thing");
        await page.Locator("textarea").PressAsync("Enter");
        var id = meeting.GetProperty("conversationId").GetString()!;
        await Until.Async(() => TextsAsync(id), texts => texts.Contains("One more thing"));
        Assert.Empty(Errors);
    }

    [Theory, Rule("ME-2", "MO-2")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_booked_is_saved_for_a_calendar_and_is_the_event_of_the_mail(bool phone)
    {
        var page = await OpenAsync(Scheduler, phone ? OnPhone(London) : In(London));
        await BookAsync(page, Day, "09:00");
        var id = (await MeetingAsync()).GetProperty("id").GetString()!;
        var file = await SavedAsync(page);
        Assert.Contains($"UID:{id}", file, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:0", file, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Phone booths", file, StringComparison.Ordinal);
        await Mara.DeleteAsync($"/api/v1/meetings/{id}");
        Assert.Contains("STATUS:CANCELLED", await SavedAsync(page), StringComparison.Ordinal);
        Assert.Empty(Errors);
        await page.RouteAsync("**/calendar", route => route.AbortAsync());
        await Button(page, "Add to calendar").ClickAsync();
        await Expect(page.Locator(".done [role=alert]")).Not.ToBeEmptyAsync();
        await CleanAsync(page);
    }

    private static async Task<string> SavedAsync(IPage page)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => Button(page, "Add to calendar").ClickAsync());
        Assert.Equal("meeting.ics", download.SuggestedFilename);
        return await File.ReadAllTextAsync((await download.PathAsync())!);
    }

    [Theory, Rule("MO-2", "AX-4")]
    [InlineData(390)]
    [InlineData(320)]
    public async Task On_a_phone_nothing_lies_beyond_the_edge(int width)
    {
        var page = await OpenAsync(Scheduler, OnPhone(London, width));
        await ChooseAsync(page, Day);
        await NothingBeyondAsync(page);
        await ChooseAsync(page, Day, "09:00");
        await NothingBeyondAsync(page);
        await FillAsync(
            page,
            "A subject as long as people write them who have no time for a short one, with MoreInOneWordThanFitsIntoALine"
        );
        await Button(page, "Book the meeting").ClickAsync();
        await Expect(Booked(page)).ToBeVisibleAsync();
        await NothingBeyondAsync(page);
        await Button(page, "Open the chat").ClickAsync();
        await Expect(page.Locator(".meet")).ToBeVisibleAsync();
        await NothingBeyondAsync(page);
        await CleanAsync(page);
        Assert.Empty(Errors);
    }

    [Fact, Rule("ME-13")]
    public async Task Where_the_host_calls_the_form_asks_for_a_number_and_the_card_has_it()
    {
        await Mara.PutAsync(
            "/api/v1/me/availability",
            new
            {
                timeZone = Berlin,
                weekly = new[]
                {
                    new
                    {
                        day = (int)Day.DayOfWeek,
                        from = 9 * 60,
                        to = 12 * 60,
                    },
                },
                notice = 0,
                where = new { kind = "phone" },
            }
        );
        var page = await OpenAsync(Scheduler, OnPhone(London));
        await ChooseAsync(page, Day, "08:30");
        await Expect(page.GetByText("calls you.")).ToBeVisibleAsync();
        await FillAsync(page);
        await Button(page, "Book the meeting").ClickAsync();
        await Expect(page.GetByText("Enter a phone number.")).ToBeVisibleAsync();
        await page.GetByLabel("Phone").FillAsync("call me");
        await Button(page, "Book the meeting").ClickAsync();
        await Expect(page.GetByLabel("Phone")).ToBeFocusedAsync();
        await page.GetByLabel("Phone").FillAsync("+44 20 7946 0018");
        await Button(page, "Book the meeting").ClickAsync();
        await Expect(Booked(page)).ToBeVisibleAsync();
        await Expect(page.Locator(".summary")).ToContainTextAsync("+44 20 7946 0018");
        await CleanAsync(page);
    }

    [Fact, Rule("ME-14", "ME-7")]
    public async Task A_guest_chooses_how_long_it_takes_among_what_is_offered()
    {
        var page = await OpenAsync(Scheduler, In(London));
        await ChooseAsync(page, Day);
        await Expect(page.Locator(".free .slot")).ToHaveCountAsync(6);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^60") }).ClickAsync();
        await Expect(page.Locator(".free .slot")).ToHaveCountAsync(5);
        await BookAsync(page, Day, "10:00");
        Assert.Equal(60, (await MeetingAsync()).GetProperty("duration").GetInt32());
    }

    [Fact, Rule("ME-9", "ME-27")]
    public async Task The_link_narrows_the_days_and_fills_in_the_subject()
    {
        var days = $"?start={Day.Day:00}.{Day.Month:00}.{Day.Year}&end={Iso(Day.PlusDays(1))}&subject=About%20booths";
        var page = await OpenAsync(Scheduler + days, In(Berlin));
        await ChooseAsync(page, Day);
        var free = Day.Month == Day.PlusDays(1).Month ? 2 : 1;
        await Expect(page.Locator(".month button:not([aria-disabled])")).ToHaveCountAsync(free);
        await ChooseAsync(page, Day, "09:00");
        await Expect(page.GetByLabel("Subject")).ToHaveValueAsync("About booths");
    }

    [Fact, Rule("ME-27")]
    public async Task What_the_link_says_and_nobody_can_read_is_left_out_and_told()
    {
        var page = await OpenAsync($"{Scheduler}?start=soon&end={Iso(Day)}", In(Berlin));
        await Expect(page.GetByText("in the link could not be read")).ToBeVisibleAsync();
        await ChooseAsync(page, Day, "09:00");
    }

    [Fact, Rule("AX-5")]
    public async Task All_free_times_are_a_list_too_and_each_says_day_time_and_zone()
    {
        await OffersOnAsync(Day, 9 * 60, 11 * 60);
        var page = await OpenAsync(Scheduler, In(London));
        await ChooseAsync(page, Day);
        await Button(page, "All free times as a list").ClickAsync();
        await Expect(page.Locator(".free li")).ToHaveCountAsync(4);
        var name = await page.Locator(".free .slot").First.GetAttributeAsync("aria-label");
        Assert.Contains($"{Day.Day} ", name, StringComparison.Ordinal);
        Assert.Contains("08:00", name, StringComparison.Ordinal);
        Assert.Contains("London", name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_begins_with_the_month_of_the_first_free_day_and_one_without_any_leads_there()
    {
        // In a month that is not this one, and within what can be booked.
        var first = new LocalDate(Today.Year, Today.Month, 1).PlusMonths(1).PlusDays(2);
        await OffersOnAsync(first, 9 * 60, 10 * 60);
        var page = await OpenAsync(Scheduler, In(London));
        await Expect(DayButton(page, first)).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(Slot(page, "08:00")).ToBeVisibleAsync();
        // Whoever turns the pages stays where they turned to.
        await Button(page, "Earlier month").ClickAsync();
        await Expect(page.GetByText("No free times in")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Next free day") }).ClickAsync();
        await Expect(DayButton(page, first)).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(Slot(page, "08:00")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Where_nothing_is_free_the_page_says_so()
    {
        await OffersAsync([]);
        var page = await OpenAsync(Scheduler, In(London));
        await Expect(page.GetByText("There are no free times right now.")).ToBeVisibleAsync();
        await CleanAsync(page);
    }

    [Fact, Rule("IN-11")]
    public async Task A_closed_scheduler_says_so_calmly_and_a_message_still_arrives()
    {
        await OffersAsync([], open: false);
        var page = await OpenAsync("about:blank", In(London));
        var answer = await page.GotoAsync(Scheduler);
        Assert.Equal((int)HttpStatusCode.Gone, answer!.Status);
        await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("No meetings can be booked here right now");
        Assert.Equal("noindex", await answer.HeaderValueAsync("x-robots-tag"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Write to Mara Nowak instead" }).ClickAsync();
        await Expect(page.GetByText("Start new conversation")).ToBeVisibleAsync();
        await Expect(page.GetByText("Schedule a meeting")).Not.ToBeVisibleAsync();
        using var client = App.Anonymous();
        using var unknown = await client.SendAsync(HttpMethod.Get, "/c/nobody/schedule");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Theory, Rule("LA-1", "AX-2")]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task From_right_to_left_nothing_lies_beyond_the_edge_and_the_arrows_follow(int width)
    {
        var page = await OpenAsync(Scheduler, OnPhone(London, width));
        await ChooseAsync(page, Day);
        await page.EvaluateAsync(
            "() => { document.documentElement.dir = 'rtl'; document.querySelector('[data-xbees-page]').shadowRoot.querySelector('.xb').dir = 'rtl'; }"
        );
        await CheckAsync(page, "right to left");
        await NothingBeyondAsync(page);
        await DayButton(page, Day).FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator(".month button:focus")).ToHaveTextAsync($"{Day.PlusDays(1).Day}");
        await page.Keyboard.PressAsync("Enter");
        await Slot(page, "09:00").ClickAsync();
        await Button(page, "Next").ClickAsync();
        await page.GetByLabel("Subject").WaitForAsync();
        await CheckAsync(page, "form, right to left");
        await NothingBeyondAsync(page);
    }

    private static async Task NothingBeyondAsync(IPage page) =>
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));

    private static async Task CheckAsync(IPage page, string view)
    {
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            Assert.Equal([], (await Axe.AllOfAsync(page)).Select(it => $"{view}, {scheme}: {it}"));
        }
    }
}
