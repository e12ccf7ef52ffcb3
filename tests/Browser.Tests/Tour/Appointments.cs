using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using XBees.Browser.Tests.Booking;
using XBees.Browser.Tests.Setup;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Tour;

/// <summary>A meeting is moved and cancelled from both sides.</summary>
internal sealed class Appointments(Walk walk)
{
    private const string Other = "And two for the attic";

    private Desk Mara => walk.Mara;

    public async Task SeenInTheWeekAsync()
    {
        var meeting = await MeetingAsync(Arriving.Subject);
        var week = meeting.GetProperty("start").GetDateTimeOffset().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Mara.Page.GotoAsync($"/meetings?week={week}");
        var entry = Mara.Page.GetByRole(AriaRole.Link, new() { NameRegex = new(Arriving.Subject) });
        await Expect(entry).ToBeVisibleAsync();
        await walk.PictureAsync(Mara, "week");
        await entry.ClickAsync();
        await Mara.Page.GetByRole(AriaRole.Link, new() { Name = "Open conversation" }).ClickAsync();
        await Expect(Card(Arriving.Subject)).ToContainTextAsync(Arriving.Peter);
    }

    public async Task MovedFromBothSidesAsync(Desk guest)
    {
        await Arriving.Button(guest, "Open the chat").ClickAsync();
        await Arriving.Button(guest, "Reschedule").ClickAsync();
        await Expect(guest.Page.GetByText("Until now:")).ToBeVisibleAsync();
        await (await BookingFixture.FirstFreeAsync(guest.Page)).ClickAsync();
        await walk.PictureAsync(guest, "move");
        await Arriving.Button(guest, "Move it here").ClickAsync();
        await Expect(guest.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Moved.") })).ToBeVisibleAsync();
        await Arriving.Button(guest, "Open the chat").ClickAsync();
        await Expect(Mara.Log.Locator(".notice").Last).ToContainTextAsync(Arriving.Peter);
        await Card(Arriving.Subject).GetByRole(AriaRole.Button, new() { Name = "Reschedule" }).ClickAsync();
        await Mara.Dialog.GetByRole(AriaRole.Radio).Nth(5).ClickAsync();
        await walk.PictureAsync(Mara, "reschedule");
        await Mara.Dialog.GetByRole(AriaRole.Button, new() { Name = "Reschedule" }).ClickAsync();
        await Expect(Mara.Log).ToContainTextAsync($"You moved {Arriving.Subject} from");
        await Expect(guest.Page.Locator(".notice").Last).ToContainTextAsync("Mara Lindholm");
        await walk.PictureAsync(Mara, "card");
    }

    public async Task CancelledFromBothSidesAsync(Desk guest)
    {
        await Card(Arriving.Subject).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Mara.Dialog.GetByLabel("Reason").FillAsync("The workshop is closed that day");
        await Mara.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel the meeting" }).ClickAsync();
        await Expect(guest.Page.Locator(".meet .state")).ToHaveTextAsync("Cancelled");
        await Expect(guest.Page.Locator(".notice").Last).ToContainTextAsync("The workshop is closed that day");
        await walk.PictureAsync(guest, "cancelled");
        await Arriving.Button(guest, "Schedule a meeting").ClickAsync();
        await new Arriving(walk).BookAsync(guest, Other);
        await Arriving.Button(guest, "Open the chat").ClickAsync();
        await Expect(Card(Other)).ToContainTextAsync(Arriving.Peter);
        await guest.Page.Locator(".meet").Last.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
        await guest.Page.GetByLabel("Reason").FillAsync("We stay on the ground floor");
        await Arriving.Button(guest, "Cancel the meeting").ClickAsync();
        await Expect(Card(Other)).ToContainTextAsync("Cancelled");
        await Expect(Card(Other)).ToContainTextAsync("Reason: We stay on the ground floor");
        await walk.PictureAsync(Mara, "both-cancelled");
    }

    private ILocator Card(string subject) => Mara.Log.GetByRole(AriaRole.Article, new() { Name = $"Meeting: {subject}" });

    private async Task<JsonElement> MeetingAsync(string subject) =>
        (await walk.MarasApi.GetAsync("/api/v1/meetings"))
            .GetProperty("items")
            .EnumerateArray()
            .Single(meeting => meeting.GetProperty("subject").GetString() == subject);
}
