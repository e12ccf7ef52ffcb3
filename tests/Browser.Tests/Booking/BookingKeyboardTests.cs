using Microsoft.Playwright;
using NodaTime;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Booking;

/// <summary>The way to a meeting without a pointer (AX-2).</summary>
public sealed class BookingKeyboardTests(Chromium chromium, Product product) : BookingFixture(chromium, product)
{
    [Fact, Rule("AX-2")]
    public async Task Arrows_and_page_keys_lead_through_the_days_and_Enter_through_the_steps()
    {
        var page = await OpenAsync(Scheduler, In(Berlin));
        await Expect(page.Locator(".month")).ToHaveAttributeAsync("aria-busy", "false");
        Assert.Equal(1, await page.Locator(".month [tabindex='0']").CountAsync());
        await page.Locator(".month [tabindex='0']").FocusAsync();
        var day = await FocusedAsync(page);
        foreach (var (key, days) in new[] { ("ArrowRight", 1), ("ArrowDown", 7), ("ArrowLeft", -1), ("ArrowUp", -7) })
        {
            await page.Keyboard.PressAsync(key);
            day = day.PlusDays(days);
            await ExpectFocusAsync(page, day);
        }
        await page.Keyboard.PressAsync("PageDown");
        day = day.PlusMonths(1);
        await ExpectFocusAsync(page, day);
        await page.Keyboard.PressAsync("PageUp");
        day = day.PlusMonths(-1);
        await ExpectFocusAsync(page, day);
        while (day < Day)
        {
            await page.Keyboard.PressAsync("ArrowRight");
            day = day.PlusDays(1);
            await ExpectFocusAsync(page, day);
        }
        await page.Keyboard.PressAsync("Enter");
        await Expect(DayButton(page, Day)).ToHaveAttributeAsync("aria-pressed", "true");
        await Slot(page, "09:30").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(Button(page, "Next")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Subject")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("By keys alone");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("Hannah Price");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("hannah@example.org");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Booked(page)).ToBeFocusedAsync();
        Assert.Equal(Iso(At(Day, 9, 30)), (await MeetingAsync()).GetProperty("start").GetString());
        Assert.Empty(Errors);
    }

    private static async Task<LocalDate> FocusedAsync(IPage page)
    {
        var month = await page.Locator(".cal h2").TextContentAsync();
        var number = await page.Locator(".month button:focus").TextContentAsync();
        return NodaTime.Text.LocalDatePattern.CreateWithInvariantCulture("d MMMM uuuu").Parse($"{number} {month}").Value;
    }

    private static async Task ExpectFocusAsync(IPage page, LocalDate day)
    {
        await Expect(page.Locator(".cal h2")).ToHaveTextAsync(day.ToString("MMMM uuuu", System.Globalization.CultureInfo.InvariantCulture));
        await Expect(page.Locator(".month button:focus")).ToHaveTextAsync($"{day.Day}");
    }
}
