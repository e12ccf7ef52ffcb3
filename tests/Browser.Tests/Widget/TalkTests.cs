using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>The main job on a page that allows nothing but the host of the chat.</summary>
public sealed class TalkTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    private async Task<IPage> StrictPageAsync() => await OpenAsync(StrictPage());

    [Fact, Rule("WI-1", "WI-3", "WI-6", "IN-3", "GU-1", "AX-3")]
    public async Task On_a_strict_page_guest_and_agent_see_each_others_words_at_once()
    {
        var page = await StrictPageAsync();
        await BeginAsync(page);
        await Expect(Bubbles(page)).ToHaveTextAsync(["Welcome to Ternhaus"]);
        Assert.Empty(await ConversationsAsync());

        await WriteAsync(page, "Do you **deliver**? <img src=x onerror=alert(1)>");
        var conversation = await ConversationAsync();
        Assert.Equal(["Welcome to Ternhaus", "Do you **deliver**? <img src=x onerror=alert(1)>"], await TextsAsync(conversation));
        await Expect(Bubbles(page)).ToHaveTextAsync(["Welcome to Ternhaus", "Do you deliver? <img src=x onerror=alert(1)>"]);
        await Expect(Bubbles(page).Locator("strong")).ToHaveTextAsync("deliver");

        await AnswerAsync(conversation, "Yes, in two days");
        await Expect(Bubbles(page)).ToContainTextAsync(["Welcome", "Do you", "Yes, in two days"]);
        await Expect(Panel(page).GetByRole(AriaRole.Log)).ToHaveCountAsync(1);
        Assert.Empty(await page.Context.CookiesAsync());
        Assert.Empty(Errors);
    }

    [Fact, Rule("MS-3", "MS-4")]
    public async Task The_guest_sees_that_somebody_types_and_that_the_message_was_seen()
    {
        var page = await StrictPageAsync();
        await BeginAsync(page);
        await WriteAsync(page, "Hello");
        var conversation = await ConversationAsync();
        await Expect(Panel(page).Locator(".marks")).ToContainTextAsync("Sent");
        var last = (await Mara.GetAsync($"/api/v1/conversations/{conversation}")).GetProperty("lastSeq").GetInt64();
        await Mara.PutAsync($"/api/v1/conversations/{conversation}/read", new { seq = last });
        await Expect(Panel(page).Locator(".marks")).ToContainTextAsync("Seen");

        // Nobody keeps what is typed: it is told to who listens, as the guest does by now.
        await Mara.PostAsync($"/api/v1/conversations/{conversation}/typing", new { stop = false });
        await Expect(Panel(page).GetByText($"{Team}\u2069 is typing")).ToBeVisibleAsync();
        await Mara.PostAsync($"/api/v1/conversations/{conversation}/typing", new { stop = true });
        await Expect(Panel(page).Locator(".typing")).ToBeEmptyAsync();
    }

    [Fact, Rule("IN-6", "WI-14")]
    public async Task A_returning_guest_finds_unread_answers_and_goes_on()
    {
        var page = await StrictPageAsync();
        await BeginAsync(page);
        await WriteAsync(page, "Hello");
        var conversation = await ConversationAsync();
        await Expect(Panel(page).Locator(".marks")).ToContainTextAsync("Sent");
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await AnswerAsync(conversation, "An answer");
        await Expect(Launcher(page)).ToContainTextAsync("1");

        await page.ReloadAsync();
        await Expect(Launcher(page)).ToContainTextAsync("1");
        await Launcher(page).ClickAsync();
        await Expect(Bubbles(page)).ToHaveTextAsync(["Welcome to Ternhaus", "Hello", "An answer"]);
        await Expect(Panel(page).GetByText("New", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(Launcher(page)).Not.ToContainTextAsync("1");
        await WriteAsync(page, "Thanks");
        await Until.Async(() => TextsAsync(conversation), texts => texts.Contains("Thanks"));
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "Back" }).ClickAsync();
        await Expect(Panel(page).Locator(".conv")).ToHaveCountAsync(1);
        await Expect(Panel(page).Locator(".conv")).ToContainTextAsync("Thanks");
    }
}
