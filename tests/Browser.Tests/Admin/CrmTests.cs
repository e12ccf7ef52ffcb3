using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Admin;

/// <summary>Which CRM is connected, in the administration.</summary>
public sealed class CrmTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Fact, Rule("AD-2", "CR-8", "AX-2")]
    public async Task A_CRM_is_connected_tested_hidden_from_agents_and_disconnected()
    {
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.App.Administrator, "/admin/crm");
        var practice = desk.Page.GetByRole(AriaRole.Region, new() { Name = "Practice CRM" });
        await practice.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await Expect(practice).ToContainTextAsync("Answers");
        await practice.GetByRole(AriaRole.Button, new() { Name = "Test" }).ClickAsync();
        await Expect(practice.GetByRole(AriaRole.Status)).ToHaveTextAsync("Practice CRM answers.");
        await desk.ExpectNoViolationsAsync("CRM, connected");
        var seen = practice.GetByRole(AriaRole.Switch, new() { Name = "Agents see Practice CRM" });
        await seen.UncheckAsync();
        await Expect(desk.Page.Locator(".toast")).ToHaveTextAsync("Saved");
        await desk.Page.ReloadAsync();
        await Expect(seen).Not.ToBeCheckedAsync();
        var logs = practice.GetByRole(AriaRole.Switch, new() { Name = "Log conversations in Practice CRM" });
        await Expect(logs).Not.ToBeCheckedAsync();
        await logs.CheckAsync();
        await Expect(desk.Page.Locator(".toast")).ToHaveTextAsync("Saved");
        await desk.Page.ReloadAsync();
        await Expect(logs).ToBeCheckedAsync();

        var hubspot = desk.Page.GetByRole(AriaRole.Region, new() { Name = "HubSpot" });
        await hubspot.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await Expect(desk.Dialog.Locator("[data-field=token] .msg-error")).ToHaveTextAsync("Give the token of the private app.");
        await desk.ExpectNoViolationsAsync("CRM, a token is missing");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await practice.GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
        await Expect(practice.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true })).ToBeVisibleAsync();
        desk.ExpectNoErrors();
    }
}
