using Microsoft.Playwright;
using XBees.Browser.Tests.Meetings;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Admin;

/// <summary>What a host leaves behind who has no scheduler any more.</summary>
public sealed class MeetingsTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Fact, Rule("ME-22", "ME-17", "AX-2")]
    public async Task The_administrator_is_told_how_many_wait_and_hands_over_or_cancels()
    {
        var (leaver, taker) = (await office.App.AgentAsync("Lea Leaver"), await office.App.AgentAsync("Ada Taker"));
        await Bookings.OpenAsync(leaver);
        await Bookings.BookAsync(office, leaver, 1, 11, "Contract", "Nadia Okafor");
        await Bookings.BookAsync(office, leaver, 2, 11, "Floor plan", "Jonas Lind");
        await using var desk = await Desk.OpenAsync(
            chromium,
            office.App.Address,
            office.App.Administrator,
            $"/admin/agents?id={leaver.Id}"
        );
        await Expect(desk.Page.Locator(".banner.info")).ToContainTextAsync("2 meetings are ahead");
        await desk.Page.GetByRole(AriaRole.Switch, new() { NameRegex = new("Can sign in") }).UncheckAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var warning = desk.Page.Locator(".banner.warn");
        await Expect(warning).ToContainTextAsync("2 meetings wait to be handed over or cancelled");
        await warning.GetByRole(AriaRole.Link).ClickAsync();
        var rows = desk.Page.Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(2);
        await desk.ExpectNoViolationsAsync("meetings without a host");
        await rows.First.GetByRole(AriaRole.Button, new() { Name = "Hand over" }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Combobox).SelectOptionAsync(new SelectOptionValue { Label = "Ada Taker" });
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Hand over" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await rows.First.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel the meeting" }).ClickAsync();
        await Expect(rows).ToHaveTextAsync(["No meeting is without a host."]);
        await using var week = await Desk.OpenAsync(chromium, office.App.Address, taker, $"/meetings?week={Bookings.Week}");
        await Expect(week.Page.Locator(".cal .ev")).ToHaveTextAsync([new System.Text.RegularExpressions.Regex("Contract")]);
    }
}
