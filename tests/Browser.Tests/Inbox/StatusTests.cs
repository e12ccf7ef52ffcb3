using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>Resolved and snoozed: gone from the list with a way back, open again when the guest writes.</summary>
public sealed class StatusTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Theory, Rule("ST-1", "ST-3", "ST-5")]
    [MemberData(nameof(Widths.Narrow), MemberType = typeof(Widths))]
    public async Task What_is_resolved_goes_for_everybody_comes_back_by_undo_and_when_the_guest_writes(int width)
    {
        var name = $"Gus {width}";
        var (guest, id) = await office.ConversationAsync(name, "Hello");
        await using var colleague = await OpenAsync(office.Tom);
        await Expect(colleague.Row(name)).ToBeVisibleAsync();
        await using var desk = await OpenAsync(office.Mara, $"/conversations/{id}", width);
        await ResolveAsync(desk);
        await Expect(desk.Page.Locator(".toast")).ToContainTextAsync($"{name} is resolved.");
        await Expect(colleague.Row(name)).ToHaveCountAsync(0);
        await desk.ExpectNoViolationsAsync("resolved");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(colleague.Row(name)).ToBeVisibleAsync();
        await Expect(desk.Row(name)).ToBeVisibleAsync();

        await desk.OpenConversationAsync(name);
        await ResolveAsync(desk);
        await Expect(desk.Row(name)).ToHaveCountAsync(0);
        await desk.OpenViewAsync("Resolved");
        await desk.OpenConversationAsync(name);
        await Expect(desk.Log).ToContainTextAsync("You resolved this");
        await Office.SayAsync(guest, id, "One more thing");
        await Expect(desk.Log).ToContainTextAsync($"Open again: {name} wrote");
        await Expect(colleague.Row(name)).ToContainTextAsync("Waiting");
    }

    [Fact, Rule("ST-2", "MS-13")]
    public async Task A_snooze_says_until_when_in_the_head_the_notice_and_the_frame()
    {
        var (_, id) = await office.ConversationAsync("Hanna Later", "Hello");
        await using var desk = await OpenAsync(office.Mara, $"/conversations/{id}");
        await Expect(desk.Info).ToContainTextAsync("Open");
        await desk.Page.Locator(".timeline").GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Snooze", Exact = true }).ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Menu, new() { Name = "Snooze" }).GetByRole(AriaRole.Menuitem))
            .ToHaveTextAsync(["For 1 hour", "For 4 hours", "Until tomorrow, 08:00", "For a week", "Until the guest writes"]);
        await desk.ExpectNoViolationsAsync("the times of a snooze");
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Until tomorrow, 08:00" }).ClickAsync();
        await Expect(desk.Page.Locator(".toast")).ToContainTextAsync("Hanna Later is snoozed until");
        await Expect(desk.Log).ToContainTextAsync("You snoozed this until");
        await Expect(desk.Info).ToContainTextAsync("Snoozed until");
        await desk.Page.Locator(".timeline").GetByRole(AriaRole.Button, new() { Name = "Reopen" }).ClickAsync();
        await Expect(desk.Log).ToContainTextAsync("You opened this again");
        await Expect(desk.Row("Hanna Later")).ToBeVisibleAsync();
    }

    private static Task ResolveAsync(Desk desk) =>
        desk.Page.Locator(".timeline").GetByRole(AriaRole.Button, new() { Name = "Resolve", Exact = true }).ClickAsync();

    private Task<Desk> OpenAsync(XBees.Testing.App.AppClient who, string path = "/conversations", int width = 1440) =>
        Desk.OpenAsync(chromium, office.App.Address, who, path, width < 1000 ? Screen.Phone : new());
}
