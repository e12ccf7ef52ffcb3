using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>Emoji by picker and by name in the agents' composer; up to three alone are large (MS-11).</summary>
public sealed class EmojiTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Fact, Rule("MS-11", "PV-5")]
    public async Task A_name_is_completed_while_it_is_typed_and_a_whole_one_becomes_its_emoji()
    {
        var (guest, id) = await office.ConversationAsync("Nadia Okafor", "Hello");
        await using var desk = await OpenAsync(id);
        var asked = new List<string>();
        desk.Page.Request += (_, request) => asked.Add(request.Url);
        var options = desk.Page.GetByRole(AriaRole.Option);
        await desk.Field.PressSequentiallyAsync("Well done :tad");
        await Expect(options.First).ToHaveAccessibleNameAsync("tada :tada:");
        await Expect(desk.Field).ToHaveAttributeAsync("aria-activedescendant", "suggest-0");
        await desk.ExpectNoViolationsAsync("suggestions");
        await desk.Field.PressAsync("Enter");
        await Expect(desk.Field).ToHaveValueAsync("Well done 🎉");
        await Expect(options).ToHaveCountAsync(0);

        // Escape closes the list alone, and Enter sends again.
        await desk.Field.PressSequentiallyAsync(" :hea");
        await Expect(options.First).ToBeVisibleAsync();
        await desk.Field.PressAsync("ArrowDown");
        await Expect(options.Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        await desk.Field.PressAsync("Escape");
        await Expect(options).ToHaveCountAsync(0);
        await Expect(desk.Field).ToHaveValueAsync("Well done 🎉 :hea");
        await desk.Field.PressSequentiallyAsync("rt:");
        await Expect(desk.Field).ToHaveValueAsync("Well done 🎉 ❤️");
        // A time of day and an address are none.
        await desk.Field.PressSequentiallyAsync(" at 10:30, http://tada:heart:");
        await Expect(options).ToHaveCountAsync(0);
        await desk.Field.PressAsync("Enter");
        await Expect(desk.Log.Locator(".bubble").Last).ToContainTextAsync("Well done 🎉 ❤️ at 10:30, http://tada:heart:");
        await Expect(desk.Log.Locator(".marks")).ToHaveTextAsync(["Sent"]);
        Assert.Equal("Well done 🎉 ❤️ at 10:30, http://tada:heart:", (await Office.TextsAsync(guest, id))[^1]);
        Assert.All(asked, url => Assert.StartsWith(office.App.Address.ToString(), url, StringComparison.Ordinal));
    }

    [Fact, Rule("MS-11", "AX-2")]
    public async Task The_picker_is_searched_and_walked_by_keyboard_and_puts_the_emoji_where_the_caret_was()
    {
        var (_, id) = await office.ConversationAsync("Elif Kaya", "Hello");
        await using var desk = await OpenAsync(id);
        await desk.Field.FillAsync("On Monday!");
        await desk.Field.EvaluateAsync("field => field.setSelectionRange(9, 9)");
        await Button(desk).FocusAsync();
        await desk.Page.Keyboard.PressAsync("Enter");
        var panel = desk.Page.GetByRole(AriaRole.Dialog, new() { Name = "Emoji" });
        await Expect(panel.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await desk.ExpectNoViolationsAsync("the picker");
        await desk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await desk.ExpectFitColoursAsync("the picker in the dark");
        await desk.Page.Keyboard.PressAsync("ArrowDown");
        await desk.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(panel.GetByRole(AriaRole.Button).Nth(1)).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("ArrowDown");
        await desk.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(panel.GetByRole(AriaRole.Button).Nth(1)).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(panel.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await desk.Page.Keyboard.TypeAsync("qqqq");
        await Expect(panel.GetByRole(AriaRole.Status)).ToHaveTextAsync("No emoji found");
        await panel.GetByRole(AriaRole.Searchbox).FillAsync("rocket");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(panel).ToHaveCountAsync(0);
        await Expect(desk.Field).ToHaveValueAsync("On Monday🚀!");
        await Expect(desk.Field).ToBeFocusedAsync();
        // What was put in is a draft like what was typed.
        await desk.Page.ReloadAsync();
        await Expect(desk.Field).ToHaveValueAsync("On Monday🚀!");
        await Button(desk).ClickAsync();
        await Expect(panel).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(panel).ToHaveCountAsync(0);
        await Expect(Button(desk)).ToBeFocusedAsync();
    }

    [Fact, Rule("MS-11", "MO-1", "LA-1")]
    public async Task On_a_phone_the_picker_fits_and_speaks_the_agents_language()
    {
        var (guest, id) = await office.ConversationAsync("Amira Haddad", "Hello");
        await office.Tom.PatchAsync("/api/v1/me", new { language = "de" });
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Tom, $"/conversations/{id}", Screen.Phone);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Emoji" }).TapAsync();
        var panel = desk.Page.GetByRole(AriaRole.Dialog, new() { Name = "Emoji" });
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Daumen hoch" })).ToHaveCountAsync(1);
        Assert.Empty(await desk.BeyondTheEdgeAsync());
        await desk.ExpectNoViolationsAsync("the picker on a phone");
        await panel.GetByRole(AriaRole.Searchbox).FillAsync("glücklich");
        await panel.GetByRole(AriaRole.Button).First.TapAsync();
        await Expect(desk.Field).Not.ToHaveValueAsync("");
        await desk.Field.PressAsync("Enter");
        await Expect(desk.Log.Locator(".text.large")).ToHaveCountAsync(1);
        await Expect(desk.Log.Locator(".marks")).ToHaveTextAsync(["Gesendet"]);
        await office.Tom.PatchAsync("/api/v1/me", new { language = "en" });
        Assert.Equal(2, (await Office.TextsAsync(guest, id)).Count);
    }

    [Fact, Rule("MS-11")]
    public async Task Up_to_three_alone_are_large()
    {
        string[] words = ["🎉", "👩🏽‍⚕️ 🇩🇪 👍", "🎉🎉🎉🎉", "Thanks 🎉", "42"];
        var (guest, id) = await office.ConversationAsync("Oskar Vik", words);
        await using var desk = await OpenAsync(id);
        await Expect(desk.Log.Locator(".bubble").Last).ToContainTextAsync("42");
        await Expect(desk.Log.Locator(".text.large")).ToHaveTextAsync(["🎉", "👩🏽‍⚕️ 🇩🇪 👍"]);
        await Expect(desk.Log.Locator(".text.large").First).ToHaveCSSAsync("font-size", "36px");
        await Office.SayAsync(guest, id, "❤️");
        await Expect(desk.Log.Locator(".text.large")).ToHaveCountAsync(3);
    }

    private static ILocator Button(Desk desk) => desk.Page.GetByRole(AriaRole.Button, new() { Name = "Emoji" });

    private Task<Desk> OpenAsync(string id) => Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}");
}
