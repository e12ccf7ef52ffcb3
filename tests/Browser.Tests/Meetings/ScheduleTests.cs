using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Meetings;

/// <summary><i>Schedule event</i> of the week: an agent books with themselves for a guest.</summary>
public sealed class ScheduleTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    private async Task<AppClient> AgentAsync(string name)
    {
        var agent = await office.App.AgentAsync(name);
        await Bookings.OpenAsync(agent);
        return agent;
    }

    private Task<Desk> OpenAsync(AppClient agent, Screen? screen = null) =>
        Desk.OpenAsync(chromium, office.App.Address, agent, $"/meetings?week={Bookings.Week}", screen);

    [Theory, InlineData(false), InlineData(true), Rule("ME-10", "ME-24", "MO-1", "AX-1")]
    public async Task For_whoever_is_named_in_a_private_conversation_of_its_own(bool phone)
    {
        var agent = await AgentAsync(phone ? "Ida Plan" : "Ina Plan");
        await using var desk = await OpenAsync(agent, phone ? Screen.Phone with { Scheme = ColorScheme.Dark } : null);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Schedule event", Exact = true }).ClickAsync();
        var book = desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Book" });
        await Expect(desk.Dialog.GetByText("Times are in")).ToBeVisibleAsync();
        await desk.Dialog.GetByLabel("Subject").FillAsync("Floor plan");
        await desk.Dialog.GetByLabel("Further participants").FillAsync("pia@guests.example, leo@guests.example");
        await desk.Dialog.GetByRole(AriaRole.Radio).First.ClickAsync();
        // Without an address nothing is booked; it is said at the field, and what was typed stays.
        await book.ClickAsync();
        var email = desk.Dialog.GetByLabel("The guest’s e-mail address");
        await Expect(email).ToBeFocusedAsync();
        await Expect(email).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(desk.Dialog.GetByLabel("Subject")).ToHaveValueAsync("Floor plan");
        await desk.ExpectNoViolationsAsync("an event without an address");
        Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
        var nadia = phone ? "nadia@phones.example" : "nadia@desks.example";
        await email.FillAsync(nadia);
        await desk.Dialog.GetByLabel("The guest’s name").FillAsync("Nadia Okafor");
        await book.ClickAsync();
        await Expect(desk.Page.Locator(".toast")).ToContainTextAsync("The meeting was booked.");
        // It is opened, in whichever week it lies.
        await Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "Floor plan" })).ToBeFocusedAsync();
        await Expect(desk.Page.Locator(".meet-place").GetByRole(AriaRole.Link, new() { NameRegex = new("Floor plan.*Nadia Okafor") }))
            .ToHaveCountAsync(1);

        var meeting = (await agent.GetAsync("/api/v1/meetings")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(
            ["pia@guests.example", "leo@guests.example"],
            meeting.GetProperty("participants").EnumerateArray().Select(one => one.GetProperty("email").GetString())
        );
        var conversation = await agent.GetAsync($"/api/v1/conversations/{meeting.GetProperty("conversationId").GetString()}");
        Assert.False(conversation.GetProperty("public").GetBoolean());
        await new Postbox(office.App.Database).ToAsync(nadia);
    }

    [Fact, Rule("ME-10", "AX-2")]
    public async Task A_free_time_of_the_week_is_clicked_and_a_day_is_asked_for_by_keys()
    {
        var agent = await AgentAsync("Iris Plan");
        await using var desk = await OpenAsync(agent);
        var column = desk.Page.Locator($".day-col[data-day='{Bookings.Key(Bookings.Monday.AddDays(2))}']");
        // A pixel is a minute, and the week begins at eight.
        await column.HoverAsync(
            new()
            {
                Position = new() { X = 30, Y = 6 * 60 + 40 },
            }
        );
        await Expect(column.Locator(".ev.ghost")).ToContainTextAsync("Schedule event");
        await column.ClickAsync(
            new()
            {
                Position = new() { X = 30, Y = 6 * 60 + 40 },
            }
        );
        var chosen = desk.Dialog.GetByRole(AriaRole.Radio, new() { Checked = true });
        await Expect(chosen).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("14:30$"));
        await desk.Dialog.GetByLabel("Subject").FillAsync("Once more");
        await desk.Dialog.GetByLabel("The guest’s e-mail address").FillAsync("iris@guests.example");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Book" }).ClickAsync();
        await Expect(desk.Page.Locator(".ev").Filter(new() { HasText = "Once more" })).ToBeVisibleAsync();
        var meeting = (await agent.GetAsync("/api/v1/meetings")).GetProperty("items").EnumerateArray().Last();
        Assert.Equal(Bookings.At(2, 14).AddMinutes(30), meeting.GetProperty("start").GetDateTimeOffset());

        // Neither where it is closed nor on a meeting.
        await desk.Page.Locator(".shut").First.ClickAsync();
        await Expect(desk.Dialog).ToHaveCountAsync(0);
        await desk.Page.Keyboard.PressAsync("Escape");
        await desk.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Thu.*Schedule event") }).FocusAsync();
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(desk.Dialog.GetByLabel("Day", new() { Exact = true })).ToHaveValueAsync(Bookings.Key(Bookings.Monday.AddDays(3)));
        await desk.Page.Keyboard.PressAsync("Escape");
        await desk.Page.Keyboard.PressAsync("e");
        await Expect(desk.Dialog.GetByLabel("Subject")).ToBeFocusedAsync();
    }

    [Fact, Rule("ME-25", "ME-10")]
    public async Task What_was_just_taken_gives_way_to_the_next_free_ones_and_what_was_typed_stays()
    {
        var agent = await AgentAsync("Ivo Plan");
        await using var desk = await OpenAsync(agent);
        var column = desk.Page.Locator($".day-col[data-day='{Bookings.Key(Bookings.Monday.AddDays(1))}']");
        await column.ClickAsync(
            new()
            {
                Position = new() { X = 30, Y = (60 * 2) + 10 },
            }
        );
        await Expect(desk.Dialog.GetByRole(AriaRole.Radio, new() { Checked = true })).ToHaveCountAsync(1);
        await desk.Dialog.GetByLabel("Subject").FillAsync("Too late");
        await desk.Dialog.GetByLabel("The guest’s e-mail address").FillAsync("oskar@guests.example");
        await Bookings.BookAsync(office, agent, 1, 10, "First");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Book" }).ClickAsync();
        await Expect(desk.Dialog).ToContainTextAsync("Choose one of the times that are still free.");
        await Expect(desk.Dialog.GetByRole(AriaRole.Radio, new() { NameRegex = new("10:00$") })).ToHaveCountAsync(0);
        await Expect(desk.Dialog.GetByLabel("Day", new() { Exact = true })).ToHaveValueAsync(Bookings.Key(Bookings.Monday.AddDays(1)));
        await Expect(desk.Dialog.GetByLabel("Subject")).ToHaveValueAsync("Too late");
        await desk.Dialog.GetByRole(AriaRole.Radio, new() { NameRegex = new("10:30$") }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Book" }).ClickAsync();
        await Expect(desk.Page.Locator(".ev").Filter(new() { HasText = "Too late" })).ToBeVisibleAsync();
    }
}
