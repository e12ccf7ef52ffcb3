using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>Keyboard, phone, contrast, and what a machine checks.</summary>
public sealed class AccessTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Fact, Rule("AX-2")]
    public async Task Everything_goes_by_keyboard()
    {
        var (guest, id) = await office.ConversationAsync("Elif Kaya", "Hello");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara);
        await Expect(desk.Row("Elif Kaya")).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("j");
        await Expect(desk.Title).ToHaveTextAsync("Elif Kaya");
        await desk.Page.Keyboard.PressAsync("r");
        await Expect(desk.Field).ToBeFocusedAsync();
        await desk.Page.Keyboard.TypeAsync("jkrci");
        await desk.Page.Keyboard.PressAsync("Shift+Enter");
        await desk.Page.Keyboard.TypeAsync("second line");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(desk.Log).ToContainTextAsync("Sent");
        Assert.Contains("jkrci\nsecond line", await Office.TextsAsync(guest, id));
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(desk.Row("Elif Kaya").Locator(".go")).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("i");
        await Expect(desk.Info).ToBeHiddenAsync();
        await desk.Page.Keyboard.PressAsync("i");
        await Expect(desk.Info).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("?");
        await Expect(desk.Dialog).ToContainTextAsync("Next conversation");
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(desk.Dialog).ToHaveCountAsync(0);
    }

    [Fact, Rule("AX-2")]
    public async Task Single_letters_can_be_switched_off()
    {
        await office.ConversationAsync("Iris Moreau", "Hello");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Tom, "/account");
        await desk.Page.RunAndWaitForResponseAsync(
            () => desk.Page.GetByRole(AriaRole.Switch, new() { NameRegex = new("Keyboard shortcuts") }).UncheckAsync(),
            answer => answer.Request.Method == "PATCH" && answer.Ok
        );
        await desk.Page.GotoAsync("/conversations");
        await Expect(desk.Row("Iris Moreau")).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("c");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Keyboard shortcuts" }).ClickAsync();
        await Expect(desk.Dialog).ToHaveCountAsync(1);
        await Expect(desk.Dialog).ToContainTextAsync("switched off");
    }

    [Fact, Rule("AX-3")]
    public async Task New_messages_are_announced_and_typing_is_not()
    {
        var (_, id) = await office.ConversationAsync("Rosa Brandt", "Hello");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}");
        await Expect(desk.Log).ToContainTextAsync("Hello");
        var first = await desk.Log.Locator(".bubble").First.ElementHandleAsync();
        await desk.WriteAsync("An answer");
        await Expect(desk.Log).ToContainTextAsync("Sent");
        // The log announces what is added: what was there must not be made again.
        Assert.True(await first.EvaluateAsync<bool>("node => node.isConnected"));
        await Expect(desk.Page.Locator(".typing")).ToHaveAttributeAsync("aria-live", "off");
    }

    [Fact, Rule("AX-4")]
    public async Task A_phone_shows_list_timeline_and_info_and_back_leads_back()
    {
        await office.ConversationAsync("Lars Berg", "Hello");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, "/conversations", Screen.Phone);
        await desk.Row("Lars Berg").Locator(".go").TapAsync();
        await Expect(desk.Log).ToContainTextAsync("Hello");
        await Expect(desk.Page.Locator(".list")).ToBeHiddenAsync();
        await desk.Page.Locator(".timeline").GetByRole(AriaRole.Button, new() { Name = "Info" }).TapAsync();
        await Expect(desk.Info).ToBeVisibleAsync();
        await Expect(desk.Log).ToBeHiddenAsync();
        await desk.Page.GoBackAsync();
        await Expect(desk.Log).ToBeVisibleAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Back to the list" }).TapAsync();
        await Expect(desk.Page.Locator(".list")).ToBeVisibleAsync();
        await Expect(desk.Page.Locator(".timeline")).ToBeHiddenAsync();
    }

    [Fact, Rule("AX-4")]
    public async Task Where_colours_are_forced_what_was_a_fill_has_an_edge()
    {
        var (_, id) = await office.ConversationAsync("Yusuf Demir", "Hello");
        await office.ConversationAsync("Hannah Price", "Is somebody there?");
        await using var desk = await Desk.OpenAsync(
            chromium,
            office.App.Address,
            office.Mara,
            $"/conversations/{id}",
            new(Forced: ForcedColors.Active)
        );
        await Expect(desk.Log).ToContainTextAsync("Hello");
        foreach (var fill in new[] { ".badge", ".list .tag", ".list .av", ".bubble", ".composer .honey" })
        {
            await Expect(desk.Page.Locator(fill).First).ToHaveCSSAsync("border-top-style", "solid");
        }
        await Expect(desk.Page.Locator(".views > [aria-current]")).ToHaveCSSAsync("outline-style", "solid");
        await Expect(desk.Page.Locator(".views > :not([aria-current])").First).ToHaveCSSAsync("outline-style", "none");
        await Expect(desk.Row("Yusuf Demir")).ToHaveCSSAsync("outline-style", "solid");
        await Expect(desk.Row("Hannah Price")).ToHaveCSSAsync("outline-style", "none");
    }
}
