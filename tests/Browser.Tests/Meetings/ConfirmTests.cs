using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Meetings;

/// <summary>What an agent is asked for: in the week, in the conversation, and on the page that a mail leads to.</summary>
public sealed class ConfirmTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    private async Task<AppClient> AgentAsync(string name)
    {
        var agent = await office.App.AgentAsync(name);
        await Bookings.OpenAsync(agent);
        await GoogleCalendar.ConnectAsync(office.App, agent.Id);
        return agent;
    }

    private Task<Desk> OpenAsync(AppClient agent, Screen? screen = null) =>
        Desk.OpenAsync(chromium, office.App.Address, agent, $"/meetings?week={Bookings.Week}", screen);

    [Fact, Rule("ME-3", "AX-1", "AX-2")]
    public async Task Two_in_one_slot_lie_side_by_side_and_the_choice_between_them_is_spelled_out()
    {
        var agent = await AgentAsync("Ute Marsh");
        await Bookings.BookAsync(office, agent, 3, 10, "Floor plan");
        await using var desk = await OpenAsync(agent);
        var cal = desk.Page.Locator(".cal");
        await cal.GetByRole(AriaRole.Link, new() { NameRegex = new("Floor plan.*Not confirmed") }).ClickAsync();
        var panel = desk.Page.GetByRole(AriaRole.Complementary, new() { Name = "Selected meeting" });
        await Expect(panel.Locator(".tag")).ToHaveTextAsync("Not confirmed");
        await Expect(panel.Locator(".banner")).ToHaveCountAsync(0);
        // Somebody else asks while it is open.
        await Bookings.BookAsync(office, agent, 3, 10, "Lobby sofa", "Oskar Vik");
        await Expect(panel.Locator(".banner"))
            .ToHaveTextAsync("Lobby sofa asks for the same time. Confirming this one declines that one, and Oskar Vik is told.");
        await Expect(cal.Locator(".ev.open")).ToHaveCountAsync(2);
        var (first, second) = (
            await cal.Locator(".ev.open").First.BoundingBoxAsync(),
            await cal.Locator(".ev.open").Last.BoundingBoxAsync()
        );
        Assert.Equal(first!.Y, second!.Y);
        Assert.True(Math.Abs(first.X - second.X) >= first.Width, "They cover each other.");
        await desk.ExpectNoViolationsAsync("week, two in one slot");
        await desk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await desk.ExpectNoViolationsAsync("week, two in one slot, dark");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Confirm this one" }).ClickAsync();
        await Expect(panel.Locator(".tag")).ToHaveTextAsync("Confirmed");
        await Expect(cal.GetByRole(AriaRole.Link, new() { NameRegex = new("Lobby sofa.*Cancelled") })).ToBeVisibleAsync();
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Confirm" })).ToHaveCountAsync(0);
    }

    [Fact, Rule("ME-3", "MO-1", "AX-4")]
    public async Task On_a_phone_it_is_asked_in_the_agenda_and_declined_with_a_reason_in_its_sheet()
    {
        var agent = await AgentAsync("Vera Marsh");
        await Bookings.BookAsync(office, agent, 1, 10, "Floor plan");
        await using var desk = await OpenAsync(agent, Screen.Phone);
        await Expect(desk.Page.Locator(".agenda a.open")).ToContainTextAsync("Confirm?");
        await desk.ExpectNoViolationsAsync("agenda, asked for");
        await desk.Page.Locator(".agenda a").TapAsync();
        await desk.ExpectNoViolationsAsync("agenda, asked for, sheet");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Decline" }).TapAsync();
        var dialog = desk.Page.GetByRole(AriaRole.Dialog, new() { Name = "Decline the meeting?" });
        await dialog.GetByLabel("Reason").FillAsync("I am away");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Decline the meeting" }).TapAsync();
        await Expect(desk.Page.Locator(".agenda a.off")).ToHaveCountAsync(1);
        await desk.Page.SetViewportSizeAsync(320, 640);
        Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
    }

    [Fact, Rule("ME-3", "AX-5")]
    public async Task In_its_conversation_it_is_confirmed_after_who_else_asks_was_named()
    {
        var agent = await AgentAsync("Wim Marsh");
        var meeting = await Bookings.BookAsync(office, agent, 2, 11, "Floor plan");
        await Bookings.BookAsync(office, agent, 2, 11, "Lobby sofa", "Oskar Vik");
        await using var desk = await Desk.OpenAsync(
            chromium,
            office.App.Address,
            agent,
            $"/conversations/{meeting.GetProperty("conversationId").GetString()}"
        );
        var card = desk.Log.GetByRole(AriaRole.Article, new() { Name = "Meeting: Floor plan" });
        await Expect(card).ToContainTextAsync("Not confirmed");
        await desk.ExpectNoViolationsAsync("the card of what is asked for");
        await card.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Expect(desk.Dialog).ToContainTextAsync("Somebody else asks for the same time.");
        await Expect(desk.Dialog.GetByRole(AriaRole.Listitem)).ToContainTextAsync("Lobby sofa, Oskar Vik");
        await desk.ExpectNoViolationsAsync("who else asks");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Confirm, and decline the rest" }).ClickAsync();
        await Expect(card).Not.ToContainTextAsync("Not confirmed");
        await Expect(desk.Log).ToContainTextAsync("You confirmed Floor plan");
        await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeVisibleAsync();
    }

    [Fact, Rule("ME-3", "ME-20")]
    public async Task The_page_of_the_mail_changes_nothing_until_its_button_is_pressed()
    {
        var agent = await AgentAsync("Xenia Marsh");
        var meeting = await Bookings.BookAsync(office, agent, 4, 11, "Floor plan");
        var address = (await agent.GetAsync("/api/v1/me")).GetProperty("email").GetString()!;
        var mail = await Until.Async(
            () => Task.FromResult(new Postbox(office.App.Database).All.FirstOrDefault(one => IsAsking(one, address))),
            found => found is not null
        );
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, null, Postbox.PathOf(mail!, "/meetings/answer/"));
        await Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Does this meeting suit you?");
        await desk.ExpectNoViolationsAsync("the page of the mail");
        Assert.Equal("unconfirmed", await StateAsync(agent, meeting));
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, confirm it" }).ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("The meeting is confirmed");
        Assert.Equal("confirmed", await StateAsync(agent, meeting));
        await desk.Page.SetViewportSizeAsync(320, 640);
        Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
    }

    private static bool IsAsking(MimeKit.MimeMessage mail, string address) =>
        mail.To.Mailboxes.Any(to => to.Address == address) && mail.Subject!.StartsWith("Please confirm", StringComparison.Ordinal);

    private static async Task<string> StateAsync(AppClient agent, System.Text.Json.JsonElement meeting) =>
        (await agent.GetAsync($"/api/v1/meetings/{meeting.GetProperty("id").GetString()}")).GetProperty("state").GetString()!;
}
