using System.Net;
using Microsoft.Playwright;
using XBees.Testing.App;

namespace XBees.Browser.Tests.Setup;

/// <summary>How a browser is set up for a test.</summary>
public sealed record Screen(
    int Width = 1440,
    int Height = 900,
    ColorScheme Scheme = ColorScheme.Light,
    string Locale = "en-GB",
    bool Touch = false,
    ForcedColors Forced = ForcedColors.None,
    string? TimeZone = null
)
{
    public static readonly Screen Phone = new(390, 844, Touch: true);
}

/// <summary>A page of a signed-in agent. What the page throws, and what its security policy refuses, fails the test at the end.</summary>
public sealed class Desk : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> errors = [];

    private Desk(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
    }

    public IPage Page { get; }

    public IBrowserContext Context => context;

    public ILocator Log => Page.GetByRole(AriaRole.Log);

    public ILocator Title => Page.Locator(".timeline .t-head .title");

    public ILocator Field => Page.Locator(".composer textarea");

    public ILocator Info => Page.Locator("aside.info");

    public ILocator Dialog => Page.Locator("dialog[open]");

    public ILocator Row(string title) =>
        Page.Locator(".conv").Filter(new() { Has = Page.GetByRole(AriaRole.Link, new() { Name = title, Exact = true }) });

    public static async Task<Desk> OpenAsync(
        Chromium chromium,
        Uri address,
        AppClient? agent,
        string path = "/conversations",
        Screen? screen = null
    )
    {
        screen ??= new();
        var context = await chromium.Browser.NewContextAsync(
            new()
            {
                BaseURL = address.ToString(),
                ViewportSize = new() { Width = screen.Width, Height = screen.Height },
                ColorScheme = screen.Scheme,
                ForcedColors = screen.Forced,
                Locale = screen.Locale,
                TimezoneId = screen.TimeZone,
                HasTouch = screen.Touch,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        context.SetDefaultTimeout(15_000);
        if (agent is not null)
        {
            await context.AddCookiesAsync(
                agent
                    .Cookies.GetAllCookies()
                    .Select(cookie => new Microsoft.Playwright.Cookie
                    {
                        Name = cookie.Name,
                        Value = cookie.Value,
                        Url = address.ToString(),
                    })
            );
        }
        var desk = new Desk(context, await context.NewPageAsync());
        desk.Page.PageError += (_, error) => desk.errors.Add(error);
        desk.Page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                desk.errors.Add(message.Text);
            }
        };
        await desk.Page.GotoAsync(path);
        return desk;
    }

    /// <summary>The same page at another address, as if it had just been opened, with nothing kept in the browser but who is signed in.</summary>
    public async Task StartOverAsync(string path)
    {
        await context.SetOfflineAsync(false);
        await Page.UnrouteAllAsync();
        var origin = await Page.EvaluateAsync<string>("() => origin");
        await Page.GotoAsync("about:blank");
        var browser = await context.NewCDPSessionAsync(Page);
        await browser.SendAsync(
            "Storage.clearDataForOrigin",
            new() { ["origin"] = origin, ["storageTypes"] = "local_storage,indexeddb,cache_storage,service_workers" }
        );
        await browser.DetachAsync();
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Page.SetViewportSizeAsync(new Screen().Width, new Screen().Height);
        await Page.GotoAsync(path);
    }

    public async Task OpenConversationAsync(string title)
    {
        await Row(title).Locator(".go").ClickAsync();
        await Assertions.Expect(Title).ToHaveTextAsync(title);
        await Assertions.Expect(Log).ToHaveAttributeAsync("aria-busy", "false");
    }

    /// <summary>One of the views behind <i>More</i>.</summary>
    public async Task OpenViewAsync(string name)
    {
        await Page.Locator("[data-more-views]").ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new($"^{name}") }).ClickAsync();
        await Assertions.Expect(Page.Locator("[data-more-views]")).ToContainTextAsync(name);
    }

    public async Task WriteAsync(string text)
    {
        await Field.FillAsync(text);
        await Field.PressAsync("Enter");
    }

    /// <summary>WCAG 2.2 A and AA: nothing found (AX-1).</summary>
    public async Task ExpectNoViolationsAsync(string where) => ExpectNothing(where, await Axe.StandardAsync(Page));

    /// <summary>The same of what another colour scheme can change.</summary>
    public async Task ExpectFitColoursAsync(string where) => ExpectNothing(where, await Axe.ColoursAsync(Page));

    private static void ExpectNothing(string where, string[] found) =>
        Assert.True(found.Length == 0, $"{where}: {string.Join('\n', found)}");

    /// <summary>What one would have to scroll sideways for; what scrolls by itself, a wide table for example, may.</summary>
    public async Task<string[]> BeyondTheEdgeAsync() =>
        await Page.EvaluateAsync<string[]>(
            """
            () => {
              const scrolls = node => node && node !== document.documentElement
                && (/auto|scroll/.test(getComputedStyle(node).overflowX) && node.clientWidth <= innerWidth || scrolls(node.parentElement));
              const hidden = node => node.closest(".vh, svg") || !node.checkVisibility({ visibilityProperty: true });
              const beyond = [...document.body.querySelectorAll("*")].filter(node => {
                const { left, right, width } = node.getBoundingClientRect();
                return width > 0 && (right > innerWidth + 1 || left < -1) && !hidden(node) && !scrolls(node.parentElement);
              });
              return [
                ...beyond.map(node => `${node.tagName} ${node.className}`),
                ...(document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth} wide`] : []),
              ];
            }
            """
        );

    public void ExpectNoErrors() => Assert.Empty(errors);

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        ExpectNoErrors();
    }
}
