using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Meetings;

/// <summary>What became of meetings in the host's own calendar, as the host decides about it in the week.</summary>
public sealed class OutsideChangesTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Theory, InlineData(false), InlineData(true), Rule("CA-5", "AX-1", "MO-1")]
    public async Task What_was_moved_or_deleted_there_is_followed_or_put_back(bool phone)
    {
        var agent = await office.App.AgentAsync(phone ? "Oda Marsh" : "Ole Marsh");
        await Bookings.OpenAsync(agent);
        string[] ids =
        [
            await BookAsync(agent, 1, "Floor plan"),
            await BookAsync(agent, 2, "Lobby sofa"),
            await BookAsync(agent, 3, "Contract"),
        ];
        await GoogleCalendar.ConnectAsync(office.App, agent.Id);
        // An evening that nobody could book: it is the host's own.
        await GoogleCalendar.ChangeAsync(office.App, agent.Id, ids[0], Bookings.At(1, 19), Bookings.At(1, 20));
        await GoogleCalendar.ChangeAsync(office.App, agent.Id, ids[1], null, null);
        await GoogleCalendar.ChangeAsync(office.App, agent.Id, ids[2], null, null);
        await using var desk = await Desk.OpenAsync(
            chromium,
            office.App.Address,
            agent,
            $"/meetings?week={Bookings.Week}",
            phone ? Screen.Phone : null
        );

        var asked = await OpenAsync(desk, "Floor plan", phone);
        await Expect(asked).ToContainTextAsync("19:00");
        await Expect(asked).ToContainTextAsync("Nobody was told yet.");
        await desk.ExpectNoViolationsAsync("moved in the calendar");
        Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
        await asked.GetByRole(AriaRole.Button, new() { Name = "Move the meeting" }).ClickAsync();
        await Expect(asked).ToHaveCountAsync(0);
        var moved = await agent.GetAsync($"/api/v1/meetings/{ids[0]}");
        Assert.Equal(Bookings.At(1, 19), moved.GetProperty("start").GetDateTimeOffset());
        Assert.Equal(60, moved.GetProperty("duration").GetInt32());

        asked = await OpenAsync(desk, "Lobby sofa", phone);
        await Expect(asked).ToContainTextAsync("It was deleted in your calendar.");
        await asked.GetByRole(AriaRole.Button, new() { Name = "Put it back in the calendar" }).ClickAsync();
        await Expect(asked).ToHaveCountAsync(0);
        Assert.Equal("confirmed", await StateAsync(agent, ids[1]));

        asked = await OpenAsync(desk, "Contract", phone);
        await asked.GetByRole(AriaRole.Button, new() { Name = "Cancel the meeting" }).ClickAsync();
        await Expect(desk.Page.Locator(".meet-place .off")).ToContainTextAsync("Contract");
        Assert.Equal("cancelled", await StateAsync(agent, ids[2]));
    }

    /// <summary>The question, in the panel beside the week or in the sheet.</summary>
    private static async Task<ILocator> OpenAsync(Desk desk, string subject, bool phone)
    {
        if (phone && await desk.Dialog.CountAsync() > 0)
        {
            await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        }
        await desk.Page.Locator(".meet-place").GetByRole(AriaRole.Link, new() { NameRegex = new(subject) }).ClickAsync();
        return desk.Page.GetByRole(AriaRole.Group, new() { Name = "Changed in your calendar" });
    }

    private async Task<string> BookAsync(AppClient agent, int day, string subject) =>
        (await Bookings.BookAsync(office, agent, day, 10, subject)).GetProperty("id").GetString()!;

    private static async Task<string> StateAsync(AppClient agent, string id) =>
        (await agent.GetAsync($"/api/v1/meetings/{id}")).GetProperty("state").GetString()!;
}
