using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Booking;

/// <summary>Booking in the widget of an agent, on somebody else's page.</summary>
public sealed class BookingWidgetTests(Chromium chromium, Product product) : BookingFixture(chromium, product)
{
    [Theory, Rule("IN-2", "ME-1", "WI-3", "MO-2")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Both_ways_are_offered_and_a_meeting_is_booked_under_a_strict_policy(bool phone)
    {
        Key = (await App.WidgetAsync(Mara.Id, Settings)).GetProperty("key").GetString()!;
        var page = await OpenAsync(StrictPage(), phone ? OnPhone(London) : In(London));
        await Launcher(page).ClickAsync();
        await Expect(Panel(page).Locator(".choice:visible b")).ToHaveTextAsync(["Start new conversation", "Schedule a meeting"]);
        await Panel(page).GetByText("Schedule a meeting").ClickAsync();
        await ChooseAsync(page, Day);
        await CleanAsync(page);
        await BookAsync(page, Day, "08:30");
        await CleanAsync(page);
        Assert.Equal(Iso(At(Day, 9, 30)), (await MeetingAsync()).GetProperty("start").GetString());
        // The page's own policy keeps nobody from their calendar.
        var saved = await page.RunAndWaitForDownloadAsync(() => Button(page, "Add to calendar").ClickAsync());
        Assert.Equal("meeting.ics", saved.SuggestedFilename);
        await Button(page, "Open the chat").ClickAsync();
        await Expect(Panel(page).Locator(".meet")).ToContainTextAsync("08:30–09:00");
        Assert.Empty(Errors);
    }

    [Fact, Rule("PV-1", "GU-1")]
    public async Task Where_the_owner_wants_consent_it_is_asked_before_anything_is_kept()
    {
        var settings = new { websites = new[] { Site.Origin }, fields = new { consent = "You may use my details" } };
        Key = (await App.WidgetAsync(Mara.Id, settings)).GetProperty("key").GetString()!;
        var page = await OpenAsync(Site.Put("/", Html()), In(London));
        await Launcher(page).ClickAsync();
        await Panel(page).GetByText("Schedule a meeting").ClickAsync();
        await ChooseAsync(page, Day, "09:00");
        await FillAsync(page);
        await Button(page, "Book the meeting").ClickAsync();
        await Expect(page.GetByText("This is needed.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("You may use my details")).ToBeFocusedAsync();
        Assert.Empty(await MeetingsAsync());
        await page.GetByLabel("You may use my details").CheckAsync();
        await Button(page, "Book the meeting").ClickAsync();
        await Expect(Booked(page)).ToBeVisibleAsync();
    }

    [Fact, Rule("IN-2")]
    public async Task The_personal_link_offers_both_ways()
    {
        var page = await OpenAsync($"{Host}/c/{Slug}", In(London));
        await Expect(page.Locator(".choice:visible b")).ToHaveTextAsync(["Start new conversation", "Schedule a meeting"]);
        await page.GetByText("Schedule a meeting").ClickAsync();
        await BookAsync(page, Day, "09:00");
        Assert.Single(await MeetingsAsync());
        await Button(page, "Back").ClickAsync();
        await Expect(page.Locator(".conv")).ToContainTextAsync("Phone booths");
        Assert.Empty(Errors);
    }

    [Theory, Rule("ME-7", "LA-1")]
    [InlineData("en-GB", "Next free time:", "08:30")]
    [InlineData("de-DE", "Nächste freie Zeit:", "08:30")]
    public async Task The_personal_link_says_when_one_could_meet_next_in_the_readers_zone_and_language(
        string locale,
        string words,
        string time
    )
    {
        await OffersOnAsync(Day, (9 * 60) + 30, 11 * 60);
        var page = await OpenAsync($"{Host}/c/{Slug}", In(London, locale));
        var hint = page.Locator(".choice:visible small").Nth(1);
        await Expect(hint).ToContainTextAsync(words);
        await Expect(hint).ToContainTextAsync(time);
        await Expect(hint).ToContainTextAsync($"{Day.Day}");
        await CleanAsync(page);
        await OffersOnAsync(Day, 9 * 60, 9 * 60 + 15);
        await page.ReloadAsync();
        await Expect(page.Locator(".choice:visible b")).ToHaveCountAsync(2);
        await Expect(hint).Not.ToContainTextAsync(words);
        Assert.Empty(Errors);
    }

    [Fact, Rule("IN-2")]
    public async Task Where_the_scheduler_is_closed_no_meeting_is_offered()
    {
        await OffersAsync([], open: false);
        Key = (await App.WidgetAsync(Mara.Id, Settings)).GetProperty("key").GetString()!;
        var page = await OpenAsync(Site.Put("/", Html()), In(London));
        await Launcher(page).ClickAsync();
        await Expect(Panel(page).Locator(".choice:visible b")).ToHaveTextAsync(["Start new conversation"]);
    }
}
