using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>Several tabs of one site.</summary>
public sealed class TabsTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    [Fact, Rule("WI-14")]
    public async Task Two_tabs_share_session_line_and_unread_and_agree_on_open()
    {
        var (page, second, conversation, lines) = await TwoTabsAsync();
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(Panel(second)).ToBeHiddenAsync();
        await AnswerAsync(conversation, "To both");
        await Expect(Launcher(page)).ToContainTextAsync("1");
        await Expect(Launcher(second)).ToContainTextAsync("1");

        await Launcher(second).ClickAsync();
        await Expect(Bubbles(second)).ToContainTextAsync(["To both"]);
        await Expect(Launcher(page)).Not.ToContainTextAsync("1");
        await Expect(Panel(page)).ToBeVisibleAsync();
        await WriteAsync(second, "From the second");
        await Expect(Bubbles(page).Last).ToHaveTextAsync("From the second");
        Assert.Single(await ConversationsAsync());
        Assert.Equal(1, lines());
    }

    [Fact, Rule("WI-14", "WI-8")]
    public async Task When_the_tab_that_listens_is_closed_another_goes_on()
    {
        var (page, second, conversation, _) = await TwoTabsAsync();
        await page.CloseAsync();
        await AnswerAsync(conversation, "Still there?");
        await Expect(Bubbles(second).Last).ToHaveTextAsync("Still there?");
        await WriteAsync(second, "Yes");
        await Until.Async(() => TextsAsync(conversation), texts => texts.Contains("Yes"));
        await Expect(Unsent(second)).ToHaveCountAsync(0);
        Assert.Equal(["Hello", "Still there?", "Yes"], (await TextsAsync(conversation))[1..]);
    }

    [Fact, Rule("GU-9")]
    public async Task Shutdown_ends_the_session_on_every_tab()
    {
        var (page, second, conversation, _) = await TwoTabsAsync();
        await page.EvaluateAsync("XBees.shutdown()");
        foreach (var tab in new[] { page, second })
        {
            await Expect(Panel(tab)).ToBeHiddenAsync();
            await Expect(Bubbles(tab)).ToHaveCountAsync(0);
        }
        await Launcher(page).ClickAsync();
        foreach (var tab in new[] { page, second })
        {
            await Expect(Panel(tab).GetByText("Start new conversation")).ToBeVisibleAsync();
            await Expect(Panel(tab).Locator(".conv")).ToHaveCountAsync(0);
        }
        Assert.Equal(
            "{}",
            await second.EvaluateAsync<string>(
                "JSON.stringify(localStorage, Object.keys(localStorage).filter(it => !it.endsWith(':look') && !it.endsWith(':open')))"
            )
        );
        await Panel(page).GetByText("Start new conversation").ClickAsync();
        await Expect(Panel(page).GetByLabel("Name")).ToHaveValueAsync("");
        Assert.Equal([conversation], await ConversationsAsync());
    }

    [Fact, Rule("GU-9", "AC-17")]
    public async Task Who_was_removed_sees_the_conversation_on_no_tab_any_more()
    {
        var (page, second, conversation, _) = await TwoTabsAsync();
        var members = await Mara.GetAsync($"/api/v1/conversations/{conversation}/members");
        var guest = members.GetProperty("items").EnumerateArray().Single(it => it.GetProperty("kind").GetString() == "guest");
        await Mara.DeleteAsync($"/api/v1/conversations/{conversation}/members/{guest.GetProperty("id").GetString()}?confirm=true");
        foreach (var tab in new[] { page, second })
        {
            await Expect(Panel(tab).GetByText("no longer open to you")).ToBeVisibleAsync();
            await Expect(Bubbles(tab)).ToHaveCountAsync(0);
            await Expect(Panel(tab).Locator(".conv")).ToHaveCountAsync(0);
        }
    }

    private async Task<(IPage First, IPage Second, string Conversation, Func<int> Lines)> TwoTabsAsync()
    {
        var context = await ContextAsync();
        var lines = 0;
        context.Request += (_, request) => lines += request.Url.EndsWith("/events", StringComparison.Ordinal) ? 1 : 0;
        var page = await OpenAsync(context, StrictPage());
        await BeginAsync(page);
        await WriteAsync(page, "Hello");
        var conversation = await ConversationAsync();
        await Expect(Panel(page).Locator(".marks")).ToContainTextAsync("Sent");
        var second = await OpenAsync(context, Site.Origin + "/");
        await Expect(Bubbles(second)).ToHaveCountAsync(2);
        return (page, second, conversation, () => lines);
    }
}
