using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>A guest's profile beside the conversation, and as a screen of a phone (GU-10, GU-11, MO-1).</summary>
public sealed class ProfileTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Theory, Rule("GU-11", "AX-1", "AX-2", "MO-1")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_profile_and_its_parts_are_in_the_address_and_work_by_keyboard(bool phone)
    {
        var name = phone ? "Pia Phone" : "Dora Desk";
        var (_, id) = await office.ConversationAsync(name, "Hello");
        await using var desk = await OpenAsync(id, name, phone);
        var profile = Profile(desk, name);
        await Expect(profile.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeFocusedAsync();
        await Expect(profile.Locator(".kv")).ToContainTextAsync("Claimed");
        await Expect(profile).ToContainTextAsync("Conversations in common");
        await Expect(desk.Info).ToBeHiddenAsync();
        await (phone ? Expect(desk.Log).ToBeHiddenAsync() : Expect(desk.Log).ToBeVisibleAsync());
        await FitsAsync(desk, $"overview, phone: {phone}");

        await profile.GetByRole(AriaRole.Tab, new() { Name = "Overview" }).FocusAsync();
        foreach (var tab in new[] { "CRM details", "Phonebook", "History", "Overview" })
        {
            await desk.Page.Keyboard.PressAsync("ArrowRight");
            var chosen = profile.GetByRole(AriaRole.Tab, new() { Name = tab });
            await Expect(chosen).ToBeFocusedAsync();
            await Expect(chosen).ToHaveAttributeAsync("aria-selected", "true");
            await Expect(profile.GetByRole(AriaRole.Tabpanel, new() { Name = tab })).ToBeVisibleAsync();
        }
        await desk.Page.Keyboard.PressAsync("End");
        await Expect(profile).ToContainTextAsync("Nothing has changed yet.");
        await FitsAsync(desk, $"history, phone: {phone}");
        // No CRM is used, and nothing is said of looking into one.
        await profile.GetByRole(AriaRole.Tab, new() { Name = "CRM details" }).ClickAsync();
        await Expect(profile).ToContainTextAsync("No CRM is connected.");

        await desk.Page.ReloadAsync();
        await Expect(profile.GetByRole(AriaRole.Tab, new() { Name = "CRM details" })).ToHaveAttributeAsync("aria-selected", "true");
        await desk.Page.GoBackAsync();
        await Expect(profile).ToHaveCountAsync(0);
        await Expect(desk.Info).ToBeVisibleAsync();
        await desk.Page.GoForwardAsync();
        await Expect(profile).ToBeVisibleAsync();
        await profile.GetByRole(AriaRole.Button, new() { Name = phone ? "Back" : "Close the profile" }).ClickAsync();
        await Expect(desk.Info.GetByRole(AriaRole.Button, new() { Name = $"More about {name}" })).ToBeFocusedAsync();
    }

    [Fact, Rule("GU-11", "AX-1")]
    public async Task From_right_to_left_and_in_the_dark_it_fits_and_the_arrows_go_as_they_point()
    {
        var (_, id) = await office.ConversationAsync("Rima Right", "Hello");
        await using var desk = await OpenAsync(id, "Rima Right", phone: false, new(Scheme: ColorScheme.Dark));
        await desk.Page.EvaluateAsync("() => { document.documentElement.dir = 'rtl' }");
        var profile = Profile(desk, "Rima Right");
        await profile.GetByRole(AriaRole.Tab, new() { Name = "Overview" }).FocusAsync();
        await desk.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(profile.GetByRole(AriaRole.Tab, new() { Name = "CRM details" })).ToBeFocusedAsync();
        await FitsAsync(desk, "right to left");
    }

    [Theory, Rule("GU-11", "MO-1")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_known_is_corrected_and_the_history_says_by_whom(bool phone)
    {
        var name = phone ? "Emil Phone" : "Emil Desk";
        var (guest, id) = await office.ConversationAsync(name, "Hello");
        await using var desk = await OpenAsync(id, name, phone);
        await Profile(desk, name).GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await Expect(desk.Dialog.GetByLabel("Name")).ToHaveValueAsync(name);
        await desk.Dialog.GetByLabel("E-mail").FillAsync("no address");
        await desk.Dialog.GetByLabel("Company").FillAsync("Oak & Sons");
        await desk.ExpectNoViolationsAsync($"edit, phone: {phone}");
        await SaveAsync(desk);
        await Expect(desk.Dialog.Locator("[data-field=email] .msg-error")).ToBeVisibleAsync();
        await Expect(desk.Dialog.GetByLabel("Company")).ToHaveValueAsync("Oak & Sons");
        // A colleague is faster; what was typed stays, and so does what the colleague wrote.
        await office.Tom.PatchAsync($"/api/v1/guests/{guest.Id}", new { phone = "+49 30 1234567" });
        await desk.Dialog.GetByLabel("E-mail").FillAsync("emil@oak.example");
        await SaveAsync(desk);
        await Expect(desk.Dialog).ToContainTextAsync("Somebody has changed this profile meanwhile.");
        await Expect(desk.Dialog.GetByLabel("Company")).ToHaveValueAsync("Oak & Sons");
        await SaveAsync(desk);
        await Expect(desk.Dialog).ToHaveCountAsync(0);
        var profile = Profile(desk, name);
        await Expect(profile.Locator(".kv")).ToContainTextAsync("emil@oak.example Claimed");
        await Expect(profile.Locator(".kv")).ToContainTextAsync("+49 30 1234567");
        await Expect(profile.Locator(".t-head")).ToContainTextAsync("Oak & Sons");
        await profile.GetByRole(AriaRole.Tab, new() { Name = "History" }).ClickAsync();
        var changes = desk.Page.GetByRole(AriaRole.List, new() { Name = "History" }).GetByRole(AriaRole.Listitem);
        await Expect(changes).ToHaveCountAsync(3);
        await Expect(changes.Filter(new() { HasText = "Company: Oak & Sons" })).ToContainTextAsync("By Mara Lindholm");
        await Expect(changes.Filter(new() { HasText = "+49 30 1234567" })).ToContainTextAsync("By Tom Becker");
        await FitsAsync(desk, $"history with changes, phone: {phone}");
        // Who looks on sees it without asking.
        await office.Tom.PatchAsync($"/api/v1/guests/{guest.Id}", new { name = $"{name} Oak" });
        await Expect(Profile(desk, $"{name} Oak")).ToBeVisibleAsync();
        await Expect(changes).ToHaveCountAsync(4);
    }

    [Theory, Rule("GU-10", "MO-1", "AX-1")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_guests_are_merged_after_a_look_at_what_becomes_of_them_and_parted_again(bool phone)
    {
        var name = phone ? "Mona Phone" : "Mona Desk";
        var (_, id) = await office.ConversationAsync(name, "From the office");
        var (_, other) = await office.ConversationAsync($"{name} Home", "From home");
        await Until.Async(
            () => office.Mara.GetAsync($"/api/v1/guests?q={Uri.EscapeDataString(name)}"),
            found => found.GetProperty("items").GetArrayLength() == 2
        );
        await using var desk = await OpenAsync(id, name, phone);
        var profile = Profile(desk, name);
        await profile.GetByRole(AriaRole.Button, new() { Name = "Merge…" }).ClickAsync();
        var found = desk.Dialog.GetByRole(AriaRole.Radio);
        await Expect(found).ToHaveCountAsync(1);
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Expect(desk.Dialog.Locator(".msg-error")).ToHaveTextAsync("Choose a guest.");
        await desk.ExpectNoViolationsAsync($"whom to merge with, phone: {phone}");
        await found.First.CheckAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Expect(desk.Dialog).ToContainTextAsync($"{name} Home becomes one guest with {name}.");
        await Expect(desk.Dialog).ToContainTextAsync("2 conversations that you see are shown together.");
        await Expect(desk.Dialog).ToContainTextAsync("Neither sees in their browser what the other wrote.");
        await FitsAsync(desk, $"before a merge, phone: {phone}");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Merge", Exact = true }).ClickAsync();
        await Expect(desk.Page.Locator(".toast")).ToContainTextAsync("Merged.");
        await Expect(profile).ToContainTextAsync($"{name} Home");
        await Expect(profile.GetByRole(AriaRole.Link, new() { Name = name })).ToHaveCountAsync(1);
        await FitsAsync(desk, $"merged, phone: {phone}");
        Assert.Equal(name, (await office.Tom.GetAsync($"/api/v1/conversations/{other}")).GetProperty("title").GetString());

        await profile.GetByRole(AriaRole.Button, new() { Name = $"Undo the merge with {name} Home" }).ClickAsync();
        await Expect(desk.Page.Locator(".toast")).ToContainTextAsync($"{name} Home is a guest of their own again.");
        await Expect(profile.GetByText("Also this guest")).ToHaveCountAsync(0);
        await profile.GetByRole(AriaRole.Tab, new() { Name = "History" }).ClickAsync();
        await Expect(profile).ToContainTextAsync($"Merged with {name} Home");
        await Expect(profile).ToContainTextAsync($"Merge with {name} Home undone");
    }

    [Fact, Rule("GU-11")]
    public async Task A_profile_that_does_not_load_says_so_and_loads_when_asked_again()
    {
        var (guest, id) = await office.ConversationAsync("Fay Failed", "Hello");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}");
        await desk.Page.RouteAsync($"**/api/v1/guests/{guest.Id}", route => route.AbortAsync());
        await ViewAsync(desk, "Fay Failed");
        await Expect(desk.Page.Locator("aside.profile")).ToContainTextAsync("The profile didn’t load.");
        await desk.ExpectNoViolationsAsync("a profile that did not load");
        await desk.Page.UnrouteAllAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(Profile(desk, "Fay Failed").Locator(".kv")).ToBeVisibleAsync();
    }

    private static ILocator Profile(Desk desk, string name) =>
        desk.Page.GetByRole(AriaRole.Complementary, new() { Name = $"Profile of {name}", Exact = true });

    private static Task SaveAsync(Desk desk) => desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

    private static async Task FitsAsync(Desk desk, string where)
    {
        await desk.ExpectNoViolationsAsync(where);
        Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
    }

    private async Task<Desk> OpenAsync(string id, string name, bool phone, Screen? screen = null)
    {
        var path = $"/conversations/{id}?pane=info";
        var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, path, screen ?? (phone ? Screen.Phone : null));
        await ViewAsync(desk, name);
        await Expect(Profile(desk, name)).ToBeVisibleAsync();
        return desk;
    }

    private static async Task ViewAsync(Desk desk, string name)
    {
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = $"More about {name}", Exact = true }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "View profile" }).ClickAsync();
    }
}
