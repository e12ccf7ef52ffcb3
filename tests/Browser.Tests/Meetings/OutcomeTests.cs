using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Meetings;

/// <summary>What became of a meeting, said where it is shown.</summary>
[Rule("ME-21")]
public sealed class OutcomeTests(Chromium chromium, OutcomeTests.EarlyOffice early) : IClassFixture<OutcomeTests.EarlyOffice>
{
    private readonly Office office = early.Office;

    [Fact, Rule("AX-2")]
    public async Task The_host_marks_a_no_show_in_the_week_and_takes_it_back_in_the_card()
    {
        var host = await office.App.AgentAsync("Uma Hostess");
        await Bookings.OpenAsync(host);
        var (week, id) = await BookAsync(host);
        early.Time.Advance(TimeSpan.FromDays(7));
        using var back = await office.App.SignInAsync("uma.hostess@ternhaus.example");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, back, $"/meetings?week={week}");
        var cal = desk.Page.Locator(".cal");
        await cal.GetByRole(AriaRole.Link, new() { NameRegex = new("Contract") }).ClickAsync();
        var panel = desk.Page.GetByRole(AriaRole.Complementary, new() { Name = "Selected meeting" });
        await panel.GetByRole(AriaRole.Button, new() { Name = "No-show" }).ClickAsync();
        await Expect(panel.Locator(".tag")).ToHaveTextAsync("No-show");
        await Expect(cal.GetByRole(AriaRole.Link, new() { NameRegex = new("Contract.*No-show") })).ToBeVisibleAsync();
        await desk.ExpectNoViolationsAsync("a no-show");
        await panel.GetByRole(AriaRole.Link, new() { Name = "Open conversation" }).ClickAsync();
        await desk.Page.WaitForURLAsync($"**/conversations/{id}");
        var card = desk.Page.Locator(".meet");
        await Expect(card.Locator(".tag")).ToHaveTextAsync("No-show");
        await card.GetByRole(AriaRole.Button, new() { Name = "No-show", Pressed = true }).ClickAsync();
        await Expect(card.Locator(".tag")).ToHaveCountAsync(0);
        await card.GetByRole(AriaRole.Button, new() { Name = "Held" }).ClickAsync();
        await Expect(card.Locator(".tag")).ToHaveTextAsync("Held");
    }

    /// <summary>The first time that is free, seven days ago; its week, and the conversation.</summary>
    private async Task<(string Week, string Id)> BookAsync(AppClient host)
    {
        var slug = (await host.GetAsync("/api/v1/me")).GetProperty("slug").GetString()!;
        using var anonymous = office.App.Anonymous();
        var session = await anonymous.PostAsync(
            "/api/v1/sessions",
            new { link = slug, guest = new { name = "Nadia Okafor", email = "nadia@guests.example" } }
        );
        using var guest = office.App.WithBearer(session.GetProperty("token").GetString()!);
        var slots = await guest.GetAsync($"/api/v1/schedulers/{slug}/slots?duration=30");
        var start = slots.GetProperty("items")[0].GetProperty("start").GetString()!;
        var meeting = await guest.PostAsync($"/api/v1/schedulers/{slug}/meetings", new { start, subject = "Contract" });
        var day = DateTimeOffset.Parse(start, CultureInfo.InvariantCulture).AddHours(1);
        return (Bookings.Key(day.AddDays(-(((int)day.DayOfWeek + 6) % 7))), meeting.GetProperty("conversationId").GetString()!);
    }

    /// <summary>An office that is seven days behind until a test goes on.</summary>
    public sealed class EarlyOffice : IAsyncLifetime
    {
        public EarlyOffice()
        {
            Time.Advance(TimeSpan.FromDays(-7));
            Office = new() { Services = it => it.AddSingleton<TimeProvider>(Time) };
        }

        public Office Office { get; }

        public ShiftedTime Time { get; } = new();

        public ValueTask InitializeAsync() => Office.InitializeAsync();

        public ValueTask DisposeAsync() => Office.DisposeAsync();
    }
}
