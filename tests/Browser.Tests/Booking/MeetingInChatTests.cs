using System.Text.RegularExpressions;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Booking;

/// <summary>A meeting in its conversation, as its guest has it (ME-5).</summary>
public sealed class MeetingInChatTests(Chromium chromium, Product product) : BookingFixture(chromium, product)
{
    [Theory, Rule("ME-5", "MO-2")]
    [MemberData(nameof(Widths.Phone), MemberType = typeof(Widths))]
    public async Task A_guest_moves_a_meeting_from_the_conversation(bool phone)
    {
        var page = await InChatAsync(phone);
        await Button(page, "Reschedule").ClickAsync();
        await Expect(page.GetByText("Until now:")).ToContainTextAsync("09:00–09:30");
        await ChooseAsync(page, Day);
        // It is not in its own way.
        await Expect(Slot(page, "09:00")).ToBeVisibleAsync();
        await ChooseAsync(page, Day.PlusDays(1));
        await Slot(page, "10:30").ClickAsync();
        await Button(page, "Move it here").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Moved.") })).ToBeVisibleAsync();
        Assert.Equal(Iso(At(Day.PlusDays(1), 11, 30)), (await MeetingAsync()).GetProperty("start").GetString());
        await Button(page, "Open the chat").ClickAsync();
        await Expect(page.Locator(".meet")).ToContainTextAsync("10:30–11:00");
        await Expect(page.Locator(".notice").Last).ToContainTextAsync(new Regex("moved “.?Phone booths.?” from"));
        await Expect(page.Locator(".notice").Last).ToContainTextAsync("09:00–09:30");
        await CleanAsync(page);
        Assert.Empty(Errors);
    }

    [Fact, Rule("ME-14")]
    public async Task A_guest_changes_how_long_it_takes_where_it_stands()
    {
        var page = await InChatAsync(phone: false);
        await Button(page, "Change the duration").ClickAsync();
        await CleanAsync(page);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^60") }).ClickAsync();
        await Expect(page.Locator(".meet")).ToContainTextAsync("09:00–10:00");
        var meeting = await MeetingAsync();
        Assert.Equal(60, meeting.GetProperty("duration").GetInt32());
        Assert.Equal(Iso(At(Day, 10)), meeting.GetProperty("start").GetString());
    }

    [Fact, Rule("ME-5", "ME-21")]
    public async Task A_guest_cancels_with_a_reason_that_the_others_read()
    {
        var page = await InChatAsync(phone: false);
        await Button(page, "Cancel").ClickAsync();
        await Expect(page.GetByLabel("Reason")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(Button(page, "Cancel")).ToBeFocusedAsync();
        await Button(page, "Cancel").ClickAsync();
        await CleanAsync(page);
        await page.GetByLabel("Reason").FillAsync("We found some");
        await Button(page, "Cancel the meeting").ClickAsync();
        await Expect(page.Locator(".meet .state")).ToHaveTextAsync("Cancelled");
        await Expect(page.Locator(".notice").Last).ToContainTextAsync("Reason: ⁨We found some⁩");
        await Expect(Button(page, "Reschedule")).ToHaveCountAsync(0);
        Assert.Equal("We found some", (await MeetingAsync()).GetProperty("reason").GetString());
        await CleanAsync(page);
    }

    [Fact, Rule("ME-4", "MS-13")]
    public async Task What_the_agent_does_with_it_is_seen_at_once()
    {
        var page = await InChatAsync(phone: false);
        var meeting = await MeetingAsync();
        using var moved = await Mara.SendAsync(
            HttpMethod.Patch,
            $"/api/v1/meetings/{meeting.GetProperty("id").GetString()}",
            new { start = Iso(At(Day, 11)) },
            ("If-Match", $"\"{meeting.GetProperty("version").GetInt64()}\"")
        );
        moved.EnsureSuccessStatusCode();
        await Expect(page.Locator(".meet")).ToContainTextAsync("10:00–10:30");
        await Expect(page.Locator(".notice").Last).ToContainTextAsync("Mara Nowak");
        await Mara.DeleteAsync($"/api/v1/meetings/{meeting.GetProperty("id").GetString()}");
        await Expect(page.Locator(".meet .state")).ToHaveTextAsync("Cancelled");
    }

    [Fact, Rule("ME-16", "ME-5")]
    public async Task Another_one_booked_from_the_conversation_stays_in_it()
    {
        var page = await InChatAsync(phone: false);
        await Button(page, "Schedule a meeting").ClickAsync();
        await ChooseAsync(page, Day.PlusDays(1), "09:00");
        await Expect(page.GetByText("You book as")).ToContainTextAsync("hannah@priceoptics.example");
        await page.GetByLabel("Subject").FillAsync("And the rooms");
        await Button(page, "Book the meeting").ClickAsync();
        await Button(page, "Open the chat").ClickAsync();
        await Expect(page.Locator(".meet")).ToHaveCountAsync(2);
        var meetings = await MeetingsAsync();
        Assert.Equal(2, meetings.Length);
        Assert.Single(meetings.Select(meeting => meeting.GetProperty("conversationId").GetString()).Distinct());
    }

    [Theory, Rule("ME-3", "MS-13")]
    [MemberData(nameof(Widths.Phone), MemberType = typeof(Widths))]
    public async Task What_the_agent_has_to_confirm_reads_so_until_they_have(bool phone)
    {
        await GoogleCalendar.ConnectAsync(App, Mara.Id);
        var page = await OpenAsync(Scheduler, phone ? OnPhone(London) : In(London));
        await BookAsync(page, Day, "09:00", "^Asked for: ");
        await Expect(page.GetByText(new Regex("You will get an e-mail when .?Mara Nowak.? has answered"))).ToBeVisibleAsync();
        await CleanAsync(page);
        await Button(page, "Open the chat").ClickAsync();
        await Expect(page.Locator(".meet .state")).ToHaveTextAsync("Not confirmed yet");
        await CleanAsync(page);
        await Mara.PostAsync($"/api/v1/meetings/{(await MeetingAsync()).GetProperty("id").GetString()}/confirm");
        await Expect(page.Locator(".meet .state")).ToHaveTextAsync("Confirmed");
        await Expect(page.Locator(".notice").Last).ToContainTextAsync(new Regex("Mara Nowak.? confirmed “.?Phone booths.?”"));
        Assert.Empty(Errors);
    }

    /// <summary>A booked meeting at nine o'clock, London time, and its conversation open.</summary>
    private async Task<IPage> InChatAsync(bool phone)
    {
        var page = await OpenAsync(Scheduler, phone ? OnPhone(London) : In(London));
        await BookAsync(page, Day, "09:00");
        await Button(page, "Open the chat").ClickAsync();
        await Expect(page.Locator(".meet")).ToContainTextAsync("09:00–09:30");
        return page;
    }
}
