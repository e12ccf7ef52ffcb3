using System.Collections.Concurrent;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Admin;

/// <summary>The owner's widget page: what stands in the form is seen at once, and stays there.</summary>
public sealed class WidgetPreviewTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    private const string Frame = ".frames iframe:not([inert])";

    [Theory, Rule("WI-7", "WI-11")]
    [MemberData(nameof(Widths.Phone), MemberType = typeof(Widths))]
    public async Task What_is_not_saved_is_seen_at_once_and_by_nobody_else(bool phone)
    {
        await using var desk = await WidgetAsync(phone ? Screen.Phone : null);
        var preview = PreviewOf(desk);
        await Expect(preview.Locator(".hero h2")).ToHaveTextAsync("Hello! How can we help?");
        var greeting = desk.Page.GetByLabel("Title");
        await greeting.FillAsync("Moin from the harbour");
        await Expect(preview.Locator(".hero h2")).ToHaveTextAsync("Moin from the harbour");
        // Who is writing goes on writing.
        await Expect(greeting).ToBeFocusedAsync();
        await desk.Page.GetByLabel("Colour as hex").FillAsync("#7a2e4d");
        await Expect(preview.Locator(".hero")).ToHaveCSSAsync("background-color", "rgb(122, 46, 77)");
        await Expect(desk.Page.GetByText("White text on this colour is easy to read")).ToBeVisibleAsync();
        await desk.Page.GetByLabel("Colour as hex").FillAsync("#7");
        await Expect(desk.Page.GetByText("the preview shows what was right last")).ToBeVisibleAsync();
        await Expect(preview.Locator(".hero h2")).ToHaveTextAsync("Moin from the harbour");
        await desk.Page.GetByLabel("Colour as hex").FillAsync("#1f4d3f");
        await Expect(preview.Locator(".hero")).ToHaveCSSAsync("background-color", "rgb(31, 77, 63)");
        await desk.Page.GetByLabel("Language").SelectOptionAsync("de");
        await Expect(preview.GetByText("Neue Unterhaltung beginnen")).ToBeVisibleAsync();
        await desk.Page.GetByLabel("Language").SelectOptionAsync("");
        await desk.Page.GetByRole(AriaRole.Radiogroup, new() { Name = "Phone", Exact = true }).GetByText("Required").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Radio, new() { Name = "Form" }).ClickAsync();
        await Expect(preview.GetByLabel("Phone")).ToHaveAttributeAsync("aria-required", "true");
        using var anyone = office.App.Anonymous();
        var face = await anyone.GetAsync($"/api/v1/widgets/{office.WidgetKey}/settings");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, face.GetProperty("texts").GetProperty("greeting").ValueKind);
        await Expect(desk.Page.GetByRole(AriaRole.Form)).ToContainTextAsync("Not saved yet");
    }

    [Theory, Rule("WI-11", "WI-6")]
    [MemberData(nameof(Widths.Phone), MemberType = typeof(Widths))]
    public async Task What_is_written_in_it_reaches_no_agent_and_is_gone_after_two_hours(bool phone)
    {
        var asked = new ConcurrentQueue<string>();
        var before = (await office.Mara.GetAsync("/api/v1/conversations?view=all")).GetProperty("items").GetArrayLength();
        await using var desk = await WidgetAsync(phone ? Screen.Phone : null);
        await desk.Page.Clock.InstallAsync();
        await desk.Page.ReloadAsync();
        // The editor asks what is to be shown; the frame asks for scripts and a style sheet alone.
        desk.Context.Request += (_, request) =>
        {
            if (request.Frame.ParentFrame is not null)
            {
                asked.Enqueue($"{request.Method} {new Uri(request.Url).AbsolutePath}");
            }
        };
        await desk.Page.GetByLabel("Welcome text").FillAsync("Welcome aboard");
        var preview = PreviewOf(desk);
        await desk.Page.GetByRole(AriaRole.Radio, new() { Name = "Chat" }).ClickAsync();
        await Expect(preview.Locator(".bubble")).ToHaveTextAsync(["Welcome aboard"]);
        await preview.Locator("textarea").FillAsync("Is anybody there?");
        await preview.Locator("textarea").PressAsync("Enter");
        await Expect(preview.Locator(".bubble"))
            .ToHaveTextAsync(["Welcome aboard", "Is anybody there?", "This is a preview: nobody else sees what you write here."]);
        Assert.NotEmpty(asked);
        Assert.DoesNotContain(asked, one => one.Contains("/api/", StringComparison.Ordinal));
        var after = (await office.Mara.GetAsync("/api/v1/conversations?view=all")).GetProperty("items").GetArrayLength();
        Assert.Equal(before, after);
        await desk.Page.Clock.FastForwardAsync("01:58:00");
        await Expect(preview.Locator(".bubble")).ToHaveCountAsync(3);
        await desk.Page.Clock.FastForwardAsync("00:02:00");
        await Expect(preview.GetByText("This chat was ended. You can start a new one.")).ToBeVisibleAsync();
        await Expect(preview.Locator(".bubble, .conv")).ToHaveCountAsync(0);
    }

    [Fact, Rule("WI-11", "IN-8")]
    public async Task A_widget_of_a_service_that_is_not_saved_offers_a_meeting_that_is_booked_with_nobody()
    {
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.App.Administrator, "/admin/widgets?id=new");
        var preview = PreviewOf(desk);
        await preview.GetByRole(AriaRole.Button, new() { NameRegex = new("^Schedule a meeting") }).ClickAsync();
        await preview.Locator(".free .slot").First.ClickAsync();
        await preview.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).ClickAsync();
        await preview.GetByLabel("Subject").FillAsync("Phone booths; two, in C:\\new");
        await preview.GetByLabel("E-mail", new() { Exact = true }).FillAsync("hannah@priceoptics.example");
        await preview.GetByLabel("Name").FillAsync("Hannah Price");
        await preview.GetByRole(AriaRole.Button, new() { Name = "Book the meeting" }).ClickAsync();
        await Expect(preview.GetByRole(AriaRole.Heading, new() { NameRegex = new("^See you on") })).ToBeVisibleAsync();
        var file = await desk.Page.RunAndWaitForDownloadAsync(() =>
            preview.GetByRole(AriaRole.Button, new() { Name = "Add to calendar" }).ClickAsync()
        );
        var calendar = Ical.Net.Calendar.Load(await File.ReadAllTextAsync(await file.PathAsync()))!;
        var saved = Assert.Single(calendar.Events);
        Assert.Equal("Phone booths; two, in C:\\new", saved.Summary);
        Assert.Equal(TimeSpan.FromMinutes(30), saved.DtEnd!.AsUtc - saved.DtStart!.AsUtc);
        Assert.Empty((await office.Mara.GetAsync("/api/v1/meetings")).GetProperty("items").EnumerateArray());
        Assert.Empty((await office.Tom.GetAsync("/api/v1/meetings")).GetProperty("items").EnumerateArray());
    }

    [Fact, Rule("WI-11", "SP-6")]
    public async Task Nothing_leaves_it_and_no_other_site_shows_it()
    {
        await using var desk = await WidgetAsync(null);
        await Expect(PreviewOf(desk).Locator(".hero")).ToBeVisibleAsync();
        var context = await chromium.Browser.NewContextAsync(
            new() { StorageState = await desk.Context.StorageStateAsync(), BaseURL = office.App.Address.ToString() }
        );
        await using var opened = context;
        var page = await context.NewPageAsync();
        var state = Uri.EscapeDataString(
            """{"face":{"key":"preview","name":"Sales","texts":{},"fields":{},"color":"#1f4d3f","available":true},"view":"home"}"""
        );
        await page.GotoAsync($"/admin/widgets/preview#{state}");
        await Expect(page.Locator("xbees-widget .hero")).ToBeVisibleAsync();
        var reached = await page.EvaluateAsync<string[]>(
            """
            async () => {
              const call = new XMLHttpRequest();
              const line = new EventSource("/api/v1/events");
              const tries = {
                call: () => new Promise((done, fail) => { call.onload = done; call.onerror = fail; call.open("GET", "/api/v1/me"); call.send(); }),
                line: () => new Promise((done, fail) => { line.onopen = done; line.onerror = fail; }),
                cookies: async () => document.cookie,
                database: async () => indexedDB.open("kept"),
              };
              const reached = [];
              for (const [name, act] of Object.entries(tries)) await act().then(() => reached.push(name), () => {});
              return reached;
            }
            """
        );
        Assert.Empty(reached);
        await using var other = await OtherSite.StartAsync();
        var refused = new ConcurrentQueue<string>();
        page.Console += (_, message) => refused.Enqueue(message.Text);
        await page.GotoAsync(other.Put("/", $"<iframe src=\"{new Uri(office.App.Address, "/admin/widgets/preview")}\"></iframe>"));
        await Until.Async(
            () => Task.FromResult(refused.ToArray()),
            said => said.Any(one => one.Contains("frame-ancestors 'self'", StringComparison.Ordinal))
        );
    }

    [Fact, Rule("WI-7", "WI-3")]
    public async Task The_line_and_the_policy_to_copy_are_all_that_a_strict_website_needs()
    {
        await using var desk = await WidgetAsync(null);
        var codes = desk.Page.Locator(".code-line .code");
        await Expect(codes).ToHaveCountAsync(3);
        var lines = await codes.AllTextContentsAsync();
        await using var other = await OtherSite.StartAsync();
        await office.App.Administrator.PatchAsync(
            $"/api/v1/admin/widgets/{await WidgetIdAsync()}",
            new { websites = new[] { other.Origin } }
        );
        await using var context = await chromium.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var address = other.Put(
            "/",
            $"<!doctype html><html lang=en><title>Shop</title><body><h1>Shop</h1>{lines[0]}</body></html>",
            ("Content-Security-Policy", $"default-src 'none'; {lines[1]}")
        );
        await page.GotoAsync(address);
        await page.Locator("xbees-widget .launch").ClickAsync();
        await Expect(page.Locator("xbees-widget .hero")).ToBeVisibleAsync();
        await page.GotoAsync(lines[2]);
        await Expect(page.GetByText("Start new conversation")).ToBeVisibleAsync();
    }

    [Theory, Rule("WI-7", "WI-15")]
    [MemberData(nameof(Widths.Phone), MemberType = typeof(Widths))]
    public async Task The_link_is_tried_as_a_guest_would_and_without_a_network_it_says_so(bool phone)
    {
        await using var desk = await WidgetAsync(phone ? Screen.Phone : null);
        var test = desk.Page.GetByRole(AriaRole.Button, new() { Name = "Test the link" });
        var asked = new ConcurrentQueue<IReadOnlyDictionary<string, string>>();
        desk.Page.Request += (_, request) =>
        {
            if (request.Url.EndsWith($"/w/{office.WidgetKey}", StringComparison.Ordinal))
            {
                asked.Enqueue(request.Headers);
            }
        };
        await test.ClickAsync();
        await Expect(desk.Page.GetByText("The link opens the chat.")).ToBeVisibleAsync();
        Assert.DoesNotContain("cookie", Assert.Single(asked).Keys);
        await desk.Page.RouteAsync($"**/w/{office.WidgetKey}", route => route.FulfillAsync(new() { Status = 404 }));
        await test.ClickAsync();
        await Expect(desk.Page.GetByText("The link does not open: the server answered 404.")).ToBeVisibleAsync();
        await desk.Context.SetOfflineAsync(true);
        await desk.Page.UnrouteAllAsync();
        await test.ClickAsync();
        await Expect(desk.Page.GetByText("There is no connection just now")).ToBeVisibleAsync();
    }

    private async Task<string> WidgetIdAsync() =>
        (await office.App.Administrator.GetAsync("/api/v1/admin/widgets")).GetProperty("items")[0].GetProperty("id").GetString()!;

    private async Task<Desk> WidgetAsync(Screen? screen)
    {
        var path = $"/admin/widgets?id={await WidgetIdAsync()}";
        return await Desk.OpenAsync(chromium, office.App.Address, office.App.Administrator, path, screen);
    }

    private static IFrameLocator PreviewOf(Desk desk) => desk.Page.FrameLocator(Frame);
}
