using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>An agent edits and deletes what was written (MS-5, MS-6), and everybody sees it at once.</summary>
public sealed class RevisingTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    private Task<Desk> MaraAsync(string path, Screen? screen = null) =>
        Desk.OpenAsync(chromium, office.App.Address, office.Mara, path, screen);

    [Fact, Rule("MS-5", "MS-12")]
    public async Task The_last_own_message_is_edited_in_the_same_field_and_others_see_it_at_once()
    {
        var (guest, id) = await office.ConversationAsync("Nadia Okafor", "Hello");
        await Office.SayAsync(office.Mara, id, "We deliver on Monday");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await using var toms = await Desk.OpenAsync(chromium, office.App.Address, office.Tom, $"/conversations/{id}");
        await Expect(Bubble(toms, "We deliver on Monday")).ToBeVisibleAsync();
        await Expect(Bubble(desk, "We deliver on Monday")).ToBeVisibleAsync();
        await desk.Field.PressAsync("ArrowUp");
        await Expect(desk.Field).ToHaveValueAsync("We deliver on Monday");
        await Expect(desk.Page.GetByText("Editing your message")).ToBeVisibleAsync();
        await desk.ExpectNoViolationsAsync("editing");
        await desk.Field.FillAsync("We deliver on Tuesday");
        await desk.Field.PressAsync("Escape");
        await Expect(desk.Field).ToHaveValueAsync("");
        await Expect(desk.Page.GetByText("Editing your message")).ToBeHiddenAsync();
        Assert.Equal(["Hello", "We deliver on Monday"], await Office.TextsAsync(guest, id));

        await desk.Field.PressAsync("ArrowUp");
        await desk.Field.FillAsync("We deliver on **Tuesday**");
        await desk.Field.PressAsync("Enter");
        await Expect(Bubble(desk, "We deliver on Tuesday")).ToContainTextAsync("edited");
        await Expect(Bubble(toms, "We deliver on Tuesday")).ToContainTextAsync("edited");
        await Expect(Bubble(toms, "We deliver on Tuesday").Locator("strong")).ToHaveTextAsync("Tuesday");
        await Expect(toms.Row("Nadia Okafor")).ToContainTextAsync("We deliver on Tuesday");
        await Expect(desk.Field).ToHaveValueAsync("");
        Assert.Equal(["Hello", "We deliver on **Tuesday**"], await Office.TextsAsync(guest, id));

        // Others read what it was, and have nothing to change in it.
        await ChooseAsync(toms, "We deliver on Tuesday", "Earlier texts");
        await Expect(toms.Page.Locator(".earlier-texts")).ToContainTextAsync("We deliver on Monday");
        await toms.ExpectNoViolationsAsync("earlier texts");
        await toms.Page.Keyboard.PressAsync("Escape");
        await OpenMenuAsync(toms, "We deliver on Tuesday");
        await Expect(toms.Page.GetByRole(AriaRole.Menuitem)).ToHaveTextAsync(["Quote", "Earlier texts"]);
    }

    [Fact, Rule("MS-12", "MS-9")]
    public async Task What_was_being_written_comes_back_after_an_edit_and_a_note_stays_one()
    {
        var (guest, id) = await office.ConversationAsync("Elif Kaya", "Hello");
        await Office.SayAsync(office.Mara, id, "Careful with her", "note");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await desk.Field.FillAsync("Half a sentence");
        await ChooseAsync(desk, "Careful with her", "Edit");
        await Expect(desk.Page.Locator(".composer")).ToContainTextAsync("Only agents");
        await desk.Field.FillAsync("Be careful with her");
        await desk.Field.PressAsync("Enter");
        await Expect(Bubble(desk, "Be careful with her")).ToContainTextAsync("edited");
        await Expect(desk.Field).ToHaveValueAsync("Half a sentence");
        await Expect(desk.Page.Locator(".composer.note")).ToHaveCountAsync(0);
        Assert.Equal(["Hello"], await Office.TextsAsync(guest, id));
        await desk.Page.ReloadAsync();
        await Expect(desk.Field).ToHaveValueAsync("Half a sentence");
    }

    [Fact, Rule("MS-6")]
    public async Task A_message_is_deleted_after_it_was_asked_and_its_place_stays()
    {
        var (guest, id) = await office.ConversationAsync("Hannah Price", "Hello");
        await Office.SayAsync(office.Mara, id, "Meant for somebody else");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await using var toms = await Desk.OpenAsync(chromium, office.App.Address, office.Tom, $"/conversations/{id}");
        await Expect(Bubble(toms, "Meant for somebody else")).ToBeVisibleAsync();
        await ChooseAsync(desk, "Meant for somebody else", "Delete");
        await Expect(desk.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("Meant for somebody else");
        await desk.ExpectNoViolationsAsync("asked before deleting");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();
        Assert.Equal(["Hello", "Meant for somebody else"], await Office.TextsAsync(guest, id));
        await ChooseAsync(desk, "Meant for somebody else", "Delete");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        foreach (var one in new[] { desk, toms })
        {
            await Expect(one.Log.Locator(".bubble.gone")).ToContainTextAsync("Message deleted");
            await Expect(one.Log).Not.ToContainTextAsync("Meant for somebody else");
            await Expect(one.Row("Hannah Price")).ToContainTextAsync("Message deleted");
        }
        await desk.ExpectNoViolationsAsync("a tombstone");
        Assert.Equal(["Hello", ""], await Office.TextsAsync(guest, id));
    }

    [Fact, Rule("MS-6", "MS-14")]
    public async Task What_was_deleted_while_the_line_was_down_is_gone_when_it_comes_back()
    {
        var (_, id) = await office.ConversationAsync("Oskar Vik", "Hello");
        await Office.SayAsync(office.Mara, id, "Away with it");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await Expect(Bubble(desk, "Away with it")).ToBeVisibleAsync();
        await desk.Context.SetOfflineAsync(true);
        var page = await office.Mara.GetAsync($"/api/v1/conversations/{id}/messages");
        var message = page.GetProperty("items").EnumerateArray().Last().GetProperty("id").GetString();
        await office.Mara.DeleteAsync($"/api/v1/conversations/{id}/messages/{message}");
        await desk.Context.SetOfflineAsync(false);
        await Expect(desk.Log.Locator(".bubble.gone")).ToContainTextAsync("Message deleted");
    }

    [Fact, Rule("AX-2", "MS-6")]
    public async Task All_of_it_goes_by_keyboard()
    {
        var (_, id) = await office.ConversationAsync("Jonas Lind", "Hello");
        await Office.SayAsync(office.Mara, id, "By keyboard");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await Expect(Bubble(desk, "By keyboard")).ToBeVisibleAsync();
        await desk.Log.FocusAsync();
        await desk.Page.Keyboard.PressAsync("ArrowUp");
        await desk.Page.Keyboard.PressAsync("Enter");
        // The line of reactions is the first.
        await desk.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Quote" })).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Edit" })).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("ArrowDown");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Keep" })).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("Tab");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(desk.Log.Locator(".bubble.gone")).ToHaveCountAsync(1);
    }

    [Fact, Rule("MS-5", "MO-1")]
    public async Task On_a_phone_a_message_has_its_menu_beside_it()
    {
        var (guest, id) = await office.ConversationAsync("Amira Haddad", "Hello");
        await Office.SayAsync(office.Mara, id, new string('w', 400));
        await Office.SayAsync(office.Mara, id, "On the way");
        await using var desk = await MaraAsync($"/conversations/{id}", Screen.Phone);
        var button = Bubble(desk, "On the way").Locator(".more");
        await Expect(button).ToHaveCSSAsync("opacity", "1");
        await button.TapAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Edit" }).TapAsync();
        await desk.Field.FillAsync("Nearly there");
        Assert.Empty(await desk.BeyondTheEdgeAsync());
        await desk.ExpectNoViolationsAsync("editing on a phone");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).TapAsync();
        await Expect(Bubble(desk, "Nearly there")).ToContainTextAsync("edited");
        Assert.Equal("Nearly there", (await Office.TextsAsync(guest, id))[^1]);
    }

    private static ILocator Bubble(Desk desk, string text) => desk.Log.Locator(".bubble").Filter(new() { HasText = text });

    private static async Task OpenMenuAsync(Desk desk, string text)
    {
        await Bubble(desk, text).HoverAsync();
        await Bubble(desk, text).Locator(".more").ClickAsync();
    }

    private static async Task ChooseAsync(Desk desk, string text, string item)
    {
        await OpenMenuAsync(desk, text);
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
    }
}
