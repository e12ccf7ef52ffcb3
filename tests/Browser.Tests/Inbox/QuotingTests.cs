using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>An agent quotes a message (MS-7).</summary>
public sealed class QuotingTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Fact, Rule("MS-7")]
    public async Task A_quote_shows_the_text_as_it_is_now_and_jumps_to_it_however_far_back()
    {
        var (guest, id) = await office.ConversationAsync("Nadia Okafor", "The very first");
        for (var i = 1; i <= 60; i++)
        {
            await Office.SayAsync(guest, id, $"Message {i}");
        }
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}");
        var newest = desk.Log.Locator(".bubble").Filter(new() { HasText = "Message 60" });
        await newest.HoverAsync();
        await newest.Locator(".more").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Quote" }).ClickAsync();
        var above = desk.Page.Locator(".composer").GetByText("Nadia Okafor: Message 60");
        await Expect(above).ToBeVisibleAsync();
        await desk.Field.PressAsync("Escape");
        await Expect(above).ToBeHiddenAsync();
        await newest.HoverAsync();
        await newest.Locator(".more").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Quote" }).ClickAsync();
        await desk.WriteAsync("About this one");
        var quote = desk.Log.Locator(".quote");
        await Expect(quote).ToContainTextAsync("Message 60");
        await desk.ExpectNoViolationsAsync("a quote");

        var timeline = (await guest.GetAsync($"/api/v1/conversations/{id}/messages")).GetProperty("items").EnumerateArray().ToList();
        var quoted = timeline.Single(one => one.GetProperty("text").GetString() == "Message 60").GetProperty("id").GetString();
        await guest.PatchAsync($"/api/v1/conversations/{id}/messages/{quoted}", new { text = "Message sixty" });
        await Expect(quote).ToContainTextAsync("Message sixty");
        await guest.DeleteAsync($"/api/v1/conversations/{id}/messages/{quoted}");
        await Expect(quote).ToContainTextAsync("Message deleted");

        var first = (await guest.GetAsync($"/api/v1/conversations/{id}/messages?before=3")).GetProperty("items")[0].GetProperty("id");
        await guest.PostAsync(
            $"/api/v1/conversations/{id}/messages",
            new
            {
                clientId = Guid.NewGuid(),
                text = "And that",
                quote = first.GetString(),
            }
        );
        await desk.Log.GetByRole(AriaRole.Button, new() { NameRegex = new("The very first") }).ClickAsync();
        await Expect(desk.Log.Locator(".bubble.reached:focus")).ToContainTextAsync("The very first");
        await Expect(desk.Log.Locator(".bubble:focus")).ToBeInViewportAsync();
    }
}
