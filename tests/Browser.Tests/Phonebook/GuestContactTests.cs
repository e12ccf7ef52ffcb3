using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Phonebook;

/// <summary>From a conversation into the phonebook and back (PB-1, PB-5, AC-7), on a desktop and on a phone.</summary>
public sealed class GuestContactTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Theory, Rule("PB-1", "PB-5", "AC-7", "MO-1")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_guest_is_added_by_the_profile_filled_in_and_is_opened_there_from_then_on(bool phone)
    {
        var name = phone ? "Gwen Mobile" : "Grace Desk";
        var (_, id) = await office.ConversationAsync(name, "Hello");
        await using var desk = await Desk.OpenAsync(
            chromium,
            office.App.Address,
            office.Mara,
            $"/conversations/{id}?pane=info",
            phone ? Screen.Phone : null
        );
        await ProfileAsync(desk, name);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Add contact" }).ClickAsync();
        await Expect(desk.Dialog.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync(name);
        await Expect(desk.Dialog.GetByLabel("E-mail", new() { Exact = true })).Not.ToHaveValueAsync("");
        await desk.Dialog.GetByLabel("Company", new() { Exact = true }).FillAsync("Oak & Sons");
        await desk.ExpectNoViolationsAsync($"add contact, phone: {phone}");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(desk.Dialog).ToHaveCountAsync(0);
        // The profile has stayed open, and the keyboard goes on where the button was.
        await Expect(desk.Page.GetByRole(AriaRole.Button, new() { Name = "Add contact" })).ToHaveCountAsync(0);
        var contact = desk
            .Page.GetByRole(AriaRole.Region, new() { Name = "Phonebook" })
            .GetByRole(AriaRole.Link, new() { Name = "Open contact" });
        await Expect(contact).ToBeFocusedAsync();
        await contact.ClickAsync();
        await Expect(desk.Page.GetByLabel("Company", new() { Exact = true })).ToHaveValueAsync("Oak & Sons");
        await desk
            .Page.GetByRole(AriaRole.Region, new() { Name = "What you have together" })
            .GetByRole(AriaRole.Link, new() { Name = name })
            .ClickAsync();
        await Expect(desk.Title).ToHaveTextAsync(name);
        desk.ExpectNoErrors();
    }

    private static async Task ProfileAsync(Desk desk, string name)
    {
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = $"More about {name}" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "View profile" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "Phonebook" }).ClickAsync();
    }
}
