using System.Net;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Meetings;

/// <summary>What an agent gives out of their own: links, codes, a signature; and the feed, which they do not.</summary>
public sealed class LinksTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    private async Task<(Desk Desk, AppClient Agent)> OpenAsync(string name, Screen? screen = null)
    {
        var agent = await office.App.AgentAsync(name);
        return (await Desk.OpenAsync(chromium, office.App.Address, agent, "/settings/meetings", screen), agent);
    }

    [Theory, InlineData(false), InlineData(true), Rule("IN-12", "MO-1")]
    public async Task The_signature_is_copied_with_both_links_and_the_code_is_shown(bool phone)
    {
        const string name = "Sign <b>Ature</b>";
        var (desk, agent) = await OpenAsync(phone ? "Sia Sign" : "Sid Sign", phone ? Screen.Phone : null);
        await using var _ = desk;
        await agent.PatchAsync("/api/v1/me", new { guestName = name });
        await desk.Page.ReloadAsync();
        await desk.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var link = (await agent.GetAsync("/api/v1/me")).GetProperty("link").GetString()!;
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Copy signature" }).ClickAsync();
        await Expect(desk.Page.GetByText("Paste it into your mail program.")).ToBeVisibleAsync();
        var html = await CopiedAsync(desk, "text/html");
        Assert.Contains($"href=\"{link}\"", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"{link}/schedule\"", html, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode(name), html, StringComparison.Ordinal);
        var plain = await CopiedAsync(desk, "text/plain");
        Assert.Contains($"Chat with me: {link} · Book a meeting: {link}/schedule", plain, StringComparison.Ordinal);

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "QR code of your scheduler" }).ClickAsync();
        var code = desk.Dialog.GetByRole(AriaRole.Img, new() { Name = $"{link}/schedule" });
        await Expect(code).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await code.EvaluateAsync<int>("image => image.naturalWidth") > 300);
        var saved = await desk.Page.RunAndWaitForDownloadAsync(() =>
            desk.Dialog.GetByRole(AriaRole.Link, new() { Name = "Save picture" }).ClickAsync()
        );
        Assert.Equal("xbees-schedule.png", saved.SuggestedFilename);
        await desk.ExpectNoViolationsAsync("QR code");
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(desk.Dialog).ToHaveCountAsync(0);
    }

    [Fact, Rule("IN-12")]
    public async Task What_may_not_be_copied_stands_marked()
    {
        var (desk, _) = await OpenAsync("Mark Hand");
        await using var closing = desk;
        await desk.Page.EvaluateAsync(
            "() => { navigator.clipboard.write = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }"
        );
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Copy signature" }).ClickAsync();
        await Expect(desk.Page.GetByText("It is marked now")).ToBeVisibleAsync();
        Assert.Contains("Mark Hand", await desk.Page.EvaluateAsync<string>("() => getSelection().toString()"), StringComparison.Ordinal);
    }

    [Fact, Rule("ME-11")]
    public async Task A_feed_is_opened_shown_once_renewed_and_closed()
    {
        var (desk, _) = await OpenAsync("Finn Feed");
        await using var closing = desk;
        var panel = desk.Page.GetByRole(AriaRole.Region, new() { Name = "Private calendar feed" });
        await Expect(panel).ToContainTextAsync("There is no feed yet.");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Create address" }).ClickAsync();
        var first = await panel.Locator("code").TextContentAsync();
        Assert.Equal(200, await StatusAsync(first!));
        await desk.ExpectNoViolationsAsync("feed, new");
        await desk.Page.ReloadAsync();
        await Expect(panel).ToContainTextAsync("It was shown once");
        await Expect(panel.Locator("code")).ToHaveCountAsync(0);
        await panel.GetByRole(AriaRole.Button, new() { Name = "New address" }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "New address" }).ClickAsync();
        await Expect(panel.Locator("code")).ToHaveCountAsync(1);
        var second = await panel.Locator("code").TextContentAsync();
        Assert.Equal((404, 200), (await StatusAsync(first!), await StatusAsync(second!)));
        await panel.GetByRole(AriaRole.Button, new() { Name = "Close feed" }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Close feed" }).ClickAsync();
        await Expect(panel).ToContainTextAsync("There is no feed yet.");
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Create address" })).ToBeFocusedAsync();
        Assert.Equal(404, await StatusAsync(second!));
    }

    private static Task<string> CopiedAsync(Desk desk, string type) =>
        desk.Page.EvaluateAsync<string>("async type => (await (await navigator.clipboard.read())[0].getType(type)).text()", type);

    private async Task<int> StatusAsync(string url)
    {
        using var anybody = office.App.Anonymous();
        using var answer = await anybody.SendAsync(HttpMethod.Get, new Uri(url).PathAndQuery);
        return (int)answer.StatusCode;
    }
}
