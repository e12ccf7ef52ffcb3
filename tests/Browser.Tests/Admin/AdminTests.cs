using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Admin;

/// <summary>Administration and account, as the administrator uses them.</summary>
public sealed class AdminTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    public static TheoryData<string> Pages =>
        [
            "/account",
            "/admin/agents",
            "/admin/services?id=new",
            "/admin/widgets?id=new",
            "/admin/api-keys?id=new",
            "/admin/mail",
            "/admin/organisation",
        ];

    private Task<Desk> AdaAsync(string path, Screen? screen = null) =>
        Desk.OpenAsync(chromium, office.App.Address, office.App.Administrator, path, screen);

    [Theory, MemberData(nameof(Pages)), Rule("AX-1")]
    public async Task A_machine_finds_nothing_light_dark_and_on_a_phone(string path)
    {
        foreach (var screen in new Screen[] { new(), new(Scheme: ColorScheme.Dark), Screen.Phone })
        {
            await using var desk = await AdaAsync(path, screen);
            await Expect(desk.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            await Expect(desk.Page.Locator("h1")).ToBeVisibleAsync();
            await desk.ExpectNoViolationsAsync();
        }
    }

    [Fact, Rule("AD-2")]
    public async Task A_service_is_made_and_what_is_not_saved_says_so()
    {
        await using var desk = await AdaAsync("/admin/services");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "New service" }).ClickAsync();
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "New service" });
        await form.GetByLabel("Name").FillAsync("Sales");
        await Expect(form).ToContainTextAsync("Not saved yet");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("Another service has this name");
        await form.GetByLabel("Name").FillAsync("Support");
        await form.GetByLabel("Add agent").SelectOptionAsync(office.Tom.Id);
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(desk.Page.Locator("table")).ToContainTextAsync("Support");
        await Expect(desk.Page.GetByRole(AriaRole.Form, new() { Name = "Support" })).ToContainTextAsync("Tom Becker");
    }

    [Fact, Rule("AD-2", "WI-5")]
    public async Task A_widget_is_made_with_its_line_to_copy_and_the_policy_it_needs()
    {
        await using var desk = await AdaAsync("/admin/widgets?id=new");
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "New widget" });
        await form.GetByLabel("Name", new() { Exact = true }).First.FillAsync("Shop");
        await form.GetByLabel("Colour as hex").FillAsync("#f7b731");
        await Expect(form).ToContainTextAsync("Dark text is used on this colour");
        await form.GetByLabel("Allowed websites").FillAsync("shop.example");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var saved = desk.Page.GetByRole(AriaRole.Form, new() { Name = "Shop" });
        await Expect(saved).ToContainTextAsync("/widget.js\" data-widget=\"wk_");
        await Expect(saved).ToContainTextAsync("script-src");
        await Expect(saved).ToContainTextAsync("https://shop.example");
    }

    [Fact, Rule("AP-2")]
    public async Task A_key_is_shown_once()
    {
        await using var desk = await AdaAsync("/admin/api-keys?id=new");
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "New key" });
        await form.GetByLabel("Name").FillAsync("Report");
        await form.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        await Expect(desk.Page.Locator(".copyline")).ToContainTextAsync("xbk_");
        await desk.Page.ReloadAsync();
        await Expect(desk.Page.Locator(".editor-place")).ToContainTextAsync("Report");
        await Expect(desk.Page.Locator(".copyline")).ToHaveCountAsync(0);
    }

    [Fact, Rule("AD-2")]
    public async Task An_agent_is_invited_and_no_administrator_page_opens_for_others()
    {
        await using var desk = await AdaAsync("/admin/agents?id=new");
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "Invite agent" });
        await form.GetByLabel("Name").FillAsync("Ines Duarte");
        await form.GetByLabel("E-mail").FillAsync("ines@ternhaus.example");
        await form.GetByRole(AriaRole.Button, new() { Name = "Send invitation" }).ClickAsync();
        await Expect(desk.Page.Locator("table")).ToContainTextAsync("Invited");
        using var refused = await office.Mara.SendAsync(HttpMethod.Get, "/admin/agents");
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
    }
}
