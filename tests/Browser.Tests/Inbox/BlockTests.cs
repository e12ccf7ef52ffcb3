using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>Guests who are shut out and conversations that are spam, as agents and administrators see them.</summary>
public sealed class BlockTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Theory, Rule("SP-2", "MS-13", "AX-1", "MO-1")]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_guest_is_blocked_and_let_in_by_the_sentence_that_tells_of_it_or_later(int width)
    {
        var name = $"Sven {width}";
        var (guest, id) = await office.ConversationAsync(name, "Buy now");
        await using var colleague = await OpenAsync(office.Tom, $"/conversations/{id}");
        await Expect(colleague.Info).ToContainTextAsync(name);
        await using var desk = await OpenAsync(office.Mara, $"/conversations/{id}?pane=info", width);
        await BlockAsync(desk, name);
        await Expect(desk.Dialog.GetByRole(AriaRole.Switch, new() { Name = "Their e-mail address too" })).ToBeCheckedAsync();
        await Expect(desk.Dialog.GetByLabel("For how long")).ToBeHiddenAsync();
        await desk.Dialog.GetByRole(AriaRole.Switch, new() { NameRegex = new("Everybody at their internet connection") }).ClickAsync();
        await Expect(desk.Dialog.GetByLabel("For how long")).ToHaveValueAsync("24h");
        await desk.ExpectNoViolationsAsync("the dialog of a block");
        Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
        await desk.Dialog.GetByRole(AriaRole.Switch, new() { NameRegex = new("Everybody at their internet connection") }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Block", Exact = true }).ClickAsync();
        await Expect(desk.Page.Locator(".toast")).ToContainTextAsync($"{name} is blocked.");
        await Expect(Tag(desk)).ToBeVisibleAsync();
        await desk.ExpectNoViolationsAsync("a blocked guest");
        Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
        // The colleague beside it sees it without asking.
        await Expect(Tag(colleague)).ToBeVisibleAsync();
        await Expect(colleague.Log).ToContainTextAsync($"Mara Lindholm blocked {name}");
        await RefusedAsync(guest);

        await desk.Page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Tag(desk)).ToHaveCountAsync(0);
        await Expect(Tag(colleague)).ToHaveCountAsync(0);
        await Office.SayAsync(guest, id, "Sorry");

        // Later, by the one who did not do it.
        await BlockAsync(desk, name);
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Block", Exact = true }).ClickAsync();
        await Expect(Tag(colleague)).ToBeVisibleAsync();
        await colleague.Info.GetByRole(AriaRole.Button, new() { Name = $"More about {name}" }).ClickAsync();
        await colleague.Page.GetByRole(AriaRole.Menuitem, new() { Name = "View profile" }).ClickAsync();
        await Expect(colleague.Page.Locator(".profile")).ToContainTextAsync("By Mara Lindholm");
        await colleague.ExpectNoViolationsAsync("the profile of a blocked guest");
        await colleague.Page.Keyboard.PressAsync("Escape");
        await colleague.Info.GetByRole(AriaRole.Button, new() { Name = $"Undo the block of {name}" }).ClickAsync();
        await Expect(colleague.Page.Locator(".toast")).ToContainTextAsync($"{name} is no longer blocked.");
        await Expect(Tag(desk)).ToHaveCountAsync(0);
        await Expect(colleague.Log).ToContainTextAsync($"You let {name} in again");
    }

    [Theory, Rule("SP-3", "ST-5", "AX-1")]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Spam_goes_from_the_lists_stands_marked_under_resolved_and_is_taken_back(int width)
    {
        var name = $"Sara {width}";
        var (guest, id) = await office.ConversationAsync(name, "Buy now");
        await using var colleague = await OpenAsync(office.Tom);
        await Expect(colleague.Row(name)).ToBeVisibleAsync();
        await using var desk = await OpenAsync(office.Mara, $"/conversations/{id}", width);
        await SpamAsync(desk);
        await Expect(desk.Page.Locator(".toast")).ToContainTextAsync($"{name} is marked as spam");
        await Expect(colleague.Row(name)).ToHaveCountAsync(0);
        await RefusedAsync(guest);
        await desk.Page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(colleague.Row(name)).ToBeVisibleAsync();
        await Office.SayAsync(guest, id, "I am a customer");

        await desk.OpenConversationAsync(name);
        await SpamAsync(desk);
        await Expect(desk.Row(name)).ToHaveCountAsync(0);
        await desk.OpenViewAsync("Resolved");
        await Expect(desk.Row(name).Locator(".tag").Filter(new() { HasText = "Spam" })).ToBeVisibleAsync();
        await desk.ExpectNoViolationsAsync("the list with spam");
        await desk.OpenConversationAsync(name);
        await Expect(desk.Log).ToContainTextAsync("You marked this as spam. It is deleted on");
        await Expect(desk.Page.Locator(".t-head .sub").First).ToContainTextAsync("Spam");
        if (width < 1000)
        {
            await desk.Page.Locator(".timeline").GetByRole(AriaRole.Button, new() { Name = "Info" }).ClickAsync();
        }
        await Expect(desk.Info).ToContainTextAsync("Deleted on");
        await Expect(Tag(desk)).ToBeVisibleAsync();
        await desk.ExpectNoViolationsAsync("spam");
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "Not spam" }).ClickAsync();
        await Expect(desk.Page.Locator(".toast")).ToContainTextAsync($"{name} is open again.");
        await Expect(Tag(desk)).ToHaveCountAsync(0);
        await Expect(desk.Info).Not.ToContainTextAsync("Deleted on");
        await Expect(colleague.Row(name)).ToBeVisibleAsync();
    }

    [Fact, Rule("SP-2", "AX-1", "LA-3")]
    public async Task Right_to_left_dark_and_in_German_it_is_whole()
    {
        var (_, id) = await office.ConversationAsync("Lina Spam", "Hallo");
        using var hilde = await office.App.AgentAsync("Hilde Kurz");
        await hilde.PatchAsync("/api/v1/me", new { language = "de" });
        await office.Mara.PostAsync($"/api/v1/conversations/{id}/members", new { members = new[] { new { agentId = hilde.Id } } });
        await using var desk = await Desk.OpenAsync(
            chromium,
            office.App.Address,
            hilde,
            $"/conversations/{id}",
            new Screen(Scheme: ColorScheme.Dark)
        );
        await desk.Page.EvaluateAsync("() => { document.documentElement.dir = 'rtl' }");
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "Mehr zu Lina Spam" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Gast blockieren" }).ClickAsync();
        await desk.ExpectNoViolationsAsync("the dialog, right to left, dark");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Blockieren", Exact = true }).ClickAsync();
        await Expect(desk.Log).ToContainTextAsync("Sie haben Lina Spam blockiert");
        await desk.ExpectNoViolationsAsync("a blocked guest, right to left, dark");
        await desk.Page.Locator(".timeline [data-more]").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Spam" }).ClickAsync();
        await Expect(desk.Info).ToContainTextAsync("gelöscht");
        await desk.ExpectNoViolationsAsync("spam, right to left, dark");
        Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
    }

    [Theory, Rule("SP-2", "AD-3", "AX-1")]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task Administrators_see_who_is_blocked_and_let_them_in(int width, ColorScheme scheme)
    {
        var name = $"Ole {width}";
        var (guest, id) = await office.ConversationAsync(name, "Buy now");
        await office.Mara.PostAsync($"/api/v1/guests/{guest.Id}/block");
        var screen = width < 1000 ? Screen.Phone with { Scheme = scheme } : new Screen(Scheme: scheme);
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.App.Administrator, "/admin/blocks", screen);
        await Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "Blocked guests" }).First).ToBeVisibleAsync();
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        var panel = desk.Page.Locator("section.panel").Filter(new() { Has = desk.Page.GetByRole(AriaRole.Heading, new() { Name = name }) });
        await Expect(panel).ToContainTextAsync("Sessions, E-mail");
        await Expect(panel).ToContainTextAsync("Mara Lindholm");
        await desk.ExpectNoViolationsAsync("blocked guests");
        Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
        await panel.GetByRole(AriaRole.Button, new() { Name = "Undo block" }).ClickAsync();
        await Expect(desk.Page.Locator(".toast")).ToContainTextAsync($"{name} is no longer blocked.");
        await Expect(desk.Page.GetByRole(AriaRole.Link, new() { Name = name })).ToHaveCountAsync(0);
        await Office.SayAsync(guest, id, "Back");
        await desk.Page.GotoAsync($"{office.App.Address}admin/audit?action=guest.blocked");
        await Expect(desk.Page.Locator("tbody tr").Filter(new() { HasText = name })).ToContainTextAsync("session and e-mail");
        await desk.ExpectNoViolationsAsync("the audit log of blocks");
    }

    private static async Task BlockAsync(Desk desk, string name)
    {
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = $"More about {name}" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Block guest" }).ClickAsync();
        await Expect(desk.Dialog).ToBeVisibleAsync();
    }

    private static async Task SpamAsync(Desk desk)
    {
        await desk.Page.Locator(".timeline [data-more]").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Spam" }).ClickAsync();
    }

    private static async Task RefusedAsync(AppClient guest)
    {
        using var answer = await guest.SendAsync(HttpMethod.Get, "/api/v1/me");
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static ILocator Tag(Desk desk) => desk.Info.Locator(".tag").Filter(new() { HasText = "Blocked" });

    private Task<Desk> OpenAsync(AppClient who, string path = "/conversations?view=all", int width = 1440) =>
        Desk.OpenAsync(chromium, office.App.Address, who, path, width < 1000 ? Screen.Phone : new());
}
