using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>Pages that make it hard (C41), and what they must not notice of us.</summary>
public sealed class HostPageTests(Chromium chromium) : WidgetFixture(chromium)
{
    private const string RefusedStorage =
        "<script>for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });</script>";

    public static TheoryData<string, string, string> Hostile =>
        new()
        {
            { "script in the head", "{0}", "" },
            { "cross-origin isolation", "{0}", "Cross-Origin-Embedder-Policy: require-corp" },
            { "no referrer", "{0}", "Referrer-Policy: no-referrer" },
            { "storage that throws", RefusedStorage + "{0}", "" },
            {
                "a style for everything",
                "<style>*{all:unset!important;--w:red!important}html>*{display:none!important}body{transform:scale(1)}</style>{0}",
                ""
            },
            { "a transformed root", "<style>html{transform:translateX(0)}body{height:3000px}</style>{0}", "" },
        };

    [Theory, MemberData(nameof(Hostile)), Rule("WI-3", "GU-4")]
    public async Task The_chat_works_on_a_page_with(string what, string head, string header)
    {
        Assert.NotEmpty(what);
        var html =
            $"<!doctype html><html><head><title>Shop</title>{head.Replace("{0}", Snippet(), StringComparison.Ordinal)}</head><body>Shop</body></html>";
        var headers = header.Split(": ") is [var name, var value] ? new[] { (name, value) } : [];
        var page = await OpenAsync(Site.Put("/", html, headers));
        await Expect(Launcher(page)).ToBeInViewportAsync();
        await BeginAsync(page);
        await WriteAsync(page, "Hello from here");
        var conversation = await ConversationAsync();
        Assert.Contains("Hello from here", await TextsAsync(conversation));
        await AnswerAsync(conversation, "And back");
        await Expect(Bubbles(page).Last).ToHaveTextAsync("And back");
    }

    [Fact, Rule("SP-6")]
    public async Task A_sandboxed_frame_is_told_calmly_that_the_chat_is_not_for_it()
    {
        Site.Put("/inner", Html());
        var page = await OpenAsync(
            Site.Put("/", $"<iframe sandbox=allow-scripts width=600 height=800 src=\"{Site.Origin}/inner\"></iframe>")
        );
        var frame = page.FrameLocator("iframe");
        await frame.Locator("xbees-widget .launch").ClickAsync();
        await Expect(frame.Locator("xbees-widget .panel").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    [Fact, Rule("WI-2")]
    public async Task Where_the_host_is_down_nothing_is_seen_and_the_page_works()
    {
        var gone = await OtherSite.StartAsync();
        var nobody = gone.Origin;
        await gone.DisposeAsync();
        var html = Html("<button onclick=\"this.textContent='clicked'\">Buy</button>").Replace(Host, nobody, StringComparison.Ordinal);
        var page = await OpenAsync(Site.Put("/", html));
        await page.GetByText("Buy").ClickAsync();
        await Expect(page.GetByText("clicked")).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator("xbees-widget").CountAsync());
        // The script that is missing, and the icon that the page has not got: no loop of tries.
        Assert.True(Errors.Count <= 2, string.Join('\n', Errors));
    }

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
            "<script>window.XBees = [['on', 'open', () => document.title = 'opened'], ['open'], ['identify', {}]]</script>" + Snippet()
        );
        var page = await OpenAsync(Site.Put("/", html));
        await Expect(Panel(page)).ToBeVisibleAsync();
        await Expect(page).ToHaveTitleAsync("opened");
        Assert.Equal(1, await page.Locator("xbees-widget").CountAsync());
        Assert.Contains(Errors, error => error.Contains("no call \"identify\"", StringComparison.Ordinal));
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
        await Expect(Panel(page).Locator(".choice")).ToBeFocusedAsync();
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
        var page = await OpenAsync(
            Site.Put("/", Html()),
            new()
            {
                ViewportSize = new() { Width = 390, Height = 844 },
                HasTouch = true,
                IsMobile = true,
            }
        );
        await BeginAsync(page);
        await WriteAsync(page, new string('x', 400));
        await Expect(Bubbles(page)).ToHaveCountAsync(2);
        var box = await Panel(page).BoundingBoxAsync();
        Assert.Equal((0f, 0f, 390f, 844f), (box!.X, box.Y, box.Width, box.Height));
        Assert.True(await page.Locator("xbees-widget .log").EvaluateAsync<bool>("it => it.scrollWidth <= it.clientWidth"));
        await Expect(Composer(page)).ToBeInViewportAsync();
    }

    [Theory, InlineData(ColorScheme.Light), InlineData(ColorScheme.Dark), Rule("AX-1")]
    public async Task Axe_finds_nothing_in_any_view(ColorScheme scheme)
    {
        var page = await OpenAsync(Site.Put("/", Html()), new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await Launcher(page).WaitForAsync();
        await CheckAsync(page);
        await Launcher(page).ClickAsync();
        await Panel(page).GetByText("Start new conversation").WaitForAsync();
        await CheckAsync(page);
        await Panel(page).GetByText("Start new conversation").ClickAsync();
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "Start chat" }).ClickAsync();
        await CheckAsync(page);
        await Panel(page).GetByLabel("Name").FillAsync("Nadia");
        await Panel(page).GetByLabel("E-mail").FillAsync("n@example.org");
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "Start chat" }).ClickAsync();
        await WriteAsync(page, "Hello");
        await AnswerAsync(await ConversationAsync(), "> quoted\n- a list with `code`");
        await Expect(Bubbles(page)).ToHaveCountAsync(3);
        await CheckAsync(page);
    }

    private static async Task CheckAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.True(
            result.Violations.Length == 0,
            string.Join('\n', result.Violations.Select(it => $"{it.Id}: {it.Help} {string.Join(' ', it.Nodes.Select(node => node.Html))}"))
        );
    }
}
