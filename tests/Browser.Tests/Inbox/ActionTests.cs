using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>What an agent does with a conversation.</summary>
public sealed class ActionTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    private Task<Desk> MaraAsync(string path = "/conversations", Screen? screen = null) =>
        Desk.OpenAsync(chromium, office.App.Address, office.Mara, path, screen);

    [Fact, Rule("AC-11", "AC-4")]
    public async Task An_agent_makes_a_conversation_with_an_agent_and_a_bare_address()
    {
        await using var desk = await MaraAsync();
        await Expect(desk.Page.Locator(".convs")).ToHaveAttributeAsync("aria-busy", "false");
        await desk.Page.Keyboard.PressAsync("c");
        await Expect(desk.Dialog).ToContainTextAsync("gets an invitation there");
        var people = desk.Dialog.GetByRole(AriaRole.Combobox, new() { Name = "Participants" });
        // Everybody's address has a t: whose name begins with it comes first.
        await people.FillAsync("t");
        await Expect(desk.Dialog.GetByRole(AriaRole.Option).First).ToContainTextAsync("Tom Becker");
        await people.FillAsync("tom");
        await Expect(desk.Dialog.GetByRole(AriaRole.Option)).ToContainTextAsync("Tom Becker");
        await people.PressAsync("Enter");
        await people.FillAsync("lars@guests.example");
        await people.PressAsync("Enter");
        await desk.Dialog.GetByLabel("Name (optional)").FillAsync("Refit");
        await desk.Dialog.GetByRole(AriaRole.Switch, new() { NameRegex = new("Read only") }).CheckAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(desk.Title).ToHaveTextAsync("Refit");
        await Expect(desk.Log.Locator(".notice").First).ToContainTextAsync("You created this conversation");
        await Expect(desk.Info).ToContainTextAsync("Tom Becker");
        await Expect(desk.Info).ToContainTextAsync("lars@guests.example");
        await Expect(desk.Info).ToContainTextAsync("Read only for guests");
    }

    [Fact, Rule("AC-8", "TI-5")]
    public async Task Renaming_keeps_what_was_typed_when_it_is_too_long()
    {
        var (_, id) = await office.ConversationAsync("Elif Kaya", "Hello");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        var name = desk.Dialog.GetByLabel("Name");
        await name.FillAsync(new string('n', 201));
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Expect(desk.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("200");
        await Expect(name).ToHaveValueAsync(new string('n', 201));
        await name.FillAsync("Friday");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Expect(desk.Title).ToHaveTextAsync("Friday");
        await Expect(desk.Log).ToContainTextAsync("You renamed this to Friday");
    }

    [Fact, Rule("AC-9", "AC-14")]
    public async Task Removing_the_last_guest_asks_twice()
    {
        var (guest, id) = await office.ConversationAsync("Oskar Vik", "Hello");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "More about Oskar Vik" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Remove from conversation" }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Expect(desk.Dialog).ToContainTextAsync("Remove the last guest?");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Remove anyway" }).ClickAsync();
        await Expect(desk.Log).ToContainTextAsync("You removed Oskar Vik");
        await Expect(desk.Info.GetByRole(AriaRole.Button, new() { Name = "More about Oskar Vik" })).ToHaveCountAsync(0);
        using var gone = await guest.SendAsync(HttpMethod.Get, $"/api/v1/conversations/{id}");
        Assert.False(gone.IsSuccessStatusCode);
    }

    [Fact, Rule("AC-9")]
    public async Task Leaving_takes_it_off_the_list_and_being_removed_ends_the_page()
    {
        var (_, id) = await office.ConversationAsync("Iris Moreau", "Hello");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await Expect(desk.Log).ToContainTextAsync("Hello");
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "Leave conversation" }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Leave", Exact = true }).ClickAsync();
        await Expect(desk.Row("Iris Moreau")).ToHaveCountAsync(0);
        await Expect(desk.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/conversations$"));
        var (_, other) = await office.ConversationAsync("Rosa Brandt", "Hello");
        await desk.OpenConversationAsync("Rosa Brandt");
        var members = await office.Tom.GetAsync($"/api/v1/conversations/{other}/members");
        var mine = members
            .GetProperty("items")
            .EnumerateArray()
            .First(one => one.GetProperty("agentId").GetString() == office.Mara.Id)
            .GetProperty("id")
            .GetString();
        await office.Tom.DeleteAsync($"/api/v1/conversations/{other}/members/{mine}");
        await Expect(desk.Page.Locator(".t-state")).ToContainTextAsync("You’re not in this conversation");
        await Expect(desk.Log.Locator(".bubble")).ToHaveCountAsync(0);
    }

    [Fact, Rule("GU-11")]
    public async Task The_profile_shows_what_is_known_of_a_guest()
    {
        using var anonymous = office.App.Anonymous();
        var session = await anonymous.PostAsync(
            "/api/v1/sessions",
            new
            {
                widget = office.WidgetKey,
                guest = new { name = "Amira Haddad", email = "amira@guests.example" },
                page = "https://www.ternhaus.example/booths",
                referrer = "https://search.example/",
                language = "nl",
                timeZone = "Pacific/Kiritimati",
            }
        );
        using var guest = office.App.WithBearer(session.GetProperty("token").GetString()!);
        await Office.BeginAsync(guest, "An earlier question");
        var id = await Office.BeginAsync(guest, "Hello");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "More about Amira Haddad" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "View profile" }).ClickAsync();
        var profile = desk.Page.GetByRole(AriaRole.Complementary, new() { Name = "Profile of Amira Haddad" });
        await Expect(profile).ToContainTextAsync("amira@guests.example Claimed");
        await Expect(profile).ToContainTextAsync("https://www.ternhaus.example/booths");
        await Expect(profile).ToContainTextAsync("https://search.example/");
        await Expect(profile).ToContainTextAsync("Dutch");
        await Expect(profile).ToContainTextAsync("Kiritimati");
        await Expect(profile.GetByRole(AriaRole.Link)).ToHaveCountAsync(1);
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(profile).ToHaveCountAsync(0);
    }
}
