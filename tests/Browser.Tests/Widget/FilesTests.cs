using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>A guest attaches files in the widget, on pages whose own rules forbid pictures of ours (FI-1 to FI-4).</summary>
public sealed class FilesTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    private static readonly BrowserNewContextOptions Phone = new()
    {
        ViewportSize = new() { Width = 390, Height = 844 },
        HasTouch = true,
    };

    [Theory, Rule("FI-1", "FI-3", "MO-2")]
    [MemberData(nameof(Widths.Phone), MemberType = typeof(Widths))]
    public async Task A_guest_sends_a_picture_and_a_file_and_opens_them(bool phone)
    {
        var page = await OpenAsync(await ContextAsync(phone ? Phone : null), StrictPage());
        await BeginAsync(page);
        // Nothing goes up before there is a conversation (attack row 11).
        await Expect(Button(page, "Attach files")).ToHaveCountAsync(0);
        await WriteAsync(page, "Here is our plan");
        var id = await ConversationAsync();
        await Expect(Button(page, "Attach files")).ToBeVisibleAsync();
        await Choose(page, ("plan.png", Inbox.FilesTests.Picture), ("notes.txt", "hello"u8.ToArray()));
        await Expect(Pieces(page).Locator("small")).ToHaveCountAsync(2);
        await Button(page, "Describe").ClickAsync();
        await page.Keyboard.TypeAsync("The plan of floor 4");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Pieces(page).Locator("input")).ToHaveCountAsync(0);
        Assert.Empty(await Axe.StandardAsync(page));
        await Composer(page).PressAsync("Enter");
        await Expect(Pieces(page)).ToHaveCountAsync(0);
        var picture = Bubbles(page).Last.GetByRole(AriaRole.Button, new() { Name = "The plan of floor 4" });
        await Expect(picture.Locator("canvas")).ToHaveJSPropertyAsync("width", 640);
        Assert.True(
            await picture
                .Locator("canvas")
                .EvaluateAsync<bool>(
                    "it => { const [red, green, blue] = it.getContext('2d').getImageData(300, 100, 1, 1).data; return red < 80 && green > 110 && blue < 120; }"
                )
        );
        Assert.Empty(await Axe.StandardAsync(page));
        var opened = await page.Context.RunAndWaitForPageAsync(() => picture.ClickAsync());
        await opened.WaitForURLAsync("**/f/*");
        Assert.Equal("image/png", await opened.EvaluateAsync<string>("() => document.contentType"));
        Assert.True(await opened.EvaluateAsync<bool>("() => opener === null"));
        await opened.CloseAsync();
        var saved = await page.RunAndWaitForDownloadAsync(() => Bubbles(page).Last.Locator(".file").ClickAsync());
        Assert.Equal("notes.txt", saved.SuggestedFilename);
        var said = (await Mara.GetAsync($"/api/v1/conversations/{id}/messages")).GetProperty("items").EnumerateArray().Last();
        Assert.Equal("file", said.GetProperty("kind").GetString());
        Assert.Equal("The plan of floor 4", said.GetProperty("attachments")[0].GetProperty("alt").GetString());
        Assert.Empty(Errors);
    }

    [Fact, Rule("FI-1")]
    public async Task What_an_agent_sends_is_shown_and_a_widget_without_files_offers_none()
    {
        Key = await WidgetAsync(new { websites = new[] { Site.Origin }, files = false });
        var page = await OpenAsync(StrictPage());
        await BeginAsync(page);
        await WriteAsync(page, "Hello");
        var id = await ConversationAsync();
        var file = await Inbox.FilesTests.UploadAsync(Mara, id, "%PDF-1.7"u8.ToArray(), "offer.pdf");
        await Mara.PostAsync($"/api/v1/conversations/{id}/messages", new { clientId = Guid.NewGuid(), attachments = new[] { file } });
        await Expect(Bubbles(page).Last.Locator(".file")).ToContainTextAsync("offer.pdf");
        await Expect(Button(page, "Attach files")).ToHaveCountAsync(0);
        await Button(page, "Back").ClickAsync();
        await Expect(Panel(page).Locator(".conv")).ToContainTextAsync("Mara: offer.pdf");
        Assert.Empty(Errors);
    }

    [Fact, Rule("FI-1", "FI-8")]
    public async Task What_is_up_outlives_a_reload_and_what_is_lost_is_tried_again()
    {
        var page = await OpenAsync(StrictPage());
        await BeginAsync(page);
        await WriteAsync(page, "Hello");
        await ConversationAsync();
        await Choose(page, ("kept.txt", "kept"u8.ToArray()));
        await Expect(Pieces(page).Locator("small")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(Pieces(page)).ToContainTextAsync("kept.txt");
        await page.RouteAsync("**/api/v1/attachments?*", route => route.AbortAsync());
        await Choose(page, ("lost.txt", "lost"u8.ToArray()));
        await Expect(Pieces(page).Last).ToContainTextAsync("Didn’t get through.");
        await Composer(page).FillAsync("Both files");
        await Composer(page).PressAsync("Enter");
        await Expect(Composer(page)).ToHaveValueAsync("Both files");
        await page.UnrouteAsync("**/api/v1/attachments?*");
        await Pieces(page).Last.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(Pieces(page).Locator("small:not(.error)")).ToHaveCountAsync(2);
        await Composer(page).PressAsync("Enter");
        await Expect(Bubbles(page).Last.Locator(".file")).ToHaveCountAsync(2);
        await Expect(Bubbles(page).Last).ToContainTextAsync("Both files");
    }

    private static ILocator Button(IPage page, string name) => Panel(page).GetByRole(AriaRole.Button, new() { Name = name });

    private static ILocator Pieces(IPage page) => Panel(page).Locator(".piece");

    private static Task Choose(IPage page, params (string Name, byte[] Content)[] files) =>
        Panel(page)
            .Locator("input[type=file]")
            .SetInputFilesAsync(
                files.Select(file => new FilePayload
                {
                    Name = file.Name,
                    MimeType = "application/octet-stream",
                    Buffer = file.Content,
                })
            );
}
