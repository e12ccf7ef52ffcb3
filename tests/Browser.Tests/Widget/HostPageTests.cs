using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>What a page may do with the widget, and what it must not notice of it.</summary>
public sealed class HostPageTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    private static readonly BrowserNewContextOptions Phone = new()
    {
        ViewportSize = new() { Width = 390, Height = 844 },
        HasTouch = true,
        IsMobile = true,
    };

    [Fact, Rule("WI-2", "WI-13", "PV-5")]
    public async Task Before_it_is_opened_it_is_one_request_and_moves_nothing()
    {
        var context = await ContextAsync();
        var requests = new List<string>();
        context.Request += (_, request) => requests.Add(request.Url);
        var page = await OpenAsync(context, Site.Put("/", Html()));
        await Expect(Launcher(page)).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Single(requests, url => url.StartsWith(Host, StringComparison.Ordinal));
        Assert.Equal(
            0,
            await page.EvaluateAsync<double>(
                "new Promise(done => new PerformanceObserver(list => done(list.getEntries().reduce((sum, it) => sum + it.value, 0))).observe({ type: 'layout-shift', buffered: true }) || setTimeout(() => done(0), 300))"
            )
        );
        await Launcher(page).ClickAsync();
        await Expect(Panel(page)).ToBeVisibleAsync();
        Assert.DoesNotContain(
            requests,
            url => !url.StartsWith(Host, StringComparison.Ordinal) && !url.StartsWith(Site.Origin, StringComparison.Ordinal)
        );
    }

    [Fact, Rule("WI-4", "WI-12")]
    public async Task Calls_before_loading_are_kept_and_a_second_snippet_is_ignored()
    {
        var html = Html(
            "<script>window.XBees = [['on', 'open', () => document.title = 'opened'], ['open'], ['shout', {}]]</script>" + Snippet()
        );
        var page = await OpenAsync(Site.Put("/", html));
        await Expect(Panel(page)).ToBeVisibleAsync();
        await Expect(page).ToHaveTitleAsync("opened");
        Assert.Equal(1, await page.Locator("xbees-widget").CountAsync());
        Assert.Contains(Errors, error => error.Contains("no call \"shout\"", StringComparison.Ordinal));
        await page.EvaluateAsync("XBees.close()");
        await Expect(Panel(page)).ToBeHiddenAsync();
        await page.EvaluateAsync("XBees.hide()");
        await Expect(Launcher(page)).ToBeHiddenAsync();
        await page.EvaluateAsync("XBees.show(); XBees.setLocale('de'); XBees.toggle()");
        await Expect(Panel(page).GetByText("Neue Unterhaltung beginnen")).ToBeVisibleAsync();
    }

    [Fact, Rule("WI-12", "AX-2")]
    public async Task The_pages_own_opener_opens_it_and_gets_the_focus_back()
    {
        var html = Html("<button data-xbees-open>Talk to us</button>")
            .Replace("data-widget", "data-launcher=off data-offset-x=60 data-widget", StringComparison.Ordinal);
        var page = await OpenAsync(Site.Put("/", html));
        await page.Locator("xbees-widget").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Expect(Launcher(page)).ToBeHiddenAsync();
        await page.GetByText("Talk to us").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(Panel(page).GetByRole(AriaRole.Button, new() { Name = "Start new conversation" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByText("Talk to us")).ToBeFocusedAsync();
    }

    [Fact, Rule("WI-3", "AX-2")]
    public async Task Everything_goes_by_keyboard_on_a_page_that_runs_from_right_to_left()
    {
        var page = await OpenAsync(Site.Put("/", Html(attributes: "lang=\"en\" dir=\"rtl\"")));
        var box = await Launcher(page).BoundingBoxAsync();
        Assert.True(box!.X < 100, "The launcher stands at the end of the page's own direction.");
        await page.GetByText("A link").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(Launcher(page)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(Panel(page).Locator(".choice").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(Panel(page).GetByLabel("Name")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Nadia");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("nadia@example.org");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Composer(page)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("By keyboard");
        await page.Keyboard.PressAsync("Enter");
        Assert.Contains("By keyboard", await TextsAsync(await ConversationAsync()));
        for (var stop = 0; stop < 12; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.Equal("XBEES-WIDGET", await page.EvaluateAsync<string>("document.activeElement.tagName"));
        }
        await page.Keyboard.PressAsync("Escape");
        await Expect(Launcher(page)).ToBeFocusedAsync();
    }

    [Fact, Rule("AX-4", "WI-3")]
    public async Task On_a_phone_the_panel_is_the_whole_screen_and_nothing_scrolls_sideways()
    {
        var page = await OpenAsync(Site.Put("/", Html()), Phone);
        await BeginAsync(page);
        await WriteAsync(page, new string('x', 400));
        await Expect(Bubbles(page)).ToHaveCountAsync(2);
        var box = await Panel(page).BoundingBoxAsync();
        Assert.Equal((0f, 0f, 390f, 844f), (box!.X, box.Y, box.Width, box.Height));
        Assert.True(await page.Locator("xbees-widget .log").EvaluateAsync<bool>("it => it.scrollWidth <= it.clientWidth"));
        await Expect(Composer(page)).ToBeInViewportAsync();
    }

    [Fact, Rule("AX-2", "AX-4", "WI-3")]
    public async Task Each_view_has_a_button_that_closes_it_on_a_phone_too()
    {
        var page = await OpenAsync(Site.Put("/", Html()), Phone);
        var close = Panel(page).GetByRole(AriaRole.Button, new() { Name = "Close" });
        await Launcher(page).TapAsync();
        await Expect(Panel(page).GetByText("Start new conversation")).ToBeVisibleAsync();
        await close.TapAsync();
        await Expect(Panel(page)).ToBeHiddenAsync();
        await Launcher(page).TapAsync();
        await Panel(page).GetByText("Start new conversation").TapAsync();
        await Expect(Panel(page).GetByLabel("Name")).ToBeVisibleAsync();
        await close.TapAsync();
        await Expect(Launcher(page)).ToBeVisibleAsync();
    }

    [Fact, Rule("WI-3")]
    public async Task Names_of_another_direction_stay_beside_their_pictures()
    {
        var page = await OpenAsync(Site.Put("/", Html(attributes: "lang=\"en\" dir=\"rtl\"")));
        await BeginAsync(page);
        // As if the words were of a language that runs so; the name of the service is not.
        await page.Locator("xbees-widget .xb").EvaluateAsync("it => { it.dir = 'rtl' }");
        var picture = (await Panel(page).Locator(".head .av").BoundingBoxAsync())!;
        var name = await Panel(page)
            .Locator(".head h2")
            .EvaluateAsync<float>(
                "it => { const words = document.createRange(); words.selectNodeContents(it); return words.getBoundingClientRect().right; }"
            );
        Assert.InRange(picture.X - name, 0, 20);
    }

    [Fact, Rule("WI-3")]
    public async Task A_single_page_application_may_replace_everything_around_it()
    {
        var page = await OpenAsync(Site.Put("/", Html()));
        await BeginAsync(page);
        await Composer(page).FillAsync("Half a sent");
        await page.EvaluateAsync("history.pushState(null, '', '/basket'); document.body.innerHTML = '<p>Basket</p>'");
        await page.EvaluateAsync("document.body.replaceWith(document.createElement('body'))");
        await page.EvaluateAsync(
            "document.documentElement.replaceChildren(document.createElement('head'), document.createElement('body'))"
        );
        await Expect(Composer(page)).ToHaveValueAsync("Half a sent");
        await WriteAsync(page, "A whole sentence");
        await Expect(Panel(page).Locator(".marks")).ToContainTextAsync("Sent");
        Assert.Equal(1, await page.Locator("xbees-widget").CountAsync());
        Assert.Empty(Errors);
    }

    [Fact, Rule("AX-4", "AX-6")]
    public async Task In_forced_colours_everything_keeps_an_edge()
    {
        var page = await OpenAsync(Site.Put("/", Html()), new() { ForcedColors = ForcedColors.Active });
        await BeginAsync(page);
        await WriteAsync(page, "Hello");
        await Expect(Panel(page).Locator(".marks")).ToContainTextAsync("Sent");
        foreach (var edged in new[] { ".launch", ".panel", ".bubble >> nth=0", ".bubble >> nth=1", ".composer" })
        {
            // The system paints backgrounds away; a border of the system's text colour is what is left.
            var (border, behind) = await EdgeAsync(page.Locator($"xbees-widget {edged}"));
            Assert.True(border != behind, $"{edged} has no edge: {border} on {behind}.");
        }
    }

    private static async Task<(string Border, string Behind)> EdgeAsync(ILocator element)
    {
        var colours = await element.EvaluateAsync<string[]>(
            "it => [getComputedStyle(it).borderTopWidth === '0px' ? 'none' : getComputedStyle(it).borderTopColor, getComputedStyle(it.parentElement || it).backgroundColor]"
        );
        return (colours[0] is "none" or "rgba(0, 0, 0, 0)" ? colours[1] : colours[0], colours[1]);
    }
}
