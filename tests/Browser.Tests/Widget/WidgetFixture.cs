using System.Collections.Concurrent;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing.App;
using Xunit;

namespace XBees.Browser.Tests.Widget;

/// <summary>The product, a website of somebody else with the widget of a service on it, and the agent who answers.</summary>
public abstract class WidgetFixture(Chromium chromium) : IAsyncLifetime
{
    private readonly List<IBrowserContext> contexts = [];

    protected XBeesApp App { get; private set; } = null!;

    protected OtherSite Site { get; private set; } = null!;

    protected AppClient Mara { get; private set; } = null!;

    protected string Key { get; private set; } = "";

    /// <summary>As a host page's policy names it.</summary>
    protected string Host => App.Address.GetLeftPart(UriPartial.Authority);

    /// <summary>The line for site owners, under everything else forbidden.</summary>
    protected string StrictPolicy =>
        $"default-src 'none'; script-src {Host}; connect-src {Host}; img-src {Host}; base-uri 'none'; form-action 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    protected virtual object Settings => new { websites = new[] { Site.Origin }, texts = new { welcome = "Welcome to Ternhaus" } };

    /// <summary>What pages wrote to the console as errors.</summary>
    protected ConcurrentQueue<string> Errors { get; } = new();

    public virtual async ValueTask InitializeAsync()
    {
        Site = await OtherSite.StartAsync();
        App = await XBeesApp.StartAsync();
        Mara = await App.AgentAsync("Mara Nowak");
        var service = await App.ServiceAsync("Sales", Mara);
        Key = (await App.WidgetAsync(service, Settings)).GetProperty("key").GetString()!;
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var context in contexts)
        {
            await context.DisposeAsync();
        }
        Mara.Dispose();
        await App.DisposeAsync();
        await Site.DisposeAsync();
    }

    protected string Snippet(string attributes = "") =>
        $"<script async src=\"{Host}/widget.js\" data-widget=\"{Key}\" {attributes}></script>";

    protected string Html(string body = "", string attributes = "lang=\"en\"") =>
        $"<!doctype html><html {attributes}><head><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>Shop</title></head>"
        + $"<body><main><h1>Shop</h1><a href=\"#x\">A link</a>{body}</main>{Snippet()}</body></html>";

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

    protected static async Task WriteAsync(IPage page, string text)
    {
        await Composer(page).FillAsync(text);
        await Composer(page).PressAsync("Enter");
    }

    /// <summary>The texts of a conversation as the agent reads them, without notices.</summary>
    protected async Task<string[]> TextsAsync(string conversation)
    {
        var page = await Mara.GetAsync($"/api/v1/conversations/{conversation}/messages");
        return
        [
            .. page.GetProperty("items")
                .EnumerateArray()
                .Where(message => message.GetProperty("kind").GetString() == "text")
                .Select(message => message.GetProperty("text").GetString()!),
        ];
    }

    protected async Task<string[]> ConversationsAsync()
    {
        var list = await Mara.GetAsync("/api/v1/conversations?view=all");
        return [.. list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
    }

    protected async Task<string> ConversationAsync() =>
        (await XBees.Testing.Until.Async(ConversationsAsync, found => found.Length > 0)).Single();

    protected Task AnswerAsync(string conversation, string text) =>
        Mara.PostAsync($"/api/v1/conversations/{conversation}/messages", new { clientId = Guid.NewGuid(), text });
}
