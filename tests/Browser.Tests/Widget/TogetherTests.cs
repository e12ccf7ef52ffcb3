using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>The main job: a guest on somebody else's strict page and an agent in the inbox, two browsers at once.</summary>
public sealed class TogetherTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    [Fact, Rule("IN-1", "WI-3", "MS-2", "MS-3", "MS-4", "AP-6")]
    public async Task Guest_and_agent_see_each_others_words_at_once()
    {
        await using var desk = await InboxAsync();
        var inbox = desk.Page;
        var guest = await OpenAsync(StrictPage());
        Assert.NotEqual(new Uri(guest.Url).Authority, new Uri(inbox.Url).Authority);
        await BeginAsync(guest);
        await Expect(inbox.Locator(".conv")).ToHaveCountAsync(0);

        await WriteAsync(guest, "Do you deliver to Oslo?");
        await inbox.Locator(".conv").Filter(new() { HasText = "Nadia Okafor" }).Locator(".go").ClickAsync();
        var log = desk.Log;
        await Expect(log.Locator(".bubble .text")).ToHaveTextAsync(["Welcome to Ternhaus", "Do you deliver to Oslo?"]);
        await Expect(Panel(guest).Locator(".marks")).ToContainTextAsync("Seen");

        var field = desk.Field;
        await field.PressSequentiallyAsync("Yes");
        await Expect(Panel(guest).GetByText("is typing")).ToBeVisibleAsync();
        await field.PressAsync("Enter");
        await Expect(Bubbles(guest)).ToHaveTextAsync(["Welcome to Ternhaus", "Do you deliver to Oslo?", "Yes"]);
        await Expect(Panel(guest).GetByText("is typing")).ToBeHiddenAsync();

        await Composer(guest).PressSequentiallyAsync("And");
        await Expect(inbox.Locator(".typing").Filter(new() { HasText = "Nadia" })).ToBeVisibleAsync();
        await WriteAsync(guest, "And to Bergen?");
        await Expect(log.Locator(".bubble .text").Last).ToHaveTextAsync("And to Bergen?");
        await field.FillAsync("There too");
        await field.PressAsync("Enter");
        await Expect(Bubbles(guest).Last).ToHaveTextAsync("There too");
        await Expect(log.Locator(".marks-all").Last).ToContainTextAsync("Nadia Okafor");
        Assert.Equal(
            ["Welcome to Ternhaus", "Do you deliver to Oslo?", "Yes", "And to Bergen?", "There too"],
            await TextsAsync(await ConversationAsync())
        );
        Assert.Empty(await guest.Context.CookiesAsync());
        Assert.Empty(Errors);
    }
}
