using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>Pinned, put away, muted: from the menu of a conversation, on two devices at once.</summary>
public sealed class PlaceTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Fact, Rule("LI-1")]
    public async Task A_pinned_conversation_stands_first_on_every_device_of_mine()
    {
        await office.ConversationAsync("Ada Older", "Hello");
        await office.ConversationAsync("Bo Newer", "Hello");
        await using var desk = await MaraAsync();
        await using var other = await MaraAsync();
        await Expect(Names(other)).ToContainTextAsync(["Bo Newer", "Ada Older"]);
        await desk.OpenConversationAsync("Ada Older");
        await ChooseAsync(desk, "Pin");
        foreach (var each in new[] { desk, other })
        {
            await Expect(Names(each)).ToContainTextAsync(["Ada Older", "Bo Newer"]);
            await Expect(each.Row("Ada Older")).ToContainTextAsync("Pinned");
        }
        await ChooseAsync(desk, "Unpin");
        await Expect(Names(other)).ToContainTextAsync(["Bo Newer", "Ada Older"]);
    }

    [Theory, Rule("ST-7")]
    [MemberData(nameof(Widths.Desktop), MemberType = typeof(Widths))]
    public async Task What_is_archived_goes_comes_back_by_undo_and_with_the_next_message(int width)
    {
        var name = $"Cleo {width}";
        var (guest, id) = await office.ConversationAsync(name, "Hello");
        await using var desk = await MaraAsync($"/conversations/{id}", width);
        await ChooseAsync(desk, "Archive");
        await Expect(desk.Page.Locator(".toast")).ToContainTextAsync($"{name} is archived until its next message.");
        await Expect(desk.Row(name)).ToHaveCountAsync(0);
        await desk.ExpectNoViolationsAsync("archived");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(desk.Row(name)).ToBeVisibleAsync();

        await desk.OpenConversationAsync(name);
        await ChooseAsync(desk, "Archive");
        await Expect(desk.Row(name)).ToHaveCountAsync(0);
        await desk.OpenViewAsync("Archived");
        await Expect(desk.Row(name)).ToBeVisibleAsync();
        await Office.SayAsync(guest, id, "One more thing");
        await Expect(desk.Row(name)).ToHaveCountAsync(0);
        await desk.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^All") }).ClickAsync();
        await Expect(desk.Row(name)).ToContainTextAsync("One more thing");
    }

    [Fact, Rule("AC-3", "AC-15")]
    public async Task Muting_by_keyboard_says_until_when_and_unread_still_counts()
    {
        var (guest, id) = await office.ConversationAsync("Dora Loud", "Hello");
        await office.ConversationAsync("Emil Quiet", "Hello");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await Expect(desk.Log).ToContainTextAsync("Hello");
        await desk.Row("Dora Loud").Locator(".go").FocusAsync();
        await desk.Page.Keyboard.PressAsync("m");
        var menu = desk.Page.GetByRole(AriaRole.Menu, new() { Name = "Mute" });
        await Expect(menu.GetByRole(AriaRole.Menuitem))
            .ToHaveTextAsync([
                "For 30 minutes",
                "For 1 hour",
                "For 4 hours",
                "Until tomorrow, 08:00",
                "For a week",
                "Until I switch it on",
            ]);
        await desk.ExpectNoViolationsAsync("the periods of a mute");
        await desk.Page.Keyboard.PressAsync("ArrowDown");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(desk.Page.Locator(".toast")).ToContainTextAsync("Muted until");
        await Expect(desk.Row("Dora Loud")).ToContainTextAsync("Muted");
        await desk.OpenConversationAsync("Emil Quiet");
        await Office.SayAsync(guest, id, "Anybody?");
        await Expect(desk.Row("Dora Loud").Locator(".badge")).ToHaveTextAsync("1");
        await desk.OpenViewAsync("Muted");
        await Expect(Names(desk)).ToHaveTextAsync(["Dora Loud"]);
        await desk.OpenConversationAsync("Dora Loud");
        await ChooseAsync(desk, "Unmute");
        await Expect(desk.Page.Locator(".toast")).ToContainTextAsync("You hear of it again.");
        await Expect(desk.Row("Dora Loud")).ToHaveCountAsync(0);
    }

    [Fact, Rule("LI-1")]
    public async Task What_the_server_does_not_take_is_put_back_and_said()
    {
        var (_, id) = await office.ConversationAsync("Finn Refused", "Hello");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await desk.Page.RouteAsync("**/pin", route => route.AbortAsync());
        await ChooseAsync(desk, "Pin");
        await Expect(desk.Page.Locator(".toast")).ToContainTextAsync("can’t be reached");
        await Expect(desk.Row("Finn Refused")).Not.ToContainTextAsync("Pinned");
    }

    private static ILocator Names(Desk desk) => desk.Page.Locator(".conv .title");

    private static async Task ChooseAsync(Desk desk, string what)
    {
        await desk.Page.Locator(".timeline").GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = what, Exact = true }).ClickAsync();
    }

    private Task<Desk> MaraAsync(string path = "/conversations", int width = 1440) =>
        Desk.OpenAsync(chromium, office.App.Address, office.Mara, path, width < 1000 ? Screen.Phone : new());
}
