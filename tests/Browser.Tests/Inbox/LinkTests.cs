using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>Who may come in and who may write, in the Info frame.</summary>
public sealed class LinkTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    private async Task<Desk> MaraAsync(string id, Screen? screen = null)
    {
        var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}?pane=info", screen);
        await desk.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        return desk;
    }

    private static ILocator Switch(Desk desk, string name) => desk.Info.GetByRole(AriaRole.Switch, new() { NameRegex = new(name) });

    private static ILocator Address(Desk desk) => desk.Info.Locator(".copyline code");

    private static Task UndoAsync(Desk desk) =>
        desk.Page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

    [Fact, Rule("IN-5", "AC-10", "AX-1")]
    public async Task The_link_is_copied_switched_off_and_on_again_and_renewed()
    {
        var (_, id) = await office.ConversationAsync("Linnea Olsen", "Hello");
        await using var desk = await MaraAsync(id);
        // A guest's conversation has an open link from the start.
        await Expect(Switch(desk, "Available by link")).ToBeCheckedAsync();
        await Expect(Address(desk)).ToContainTextAsync("/j/");
        var first = await Address(desk).TextContentAsync();
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "Copy link" }).ClickAsync();
        Assert.Equal(first, await desk.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        await desk.ExpectNoViolationsAsync("info with a link");

        await Switch(desk, "Available by link").UncheckAsync();
        await Expect(desk.Log).ToContainTextAsync("You switched the link off");
        await Expect(Address(desk)).ToHaveCountAsync(0);
        Assert.Equal(404, await StatusAsync(first!));
        // Undone it is the address that was given out.
        await UndoAsync(desk);
        await Expect(Switch(desk, "Available by link")).ToBeCheckedAsync();
        await Expect(Address(desk)).ToHaveTextAsync(first!);
        Assert.Equal(200, await StatusAsync(first!));

        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "Renew link" }).ClickAsync();
        await Expect(desk.Dialog).ToContainTextAsync("stops working at once");
        await desk.ExpectNoViolationsAsync("renew link");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        Assert.Equal(200, await StatusAsync(first!));
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "Renew link" }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Renew link" }).ClickAsync();
        await Expect(desk.Log).ToContainTextAsync("You renewed the link");
        await Expect(Address(desk)).Not.ToHaveTextAsync(first!);
        await Expect(Address(desk)).ToContainTextAsync("/j/");
        Assert.Equal(404, await StatusAsync(first!));
        Assert.Equal(200, await StatusAsync((await Address(desk).TextContentAsync())!));
    }

    [Fact, Rule("IN-9", "AC-14")]
    public async Task Removing_somebody_offers_to_renew_the_link()
    {
        var (_, id) = await office.ConversationAsync("Ove Strand", "Hello");
        var link = await office.Mara.GetAsync($"/api/v1/conversations/{id}/link");
        var url = link.GetProperty("url").GetString()!;
        using var anonymous = office.App.Anonymous();
        await anonymous.PostAsync($"/api/v1/join/{url.Split('/')[^1]}", new { guest = new { name = "Uninvited" } });
        await using var desk = await MaraAsync(id, Screen.Phone);
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "More about Uninvited" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Remove from conversation" }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Switch, new() { NameRegex = new("Renew the link as well") }).CheckAsync();
        await desk.ExpectNoViolationsAsync("remove, with the link");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Expect(desk.Dialog).ToHaveCountAsync(0);
        await Expect(desk.Info.GetByRole(AriaRole.Button, new() { Name = "More about Uninvited" })).ToHaveCountAsync(0);
        Assert.Equal(404, await StatusAsync(url));
        await Expect(Address(desk)).Not.ToHaveTextAsync(url);
        // Nobody is offered it for an agent, and where it is closed.
        await Switch(desk, "Available by link").UncheckAsync();
        await Expect(Address(desk)).ToHaveCountAsync(0);
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "Remove Tom Becker" }).ClickAsync();
        await Expect(desk.Dialog.GetByRole(AriaRole.Switch)).ToHaveCountAsync(0);
    }

    [Fact, Rule("AC-10", "AC-12")]
    public async Task Read_only_is_switched_on_and_taken_back_and_what_is_refused_stands_as_it_was()
    {
        var (guest, id) = await office.ConversationAsync("Runa Dahl", "Hello");
        await using var desk = await MaraAsync(id);
        await Switch(desk, "Read only for guests").CheckAsync();
        await Expect(desk.Log).ToContainTextAsync("You made this read-only for guests");
        using var refused = await guest.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/messages", new { text = "x" });
        Assert.Equal(403, (int)refused.StatusCode);
        await UndoAsync(desk);
        await Expect(desk.Log).ToContainTextAsync("You let guests write again");
        await Expect(Switch(desk, "Read only for guests")).Not.ToBeCheckedAsync();
        await Office.SayAsync(guest, id, "Again");
        // Without the network it says so, and stands as it is.
        await desk.Context.SetOfflineAsync(true);
        await Switch(desk, "Read only for guests").ClickAsync();
        await Expect(desk.Page.Locator(".toast")).ToBeVisibleAsync();
        await Expect(Switch(desk, "Read only for guests")).Not.ToBeCheckedAsync();
    }

    private async Task<int> StatusAsync(string url)
    {
        using var anonymous = office.App.Anonymous();
        using var answer = await anonymous.SendAsync(HttpMethod.Get, new Uri(url).AbsolutePath, null, ("Accept", "text/html"));
        return (int)answer.StatusCode;
    }
}
