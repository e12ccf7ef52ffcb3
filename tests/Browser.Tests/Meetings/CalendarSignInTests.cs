using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Meetings;

/// <summary>Accounts that an agent signs in to, as the operator has set them up. The provider's page is played.</summary>
public sealed class CalendarSignInTests(Chromium chromium)
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["XBees:Google:ClientId"] = "client",
        ["XBees:Google:ClientSecret"] = "client-secret",
        ["XBees:Microsoft:ClientId"] = "client",
        ["XBees:Microsoft:ClientSecret"] = "client-secret",
    };

    [Fact, Rule("CA-1")]
    public async Task A_button_leads_to_the_provider_and_who_changes_their_mind_there_is_told_that_nothing_was_connected()
    {
        await using var app = await XBeesApp.StartAsync(Settings);
        using var agent = await app.AgentAsync("Gina Marsh");
        await Bookings.OpenAsync(agent);
        await using var desk = await Desk.OpenAsync(chromium, app.Address, agent, "/settings/meetings");
        await desk.Page.RouteAsync(
            "https://accounts.google.com/**",
            route =>
                route.FulfillAsync(
                    new()
                    {
                        ContentType = "text/html",
                        Body = $"<title>Google</title><a href='{app.Address}calendars/google/callback?error=access_denied'>Cancel</a>",
                    }
                )
        );
        await Expect(desk.Page.GetByRole(AriaRole.Button, new() { Name = "Connect Microsoft 365" })).ToBeVisibleAsync();
        await desk.ExpectNoViolationsAsync("calendars that can be signed in to");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Connect Google Calendar" }).ClickAsync();
        await desk.Page.WaitForURLAsync("https://accounts.google.com/o/oauth2/v2/auth?**");
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
        await Expect(desk.Page.GetByText("The sign-in was not completed. Nothing was connected.")).ToBeVisibleAsync();
        Assert.EndsWith("/settings/meetings", desk.Page.Url, StringComparison.Ordinal);
        await desk.Page.SetViewportSizeAsync(320, 640);
        Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
    }
}
