using System.Net;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>The pages of our own on which guests write.</summary>
public sealed class GuestPageTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    [Fact, Rule("WI-15", "IN-1", "AX-1")]
    public async Task The_plain_page_of_a_widget_offers_the_same()
    {
        var page = await OpenAsync($"{Host}/w/{Key}");
        await TalkAsync(page);
    }

    [Fact, Rule("IN-1", "IN-4", "IN-6")]
    public async Task A_personal_link_reaches_its_agent_and_is_found_again()
    {
        var slug = (await Mara.GetAsync("/api/v1/me")).GetProperty("slug").GetString();
        var page = await OpenAsync($"{Host}/c/{slug}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Mara Nowak" })).ToBeVisibleAsync();
        await TalkAsync(page);
        await page.ReloadAsync();
        await Expect(page.Locator(".conv")).ToContainTextAsync("Yes");
    }

    [Fact]
    public async Task Guest_pages_are_kept_out_of_indexes_frames_and_referrers()
    {
        using var client = App.Anonymous();
        using var answer = await client.SendAsync(HttpMethod.Get, $"/w/{Key}");
        Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
    }

    [Fact, Rule("IN-11")]
    public async Task An_unknown_way_in_is_told_calmly()
    {
        using var client = App.Anonymous();
        foreach (var path in new[] { "/w/wk_nobody", "/c/nobody" })
        {
            using var answer = await client.SendAsync(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("There is nothing here", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact, Rule("IN-11")]
    public async Task A_closed_link_says_so_calmly_and_offers_the_fallback_that_works()
    {
        await App.Administrator.PatchAsync("/api/v1/admin/organisation", new { fallbackWidgetKey = Key });
        using var leaver = await Product.NewAgentAsync("Lea Leaver");
        var slug = (await leaver.GetAsync("/api/v1/me")).GetProperty("slug").GetString();
        await App.Administrator.PatchAsync($"/api/v1/admin/agents/{leaver.Id}", new { active = false });

        var page = await OpenAsync("about:blank");
        var answer = await page.GotoAsync($"{Host}/c/{slug}");
        Assert.Equal(410, answer!.Status);
        await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("This link is closed");
        Assert.DoesNotContain("Lea", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(await Axe.AllOfAsync(page));
        // The browser says itself that the page is gone.
        Errors.Clear();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new(Team) }).ClickAsync();
        await TalkAsync(page);
    }

    [Fact, Rule("IN-13")]
    public async Task Where_nobody_can_answer_the_offline_text_is_shown_and_the_message_is_taken()
    {
        using var basic = await App.AgentAsync($"Bea {Guid.NewGuid():N}", "Basic");
        var service = await App.Administrator.PostAsync(
            "/api/v1/admin/services",
            new
            {
                name = Product.NewName("Archive"),
                managerId = Mara.Id,
                members = new[] { basic.Id },
            }
        );
        var settings = new { websites = new[] { Site.Origin }, texts = new { offline = "We are back on Monday." } };
        Key = (await App.WidgetAsync(service.GetProperty("id").GetString()!, settings)).GetProperty("key").GetString()!;
        var page = await OpenAsync(Site.Put("/", Html()));
        await Launcher(page).ClickAsync();
        await Expect(Panel(page).GetByText("We are back on Monday.")).ToBeVisibleAsync();
        await Launcher(page).ClickAsync();
        await BeginAsync(page);
        await Expect(Panel(page).GetByText("We are back on Monday.")).ToBeVisibleAsync();
        await WriteAsync(page, "Until Monday then");
        await Expect(Panel(page).Locator(".marks")).ToContainTextAsync("Sent");
        Assert.Contains("Until Monday then", await TextsAsync(await ConversationAsync()));
    }

    private async Task TalkAsync(IPage page)
    {
        Assert.Empty(await Axe.AllOfAsync(page));
        await page.GetByText("Start new conversation").ClickAsync();
        await page.GetByLabel("Name").FillAsync("Nadia");
        await page.GetByLabel("E-mail").FillAsync("nadia@example.org");
        await page.GetByText("Start chat").ClickAsync();
        await page.Locator("textarea").FillAsync("Hello");
        await page.Locator("textarea").PressAsync("Enter");
        await AnswerAsync(await ConversationAsync(), "Yes");
        await Expect(page.Locator(".bubble").Last).ToHaveTextAsync("Yes");
        Assert.Empty(await Axe.AllOfAsync(page));
        Assert.Empty(Errors);
    }
}
