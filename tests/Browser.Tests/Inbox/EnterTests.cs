using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>Who sees a conversation without being in it joins it by a button, where the messages or the field to write would be.</summary>
public sealed class EnterTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Theory, Rule("LC-2", "AX-1")]
    [MemberData(nameof(Widths.Desktop), MemberType = typeof(Widths))]
    public async Task An_administrator_joins_from_the_head_and_reads_and_writes(int width)
    {
        var (guest, id) = await office.ConversationAsync($"Vera {width}", "Hello from outside");
        await using var desk = await OpenAsync(office.App.Administrator, id, width);
        var state = desk.Page.Locator(".t-state");
        await Expect(state).ToContainTextAsync("everybody in it reads that you did");
        await desk.ExpectNoViolationsAsync("the head alone");
        // What only members may do is not offered above it.
        foreach (var act in new[] { "Resolve", "Add participants", "More" })
        {
            await Expect(desk.Page.Locator(".t-head .actions").GetByRole(AriaRole.Button, new() { Name = act, Exact = true }))
                .ToHaveCountAsync(0);
        }
        await state.GetByRole(AriaRole.Button, new() { Name = "Join conversation" }).ClickAsync();
        await Expect(desk.Log).ToContainTextAsync("Hello from outside");
        await Expect(desk.Log).ToContainTextAsync("joined");
        await desk.WriteAsync("I take over");
        await Expect(desk.Log).ToContainTextAsync("I take over");
        await Until.Async(() => Office.TextsAsync(guest, id), texts => texts.Contains("I take over"));
        await Expect(state).ToBeHiddenAsync();
    }

    [Fact, Rule("LC-2", "AS-1", "AX-1")]
    public async Task Who_sees_the_head_alone_is_offered_what_they_may_do_and_nothing_that_would_be_refused()
    {
        var (_, id) = await office.ConversationAsync("Hedda Head", "Hello from outside");
        await using var desk = await OpenAsync(office.App.Administrator, id, 1440);
        var refused = new List<string>();
        desk.Page.Response += (_, answer) =>
        {
            if (answer.Status >= 400)
            {
                refused.Add(new Uri(answer.Url).AbsolutePath);
            }
        };
        await Expect(desk.Info.Locator(".act").GetByRole(AriaRole.Button)).ToHaveTextAsync(["Join conversation"]);
        await Expect(desk.Info.GetByRole(AriaRole.Button, new() { NameRegex = new("^Service: ") })).ToBeVisibleAsync();
        await Expect(desk.Info.GetByRole(AriaRole.Button, new() { NameRegex = new("^(Remove|Add)") })).ToHaveCountAsync(0);
        await desk.Info.GetByRole(AriaRole.Button, new() { NameRegex = new("Hedda Head") }).ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Menuitem)).ToHaveTextAsync(["View profile"]);
        await desk.Page.GetByRole(AriaRole.Menuitem).ClickAsync();
        await Expect(desk.Page.Locator(".profile")).ToContainTextAsync("Only those who read a conversation with this guest");
        await desk.ExpectNoViolationsAsync("a profile that is not seen");
        Assert.DoesNotContain($"/api/v1/conversations/{id}/link", refused);
        await desk.Page.Keyboard.PressAsync("Escape");
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "Join conversation" }).ClickAsync();
        await Expect(desk.Info.Locator(".act")).ToContainTextAsync("Rename");
        await Expect(desk.Page.Locator(".t-head").GetByRole(AriaRole.Button, new() { Name = "More", Exact = true })).ToBeVisibleAsync();
    }

    [Fact, Rule("LC-2", "LI-3", "AX-1")]
    public async Task A_manager_reads_along_without_a_field_to_write_and_joins_beneath_the_messages()
    {
        using var ines = await office.App.AgentAsync("Ines Boss");
        await office.App.Administrator.PatchAsync($"/api/v1/admin/services/{office.ServiceId}", new { managerId = ines.Id });
        var (_, id) = await office.ConversationAsync("Walter Weiss", "Hello from outside");
        await using var desk = await OpenAsync(ines, id, 1440);
        await Expect(desk.Log).ToContainTextAsync("Hello from outside");
        await Expect(desk.Field).ToBeHiddenAsync();
        await desk.ExpectNoViolationsAsync("reading along");
        await Expect(desk.Info.GetByRole(AriaRole.Button, new() { Name = "Leave conversation" })).ToHaveCountAsync(0);
        await desk.Page.Locator(".t-watching").GetByRole(AriaRole.Button, new() { Name = "Join conversation" }).ClickAsync();
        await Expect(desk.Field).ToBeVisibleAsync();
        await Expect(desk.Info.GetByRole(AriaRole.Button, new() { Name = "Leave conversation" })).ToBeVisibleAsync();
        await Expect(desk.Page.Locator(".t-watching")).ToBeHiddenAsync();
        await desk.WriteAsync("Now I write");
        await Expect(desk.Log).ToContainTextAsync("Now I write");
    }

    private Task<Desk> OpenAsync(Testing.App.AppClient who, string id, int width) =>
        Desk.OpenAsync(chromium, office.App.Address, who, $"/conversations/{id}", width < 1000 ? Screen.Phone : new());
}
