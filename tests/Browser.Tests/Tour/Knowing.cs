using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Tour;

/// <summary>A guest becomes a lead of the CRM and a contact of the phonebook.</summary>
internal sealed class Knowing(Walk walk)
{
    private Desk Mara => walk.Mara;

    public async Task ProfileAsync()
    {
        await walk.OpenInfoAsync(Together.Named);
        await Mara.Info.GetByRole(AriaRole.Button, new() { Name = $"More about {Arriving.Nora}" }).ClickAsync();
        await Mara.Page.GetByRole(AriaRole.Menuitem, new() { Name = "View profile" }).ClickAsync();
        await Expect(Mara.Page.GetByRole(AriaRole.Complementary, new() { Name = $"Profile of {Arriving.Nora}" }))
            .ToContainTextAsync("nora@vermeer.example Claimed");
        await walk.PictureAsync(Mara, "profile");
    }

    public async Task LeadAsync()
    {
        await Mara.Page.GetByRole(AriaRole.Tab, new() { Name = "CRM details" }).ClickAsync();
        var details = Mara.Page.GetByRole(AriaRole.Region, new() { Name = "CRM details" });
        await details.GetByRole(AriaRole.Button, new() { Name = "Create record in the practice CRM" }).ClickAsync();
        await Mara.Dialog.GetByLabel("Company").FillAsync("Vermeer Legal");
        await Mara.Dialog.GetByRole(AriaRole.Combobox).SelectOptionAsync("open");
        await walk.PictureAsync(Mara, "lead");
        await Mara.Dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Mara.Dialog).ToHaveCountAsync(0);
        await Expect(details).ToContainTextAsync("Vermeer Legal");
        await walk.PictureAsync(Mara, "record");
    }

    public async Task ContactAsync()
    {
        await Mara.Page.GetByRole(AriaRole.Tab, new() { Name = "Phonebook" }).ClickAsync();
        await Mara.Page.GetByRole(AriaRole.Button, new() { Name = "Add contact" }).ClickAsync();
        await Expect(Mara.Dialog.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync(Arriving.Nora);
        await Mara.Dialog.GetByLabel("Work phone", new() { Exact = true }).FillAsync("+31 30 555 0170");
        await walk.PictureAsync(Mara, "contact");
        await Mara.Dialog.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(Mara.Dialog).ToHaveCountAsync(0);
        await Expect(Mara.Page.GetByRole(AriaRole.Link, new() { Name = "Open contact" })).ToBeVisibleAsync();
    }
}
