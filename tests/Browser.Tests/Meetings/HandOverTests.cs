using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Meetings;

/// <summary>A host gives a meeting to a colleague who is free then.</summary>
[Rule("ME-17")]
public sealed class HandOverTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Fact, Rule("AX-2", "LA-1")]
    public async Task From_the_week_to_a_colleague_and_from_the_card_back()
    {
        var (host, busy, free) = (
            await office.App.AgentAsync("Uma Hostess"),
            await office.App.AgentAsync("Ben Busy"),
            await office.App.AgentAsync("Fay Free")
        );
        foreach (var agent in new[] { host, busy, free })
        {
            await Bookings.OpenAsync(agent);
        }
        await Bookings.BookAsync(office, host, 1, 11, "Contract");
        await Bookings.BookAsync(office, busy, 1, 11, "Something else");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, host, $"/meetings?week={Bookings.Week}");
        var cal = desk.Page.Locator(".cal");
        await cal.GetByRole(AriaRole.Link, new() { NameRegex = new("Contract") }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Hand over" }).ClickAsync();
        var to = desk.Dialog.GetByRole(AriaRole.Combobox, new() { Name = "To" });
        await Expect(to.GetByText("Fay Free")).ToHaveCountAsync(1);
        await Expect(to.GetByText("Ben Busy")).ToHaveCountAsync(0);
        await desk.ExpectNoViolationsAsync("handing over");
        await to.SelectOptionAsync(new SelectOptionValue { Label = "Fay Free" });
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Hand over" }).ClickAsync();
        await Expect(cal.Locator(".ev")).ToHaveCountAsync(0);
        await Expect(desk.Page.GetByRole(AriaRole.Complementary, new() { Name = "Selected meeting" })).ToBeHiddenAsync();

        var colleague = await Desk.OpenAsync(chromium, office.App.Address, free, $"/meetings?week={Bookings.Week}");
        await using (colleague)
        {
            await colleague.Page.Locator(".cal").GetByRole(AriaRole.Link, new() { NameRegex = new("Contract") }).ClickAsync();
            await colleague.Page.GetByRole(AriaRole.Link, new() { Name = "Open conversation" }).ClickAsync();
            await Expect(colleague.Page.Locator(".notice").Last).ToContainTextAsync("Uma Hostess handed Contract over to you");
            await colleague.Page.Locator(".meet").GetByRole(AriaRole.Button, new() { Name = "Hand over" }).ClickAsync();
            await colleague
                .Dialog.GetByRole(AriaRole.Combobox, new() { Name = "To" })
                .SelectOptionAsync(new SelectOptionValue { Label = "Uma Hostess" });
            await colleague.Dialog.GetByRole(AriaRole.Button, new() { Name = "Hand over" }).ClickAsync();
            await Expect(colleague.Page.Locator(".notice").Last).ToContainTextAsync("You handed Contract over to Uma Hostess");
            await Expect(colleague.Page.Locator(".meet").GetByRole(AriaRole.Button, new() { Name = "Hand over" })).ToHaveCountAsync(0);
        }
        await Expect(cal.Locator(".ev")).ToHaveCountAsync(1);
    }
}
