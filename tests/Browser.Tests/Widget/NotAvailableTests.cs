using System.Diagnostics;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>What somebody sees who is shut out: that the chat is not available, at once, on every open page, and nothing else.</summary>
[Rule("SP-2")]
public sealed class NotAvailableTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    private const string Words = "This chat isn’t available here.";

    /// <summary>GU-9 says two seconds; waited for with five times the limit.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    [Theory, Rule("GU-9", "WI-14", "AX-1")]
    [InlineData(1280, ColorScheme.Dark, "rtl")]
    [InlineData(390, ColorScheme.Light, "ltr")]
    public async Task Every_open_tab_says_so_within_two_seconds_also_after_a_reload_and_goes_on_when_it_is_lifted(
        int width,
        ColorScheme scheme,
        string direction
    )
    {
        var context = await ContextAsync(
            new()
            {
                ColorScheme = scheme,
                ReducedMotion = ReducedMotion.Reduce,
                ViewportSize = new() { Width = width, Height = 844 },
            }
        );
        var address = Site.Put("/", Html(attributes: $"lang=en dir={direction}"), ("Content-Security-Policy", StrictPolicy));
        var page = await OpenAsync(context, address);
        await BeginAsync(page);
        await WriteAsync(page, "Buy now");
        var id = await ConversationAsync();
        await Expect(Bubbles(page).Last).ToHaveTextAsync("Buy now");
        var second = await OpenAsync(context, address);
        await OpenedAsync(second);
        await Expect(second.Locator("xbees-widget textarea, xbees-widget .conv").First).ToBeVisibleAsync();
        var began = Stopwatch.GetTimestamp();
        var path = await BlockAsync(id);
        foreach (var tab in new[] { page, second })
        {
            await Expect(Panel(tab).GetByText(Words)).ToBeVisibleAsync(new() { Timeout = (float)AtOnce.TotalMilliseconds });
            await NothingElseAsync(tab);
        }
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, AtOnce);
        Assert.Empty(await Axe.AllOfAsync(page));
        await page.ReloadAsync();
        await OpenedAsync(page);
        await Expect(Panel(page).GetByText(Words)).ToBeVisibleAsync();
        await NothingElseAsync(page);
        var again = Panel(page).GetByRole(AriaRole.Button, new() { Name = "Try again" });
        await again.ClickAsync();
        await Expect(Panel(page).GetByText(Words)).ToBeVisibleAsync();

        await Mara.DeleteAsync(path);
        // A refusal of before that is still on its way puts the words there once more; one presses again.
        await Until.Async(
            async () =>
            {
                if (await again.IsVisibleAsync())
                {
                    await again.ClickAsync(new() { Timeout = 1_000 }).ContinueWith(pressed => pressed.Exception, TaskScheduler.Default);
                }
                return await Panel(page).Locator(".conv").CountAsync();
            },
            count => count == 1
        );
        await Expect(Panel(page).Locator(".conv")).ToHaveCountAsync(1);
        await Panel(page).Locator(".conv").ClickAsync();
        await Expect(Bubbles(page).Last).ToHaveTextAsync("Buy now");
        // Live again, in both directions.
        await AnswerAsync(id, "Welcome back");
        await Expect(Bubbles(page).Last).ToHaveTextAsync("Welcome back");
        await WriteAsync(page, "Thank you");
        await Until.Async(() => TextsAsync(id), texts => texts.Contains("Thank you"));
        Assert.Empty(PolicyErrors);
    }

    [Fact, Rule("IN-9", "GU-13")]
    public async Task The_plain_page_the_form_and_the_links_say_the_same()
    {
        var page = await OpenAsync($"{Host}/w/{Key}");
        await page.GetByText("Start new conversation").ClickAsync();
        await page.GetByLabel("Name").FillAsync("Nadia Okafor");
        await page.GetByLabel("E-mail").FillAsync("nadia@blocked.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start chat" }).ClickAsync();
        await page.Locator("textarea").FillAsync("Buy now");
        await page.Locator("textarea").PressAsync("Enter");
        var id = await ConversationAsync();
        var link = (await Mara.GetAsync($"/api/v1/conversations/{id}/link")).GetProperty("url").GetString()!;
        await BlockAsync(id, email: true);
        await Expect(page.GetByText(Words)).ToBeVisibleAsync(new() { Timeout = (float)AtOnce.TotalMilliseconds });
        await Expect(page.Locator("textarea, input, .choice")).ToHaveCountAsync(0);
        Assert.Empty(await Axe.AllOfAsync(page));

        // Another browser, the same address.
        var other = await OpenAsync($"{Host}/w/{Key}");
        await other.GetByText("Start new conversation").ClickAsync();
        await other.GetByLabel("Name").FillAsync("Nadia");
        await other.GetByLabel("E-mail").FillAsync("Nadia@Blocked.example");
        await other.GetByRole(AriaRole.Button, new() { Name = "Start chat" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Alert).Filter(new() { HasText = Words })).ToBeVisibleAsync();
        await Expect(other.Locator("textarea")).ToHaveCountAsync(0);
        var join = await OpenAsync(Host + new Uri(link).AbsolutePath);
        await join.GetByLabel("Name").FillAsync("Nadia");
        await join.GetByLabel("E-mail").FillAsync("nadia@blocked.example");
        await join.GetByRole(AriaRole.Button, new() { Name = "Join", Exact = true }).ClickAsync();
        await Expect(join.GetByRole(AriaRole.Alert).Filter(new() { HasText = Words })).ToBeVisibleAsync();
        Assert.Empty(await Axe.AllOfAsync(join));
    }

    [Fact, Rule("WI-8", "GU-9")]
    public async Task What_is_blocked_while_the_line_is_down_says_so_when_it_is_back()
    {
        var page = await OpenAsync(StrictPage());
        await BeginAsync(page);
        await WriteAsync(page, "Buy now");
        var id = await ConversationAsync();
        await page.Context.SetOfflineAsync(true);
        await WriteAsync(page, "And this");
        await BlockAsync(id);
        await page.Context.SetOfflineAsync(false);
        await Expect(Panel(page).GetByText(Words)).ToBeVisibleAsync();
        Assert.DoesNotContain("And this", await TextsAsync(id));
    }

    /// <summary>A phone opens no panel by itself, a desktop the one that was open.</summary>
    private static async Task OpenedAsync(IPage page)
    {
        await Launcher(page).WaitForAsync();
        await Until.Async(
            async () =>
            {
                if (!await Panel(page).IsVisibleAsync() && await Launcher(page).IsVisibleAsync())
                {
                    await Launcher(page).ClickAsync();
                }
                return await Panel(page).IsVisibleAsync();
            },
            open => open
        );
    }

    private static async Task NothingElseAsync(IPage page)
    {
        await Expect(Composer(page)).ToHaveCountAsync(0);
        await Expect(Panel(page).Locator("input, .conv, .choice, .bubble")).ToHaveCountAsync(0);
    }

    /// <summary>By the address only where it is no other test's as well.</summary>
    /// <returns>Where the block is lifted.</returns>
    private async Task<string> BlockAsync(string conversation, bool email = false)
    {
        var members = await Mara.GetAsync($"/api/v1/conversations/{conversation}/members");
        var guest = members.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("kind").GetString() == "guest");
        var path = $"/api/v1/guests/{guest.GetProperty("guestId").GetString()}/block";
        await Mara.PostAsync(path, new { email });
        return path;
    }
}
