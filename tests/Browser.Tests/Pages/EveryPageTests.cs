using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Pages;

public sealed class EveryPageTests(Chromium chromium, Company company) : EveryPage(chromium, company)
{
    public static TheoryData<string> Names => Third(0);

    [Theory, MemberData(nameof(Names)), Rule("AX-1", "AX-4")]
    public Task Nothing_is_found_light_dark_narrow_and_at_320_pixels(string name) => LookAsync(name);
}

public sealed class EveryOtherPageTests(Chromium chromium, Company company) : EveryPage(chromium, company)
{
    public static TheoryData<string> Names => Third(1);

    [Theory, MemberData(nameof(Names)), Rule("AX-1", "AX-4")]
    public Task Nothing_is_found_light_dark_narrow_and_at_320_pixels(string name) => LookAsync(name);
}

public sealed class EveryThirdPageTests(Chromium chromium, Company company) : EveryPage(chromium, company)
{
    public static TheoryData<string> Names => Third(2);

    [Theory, MemberData(nameof(Names)), Rule("AX-1", "AX-4")]
    public Task Nothing_is_found_light_dark_narrow_and_at_320_pixels(string name) => LookAsync(name);
}

/// <summary>What a machine can say about every page: in three classes, as the tests of one run one after the other.</summary>
public abstract class EveryPage(Chromium chromium, Company company) : IClassFixture<Company>
{
    private static readonly bool Everything = Environment.GetEnvironmentVariable("XBEES_TEST_ALL") == "1";

    protected static TheoryData<string> Third(int which) =>
        [.. Places.All.Select(place => place.Name).Where((_, index) => index % 3 == which)];

    protected async Task LookAsync(string name)
    {
        var place = Places.All.Single(place => place.Name == name);
        if (!Everything && place.As is (As.Agent or As.Administrator))
        {
            await LookAsync(await ShownAsync(place, await company.OpenNextAsync(chromium, place)), place);
            return;
        }
        await using (var desk = await ShownAsync(place, await company.OpenAsync(chromium, place, new())))
        {
            await LookAsync(desk, place);
        }
        if (Everything)
        {
            await using var phone = await ShownAsync(place, await company.OpenAsync(chromium, place, Screen.Phone));
            await NarrowAsync(phone, name);
            await phone.Page.SetViewportSizeAsync(Screen.Phone.Width, Screen.Phone.Height);
            await DarkAsync(phone, place, $"{name}, narrow");
        }
    }

    private static async Task LookAsync(Desk desk, Place place)
    {
        await desk.ExpectNoViolationsAsync($"{place.Name}, wide, light");
        await DarkAsync(desk, place, $"{place.Name}, wide");
        if (!Everything)
        {
            // The same page made narrow; --all opens it on a phone.
            await desk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            await desk.Page.SetViewportSizeAsync(Screen.Phone.Width, Screen.Phone.Height);
            await NarrowAsync(desk, place.Name);
        }
        desk.ExpectNoErrors();
    }

    private static async Task<Desk> ShownAsync(Place place, Desk desk)
    {
        await place.Shown(desk);
        await Expect(desk.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        return desk;
    }

    private static async Task NarrowAsync(Desk desk, string name)
    {
        // What the bar at the bottom of a phone half covers would count as a target too small to hit.
        await desk.Page.EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight)");
        await desk.ExpectNoViolationsAsync($"{name}, narrow, light");
        await desk.Page.SetViewportSizeAsync(320, 640);
        Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
    }

    private static async Task DarkAsync(Desk desk, Place place, string where)
    {
        await desk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await (Everything ? desk.ExpectNoViolationsAsync($"{where}, dark") : desk.ExpectFitColoursAsync($"{where}, dark"));
        if (place.IsForGuests && (Everything || place.IsOfFour))
        {
            await desk.Page.EvaluateAsync("() => { document.documentElement.dir = 'rtl' }");
            await desk.ExpectNoViolationsAsync($"{where}, dark, right to left");
            await desk.Page.EvaluateAsync("() => { document.documentElement.dir = 'ltr' }");
        }
    }
}
