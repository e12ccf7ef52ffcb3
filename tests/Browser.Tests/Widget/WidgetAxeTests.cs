using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>Every view of the widget before axe, whose rules reach into the shadow root.</summary>
public sealed class WidgetAxeTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    [Theory, Rule("AX-1", "AX-4")]
    [InlineData(1280, ColorScheme.Light, "ltr")]
    [InlineData(1280, ColorScheme.Dark, "rtl")]
    [InlineData(390, ColorScheme.Light, "rtl")]
    [InlineData(390, ColorScheme.Dark, "ltr")]
    public async Task Axe_finds_nothing_in_any_view(int width, ColorScheme scheme, string direction)
    {
        var page = await OpenAsync(
            Site.Put("/", Html(attributes: $"lang=en dir={direction}")),
            new()
            {
                ColorScheme = scheme,
                ReducedMotion = ReducedMotion.Reduce,
                ViewportSize = new() { Width = width, Height = 844 },
            }
        );
        await Launcher(page).WaitForAsync();
        await CheckAsync(page, "closed");
        await Launcher(page).ClickAsync();
        await Panel(page).GetByText("Start new conversation").WaitForAsync();
        await CheckAsync(page, "home");
        await Panel(page).GetByText("Start new conversation").ClickAsync();
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "Start chat" }).ClickAsync();
        await Expect(Panel(page).GetByText("Enter your name.")).ToBeVisibleAsync();
        await CheckAsync(page, "form with errors");
        await Panel(page).GetByLabel("Name").FillAsync("Nadia");
        await Panel(page).GetByLabel("E-mail").FillAsync("n@example.org");
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "Start chat" }).ClickAsync();
        await WriteAsync(page, "Hello");
        await AnswerAsync(await ConversationAsync(), "> quoted\n- a list with `code`");
        await Expect(Bubbles(page)).ToHaveCountAsync(3);
        await CheckAsync(page, "conversation");
        await page.Context.SetOfflineAsync(true);
        await WriteAsync(page, "And this");
        await Expect(Panel(page).GetByText("You’re offline")).ToBeVisibleAsync();
        await Expect(Unsent(page)).ToHaveCountAsync(1);
        await CheckAsync(page, "offline");
        await page.Context.SetOfflineAsync(false);
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "Back" }).ClickAsync();
        await Expect(Panel(page).Locator(".conv")).ToHaveCountAsync(1);
        await CheckAsync(page, "earlier conversations");
    }

    private static async Task CheckAsync(IPage page, string view)
    {
        var result = await page.RunAxe();
        Assert.True(
            result.Violations.Length == 0,
            $"{view}: "
                + string.Join(
                    '\n',
                    result.Violations.Select(it => $"{it.Id}: {it.Help} {string.Join(' ', it.Nodes.Select(node => node.Html))}")
                )
        );
    }
}
