using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>A widget that asks for nothing.</summary>
public sealed class AnonymousTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    protected override object Settings =>
        new
        {
            websites = new[] { Site.Origin },
            fields = new
            {
                name = "hidden",
                email = "hidden",
                phone = "hidden",
            },
        };

    [Fact, Rule("GU-6", "IN-3", "TI-7")]
    public async Task After_two_minutes_without_an_answer_a_field_for_the_address_is_offered()
    {
        var page = await WriteAsAnybodyAsync();
        var conversation = await ConversationAsync();
        Assert.StartsWith("Guest", await TitleAsync(conversation), StringComparison.Ordinal);
        await Expect(Offer(page)).ToHaveCountAsync(0);
        await page.Clock.FastForwardAsync("01:50");
        await Expect(Offer(page)).ToHaveCountAsync(0);

        await page.Clock.FastForwardAsync("00:15");
        await Offer(page).FillAsync("not an address");
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Panel(page).GetByText("Enter an address like")).ToBeVisibleAsync();
        await Offer(page).FillAsync("late@example.org");
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Panel(page).GetByText("late@example.org")).ToBeVisibleAsync();
        await Expect(Offer(page)).ToHaveCountAsync(0);
        var members = await Mara.GetAsync($"/api/v1/conversations/{conversation}/members");
        Assert.Contains("late@example.org", members.ToString(), StringComparison.Ordinal);
    }

    [Fact, Rule("GU-6")]
    public async Task Who_was_answered_is_asked_only_when_the_next_question_waits()
    {
        var page = await WriteAsAnybodyAsync();
        await AnswerAsync(await ConversationAsync(), "Yes, me");
        await Expect(Bubbles(page).Last).ToHaveTextAsync("Yes, me");
        await page.Clock.FastForwardAsync("10:00");
        await WriteAsync(page, "Good");
        await Expect(Panel(page).Locator(".marks").Last).ToContainTextAsync("Sent");
        await Expect(Offer(page)).ToHaveCountAsync(0);
        await page.Clock.FastForwardAsync("02:05");
        await Expect(Offer(page)).ToBeVisibleAsync();
    }

    private static ILocator Offer(IPage page) => Panel(page).GetByRole(AriaRole.Textbox, new() { Name = "E-mail" });

    private async Task<IPage> WriteAsAnybodyAsync()
    {
        var page = await OpenAsync(Site.Put("/", Html()));
        // The guest's own clock may be wrong by hours (C25).
        await page.Clock.InstallAsync(new() { TimeDate = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(2) });
        await Launcher(page).ClickAsync();
        await Panel(page).GetByText("Start new conversation").ClickAsync();
        await Composer(page).WaitForAsync();
        Assert.Empty(await ConversationsAsync());
        await WriteAsync(page, "Anybody there?");
        await Expect(Panel(page).Locator(".marks")).ToContainTextAsync("Sent");
        return page;
    }

    private async Task<string> TitleAsync(string conversation) =>
        (await Mara.GetAsync($"/api/v1/conversations/{conversation}")).GetProperty("title").GetString()!;
}
