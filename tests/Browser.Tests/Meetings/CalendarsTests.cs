using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Meetings;

/// <summary>Connecting a calendar on the page of the hours (CA-1).</summary>
public sealed class CalendarsTests(Chromium chromium)
{
    [Theory, InlineData(false), InlineData(true), Rule("CA-1", "CA-6", "MO-1")]
    public async Task A_calendar_is_connected_used_and_disconnected(bool phone)
    {
        await using var published = await PublishedAsync();
        await using var app = await XBeesApp.StartAsync(new Dictionary<string, string> { ["XBees:Outside:Allow"] = "127.0.0.1" });
        var screen = phone ? Screen.Phone : null;
        await using var desk = await Desk.OpenAsync(chromium, app.Address, app.Administrator, "/settings/meetings", screen);
        var panel = desk.Page.GetByRole(AriaRole.Region, new() { Name = "Calendars", Exact = true });
        await panel.GetByRole(AriaRole.Button, new() { Name = "Connect a calendar" }).ClickAsync();
        var dialog = desk.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Kind").SelectOptionAsync("ics");
        await Expect(dialog.GetByLabel("Password")).ToBeHiddenAsync();
        await dialog.GetByLabel("Address", new() { Exact = true }).FillAsync("not an address");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Connect a calendar" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("https://");
        await desk.ExpectNoViolationsAsync("connecting a calendar");
        await dialog.GetByLabel("Address", new() { Exact = true }).FillAsync(published.Urls.Single() + "/mine.ics");
        await dialog.Locator("[data-name=label]").FillAsync("Private");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Connect a calendar" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);

        var account = panel.GetByRole(AriaRole.Region, new() { Name = "Private" });
        await Expect(account).ToContainTextAsync("Connected");
        var blocks = account.GetByRole(AriaRole.Switch, new() { Name = "What stands in it blocks" });
        await Expect(blocks).ToBeCheckedAsync();
        await desk.ExpectNoViolationsAsync("a connected calendar");
        await blocks.UncheckAsync();
        await Expect(blocks).Not.ToBeCheckedAsync();
        await Until.Async(
            async () => (await app.Administrator.GetAsync("/api/v1/me/calendars")).GetProperty("items")[0].GetProperty("calendars")[0],
            calendar => !calendar.GetProperty("blocks").GetBoolean()
        );
        await account.GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
        await Expect(account).ToHaveCountAsync(0);
    }

    private static async Task<WebApplication> PublishedAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsync("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"));
        await app.StartAsync();
        return app;
    }
}
