using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Pages;

/// <summary>What a machine can say about every page.</summary>
public sealed class EveryPageTests(Chromium chromium, Company company) : IClassFixture<Company>
{
    private static readonly bool Everything = Environment.GetEnvironmentVariable("XBEES_TEST_ALL") == "1";

    public static TheoryData<string> Names => [.. Places.All.Select(place => place.Name)];

    [Theory, MemberData(nameof(Names)), Rule("AX-1")]
    public async Task Nothing_is_found_light_dark_on_a_phone_and_at_320_pixels(string name)
    {
        var place = Places.All.Single(place => place.Name == name);
        // Guests come by phone; of the agents' pages AccessTests looks at the phone, and --all at every one.
        Screen[] screens = Everything || place.IsForGuests ? [new Screen(), Screen.Phone] : [new Screen()];
        foreach (var screen in screens)
        {
            await using var desk = await company.OpenAsync(chromium, place, screen);
            await place.Shown(desk);
            await Expect(desk.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            // What the bar at the bottom of a phone half covers would count as a target too small to hit.
            await desk.Page.EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight)");
            await desk.ExpectNoViolationsAsync($"{name}, {screen.Width}, light");
            if (screen.Width > 1000 || Everything)
            {
                await desk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
                await desk.ExpectNoViolationsAsync($"{name}, {screen.Width}, dark");
            }
            if (Everything && place.IsForGuests)
            {
                await desk.Page.EvaluateAsync("() => { document.documentElement.dir = 'rtl' }");
                await desk.ExpectNoViolationsAsync($"{name}, {screen.Width}, dark, right to left");
            }
            if (screen.Width < 1000)
            {
                await desk.Page.SetViewportSizeAsync(320, 640);
                Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
            }
        }
    }
}
