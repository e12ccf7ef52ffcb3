using Microsoft.Playwright;
using NodaTime;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Booking;

/// <summary>Guests see their own time (ME-7).</summary>
public sealed class BookingZoneTests(Chromium chromium, Product product) : BookingFixture(chromium, product)
{
    [Theory, Rule("ME-7")]
    [InlineData("America/Los_Angeles")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Pacific/Kiritimati")]
    public async Task The_same_time_stands_on_the_day_and_the_clock_of_whoever_looks(string zone)
    {
        await OffersOnAsync(Day, 23 * 60, 23 * 60 + 30);
        var local = At(Day, 23).InZone(DateTimeZoneProviders.Tzdb[zone]).LocalDateTime;
        var page = await OpenAsync(Scheduler, In(zone));
        await BookAsync(page, local.Date, $"{local.Hour:00}:{local.Minute:00}");
        Assert.Equal(Iso(At(Day, 23)), (await MeetingAsync()).GetProperty("start").GetString());
        await Expect(page.Locator(".summary")).ToContainTextAsync($"{local.Hour:00}:{local.Minute:00}");
    }

    [Fact, Rule("ME-7", "AX-2")]
    public async Task The_zone_can_be_changed_by_keys_and_is_kept()
    {
        await OffersOnAsync(Day, 23 * 60, 23 * 60 + 30);
        var page = await OpenAsync(Scheduler, In(London));
        await ChooseAsync(page, Day);
        await Expect(Slot(page, "22:00")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Your time zone") }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("tokyo");
        await Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await CleanAsync(page);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Your time zone") })).ToBeFocusedAsync();
        var there = At(Day, 23).InZone(DateTimeZoneProviders.Tzdb["Asia/Tokyo"]).LocalDateTime;
        await ChooseAsync(page, there.Date);
        await Expect(Slot(page, $"{there.Hour:00}:00")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.Locator(".zone")).ToContainTextAsync("Tokyo");
    }

    [Theory, Rule("ME-7")]
    [InlineData("Foo/Bar")]
    [InlineData("")]
    public async Task Whose_browser_names_no_zone_gets_the_agents_and_is_told(string zone)
    {
        var context = await ContextAsync(In(London));
        await context.AddInitScriptAsync(
            $$"""
            const real = Intl.DateTimeFormat.prototype.resolvedOptions;
            Intl.DateTimeFormat.prototype.resolvedOptions = function () { return { ...real.call(this), timeZone: '{{zone}}' || undefined }; };
            """
        );
        var page = await OpenAsync(context, Scheduler);
        await Expect(page.GetByText("These are times in")).ToContainTextAsync("Berlin");
        await BookAsync(page, Day, "09:00");
        Assert.Equal(Iso(At(Day, 9)), (await MeetingAsync()).GetProperty("start").GetString());
    }

    [Fact, Rule("ME-7")]
    public async Task A_zone_that_the_server_does_not_know_gives_way_to_the_agents()
    {
        var context = await ContextAsync(In(London));
        await context.RouteAsync(
            "**/slots?*timeZone=*",
            route =>
                route.FulfillAsync(
                    new()
                    {
                        Status = 400,
                        ContentType = "application/problem+json",
                        Body = """{"type":"/problems/unreadable","title":"?","errors":{"timeZone":["?"]}}""",
                    }
                )
        );
        var page = await OpenAsync(context, Scheduler);
        await Expect(page.GetByText("These are times in")).ToContainTextAsync("Berlin");
        await ChooseAsync(page, Day);
        await Expect(Slot(page, "09:00")).ToBeVisibleAsync();
    }

    [Fact, Rule("LA-5")]
    public async Task German_guests_read_German_with_weeks_from_Monday()
    {
        var page = await OpenAsync(Scheduler, In(Berlin, "de-DE"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Termin mit Mara Nowak" })).ToBeVisibleAsync();
        await Expect(page.Locator(".month .wd").First).ToHaveTextAsync("Mo");
        await Expect(page.Locator(".zone")).ToContainTextAsync("Ihre Zeitzone");
        await (await FirstFreeAsync(page)).ClickAsync();
        await Button(page, "Weiter").ClickAsync();
        await page.GetByLabel("Thema").FillAsync("Telefonzellen");
        await page.GetByLabel("Name").FillAsync("Hanna");
        await page.GetByLabel("E-Mail", new() { Exact = true }).FillAsync("hanna@example.org");
        await Button(page, "Termin buchen").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Bis ") })).ToBeVisibleAsync();
        await Button(page, "Chat öffnen").ClickAsync();
        await Expect(page.Locator(".meet")).ToContainTextAsync("Bestätigt");
        Assert.Empty(Errors);
    }
}
