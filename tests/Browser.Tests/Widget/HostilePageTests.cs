using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>C41: pages that make it hard.</summary>
public sealed class HostilePageTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    private const string Refused =
        "<script>for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });</script>";

    /// <summary>What the page has in its head, with {s} for the snippet and {h} for the host of the chat, and its headers.</summary>
    private static readonly Dictionary<string, (string Head, string[] Headers)> Pages = new()
    {
        ["a policy that names the host alone"] = (
            "{s}",
            ["Content-Security-Policy: default-src 'none'; script-src {h}; connect-src {h}; img-src {h}; style-src {h}; frame-src {h}"]
        ),
        ["a policy of nonces"] = ("{n}", ["Content-Security-Policy: default-src 'none'; script-src 'nonce-x1y2z3'; connect-src {h}"]),
        ["nonces, strict-dynamic and trusted types"] = (
            "{n}",
            [
                "Content-Security-Policy: default-src 'none'; script-src 'nonce-x1y2z3' 'strict-dynamic'; connect-src {h}; "
                    + "require-trusted-types-for 'script'; trusted-types 'none'",
            ]
        ),
        ["a script in the head that waits for nothing"] = ("{b}", []),
        ["isolation from other origins"] = (
            "{s}",
            ["Cross-Origin-Embedder-Policy: require-corp", "Cross-Origin-Opener-Policy: same-origin"]
        ),
        ["isolation without credentials"] = (
            "{s}",
            ["Cross-Origin-Embedder-Policy: credentialless", "Cross-Origin-Opener-Policy: same-origin"]
        ),
        ["no referrer"] = ("{s}", ["Referrer-Policy: no-referrer"]),
        ["storage that throws"] = (Refused + "{s}", []),
        ["a style for everything"] = (
            "<style>*{all:unset!important;--w:red!important}html>*{display:none!important}body{transform:scale(1)}</style>{s}",
            []
        ),
        ["a transformed root"] = ("<style>html{transform:translateX(0)}body{height:3000px}</style>{s}", []),
    };

    public static TheoryData<string> Hostile => [.. Pages.Keys];

    [Theory, MemberData(nameof(Hostile)), Rule("WI-1", "WI-3", "GU-4")]
    public async Task The_chat_works_on_a_page_with(string what)
    {
        var (head, headers) = Pages[what];
        var html = $"<!doctype html><html><head><title>Shop</title>{Fill(head)}</head><body>Shop</body></html>";
        var page = await OpenAsync(Site.Put("/", html, [.. headers.Select(Header)]));
        await Expect(Launcher(page)).ToBeInViewportAsync();
        await TalkAsync(page);
        Assert.Empty(PolicyErrors);
        Assert.Equal(headers.Length == 2, await page.EvaluateAsync<bool>("crossOriginIsolated"));
    }

    [Theory, Rule("SP-6", "WI-5")]
    [InlineData("allow-scripts", false, false)]
    [InlineData("allow-scripts", true, true)]
    [InlineData("allow-scripts allow-same-origin", false, true)]
    public async Task A_sandboxed_frame_without_an_origin_is_refused_unless_the_widget_allows_it(
        string sandbox,
        bool nullAllowed,
        bool works
    )
    {
        Key = await WidgetAsync(new { websites = new[] { Site.Origin }, allowNullOrigin = nullAllowed });
        Site.Put("/inner", Html());
        var page = await OpenAsync(
            Site.Put("/", $"<iframe sandbox=\"{sandbox}\" width=600 height=650 src=\"{Site.Origin}/inner\"></iframe>")
        );
        var widget = page.FrameLocator("iframe").Locator("xbees-widget");
        await widget.Locator(".launch").ClickAsync();
        if (!works)
        {
            await Expect(widget.GetByRole(AriaRole.Alert)).ToContainTextAsync("isn’t available here");
            Assert.Empty(await ConversationsAsync());
            return;
        }
        await widget.GetByText("Start new conversation").ClickAsync();
        await widget.GetByLabel("Name").FillAsync("Nadia");
        await widget.GetByLabel("E-mail").FillAsync("nadia@example.org");
        await widget.GetByLabel("E-mail").PressAsync("Enter");
        await widget.Locator("textarea").FillAsync("From a frame");
        await widget.Locator("textarea").PressAsync("Enter");
        await AnswerAsync(await ConversationAsync(), "And back");
        await Expect(widget.Locator(".bubble").Last).ToHaveTextAsync("And back");
    }

    [Fact, Rule("GU-4", "WI-14")]
    public async Task Two_tabs_with_refused_storage_are_two_visits_and_each_is_live()
    {
        var context = await ContextAsync();
        var address = Site.Put("/", Html(Refused));
        var first = await OpenAsync(context, address);
        await TalkAsync(first);
        var second = await OpenAsync(context, address);
        await BeginAsync(second);
        await WriteAsync(second, "From the second");
        var both = await Until.Async(ConversationsAsync, found => found.Length == 2);
        await AnswerAsync(both[0], "To the second");
        await Expect(Bubbles(second).Last).ToHaveTextAsync("To the second");
        await AnswerAsync(both[1], "To the first");
        await Expect(Bubbles(first).Last).ToHaveTextAsync("To the first");
    }

    [Fact, Rule("GU-4", "WI-8")]
    public async Task Without_storage_what_was_written_offline_is_sent_in_the_same_visit()
    {
        var page = await OpenAsync(Site.Put("/", Html(Refused)));
        await TalkAsync(page);
        await page.Context.SetOfflineAsync(true);
        await WriteAsync(page, "one", "two");
        await Expect(Unsent(page)).ToHaveCountAsync(2);
        await page.Context.SetOfflineAsync(false);
        await Expect(Unsent(page)).ToHaveCountAsync(0);
        Assert.Equal(["one", "two"], (await TextsAsync(await ConversationAsync()))[^2..]);
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

    [Fact, Rule("WI-2")]
    public async Task A_host_that_goes_down_later_is_told_calmly_once_and_asked_again_by_hand()
    {
        var context = await ContextAsync();
        var page = await OpenAsync(context, Site.Put("/", Html()));
        await page.Clock.InstallAsync();
        await Launcher(page).WaitForAsync();
        await context.RouteAsync($"{Host}/api/**", route => route.AbortAsync());
        await Launcher(page).ClickAsync();
        await Expect(Panel(page).GetByRole(AriaRole.Alert)).ToContainTextAsync("can’t be reached right now");
        // Asked when it was loaded and when it was opened, each with one line of the browser's and one of ours.
        const int said = 4;
        await Until.Async(() => Task.FromResult(Errors.Count), count => count >= said);
        await page.Clock.FastForwardAsync("10:00");
        await page.GetByText("A link").ClickAsync();
        Assert.Equal(said, Errors.Count);
        await context.UnrouteAsync($"{Host}/api/**");
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(Panel(page).GetByText("Start new conversation")).ToBeVisibleAsync();
    }

    private async Task TalkAsync(IPage page)
    {
        await BeginAsync(page);
        await WriteAsync(page, "Hello from here");
        var conversation = await ConversationAsync();
        Assert.Contains("Hello from here", await TextsAsync(conversation));
        await AnswerAsync(conversation, "And back");
        await Expect(Bubbles(page).Last).ToHaveTextAsync("And back");
    }

    private string Fill(string text) =>
        text.Replace("{s}", Snippet(), StringComparison.Ordinal)
            .Replace("{n}", Snippet("nonce=x1y2z3"), StringComparison.Ordinal)
            .Replace("{b}", Snippet().Replace("async ", "", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("{h}", Host, StringComparison.Ordinal);

    private (string Name, string Value) Header(string line) =>
        (line.Split(": ")[0], Fill(line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
}
