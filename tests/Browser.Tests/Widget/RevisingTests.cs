using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>A guest edits and deletes what they wrote (MS-5, MS-6), and sees what the other side does.</summary>
public sealed class RevisingTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    private static readonly BrowserNewContextOptions Phone = new()
    {
        ViewportSize = new() { Width = 390, Height = 844 },
        HasTouch = true,
    };

    [Fact, Rule("MS-5", "MS-12")]
    public async Task A_guest_edits_the_last_message_by_the_arrow_and_the_draft_comes_back()
    {
        var page = await OpenAsync(StrictPage());
        await BeginAsync(page);
        await WriteAsync(page, "Do you deliver on Monday?");
        var id = await ConversationAsync();
        await Expect(Panel(page).Locator(".marks")).ToContainTextAsync("Sent");
        await Composer(page).PressAsync("ArrowUp");
        await Expect(Composer(page)).ToHaveValueAsync("Do you deliver on Monday?");
        await Expect(Panel(page).GetByText("Editing your message")).ToBeVisibleAsync();
        await Composer(page).PressAsync("Escape");
        await Expect(Composer(page)).ToHaveValueAsync("");
        await Expect(Panel(page)).ToBeVisibleAsync();

        await Composer(page).FillAsync("Half a sent");
        await Bubbles(page).Last.HoverAsync();
        await Button(page, "More").Last.ClickAsync();
        await Button(page, "Edit").ClickAsync();
        await Composer(page).FillAsync("Do you deliver on **Tuesday**?");
        await Composer(page).PressAsync("Enter");
        await Expect(Bubbles(page).Last).ToHaveTextAsync("Do you deliver on Tuesday?edited");
        await Expect(Bubbles(page).Last.Locator("strong")).ToHaveTextAsync("Tuesday");
        await Expect(Composer(page)).ToHaveValueAsync("Half a sent");
        await Expect(Composer(page)).ToBeFocusedAsync();
        Assert.Equal(["Welcome to Ternhaus", "Do you deliver on **Tuesday**?"], await TextsAsync(id));
        await page.ReloadAsync();
        await Expect(Bubbles(page).Last).ToHaveTextAsync("Do you deliver on Tuesday?edited");
        await Expect(Composer(page)).ToHaveValueAsync("Half a sent");
        Assert.Empty(Errors);
    }

    [Theory, Rule("MS-6", "MO-2")]
    [MemberData(nameof(Widths.Phone), MemberType = typeof(Widths))]
    public async Task A_guest_deletes_a_message_after_being_asked(bool phone)
    {
        var page = await OpenAsync(await ContextAsync(phone ? Phone : null), StrictPage());
        await BeginAsync(page);
        await WriteAsync(page, "My password is 1234");
        var id = await ConversationAsync();
        await Expect(Panel(page).Locator(".marks")).ToContainTextAsync("Sent");
        await Bubbles(page).Last.HoverAsync();
        await Button(page, "More").Last.ClickAsync();
        await Button(page, "Delete").ClickAsync();
        await Expect(Panel(page)).ToContainTextAsync("Delete this message?");
        Assert.Empty(await Axe.StandardAsync(page));
        await Button(page, "Keep").ClickAsync();
        Assert.Equal(["Welcome to Ternhaus", "My password is 1234"], await TextsAsync(id));
        await Bubbles(page).Last.HoverAsync();
        await Button(page, "More").Last.ClickAsync();
        await Button(page, "Delete").ClickAsync();
        await Button(page, "Delete").ClickAsync();
        await Expect(Bubbles(page).Last).ToHaveTextAsync("Message deleted");
        Assert.Equal(["Welcome to Ternhaus", ""], await TextsAsync(id));
        // The greeting is left.
        await Expect(Button(page, "More")).ToHaveCountAsync(1);
        Assert.Empty(await Axe.StandardAsync(page));
        await Button(page, "Back").ClickAsync();
        await Expect(Panel(page).Locator(".conv")).ToContainTextAsync("Message deleted");
    }

    [Fact, Rule("MS-5", "MS-6")]
    public async Task What_the_agent_edits_and_deletes_changes_in_place_at_once()
    {
        var page = await OpenAsync(StrictPage());
        await BeginAsync(page);
        await WriteAsync(page, "Hello");
        var id = await ConversationAsync();
        await AnswerAsync(id, "On Monday");
        await Expect(Bubbles(page)).ToHaveTextAsync(["Welcome to Ternhaus", "Hello", "On Monday"]);
        var answer = (await Mara.GetAsync($"/api/v1/conversations/{id}/messages"))
            .GetProperty("items")
            .EnumerateArray()
            .Last()
            .GetProperty("id")
            .GetString();
        await Mara.PatchAsync($"/api/v1/conversations/{id}/messages/{answer}", new { text = "On Tuesday" });
        await Expect(Bubbles(page)).ToHaveTextAsync(["Welcome to Ternhaus", "Hello", "On Tuesdayedited"]);
        await Mara.DeleteAsync($"/api/v1/conversations/{id}/messages/{answer}");
        await Expect(Bubbles(page)).ToHaveTextAsync(["Welcome to Ternhaus", "Hello", "Message deleted"]);
        Assert.Empty(Errors);
    }

    [Fact, Rule("MS-5")]
    public async Task What_the_server_finds_too_late_is_said_where_it_was_typed()
    {
        var page = await OpenAsync(StrictPage());
        await BeginAsync(page);
        await WriteAsync(page, "Hello");
        await Expect(Panel(page).Locator(".marks")).ToContainTextAsync("Sent");
        await page.RouteAsync(
            "**/messages/*",
            route =>
                route.FulfillAsync(
                    new()
                    {
                        Status = 409,
                        Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" },
                        ContentType = "application/problem+json",
                        Body = """{"type":"/problems/too-late","title":"It is too late","status":409}""",
                    }
                )
        );
        await Composer(page).PressAsync("ArrowUp");
        await Expect(Composer(page)).ToHaveValueAsync("Hello");
        await Composer(page).FillAsync("Hello again");
        await Composer(page).PressAsync("Enter");
        await Expect(Panel(page).GetByRole(AriaRole.Alert)).ToContainTextAsync("15 minutes");
        await Expect(Composer(page)).ToHaveValueAsync("Hello again");
    }

    [Fact, Rule("MS-7", "AX-2")]
    public async Task A_guest_quotes_an_answer_by_keyboard_and_jumps_to_what_was_quoted()
    {
        var page = await OpenAsync(StrictPage());
        await BeginAsync(page);
        await WriteAsync(page, "Hello");
        var id = await ConversationAsync();
        await AnswerAsync(id, "On Monday");
        await Expect(Bubbles(page)).ToHaveCountAsync(3);
        await Button(page, "More").Last.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        // Reactions first (MS-8), which are one stop.
        await Expect(Button(page, "Thumbs up")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(Button(page, "Quote")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(Panel(page).GetByText("You quote")).ToBeVisibleAsync();
        await WriteAsync(page, "Which one?");
        await Expect(Bubbles(page).Last).ToHaveTextAsync("Mara NowakOn MondayWhich one?");
        await Expect(Panel(page).GetByText("You quote")).ToHaveCountAsync(0);
        Assert.Empty(await Axe.StandardAsync(page));
        await Bubbles(page).Last.Locator(".quote").ClickAsync();
        await Expect(Panel(page).Locator(".bubble:focus")).ToHaveTextAsync("On Monday");
        Assert.Empty(Errors);
    }

    private static ILocator Button(IPage page, string name) => Panel(page).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
