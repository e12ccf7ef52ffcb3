using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Browser.Tests.Widget;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Attacks;

/// <summary>Attack row 39: pages of other origins neither frame ours nor talk to them.</summary>
public sealed class FramingTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    private static readonly string[] OddShapes =
    [
        "null",
        "undefined",
        "''",
        "'open'",
        "['open']",
        "['shutdown']",
        "{ type: 'event', event: { event: 'session.ended', data: '{}' } }",
        "{ type: 'event', event: null }",
        "{ type: '__proto__', __proto__: null }",
        "JSON.parse('{\"__proto__\":{\"polluted\":true}}')",
        "{ get type() { return 1 } }.type",
        "new Array(1e5).fill({ type: 'event' })",
        "new Uint8Array(10)",
        "new Map([['type', 'event']])",
        "new Error('event')",
        "{ type: 'xbees', action: 'open', html: '<img src=x onerror=alert(1)>' }",
    ];

    [Theory, Rule("SP-6")]
    [InlineData("/conversations")]
    [InlineData("/settings")]
    [InlineData("/admin")]
    [InlineData("/signin")]
    [InlineData("/w/{key}")]
    public async Task Our_pages_refuse_to_be_framed(string path)
    {
        await using var desk = await InboxAsync();
        await using var other = await OtherSite.StartAsync();
        var address = Host + path.Replace("{key}", Key, StringComparison.Ordinal);
        var page = await OpenAsync(desk.Context, other.Put("/", $"<iframe src=\"{address}\"></iframe>"));
        await Until.Async(() => Task.FromResult(page.Frames.Count), count => count == 2);
        await Until.Async(
            () => Task.FromResult(Errors.ToArray()),
            errors => errors.Any(error => error.Contains("frame-ancestors", StringComparison.Ordinal))
        );
        Assert.Contains(Errors, error => error.Contains("frame-ancestors 'none'", StringComparison.Ordinal));
        Assert.DoesNotContain(
            page.Frames,
            frame => frame.Url.StartsWith(Host, StringComparison.Ordinal) && frame.Url.EndsWith(path, StringComparison.Ordinal)
        );
    }

    [Fact, Rule("SP-6")]
    public async Task Messages_from_another_origin_move_nothing()
    {
        await using var other = await OtherSite.StartAsync();
        var sending =
            $"for (const target of [parent, opener]) for (const shape of [{string.Join(',', OddShapes)}]) target?.postMessage(shape, '*'); parent.postMessage('all sent', '*');";
        var attacker = other.Put("/", $"<script>{sending}</script>");
        var page = await OpenAsync(
            Site.Put(
                "/",
                Html("<script>addEventListener('message', event => event.data === 'all sent' && (document.title = 'heard'))</script>")
            )
        );
        await BeginAsync(page);
        await WriteAsync(page, "Hello");
        await Expect(Panel(page).Locator(".marks")).ToContainTextAsync("Sent");
        await page.EvaluateAsync($"document.body.append(Object.assign(document.createElement('iframe'), {{ src: '{attacker}' }}))");
        await Expect(page).ToHaveTitleAsync("heard");
        await WriteAsync(page, "Still here");
        await Expect(Bubbles(page)).ToHaveTextAsync(["Welcome to Ternhaus", "Hello", "Still here"]);
        await Expect(Panel(page).Locator(".marks").Last).ToContainTextAsync("Sent");
        Assert.Null(await page.EvaluateAsync<bool?>("({}).polluted ?? null"));
        Assert.Empty(Errors);
        // What does not listen cannot be fooled. The page's own listener is the one that says that all was sent.
        Assert.Equal(1, await ListenersAsync(page));
        await using var desk = await InboxAsync();
        Assert.Equal(0, await ListenersAsync(desk.Page));
    }

    private static async Task<int> ListenersAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        var window = await session.SendAsync("Runtime.evaluate", new() { ["expression"] = "window" });
        var listeners = await session.SendAsync(
            "DOMDebugger.getEventListeners",
            new() { ["objectId"] = window!.Value.GetProperty("result").GetProperty("objectId").GetString()! }
        );
        return listeners!.Value.GetProperty("listeners").EnumerateArray().Count(it => it.GetProperty("type").GetString() == "message");
    }
}
