using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>Guests react to messages and see what others reacted with (MS-8).</summary>
public sealed class ReactingTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    private static readonly BrowserNewContextOptions Phone = new()
    {
        ViewportSize = new() { Width = 390, Height = 844 },
        HasTouch = true,
    };

    [Theory, Rule("MS-8", "MO-2")]
    [MemberData(nameof(Widths.Phone), MemberType = typeof(Widths))]
    public async Task A_guest_reacts_sees_it_counted_at_once_and_takes_it_back(bool phone)
    {
        var page = await OpenAsync(await ContextAsync(phone ? Phone : null), StrictPage());
        var (id, answer) = await AnsweredAsync(page);
        await Bubbles(page).Last.HoverAsync();
        await Button(page, "More").Last.ClickAsync();
        await Expect(Panel(page).GetByRole(AriaRole.Group, new() { Name = "React", Exact = true }).GetByRole(AriaRole.Button))
            .ToHaveCountAsync(9);
        await Expect(Button(page, "Thumbs up")).ToBeFocusedAsync();
        Assert.Empty(await Axe.StandardAsync(page));
        await Button(page, "Thank you").ClickAsync();
        var chip = Panel(page).Locator(".reactions").GetByRole(AriaRole.Button);
        await Expect(chip).ToHaveTextAsync(["🙏 1"]);
        await Expect(chip).ToHaveAttributeAsync("aria-label", "Thank you, 1: You");
        await Expect(Composer(page)).ToBeFocusedAsync();

        await Mara.PutAsync($"{answer}/reactions/thanks");
        await Mara.PutAsync($"{answer}/reactions/heart");
        await Expect(chip).ToHaveTextAsync(["❤️ 1", "🙏 2"]);
        await Expect(chip.Last).ToHaveAttributeAsync("aria-label", "Thank you, 2: You, Mara Nowak");
        await Expect(chip.Last).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Empty(await Axe.StandardAsync(page));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Empty(await Axe.ColoursAsync(page));
        await chip.Last.ClickAsync();
        await Expect(chip.Last).ToHaveAttributeAsync("aria-label", "Thank you, 1: Mara Nowak");
        await page.ReloadAsync();
        if (phone)
        {
            await Launcher(page).ClickAsync();
            // Where the answer's being read was still on its way, it is unread, and the launcher leads straight to it.
            var list = Panel(page).Locator(".conv");
            await Expect(list.Or(chip).First).ToBeVisibleAsync();
            if (await list.CountAsync() > 0)
            {
                await list.ClickAsync();
            }
        }
        await Expect(chip).ToHaveTextAsync(["❤️ 1", "🙏 1"]);
        await Mara.DeleteAsync($"{answer}/reactions/thanks");
        await Mara.DeleteAsync($"{answer}/reactions/heart");
        await Expect(chip).ToHaveCountAsync(0);
        Assert.Empty((await Mara.GetAsync(answer)).GetProperty("reactions").EnumerateArray());
        Assert.Empty(Errors);
    }

    [Fact, Rule("AC-12", "MS-8")]
    public async Task Who_only_reads_reacts_and_is_not_told_who_else_did()
    {
        var page = await OpenAsync(StrictPage());
        var (id, answer) = await AnsweredAsync(page);
        await Mara.PutAsync($"{answer}/reactions/party");
        var chip = Panel(page).Locator(".reactions").GetByRole(AriaRole.Button);
        await Expect(chip).ToHaveAttributeAsync("aria-label", "Celebrating, 1: Mara Nowak");
        await Mara.PatchAsync($"/api/v1/conversations/{id}", new { readOnly = true });
        await Expect(Panel(page).GetByText("You can read this conversation")).ToBeVisibleAsync();
        await Bubbles(page).Last.HoverAsync();
        await Button(page, "More").Last.ClickAsync();
        await Expect(Button(page, "Quote")).ToHaveCountAsync(0);
        await Button(page, "Celebrating").Last.ClickAsync();
        await Expect(chip).ToHaveAttributeAsync("aria-label", "Celebrating, 2");
        Assert.Equal(2, (await Mara.GetAsync(answer)).GetProperty("reactions")[0].GetProperty("count").GetInt32());
        Assert.Empty(Errors);
    }

    [Fact, Rule("MS-8", "AX-2")]
    public async Task Chips_are_reached_with_arrows_and_keep_the_focus()
    {
        var page = await OpenAsync(StrictPage());
        var (_, answer) = await AnsweredAsync(page);
        await Mara.PutAsync($"{answer}/reactions/done");
        var chip = Panel(page).Locator(".reactions").GetByRole(AriaRole.Button);
        await Expect(chip).ToHaveTextAsync(["✅ 1"]);
        await Button(page, "More").Last.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(chip).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(chip).ToHaveTextAsync(["✅ 2"]);
        await Expect(chip).ToBeFocusedAsync();

        await Button(page, "More").Last.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(Button(page, "Thumbs up")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(Button(page, "Thumbs down")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(chip).ToHaveTextAsync(["👎 1", "✅ 2"]);
        Assert.Empty(Errors);
    }

    /// <summary>A guest wrote and Mara answered; gives the conversation and the answer's address.</summary>
    private async Task<(string Id, string Answer)> AnsweredAsync(IPage page)
    {
        await BeginAsync(page);
        await WriteAsync(page, "Hello");
        var id = await ConversationAsync();
        await AnswerAsync(id, "On Monday");
        await Expect(Bubbles(page).Last).ToHaveTextAsync("On Monday");
        var timeline = await Mara.GetAsync($"/api/v1/conversations/{id}/messages");
        var message = timeline.GetProperty("items").EnumerateArray().Last();
        return (id, $"/api/v1/conversations/{id}/messages/{message.GetProperty("id").GetString()}");
    }

    private static ILocator Button(IPage page, string name) =>
        Panel(page).GetByRole(AriaRole.Button, new() { NameRegex = new($"^{name}") });
}
