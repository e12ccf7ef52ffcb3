using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Crm;
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
        // The operator has set it up nowhere.
        await Expect(desk.Page.GetByRole(AriaRole.Region, new() { Name = "Salesforce" })).ToHaveCountAsync(0);
        desk.ExpectNoErrors();
    }

    [Fact, Rule("AD-2", "AX-2")]
    public async Task Salesforce_is_signed_in_to_and_what_came_of_it_is_said_in_words()
    {
        using var org = new SalesforceOrg();
        await using var app = await XBeesApp.StartAsync(org.Settings());
        await using var desk = await Desk.OpenAsync(chromium, app.Address, app.Administrator, "/admin/crm");
        await desk.Page.RouteAsync(
            $"{org.Server.Url}/services/oauth2/authorize?**",
            route =>
            {
                var state = QueryHelpers.ParseQuery(new Uri(route.Request.Url).Query)["state"];
                var back = $"{app.Address}crm/salesforce/callback";
                return route.FulfillAsync(
                    new()
                    {
                        ContentType = "text/html",
                        Body =
                            $"<title>Salesforce</title><a href='{back}?code=the-code&state={state}'>Allow</a><a href='{back}?error=access_denied'>Deny</a>",
                    }
                );
            }
        );
        var salesforce = desk.Page.GetByRole(AriaRole.Region, new() { Name = "Salesforce" });
        await GoAsync("production");
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Deny" }).ClickAsync();
        await Expect(desk.Page.GetByText("The sign-in was not completed. Nothing was changed.")).ToBeVisibleAsync();
        Assert.EndsWith("/admin/crm", desk.Page.Url, StringComparison.Ordinal);

        await salesforce.GetByRole(AriaRole.Button, new() { Name = "Sign in to Salesforce" }).ClickAsync();
        await desk.Dialog.GetByLabel("Where you sign in").SelectOptionAsync("own");
        await desk.Dialog.GetByLabel("Address").FillAsync("salesforce.evil.example");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Go there" }).ClickAsync();
        await Expect(desk.Dialog.Locator("[data-field=login] .msg-error"))
            .ToHaveTextAsync("Give an address at Salesforce, such as company.my.salesforce.com.");
        await desk.ExpectNoViolationsAsync("CRM, signing in");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await GoAsync("production");
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Allow" }).ClickAsync();
        await Expect(desk.Page.GetByText("The CRM is connected.")).ToBeVisibleAsync();
        await Expect(salesforce).ToContainTextAsync("Answers");
        await desk.ExpectNoViolationsAsync("CRM, signed in to");

        await salesforce.GetByRole(AriaRole.Button, new() { Name = "Sign in again" }).ClickAsync();
        await Expect(desk.Dialog).ToContainTextAsync("Guests stay linked");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Go there" }).ClickAsync();
        org.Gives("00Dother!token", org.Server.Url, identity: "https://login.salesforce.com/id/00DB0000000OtherMA/005B0000005Other");
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Allow" }).ClickAsync();
        await Expect(desk.Page.GetByText("That account is of another organisation")).ToBeVisibleAsync();
        org.Gives(SalesforceOrg.Renewed, org.Server.Url);
        org.Plays("GET", $"{SalesforceOrg.Leads}/describe", 403, SalesforceOrg.Error("API_DISABLED_FOR_ORG", "No"));
        await salesforce.GetByRole(AriaRole.Button, new() { Name = "Test" }).ClickAsync();
        await Expect(salesforce.GetByRole(AriaRole.Status)).ToContainTextAsync("does not let us in");
        await desk.Page.ReloadAsync();
        await Expect(salesforce).ToContainTextAsync("Open it anew below");
        await desk.ExpectNoViolationsAsync("CRM, it lets us in no more");
        org.Plays("GET", $"{SalesforceOrg.Leads}/describe", 200, SalesforceOrg.Description);
        await salesforce.GetByRole(AriaRole.Button, new() { Name = "Sign in again" }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Go there" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Allow" }).ClickAsync();
        await Expect(desk.Page.GetByText("You have signed in again.")).ToBeVisibleAsync();
        await Expect(salesforce).ToContainTextAsync("Answers");
        await desk.Page.SetViewportSizeAsync(320, 640);
        Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));

        async Task GoAsync(string where)
        {
            await salesforce.GetByRole(AriaRole.Button, new() { Name = "Sign in to Salesforce" }).ClickAsync();
            await desk.Dialog.GetByLabel("Where you sign in").SelectOptionAsync(where);
            await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Go there" }).ClickAsync();
            await desk.Page.WaitForURLAsync($"{org.Server.Url}/services/oauth2/authorize?**");
        }
    }
}
