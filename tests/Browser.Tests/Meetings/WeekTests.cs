using System.Globalization;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Meetings;

/// <summary>The agent's own meetings, a week at a time.</summary>
public sealed class WeekTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    private Task<Desk> OpenAsync(AppClient agent, Screen? screen = null, string? path = null) =>
        Desk.OpenAsync(chromium, office.App.Address, agent, path ?? $"/meetings?week={Bookings.Week}", screen);

    private async Task<AppClient> AgentAsync(string name)
    {
        var agent = await office.App.AgentAsync(name);
        await Bookings.OpenAsync(agent);
        return agent;
    }

    [Fact, Rule("ME-4", "AX-1", "AX-2")]
    public async Task A_week_shows_what_is_mine_and_a_meeting_opens_beside_it_by_keyboard()
    {
        var agent = await AgentAsync("Kim Alder");
        await Bookings.BookAsync(office, agent, 0, 10, "Booth colours");
        await Bookings.BookAsync(office, agent, 2, 14, "Floor plan", "Jonas Lind");
        await Bookings.CancelAsync(agent, await Bookings.BookAsync(office, agent, 2, 9, "Lobby sofa"));
        await using var desk = await OpenAsync(agent);
        var cal = desk.Page.Locator(".cal");
        await Expect(cal.Locator(".dh")).ToHaveCountAsync(6);
        await Expect(cal.Locator(".ev")).ToHaveCountAsync(3);
        await Expect(cal.Locator(".shut").Filter(new() { HasText = "Break" })).ToHaveCountAsync(5);
        var first = cal.GetByRole(AriaRole.Link, new() { NameRegex = new("Booth colours") });
        await Expect(first).ToHaveAttributeAsync("tabindex", "0");
        await first.FocusAsync();
        await desk.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(cal.GetByRole(AriaRole.Link, new() { NameRegex = new("Lobby sofa.*Cancelled") })).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(cal.GetByRole(AriaRole.Link, new() { NameRegex = new("Floor plan") })).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("Enter");
        var panel = desk.Page.GetByRole(AriaRole.Complementary, new() { Name = "Selected meeting" });
        await Expect(panel.GetByRole(AriaRole.Heading, new() { Name = "Floor plan" })).ToBeFocusedAsync();
        await Expect(panel).ToContainTextAsync("Jonas Lind");
        await Expect(panel).ToContainTextAsync("In the conversation");
        await Expect(panel.GetByRole(AriaRole.Link, new() { Name = "Open conversation" }))
            .ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^/conversations/cnv_"));
        await desk.ExpectNoViolationsAsync("week, one open");
        await desk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await desk.ExpectNoViolationsAsync("week, one open, dark");
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(panel).ToBeHiddenAsync();
        await Expect(cal.GetByRole(AriaRole.Link, new() { NameRegex = new("Floor plan") })).ToBeFocusedAsync();
        await desk.Page.GetByRole(AriaRole.Switch, new() { Name = "Cancelled meetings" }).UncheckAsync();
        await Expect(cal.Locator(".ev")).ToHaveCountAsync(2);
    }

    [Fact, Rule("ME-4", "AX-1")]
    public async Task A_meeting_is_pulled_to_another_time_by_mouse_or_by_keys_and_moved_once_that_is_meant()
    {
        var agent = await AgentAsync("Dora Drag");
        var id = (await Bookings.BookAsync(office, agent, 1, 10, "Pull me")).GetProperty("id").GetString()!;
        await using var desk = await OpenAsync(agent);
        var link = desk.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("Pull me") });
        var ghost = desk.Page.Locator(".ev.ghost");
        async Task PullAsync(int day, int hours)
        {
            var box = (await link.BoundingBoxAsync())!;
            var column = (await desk.Page.Locator(".day-col").Nth(day).BoundingBoxAsync())!;
            await desk.Page.Mouse.MoveAsync(box.X + 20, box.Y + 8);
            await desk.Page.Mouse.DownAsync();
            // A pixel is a minute.
            await desk.Page.Mouse.MoveAsync(column.X + 20, box.Y + 8 + (60 * hours), new() { Steps = 4 });
            await Expect(ghost).ToBeVisibleAsync();
        }

        await PullAsync(2, 3);
        await Expect(desk.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "13:00" })).ToBeVisibleAsync();
        await desk.Page.Mouse.UpAsync();
        await Expect(desk.Dialog).ToContainTextAsync("Nadia Okafor is told at once.");
        await desk.ExpectNoViolationsAsync("week, moved by the mouse");
        Assert.Equal(Bookings.At(1, 10), await StartAsync(agent, id));
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Reschedule" }).ClickAsync();
        await Expect(desk.Dialog).ToHaveCountAsync(0);
        Assert.Equal(Bookings.At(2, 13), await StartAsync(agent, id));

        // Into the break: it is said, and nothing moves.
        await PullAsync(2, -1);
        await desk.Page.Mouse.UpAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Reschedule" }).ClickAsync();
        await Expect(desk.Dialog.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Escape");
        await PullAsync(0, 1);
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(ghost).ToHaveCountAsync(0);
        await desk.Page.Mouse.UpAsync();
        await Expect(desk.Dialog).ToHaveCountAsync(0);

        await link.FocusAsync();
        foreach (var key in new[] { "ArrowDown", "ArrowDown", "ArrowLeft" })
        {
            await desk.Page.Keyboard.PressAsync($"Shift+{key}");
        }
        await Expect(ghost).ToContainTextAsync("13:30");
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Reschedule" }).ClickAsync();
        await Expect(desk.Dialog).ToHaveCountAsync(0);
        Assert.Equal(Bookings.At(1, 13).AddMinutes(30), await StartAsync(agent, id));
    }

    private static async Task<DateTimeOffset> StartAsync(AppClient agent, string id) =>
        (await agent.GetAsync($"/api/v1/meetings/{id}")).GetProperty("start").GetDateTimeOffset();

    [Fact, Rule("ME-4", "ME-21", "AP-6")]
    public async Task A_meeting_is_moved_and_cancelled_here_and_what_others_do_is_seen_at_once()
    {
        var agent = await AgentAsync("Lena Brook");
        await Bookings.BookAsync(office, agent, 1, 11, "Contract");
        await using var desk = await OpenAsync(agent);
        var cal = desk.Page.Locator(".cal");
        await cal.GetByRole(AriaRole.Link, new() { NameRegex = new("Contract") }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Reschedule" }).ClickAsync();
        var three = desk.Dialog.GetByRole(AriaRole.Radio, new() { NameRegex = new("15:00") });
        await three.ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Reschedule" }).ClickAsync();
        await Expect(cal.GetByRole(AriaRole.Link, new() { NameRegex = new("15:00.*Contract|Contract.*15:00") })).ToBeVisibleAsync();
        await Bookings.BookAsync(office, agent, 3, 9, "Just now");
        await Expect(cal.GetByRole(AriaRole.Link, new() { NameRegex = new("Just now") })).ToBeVisibleAsync();
        await desk.Page.GetByRole(AriaRole.Complementary).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel the meeting" }).ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Complementary)).ToContainTextAsync("Cancelled");
        await Expect(cal.Locator(".ev.off")).ToHaveCountAsync(1);
        await Expect(desk.Page.GetByRole(AriaRole.Button, new() { Name = "Reschedule" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Meetings_of_others_in_my_conversations_are_not_in_my_week()
    {
        var host = await AgentAsync("Mona Reed");
        var other = await AgentAsync("Nils Ford");
        var meeting = await Bookings.BookAsync(office, host, 1, 11, "Hosted by Mona");
        await host.PostAsync(
            $"/api/v1/conversations/{meeting.GetProperty("conversationId").GetString()}/members",
            new { members = new[] { new { agentId = other.Id } } }
        );
        await Bookings.BookAsync(office, other, 2, 11, "Hosted by Nils");
        await using var desk = await OpenAsync(other);
        await Expect(desk.Page.Locator(".ev")).ToHaveCountAsync(1);
        await Expect(desk.Page.Locator(".ev")).ToContainTextAsync("Hosted by Nils");
    }

    [Fact, Rule("MO-1", "AX-4")]
    public async Task A_phone_has_the_agenda_and_a_meeting_opens_as_a_sheet()
    {
        var agent = await AgentAsync("Olga Finch");
        await Bookings.BookAsync(office, agent, 0, 10, "Booth colours");
        await Bookings.BookAsync(office, agent, 4, 16, "Studio layout with a rather long subject that does not fit", "Elif Kaya");
        await using var desk = await OpenAsync(agent, Screen.Phone);
        await Expect(desk.Page.Locator(".agenda h2")).ToHaveCountAsync(2);
        await Expect(desk.Page.Locator(".cal")).ToHaveCountAsync(0);
        await desk.ExpectNoViolationsAsync("agenda");
        await desk.Page.Locator(".agenda a").Nth(1).TapAsync();
        await Expect(desk.Dialog).ToContainTextAsync("Elif Kaya");
        await desk.ExpectNoViolationsAsync("agenda, sheet");
        await desk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await desk.ExpectNoViolationsAsync("agenda, sheet, dark");
        await desk.Page.SetViewportSizeAsync(320, 640);
        Assert.Empty(await desk.BeyondTheEdgeAsync());
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).TapAsync();
        await Expect(desk.Dialog).ToHaveCountAsync(0);
        Assert.Empty(await desk.BeyondTheEdgeAsync());
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Later week" }).TapAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "No meetings this week" })).ToBeVisibleAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Earlier week" }).TapAsync();
        await Expect(desk.Page.Locator(".agenda a")).ToHaveCountAsync(2);
    }

    private const string ReadsFromTheLeft = """
        it => {
            const text = document.createTreeWalker(it, NodeFilter.SHOW_TEXT).nextNode();
            const left = at => {
                const range = document.createRange();
                range.setStart(text, at);
                range.setEnd(text, at + 1);
                return range.getBoundingClientRect().left;
            };
            return left(0) < left(text.length - 1);
        }
        """;

    [Fact, Rule("LA-2", "AX-2")]
    public async Task The_page_is_german_where_its_reader_is_and_right_to_left_turns_the_arrows()
    {
        var agent = await AgentAsync("Paula Grube");
        await agent.PatchAsync("/api/v1/me", new { language = "de" });
        await Bookings.BookAsync(office, agent, 0, 10, "Standfarben");
        await Bookings.BookAsync(office, agent, 1, 10, "Grundriss");
        await using var desk = await OpenAsync(agent, new Screen(Locale: "de-DE"));
        await Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Termine");
        await Expect(desk.Page.GetByRole(AriaRole.Button, new() { Name = "Diese Woche" })).ToBeVisibleAsync();
        await Expect(desk.Page.Locator(".shut").Filter(new() { HasText = "Pause" }).First).ToBeVisibleAsync();
        await desk.Page.EvaluateAsync("() => { document.documentElement.dir = 'rtl' }");
        await desk.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("Standfarben") }).FocusAsync();
        await desk.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(desk.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("Grundriss") })).ToBeFocusedAsync();
        await desk.ExpectNoViolationsAsync("week, German, right to left");
        // Dates begin with a number, which would go to where the page begins.
        var days = desk.Page.GetByRole(AriaRole.Status).Locator("bdi").Filter(new() { HasTextRegex = new(@"^\d") });
        Assert.True(await days.EvaluateAsync<bool>($"it => ({ReadsFromTheLeft})(it)"));
        Assert.True(
            await desk.Page.EvaluateAsync<bool>(
                $$"""
                () => {
                    const time = Object.assign(document.createElement("time"), { textContent: "1. Dez. 2026" });
                    document.querySelector("main").append(time);
                    try { return ({{ReadsFromTheLeft}})(time); } finally { time.remove(); }
                }
                """
            )
        );
        await desk.Page.SetViewportSizeAsync(320, 640);
        await Expect(desk.Page.Locator(".agenda a")).ToHaveCountAsync(2);
        Assert.Empty(await desk.BeyondTheEdgeAsync());
    }

    [Fact]
    public async Task A_week_that_does_not_come_says_so_one_that_is_on_its_way_too_and_offline_it_stays_readable()
    {
        var agent = await AgentAsync("Rita Stone");
        await Bookings.BookAsync(office, agent, 0, 10, "Booth colours");
        await using var desk = await OpenAsync(agent, path: "/account");
        await desk.Page.RouteAsync("**/api/v1/meetings?*", route => route.AbortAsync());
        await desk.Page.GotoAsync($"/meetings?week={Bookings.Week}");
        await Expect(desk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The meetings could not be loaded");
        await desk.Page.UnrouteAllAsync();
        var answer = new TaskCompletionSource();
        await desk.Page.RouteAsync(
            "**/api/v1/meetings?*",
            async route =>
            {
                await answer.Task;
                await route.ContinueAsync();
            }
        );
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(desk.Page.Locator(".meet-place .skel").First).ToBeVisibleAsync();
        answer.SetResult();
        await Expect(desk.Page.Locator(".ev")).ToHaveCountAsync(1);
        await Expect(desk.Page.Locator(".skel")).ToHaveCountAsync(0);
        await desk.Context.SetOfflineAsync(true);
        await Expect(desk.Page.Locator(".meet-banner")).ToContainTextAsync("No connection");
        await Expect(desk.Page.Locator(".ev")).ToHaveCountAsync(1);
        await desk.Context.SetOfflineAsync(false);
        await Expect(desk.Page.Locator(".meet-banner")).ToBeEmptyAsync();
    }

    [Fact, Rule("LC-1", "AX-2")]
    public async Task A_basic_agent_reads_why_nothing_can_be_booked_and_g_m_leads_here()
    {
        var basic = await office.App.AgentAsync("Bea Basic", "Basic");
        await using var desk = await OpenAsync(basic, path: "/account");
        await Expect(desk.Page.GetByRole(AriaRole.Region, new() { Name = "Services" })).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("g");
        await desk.Page.Keyboard.PressAsync("m");
        await desk.Page.WaitForURLAsync("**/meetings");
        await Expect(desk.Page.Locator(".banner.info")).ToContainTextAsync("a Basic licence has no scheduler");
        await Expect(desk.Page.GetByRole(AriaRole.Button, new() { Name = "Copy my link" })).ToHaveCountAsync(0);
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Availability" }).ClickAsync();
        await Expect(desk.Page.Locator(".banner.info")).ToContainTextAsync("a Basic licence has no scheduler");
        await Expect(desk.Page.Locator("form")).ToHaveCountAsync(0);
        await desk.ExpectNoViolationsAsync("availability of a Basic agent");
    }
}
