using Microsoft.Playwright;
using XBees.Browser.Tests.Meetings;
using XBees.Browser.Tests.Setup;
using XBees.Browser.Tests.Widget;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Booking;

/// <summary>A guest books with a service: with whoever is free first, or with somebody by name (IN-8).</summary>
public sealed class BookingServiceTests(Chromium chromium, Product product) : BookingFixture(chromium, product)
{
    [Fact, Rule("IN-8", "AX-2")]
    public async Task On_the_page_of_a_service_one_chooses_a_name_or_the_first_who_is_free()
    {
        var noah = await App.AgentAsync($"Noah {Guid.NewGuid():N}"[..12]);
        await Bookings.OpenAsync(noah);
        var service = await App.ServiceAsync($"Showroom {Guid.NewGuid():N}", Mara, noah);
        var key = (await App.WidgetAsync(service)).GetProperty("key").GetString()!;
        var page = await OpenAsync($"{Host}/w/{key}", In(London));
        await Button(page, "Schedule a meeting")
            .Or(page.GetByRole(AriaRole.Button, new() { NameRegex = new("Schedule a meeting") }))
            .First.ClickAsync();
        var with = page.GetByLabel("With", new() { Exact = true });
        await Expect(with).ToContainTextAsync("First available");
        await CleanAsync(page);

        page = await OpenAsync($"{Host}/w/{key}/schedule", In(London));
        with = page.GetByLabel("With", new() { Exact = true });
        // Mara alone works in the morning of a weekend; at eleven of a weekday both do.
        await with.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Expect(page.Locator(".month")).ToHaveAttributeAsync("aria-busy", "false");
        await BookAsync(page, Day, "09:30");
        await Expect(page.Locator("body")).ToContainTextAsync("See you on");
        var meeting = await MeetingAsync();
        Assert.StartsWith("Mara", meeting.GetProperty("host").GetProperty("name").GetString(), StringComparison.Ordinal);
    }
}
