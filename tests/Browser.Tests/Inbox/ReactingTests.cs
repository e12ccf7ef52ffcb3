using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>Agents react to messages, and everybody sees it at once (MS-8).</summary>
public sealed class ReactingTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Theory, Rule("MS-8", "MO-1")]
    [MemberData(nameof(Widths.Desktop), MemberType = typeof(Widths))]
    public async Task A_reaction_is_chosen_in_the_menu_counted_for_everybody_and_taken_back_by_a_press(int width)
    {
        var (guest, id) = await office.ConversationAsync("Nadia Okafor", "Hello");
        var screen = new Screen(width);
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}", screen);
        await using var toms = await Desk.OpenAsync(chromium, office.App.Address, office.Tom, $"/conversations/{id}", screen);
        await Expect(Bubble(toms, "Hello")).ToBeVisibleAsync();
        await ChooseAsync(desk, "Hello", "Thank you");
        await Expect(Chip(desk, "Thank you, 1: You")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(Chip(toms, "Thank you, 1: Mara Lindholm")).ToHaveAttributeAsync("aria-pressed", "false");
        await Chip(toms, "Thank you").ClickAsync();
        await Expect(Chip(desk, "Thank you, 2: You, Tom Becker")).ToHaveTextAsync("🙏2");
        await guest.PutAsync($"{await PathAsync(guest, id, "Hello")}/reactions/heart");
        await Expect(Chip(desk, "Heart, 1: Nadia Okafor")).ToHaveAttributeAsync("aria-pressed", "false");
        await desk.ExpectNoViolationsAsync("reactions");
        await desk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await desk.ExpectFitColoursAsync("reactions in the dark");
        await desk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });

        // Taken back: the focus is not lost with the last one.
        await toms.Page.ReloadAsync();
        await Chip(toms, "Thank you").ClickAsync();
        await Expect(Chip(desk, "Thank you, 1: You")).ToBeVisibleAsync();
        await Chip(desk, "Thank you").ClickAsync();
        await Expect(Chip(desk, "Thank you")).ToHaveCountAsync(0);
        await Expect(Bubble(desk, "Hello")).ToBeFocusedAsync();
        await Expect(Chip(toms, "Thank you")).ToHaveCountAsync(0);
        await Expect(desk.Log.Locator(".reaction")).ToHaveCountAsync(1);
        await guest.DeleteAsync(await PathAsync(guest, id, "Hello"));
        await Expect(desk.Log.Locator(".bubble.gone")).ToHaveCountAsync(1);
        await Expect(desk.Log.Locator(".reaction")).ToHaveCountAsync(0);
    }

    [Fact, Rule("MS-8", "AX-2")]
    public async Task The_nine_are_walked_with_arrows_in_both_directions_of_writing()
    {
        var (_, id) = await office.ConversationAsync("Jonas Lind", "By keyboard");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}");
        await Expect(Bubble(desk, "By keyboard")).ToBeVisibleAsync();
        var signs = desk.Page.GetByRole(AriaRole.Menuitemcheckbox);
        foreach (var (direction, next, before) in new[] { ("ltr", "ArrowRight", "ArrowLeft"), ("rtl", "ArrowLeft", "ArrowRight") })
        {
            await desk.Page.EvaluateAsync("direction => { document.documentElement.dir = direction; }", direction);
            await desk.Log.FocusAsync();
            await desk.Page.Keyboard.PressAsync("ArrowUp");
            await desk.Page.Keyboard.PressAsync("Enter");
            await Expect(signs).ToHaveCountAsync(9);
            await Expect(signs.First).ToBeFocusedAsync();
            await desk.Page.Keyboard.PressAsync(next);
            await Expect(signs.Nth(1)).ToBeFocusedAsync();
            await desk.Page.Keyboard.PressAsync(before);
            await desk.Page.Keyboard.PressAsync(before);
            await Expect(signs.Last).ToBeFocusedAsync();
            await desk.Page.Keyboard.PressAsync("ArrowDown");
            await Expect(desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Quote" })).ToBeFocusedAsync();
            await desk.Page.Keyboard.PressAsync("ArrowUp");
            await desk.ExpectNoViolationsAsync($"the menu, {direction}");
            await desk.Page.Keyboard.PressAsync("Enter");
            await Expect(signs).ToHaveCountAsync(0);
            await Expect(Chip(desk, "Thumbs up")).ToHaveCountAsync(direction == "ltr" ? 1 : 0);
        }
    }

    [Fact, Rule("MS-8", "MO-1")]
    public async Task On_a_phone_who_reacted_is_in_the_menu_and_nothing_is_wider_than_the_screen()
    {
        var (guest, id) = await office.ConversationAsync("Amira Haddad", "Is this all right?");
        await guest.PutAsync($"{await PathAsync(guest, id, "Is this all right?")}/reactions/wow");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}", Screen.Phone);
        await Bubble(desk, "Is this all right?").Locator(".more").TapAsync();
        await desk.Page.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = "Celebrating" }).TapAsync();
        await Expect(Chip(desk, "Celebrating, 1: You")).ToBeVisibleAsync();
        await Bubble(desk, "Is this all right?").Locator(".more").TapAsync();
        Assert.Empty(await desk.BeyondTheEdgeAsync());
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Who reacted" }).TapAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Dialog, new() { Name = "Reactions" }).GetByRole(AriaRole.Listitem))
            .ToHaveTextAsync(["😮Surprised: Amira Haddad", "🎉Celebrating: You"]);
        await desk.ExpectNoViolationsAsync("who reacted, on a phone");
        Assert.Empty(await desk.BeyondTheEdgeAsync());
    }

    [Fact, Rule("MS-8", "MS-14")]
    public async Task What_was_reacted_while_the_line_was_down_is_there_when_it_comes_back()
    {
        var (guest, id) = await office.ConversationAsync("Oskar Vik", "Fine by me");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}");
        await ChooseAsync(desk, "Fine by me", "Done");
        await Expect(Chip(desk, "Done, 1: You")).ToBeVisibleAsync();
        await desk.Context.SetOfflineAsync(true);
        await guest.PutAsync($"{await PathAsync(guest, id, "Fine by me")}/reactions/heart");
        await office.Mara.DeleteAsync($"{await PathAsync(guest, id, "Fine by me")}/reactions/done");
        await desk.Context.SetOfflineAsync(false);
        await Expect(Chip(desk, "Heart, 1: Oskar Vik")).ToBeVisibleAsync();
        await Expect(Chip(desk, "Done")).ToHaveCountAsync(0);
    }

    private static ILocator Bubble(Desk desk, string text) => desk.Log.Locator(".bubble").Filter(new() { HasText = text });

    private static ILocator Chip(Desk desk, string name) => desk.Log.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{name}") });

    private static async Task ChooseAsync(Desk desk, string text, string kind)
    {
        await Bubble(desk, text).HoverAsync();
        await Bubble(desk, text).Locator(".more").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = kind }).ClickAsync();
    }

    private static async Task<string> PathAsync(AppClient who, string id, string text)
    {
        var page = await who.GetAsync($"/api/v1/conversations/{id}/messages");
        var message = page.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("text").GetString() == text);
        return $"/api/v1/conversations/{id}/messages/{message.GetProperty("id").GetString()}";
    }
}
