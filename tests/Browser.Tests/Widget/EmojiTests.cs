using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>Emoji by picker and by name in the widget; up to three alone are large (MS-11).</summary>
public sealed class EmojiTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    private static readonly BrowserNewContextOptions Phone = new()
    {
        ViewportSize = new() { Width = 390, Height = 844 },
        HasTouch = true,
    };

    [Theory, Rule("MS-11", "MO-2", "WI-3")]
    [MemberData(nameof(Widths.Phone), MemberType = typeof(Widths))]
    public async Task A_guest_picks_one_and_three_alone_are_large(bool phone)
    {
        var page = await OpenAsync(await ContextAsync(phone ? Phone : null), StrictPage());
        await BeginAsync(page);
        await Button(page, "Emoji").ClickAsync();
        var box = Panel(page).GetByRole(AriaRole.Dialog, new() { Name = "Emoji" });
        await Expect(box.GetByRole(AriaRole.Button, new() { Name = "tada" })).ToHaveCountAsync(1);
        Assert.Empty(await Axe.StandardAsync(page));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Empty(await Axe.ColoursAsync(page));
        await box.GetByRole(AriaRole.Searchbox).FillAsync("daumen hoch");
        await box.GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(box).ToHaveCountAsync(0);
        await Expect(Composer(page)).ToHaveValueAsync("👍");
        await Expect(Composer(page)).ToBeFocusedAsync();
        await Composer(page).PressAsync("Enter");
        var large = Panel(page).Locator(".bubble.large");
        await Expect(large).ToHaveTextAsync(["👍"]);
        await Expect(large.Locator(".text")).ToHaveCSSAsync("font-size", "34px");
        var id = await ConversationAsync();
        await AnswerAsync(id, "👩🏽‍⚕️ 🇩🇪");
        await AnswerAsync(id, "🎉🎉🎉🎉");
        await Expect(Bubbles(page).Last).ToHaveTextAsync("🎉🎉🎉🎉");
        await Expect(large).ToHaveTextAsync(["👍", "👩🏽‍⚕️ 🇩🇪"]);
        Assert.Equal(["Welcome to Ternhaus", "👍", "👩🏽‍⚕️ 🇩🇪", "🎉🎉🎉🎉"], await TextsAsync(id));
        Assert.Empty(Errors);
    }

    [Fact, Rule("MS-11", "AX-2", "MS-12")]
    public async Task Names_are_completed_and_the_picker_is_walked_by_keyboard()
    {
        var page = await OpenAsync(StrictPage());
        await BeginAsync(page);
        await Composer(page).PressSequentiallyAsync("So :hea");
        var options = Panel(page).GetByRole(AriaRole.Option);
        await Expect(options.First).ToHaveTextAsync("❤️heart");
        Assert.Empty(await Axe.StandardAsync(page));
        await Composer(page).PressAsync("ArrowDown");
        await Expect(options.Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        await Composer(page).PressAsync("ArrowUp");
        await Composer(page).PressAsync("Tab");
        await Expect(Composer(page)).ToHaveValueAsync("So ❤️");
        await Composer(page).PressSequentiallyAsync(" :tada: at 10:30:15");
        await Expect(Composer(page)).ToHaveValueAsync("So ❤️ 🎉 at 10:30:15");
        await Composer(page).PressSequentiallyAsync(" :hea");
        await Expect(options.First).ToBeVisibleAsync();
        await Composer(page).PressAsync("Escape");
        await Expect(options).ToHaveCountAsync(0);
        await Expect(Panel(page)).ToBeVisibleAsync();
        await Expect(Composer(page)).ToHaveValueAsync("So ❤️ 🎉 at 10:30:15 :hea");

        await Composer(page).FillAsync("Hi");
        await Button(page, "Emoji").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var box = Panel(page).GetByRole(AriaRole.Dialog, new() { Name = "Emoji" });
        await Expect(box.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(box.GetByRole(AriaRole.Button).Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(Composer(page)).ToHaveValueAsync("Hi😃");
        await page.ReloadAsync();
        await Button(page, "Start new conversation").Or(Composer(page)).First.ClickAsync();
        await Expect(Composer(page)).ToHaveValueAsync("Hi😃");
        Assert.Empty(Errors);
    }

    private static ILocator Button(IPage page, string name) =>
        Panel(page).GetByRole(AriaRole.Button, new() { NameRegex = new($"^{name}") });
}
