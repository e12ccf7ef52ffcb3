using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Phonebook;

/// <summary>Contacts where one looks for people: in the search box (SE-6) and where participants are added (AC-4).</summary>
public sealed class OfferedContactTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Theory, Rule("SE-6", "AC-4", "MO-1")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Contacts_are_found_in_the_box_with_their_source_and_offered_as_participants(bool phone)
    {
        var name = phone ? "Quinn Quick" : "Quentin Quiet";
        await office.Mara.PostAsync(
            "/api/v1/contacts",
            new
            {
                phonebook = phone ? "shared" : "personal",
                name,
                company = "Oak & Sons",
                email = phone ? "quinn@oak.example" : "quentin@oak.example",
            }
        );
        var (_, id) = await office.ConversationAsync($"Guest of {name}", "Hello");
        var screen = phone ? Screen.Phone : null;
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}?pane=info", screen);
        await desk.Info.Locator(".act").GetByRole(AriaRole.Button, new() { Name = "Add participants" }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Combobox).FillAsync(name[..5]);
        var option = desk.Dialog.GetByRole(AriaRole.Option).Filter(new() { HasText = name });
        await Expect(option).ToContainTextAsync("Contact, ");
        await option.ClickAsync();
        await desk.Dialog.Locator("button[type=submit]").ClickAsync();
        await Expect(desk.Dialog).ToHaveCountAsync(0);
        await Expect(desk.Info).ToContainTextAsync(name);

        await desk.Page.GotoAsync("/conversations");
        await desk.Page.Locator("[data-search]").FillAsync(name[..5]);
        var found = desk.Page.GetByRole(AriaRole.List, new() { Name = "Contacts" });
        await Expect(found).ToContainTextAsync(phone ? "Shared phonebook" : "Personal phonebook");
        await desk.ExpectNoViolationsAsync($"contact in the search, phone: {phone}");
        await found.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await Expect(desk.Page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync(name);
        desk.ExpectNoErrors();
    }
}
