using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>Every view of the widget before axe, whose rules reach into the shadow root.</summary>
public sealed class WidgetAxeTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    /// <summary>Axe cannot tell contrasts in the shadow of a fixed element, so they are counted here: what is below 4.5 (3 for large letters).</summary>
    private const string Faint = """
        host => {
          const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const rgba = colour => {
            pen.clearRect(0, 0, 1, 1);
            pen.fillStyle = colour;
            pen.fillRect(0, 0, 1, 1);
            return [...pen.getImageData(0, 0, 1, 1).data].map(part => part / 255);
          };
          const over = (below, above) => [0, 1, 2].map(i => above[i] * above[3] + below[i] * (1 - above[3]));
          const behind = element => {
            const layers = [];
            for (let it = element; it && layers.at(-1)?.[3] !== 1; it = it.parentElement) layers.push(rgba(getComputedStyle(it).backgroundColor));
            return layers.reduceRight(over, [1, 1, 1]);
          };
          const light = colour => [0.2126, 0.7152, 0.0722].reduce((sum, part, i) => sum + part * (colour[i] <= 0.04045 ? colour[i] / 12.92 : ((colour[i] + 0.055) / 1.055) ** 2.4), 0);
          const found = [];
          for (const element of host.shadowRoot.querySelectorAll('*')) {
            if (!element.checkVisibility() || ![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
            const { color, fontSize, fontWeight } = getComputedStyle(element);
            const ground = behind(element);
            const [dark, bright] = [light(over(ground, rgba(color))), light(ground)].sort((a, b) => a - b);
            const ratio = (bright + 0.05) / (dark + 0.05);
            const large = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);
            if (ratio < (large ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} ${element.className || element.localName}: ${element.textContent.slice(0, 40)}`);
          }
          return found;
        }
        """;

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
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "Mute" }).ClickAsync();
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "1 week" }).WaitForAsync();
        await CheckAsync(page, "periods of a mute");
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "1 week" }).ClickAsync();
        await Expect(Panel(page).GetByText("Muted until")).ToBeVisibleAsync();
        await CheckAsync(page, "muted");
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
        Assert.Equal([], (await page.Locator("xbees-widget").EvaluateAsync<string[]>(Faint)).Select(it => $"{view}: {it}"));
        Assert.Equal([], (await Axe.AllOfAsync(page)).Select(it => $"{view}: {it}"));
    }
}
