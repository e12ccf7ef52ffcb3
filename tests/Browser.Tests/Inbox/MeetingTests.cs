using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>Meetings as agents meet them in a conversation: the card, booking, moving, cancelling.</summary>
public sealed class MeetingTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Theory, Rule("AC-1", "ME-10", "ME-16", "AX-5", "AX-2", "MO-1")]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task An_agent_books_for_the_guest_moves_it_and_cancels_it_with_a_reason(int width)
    {
        var name = $"Milan {width}";
        var (_, id) = await office.ConversationAsync(name, "Can we meet?");
        await using var desk = await Desk.OpenAsync(
            chromium,
            office.App.Address,
            office.Mara,
            $"/conversations/{id}?pane=info",
            width < 1000 ? Screen.Phone with { Scheme = ColorScheme.Dark } : new()
        );
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "Schedule event" }).ClickAsync();
        var dialog = desk.Dialog;
        await Expect(dialog.GetByText("Times are in")).ToBeVisibleAsync();
        // Without a subject or a time it says so, and what was typed stays.
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Book" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("Say what it is about.");
        await dialog.GetByLabel("Subject").FillAsync("Floor plan");
        // By the keyboard alone, from a day to a time of it.
        await dialog.GetByLabel("Day", new() { Exact = true }).FocusAsync();
        await dialog.GetByLabel("Day", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await desk.Page.Keyboard.PressAsync("Tab");
        await desk.Page.Keyboard.PressAsync("ArrowRight");
        var chosen = dialog.GetByRole(AriaRole.Radio, new() { Checked = true });
        await Expect(chosen).ToHaveCountAsync(1);
        await desk.ExpectNoViolationsAsync("the dialog of a booking");
        Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Book" }).ClickAsync();
        await Expect(desk.Page.Locator(".toast")).ToContainTextAsync("The meeting was booked.");
        if (width < 720)
        {
            await desk.Page.GotoAsync($"/conversations/{id}");
        }
        var card = desk.Log.GetByRole(AriaRole.Article, new() { Name = "Meeting: Floor plan" });
        await Expect(card).ToContainTextAsync($"with {name} and you");
        await desk.ExpectNoViolationsAsync("the card of a meeting");

        await card.GetByRole(AriaRole.Button, new() { Name = "Reschedule" }).ClickAsync();
        // Its own time is not taken by itself.
        await Expect(chosen).ToHaveCountAsync(1);
        await dialog.GetByRole(AriaRole.Radio).Nth(5).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Reschedule" }).ClickAsync();
        await Expect(desk.Log).ToContainTextAsync("You moved Floor plan from");

        await card.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await dialog.GetByLabel("Reason").FillAsync("The builders come");
        await desk.ExpectNoViolationsAsync("the dialog of a cancellation");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel the meeting" }).ClickAsync();
        await Expect(card).ToContainTextAsync("Cancelled");
        await Expect(card).ToContainTextAsync("Reason: The builders come");
        await Expect(card.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
    }

    [Fact, Rule("ME-25", "ME-4")]
    public async Task What_the_guest_does_with_it_is_seen_at_once_and_a_time_that_was_just_taken_is_offered_no_more()
    {
        var (guest, id) = await office.ConversationAsync("Nele Live", "Can we meet?");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}");
        var slug = (await office.Mara.GetAsync("/api/v1/me")).GetProperty("slug").GetString()!;
        var slots = (await guest.GetAsync($"/api/v1/schedulers/{slug}/slots")).GetProperty("items").EnumerateArray().ToList();
        string Start(int index) => slots[index].GetProperty("start").GetString()!;
        var meeting = await guest.PostAsync(
            $"/api/v1/schedulers/{slug}/meetings",
            new
            {
                start = Start(slots.Count - 1),
                subject = "Live",
                conversationId = id,
            }
        );
        var card = desk.Log.GetByRole(AriaRole.Article, new() { Name = "Meeting: Live" });
        await card.GetByRole(AriaRole.Button, new() { Name = "Reschedule" }).ClickAsync();
        var first = desk.Dialog.GetByRole(AriaRole.Radio).First;
        var taken = await first.GetAttributeAsync("data-start");
        await first.ClickAsync();
        await guest.PostAsync($"/api/v1/schedulers/{slug}/meetings", new { start = taken, subject = "First" });
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Reschedule" }).ClickAsync();
        await Expect(desk.Dialog).ToContainTextAsync("Choose one of the times that are still free.");
        await Expect(desk.Dialog.Locator($"[data-start='{taken}']")).ToHaveCountAsync(0);
        await desk.Page.Keyboard.PressAsync("Escape");
        await guest.DeleteAsync($"/api/v1/meetings/{meeting.GetProperty("id").GetString()}");
        await Expect(card).ToContainTextAsync("Cancelled");
    }
}
