using System.Diagnostics;
using Microsoft.Playwright;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>Opening the inbox until its list is there, with the page's script in one piece and with its modules as they are (ADR 11).</summary>
internal static class Opening
{
    private const int Runs = 11;

    public static async Task RunAsync()
    {
        using var one = await Company.OnSqliteAsync();
        using var other = await Company.OnSqliteAsync();
        await using var joined = new Node(one.Options, one.Folder);
        await using var modules = new Node(other.Options, other.Folder, "--environment=Development");
        await joined.StartAsync();
        await modules.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("XBEES_TEST_CHROMIUM") ?? "/usr/bin/chromium",
                Args = ["--no-sandbox"],
            }
        );
        var (atJoined, atModules) = (await SignedInAsync(browser, joined, one), await SignedInAsync(browser, modules, other));
        foreach (var again in new[] { false, true })
        {
            var rounds = new List<(double Joined, double Modules)>();
            for (var run = -1; run < Runs; run++)
            {
                var round = (await OpenAsync(browser, joined, atJoined, again), await OpenAsync(browser, modules, atModules, again));
                if (run >= 0)
                {
                    rounds.Add(round);
                }
            }
            Report.Say(
                $"opening the inbox {(again ? "again" : "for the first time")}, medians of {Runs}: {Report.Median(rounds, it => it.Joined):n0} ms in one piece, {Report.Median(rounds, it => it.Modules):n0} ms as modules, ratio {Report.Median(rounds, it => it.Joined / it.Modules):n2}"
            );
        }
    }

    private static async Task<string> SignedInAsync(IBrowser browser, Node node, Company company)
    {
        await using var context = await browser.NewContextAsync(new() { BaseURL = node.Address.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/signin");
        await page.FillAsync("#email", company.Facts.Agents[0].Email);
        await page.FillAsync("#password", company.Facts.Password);
        await page.PressAsync("#password", "Enter");
        await ShownAsync(page);
        return await context.StorageStateAsync();
    }

    /// <summary>Milliseconds, in a browser that has nothing of it or everything.</summary>
    private static async Task<double> OpenAsync(IBrowser browser, Node node, string signedIn, bool again)
    {
        await using var context = await browser.NewContextAsync(new() { BaseURL = node.Address.ToString(), StorageState = signedIn });
        if (again)
        {
            await TimeAsync(context);
        }
        return await TimeAsync(context);
    }

    private static async Task<double> TimeAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        var watch = Stopwatch.StartNew();
        await page.GotoAsync("/conversations");
        await ShownAsync(page);
        var taken = watch.Elapsed.TotalMilliseconds;
        await page.CloseAsync();
        return taken;
    }

    private static Task ShownAsync(IPage page) =>
        page.WaitForFunctionAsync("() => document.querySelector('.conv') && !document.querySelector('[aria-busy=true]')");
}
