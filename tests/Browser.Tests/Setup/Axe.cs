using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace XBees.Browser.Tests.Setup;

/// <summary>
/// What axe finds on a page, in shadow roots too. It runs in the page itself: its driver for Playwright opens a second page each time
/// to sum up frames, of which these pages have none, and takes three times as long.
/// </summary>
public static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    private static readonly string[] Standard = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    /// <summary>Every rule that axe has.</summary>
    public static Task<string[]> AllOfAsync(IPage page) => RunAsync(page, null);

    /// <summary>WCAG 2.2, levels A and AA.</summary>
    public static Task<string[]> StandardAsync(IPage page) => RunAsync(page, new { type = "tag", values = Standard });

    /// <summary>The rules about colours alone: of a page that was looked at in another scheme.</summary>
    public static Task<string[]> ColoursAsync(IPage page) =>
        RunAsync(page, new { type = "rule", values = new[] { "color-contrast", "link-in-text-block" } });

    private static async Task<string[]> RunAsync(IPage page, object? only)
    {
        if (!await page.EvaluateAsync<bool>("() => Boolean(window.axe)"))
        {
            await page.EvaluateAsync($"() => {{ {Script} }}");
        }
        return await page.EvaluateAsync<string[]>(
            """
            async only => {
              const { violations } = await axe.run(document, {
                resultTypes: ["violations"],
                // No rule that runs reads style sheets of other origins.
                preload: false,
                ...(only && { runOnly: only }),
              });
              return violations.map(it => `${it.id}: ${it.help} ${it.nodes.map(node => node.html).join(" ")}`);
            }
            """,
            only
        );
    }
}
