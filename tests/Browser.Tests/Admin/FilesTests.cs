using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Admin;

/// <summary>An administrator limits files and hears of little room on every page (FI-1, FI-5).</summary>
public sealed class FilesTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Fact, Rule("FI-5")]
    public async Task Little_room_is_said_on_every_page_until_there_is_more()
    {
        var (guest, id) = await office.ConversationAsync("Full Fiona", "Hello");
        await Inbox.FilesTests.UploadAsync(guest, id, new byte[1000 * 1024], "much.bin");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.App.Administrator, "/admin/files");
        await Expect(desk.Page.GetByText("Files take up 1,000 kB.")).ToBeVisibleAsync();
        await desk.Page.GetByLabel("Largest file, in MB").FillAsync("0");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("A whole number from 1 to 1024.");
        await desk.Page.GetByLabel("Largest file, in MB").FillAsync("20");
        await desk.Page.GetByLabel("All files together, in MB").FillAsync("1");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "There is little room left for files." }))
            .ToBeVisibleAsync();
        await desk.ExpectNoViolationsAsync("little room for files");
        await desk.Page.GotoAsync("/admin/agents");
        await desk.Page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Link, new() { Name = "Files" }).ClickAsync();
        await desk.Page.GetByLabel("All files together, in MB").FillAsync("");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(desk.Page.GetByText("There is little room left for files.")).ToHaveCountAsync(0);
        await desk.Page.GotoAsync("/admin/agents");
        await Expect(desk.Page.Locator("table")).ToBeVisibleAsync();
        await Expect(desk.Page.GetByText("There is little room left for files.")).ToHaveCountAsync(0);
    }
}
