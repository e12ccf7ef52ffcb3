using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Crm;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Crm;

/// <summary>Two CRMs are connected: the practice CRM, and a Salesforce that is played.</summary>
public sealed class TwoCrmsTests(Chromium chromium) : IAsyncLifetime
{
    private const string Lead = "00QB0000004AbcDEFG";
    private readonly SalesforceOrg org = new();
    private Office office = null!;

    public async ValueTask InitializeAsync()
    {
        office = new() { Settings = org.Settings() };
        await office.InitializeAsync();
        var ada = office.App.Administrator;
        await ada.PostAsync("/api/v1/admin/crm", new { crm = "practice" });
        var url = (await ada.PostAsync("/api/v1/admin/crm/salesforce/sign-in")).GetProperty("url").GetString()!;
        var state = Uri.EscapeDataString(QueryHelpers.ParseQuery(new Uri(url).Query)["state"]!);
        using var back = await ada.SendAsync(HttpMethod.Get, $"/crm/salesforce/callback?code=the-code&state={state}");
        Assert.EndsWith("=connected", back.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await office.DisposeAsync();
        org.Dispose();
    }

    [Theory, Rule("CR-1", "CR-2", "CR-9", "MO-1")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Both_are_shown_and_who_makes_a_record_chooses_where(bool phone)
    {
        org.Plays("POST", SalesforceOrg.Leads, 201, $$"""{ "id": "{{Lead}}", "success": true, "errors": [] }""");
        org.Finds(
            $"FROM Lead WHERE Id = '{Lead}'",
            $$"""{ "Id": "{{Lead}}", "Name": "Grace Desk", "Company": "Oak & Sons", "Status": "Working", "Owner": { "Name": "Ada at Salesforce" } }"""
        );
        var (_, id) = await office.ConversationAsync("Grace Desk", "Hello");
        await using var desk = await Desk.OpenAsync(
            chromium,
            office.App.Address,
            office.Mara,
            $"/conversations/{id}?pane=info",
            phone ? Screen.Phone : null
        );
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "More about Grace Desk" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "View profile" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "CRM details" }).ClickAsync();
        var details = desk.Page.GetByRole(AriaRole.Region, new() { Name = "CRM details" });
        var practice = details.GetByRole(AriaRole.Button, new() { Name = "Create record in the practice CRM" });
        await Expect(practice).ToBeVisibleAsync();
        await details.GetByRole(AriaRole.Button, new() { Name = "Create Salesforce Lead", Exact = true }).ClickAsync();
        await Expect(desk.Dialog.GetByLabel("Last Name")).ToHaveValueAsync("Desk");
        await desk.Dialog.GetByLabel("Company").FillAsync("Oak & Sons");
        await desk.Dialog.GetByLabel("Branch").SelectOptionAsync("süd");
        await desk.ExpectNoViolationsAsync($"create lead, phone: {phone}");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(details).ToContainTextAsync("in Salesforce");
        await Expect(details).ToContainTextAsync("Ada at Salesforce");
        Assert.Equal("süd", org.Sent(SalesforceOrg.Leads).GetProperty("Branch__c").GetString());

        // The other one is still to be chosen.
        await practice.ClickAsync();
        await desk.Dialog.GetByLabel("Status").SelectOptionAsync("customer");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(details).ToContainTextAsync("in Practice CRM");
        await Expect(details.GetByRole(AriaRole.Button, new() { Name = "Log a task" })).ToHaveCountAsync(2);
        await desk.ExpectNoViolationsAsync($"two records, phone: {phone}");
        desk.ExpectNoErrors();
    }
}
