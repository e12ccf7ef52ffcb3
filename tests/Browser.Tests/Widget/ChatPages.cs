using System.Collections.Concurrent;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;

namespace XBees.Browser.Tests.Widget;

/// <summary>Pages with the widget on them, and what a guest does there.</summary>
public abstract class ChatPages(Chromium chromium) : IAsyncLifetime
{
    private readonly List<IBrowserContext> contexts = [];

    protected Chromium Chromium => chromium;

    protected OtherSite Site { get; private set; } = null!;

    protected string Key { get; set; } = "";

    /// <summary>As a host page's policy names it.</summary>
    protected abstract string Host { get; }

    /// <summary>The line for site owners, under everything else forbidden.</summary>
    protected string StrictPolicy =>
        $"default-src 'none'; script-src {Host}; connect-src {Host}; img-src {Host}; base-uri 'none'; form-action 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>What pages wrote to the console as errors.</summary>
    protected ConcurrentQueue<string> Errors { get; } = new();

    protected IEnumerable<string> PolicyErrors =>
        Errors.Where(error => error.Contains("Content Security Policy", StringComparison.Ordinal));

    public virtual async ValueTask InitializeAsync() => Site = await OtherSite.StartAsync();

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var context in contexts)
        {
            await context.DisposeAsync();
        }
        await Site.DisposeAsync();
    }

    protected string Snippet(string attributes = "") =>
        $"<script async src=\"{Host}/widget.js\" data-widget=\"{Key}\" {attributes}></script>";

    protected string Html(string body = "", string attributes = "lang=\"en\"") =>
        $"<!doctype html><html {attributes}><head><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>Shop</title></head>"
        + $"<body><main><h1>Shop</h1><a href=\"#x\">A link</a>{body}</main>{Snippet()}</body></html>";

    /// <summary>Somebody else's page under the strictest policy that the chat can run in.</summary>
    protected string StrictPage() => Site.Put("/", Html(), ("Content-Security-Policy", StrictPolicy));

    protected async Task<IBrowserContext> ContextAsync(BrowserNewContextOptions? options = null)
    {
        var context = await chromium.Browser.NewContextAsync(options ?? new());
        contexts.Add(context);
        return context;
    }

    protected async Task<IPage> OpenAsync(string address, BrowserNewContextOptions? options = null) =>
        await OpenAsync(await ContextAsync(options), address);

    protected async Task<IPage> OpenAsync(IBrowserContext context, string address)
    {
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Errors.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => Errors.Enqueue(error);
        await page.GotoAsync(address);
        return page;
    }

    protected static ILocator Launcher(IPage page) => page.Locator("xbees-widget .launch");

    protected static ILocator Panel(IPage page) => page.Locator("xbees-widget .panel");

    protected static ILocator Composer(IPage page) => page.Locator("xbees-widget textarea");

    protected static ILocator Bubbles(IPage page) => page.Locator("xbees-widget .bubble");

    protected static ILocator Unsent(IPage page) => page.Locator("xbees-widget .pending .bubble");

    /// <summary>Opens the chat, fills the form in, and comes to the composer.</summary>
    protected static async Task BeginAsync(IPage page)
    {
        await Launcher(page).ClickAsync();
        await Panel(page).GetByText("Start new conversation").ClickAsync();
        await Panel(page).GetByLabel("Name").FillAsync("Nadia Okafor");
        await Panel(page).GetByLabel("E-mail").FillAsync("nadia@example.org");
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "Start chat" }).ClickAsync();
        await Composer(page).WaitForAsync();
    }

    protected static async Task WriteAsync(IPage page, params IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            await Composer(page).FillAsync(text);
            await Composer(page).PressAsync("Enter");
        }
    }
}
