using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(XBees.Browser.Tests.Setup.Chromium))]

namespace XBees.Browser.Tests.Setup;

/// <summary>One browser for all tests; each takes contexts of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright playwright = null!;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // A busy machine is no fault: the rules say 2 s, and five times that is waited for.
        Microsoft.Playwright.Assertions.SetDefaultExpectTimeout(15_000);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("XBEES_TEST_CHROMIUM") ?? "/usr/bin/chromium",
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    // A sandboxed frame in a process of its own is now and then never told to the driver.
                    "--disable-features=IsolateSandboxedIframes",
                ],
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
    }
}
