using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>A guest who writes into what was resolved long ago simply goes on, in a new conversation.</summary>
public sealed class ContinuingTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    [Fact, Rule("ST-3", "ST-6", "IN-6")]
    public async Task The_guest_goes_on_in_the_new_one_which_leads_back_to_the_old_one()
    {
        var guest = await OpenAsync(StrictPage());
        await BeginAsync(guest);
        await WriteAsync(guest, "Do you deliver to Oslo?");
        await Expect(Panel(guest).Locator(".marks")).ToContainTextAsync("Sent");
        var old = await ConversationAsync();
        var service = (await Mara.GetAsync($"/api/v1/conversations/{old}")).GetProperty("service").GetProperty("id").GetString();
        await App.Administrator.PatchAsync($"/api/v1/admin/services/{service}", new { saysEnded = true });
        await Mara.PutAsync($"/api/v1/conversations/{old}/status", new { status = "resolved" });
        await Expect(Panel(guest).Locator(".notice").Last).ToContainTextAsync("This conversation has ended");
        await LongAgoAsync(old);

        await using var desk = await InboxAsync();
        await WriteAsync(guest, "And to Bergen?", "By ship?");
        await Expect(Bubbles(guest)).ToHaveTextAsync(["And to Bergen?", "By ship?"]);
        await Expect(Panel(guest).Locator(".notice")).ToContainTextAsync("This goes on from an earlier conversation.");
        await Expect(Unsent(guest)).ToHaveCountAsync(0);
        await Expect(Composer(guest)).ToBeFocusedAsync();
        var next = Assert.Single(await ConversationsAsync(), id => id != old);
        Assert.Equal(["And to Bergen?", "By ship?"], (await TextsAsync(next))[^2..]);

        // The agent reads both timelines, each with a link to the other.
        await desk.OpenConversationAsync("Nadia Okafor");
        await Expect(desk.Log).ToContainTextAsync("Nadia Okafor goes on from an earlier conversation");
        await desk.ExpectNoViolationsAsync("a conversation that goes on from another");
        await desk.Log.GetByRole(AriaRole.Link, new() { Name = "an earlier conversation" }).ClickAsync();
        await Expect(desk.Log).ToContainTextAsync("Do you deliver to Oslo?");
        await desk.Log.GetByRole(AriaRole.Link, new() { Name = "a new conversation" }).ClickAsync();
        await Expect(desk.Log).ToContainTextAsync("And to Bergen?");

        // Answers arrive where the guest is, and the old one is a click away.
        await AnswerAsync(next, "To both");
        await Expect(Bubbles(guest).Last).ToHaveTextAsync("To both");
        await Panel(guest).GetByRole(AriaRole.Button, new() { Name = "Show it" }).ClickAsync();
        await Expect(Bubbles(guest)).ToHaveTextAsync(["Welcome to Ternhaus", "Do you deliver to Oslo?"]);
        Assert.Empty(Errors);
    }

    [Fact, Rule("IN-6", "MS-1")]
    public async Task The_list_says_who_wrote_last_in_words_without_marks_and_what_happened()
    {
        var guest = await OpenAsync(StrictPage());
        await BeginAsync(guest);
        await WriteAsync(guest, "Is it **there**?");
        await Expect(Panel(guest).Locator(".marks")).ToContainTextAsync("Sent");
        var id = await ConversationAsync();
        await Panel(guest).GetByRole(AriaRole.Button, new() { Name = "Back" }).ClickAsync();
        var line = Panel(guest).Locator(".conv .line");
        await Expect(line).ToContainTextAsync("You: Is it there?");
        await AnswerAsync(id, "- **Oak**: _four_ weeks");
        await Expect(line).ToContainTextAsync("Mara: Oak: four weeks");
        // Whoever comes by the link is another guest, and no "You".
        var link = (await Mara.GetAsync($"/api/v1/conversations/{id}/link")).GetProperty("url").GetString()!;
        using var other = App.Anonymous();
        await other.PostAsync($"/api/v1/join/{link.Split('/')[^1]}", new { guest = new { name = "Olga Other" } });
        await guest.ReloadAsync();
        await Expect(Panel(guest).Locator(".conv .line").Or(Bubbles(guest)).First).ToBeVisibleAsync();
        await Expect(line).ToContainTextAsync("\u2068Olga Other\u2069 joined");
        Assert.Empty(Errors);
    }

    [Fact, Rule("IN-6", "MS-1", "WI-13")]
    public async Task The_list_waits_calmly_for_what_reads_the_words()
    {
        var guest = await OpenAsync(StrictPage());
        await BeginAsync(guest);
        await WriteAsync(guest, "Is it **there**?");
        await Expect(Panel(guest).Locator(".marks")).ToContainTextAsync("Sent");
        await Panel(guest).GetByRole(AriaRole.Button, new() { Name = "Back" }).ClickAsync();
        var row = Panel(guest).Locator(".conv");
        await Expect(row).ToContainTextAsync("You: Is it there?");

        // It comes after the opening, here much later.
        var comes = new TaskCompletionSource();
        await guest.RouteAsync(
            "**/widget/views-*",
            async route =>
            {
                await comes.Task;
                await route.ContinueAsync();
            }
        );
        await guest.ReloadAsync();
        await Expect(row.Locator(".title")).ToHaveTextAsync(Team);
        await Expect(row.Locator(".line")).ToHaveTextAsync("");
        await row.FocusAsync();
        var height = await row.EvaluateAsync<string>("it => getComputedStyle(it).height");
        comes.SetResult();
        await Expect(row.Locator(".line")).ToHaveTextAsync("You: Is it there?");
        await Expect(row).ToBeFocusedAsync();
        await Expect(row).ToHaveCSSAsync("height", height);
        Assert.Empty(Errors);
    }

    /// <summary>As if it had been resolved so long ago that the service's days are over.</summary>
    private async Task LongAgoAsync(string conversation)
    {
        await using var rows = await App.Database.OpenAsync();
        await rows.Units.RunAsync(
            async unit =>
                await Unit.Of(unit)
                    .ExecuteAsync($"update conversation set resolved_at = @then where id = @conversation", new { conversation, then = 1L }),
            CancellationToken.None
        );
    }
}
