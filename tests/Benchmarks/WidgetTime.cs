using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>
/// P13: the time that the widget takes of a host page's main thread before it is opened, on a processor slowed four times: thread time
/// of everything the page does until it is idle, with the widget and with an empty script in its place, each in a fresh browser context.
/// </summary>
internal static class WidgetTime
{
    private const int Runs = 11;
    private const int SlowedBy = 4;

    // The first access asks another process, which a page that uses storage itself has paid already.
    private const string UsesStorage = "<script>localStorage.getItem('x')</script>";

    public static async Task RunAsync()
    {
        using var company = await Company.OnSqliteAsync();
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        await using var site = await SiteAsync(
            new()
            {
                ["/empty"] = Page("", "/empty.js"),
                ["/widget"] = Page("", $"{node.Address}widget.js"),
                ["/empty-storage"] = Page(UsesStorage, "/empty.js"),
                ["/widget-storage"] = Page(UsesStorage, $"{node.Address}widget.js"),
                ["/empty.js"] = "",
            },
            company.WidgetKey
        );
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("XBEES_TEST_CHROMIUM") ?? "/usr/bin/chromium",
                Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
            }
        );
        // One of each first: the processes and the server's first answers are nobody's cost.
        await RoundAsync(browser, site);
        var rounds = new List<Round>();
        for (var run = 0; run < Runs; run++)
        {
            rounds.Add(await RoundAsync(browser, site));
        }
        Report.Say(
            $"P13 main thread, {SlowedBy} x slowed, medians of {Runs} differences to an empty script, script + style + layout: {Report.Median(rounds, it => it.BesideStorage.Work):n1} ms beside the first storage access (goal 10), {Report.Median(rounds, it => it.InAll.Work):n1} ms in all (limit 20)"
        );
        Report.Say(
            $"    every task of the page, which foreign load changes most: {Report.Median(rounds, it => it.BesideStorage.Tasks):n1} and {Report.Median(rounds, it => it.InAll.Tasks):n1} ms, beside {Report.Median(rounds, it => it.Empty.Tasks):n1} ms of the empty page"
        );
    }

    private static async Task<Round> RoundAsync(IBrowser browser, WebApplication site)
    {
        var empty = await MeasureAsync(browser, site, "/empty");
        var widget = await MeasureAsync(browser, site, "/widget");
        var emptyStorage = await MeasureAsync(browser, site, "/empty-storage");
        var widgetStorage = await MeasureAsync(browser, site, "/widget-storage");
        return new(widgetStorage.Less(emptyStorage), widget.Less(empty), empty);
    }

    private static async Task<Spent> MeasureAsync(IBrowser browser, WebApplication site, string path)
    {
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var session = await context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
        await session.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = SlowedBy });
        await page.GotoAsync(site.Urls.First() + path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.EvaluateAsync("new Promise(done => requestIdleCallback(() => requestAnimationFrame(() => requestIdleCallback(done))))");
        var answer = await session.SendAsync("Performance.getMetrics");
        var metrics = answer!
            .Value.GetProperty("metrics")
            .EnumerateArray()
            .ToDictionary(it => it.GetProperty("name").GetString()!, it => it.GetProperty("value").GetDouble() * 1000);
        // Asked last, and without a locator: what the browser's driver brings into the page would be counted too.
        var drawn = await page.EvaluateAsync<bool>("document.querySelector('xbees-widget') !== null");
        return drawn == path.StartsWith("/widget", StringComparison.Ordinal)
            ? new(metrics["TaskDuration"], metrics["ScriptDuration"] + metrics["RecalcStyleDuration"] + metrics["LayoutDuration"])
            : throw new InvalidOperationException($"{path}: the launcher is {(drawn ? "there" : "missing")}.");
    }

    private static string Page(string head, string script) =>
        $"<!doctype html><html lang=en><head><title>Shop</title>{head}</head><body><h1>Shop</h1><p>Words</p><script async src=\"{script}\" data-widget=\"KEY\"></script></body></html>";

    private static async Task<WebApplication> SiteAsync(Dictionary<string, string> files, string key)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Node.FreePort()}");
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.Run(context =>
        {
            if (!files.TryGetValue(context.Request.Path, out var file))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }
            context.Response.ContentType = context.Request.Path.Value!.EndsWith(".js", StringComparison.Ordinal)
                ? "text/javascript"
                : "text/html";
            return context.Response.WriteAsync(file.Replace("KEY", key, StringComparison.Ordinal));
        });
        await site.StartAsync();
        return site;
    }

    /// <summary>Milliseconds of one page: all tasks, and what a script can cause of them.</summary>
    private sealed record Spent(double Tasks, double Work)
    {
        public Spent Less(Spent other) => new(Tasks - other.Tasks, Work - other.Work);
    }

    /// <summary>What the widget added to a page that used storage itself, to one that did not, and the page alone.</summary>
    private sealed record Round(Spent BesideStorage, Spent InAll, Spent Empty);
}
