using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Tour;

/// <summary>More people in one conversation, its name, and quiet for whom wants it.</summary>
internal sealed class Together(Walk walk)
{
    public const string Named = "Booths for Utrecht";

    private const string Ivy = "ivy@vermeer.example";

    private Desk Mara => walk.Mara;

    private ILocator Invitation => Mara.Info.Locator("[data-invitation]").Filter(new() { HasText = Ivy });

    public async Task RenamedAsync()
    {
        await walk.OpenInfoAsync(Arriving.Nora);
        await Mara.Info.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Mara.Dialog.GetByLabel("Name").FillAsync(Named);
        await Mara.Dialog.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Expect(Mara.Dialog).ToHaveCountAsync(0);
        await Expect(Mara.Title).ToHaveTextAsync(Named);
    }

    public async Task AColleagueAndAContactAddedAsync()
    {
        await walk.OpenInfoAsync(Named);
        await Mara.Info.Locator(".act").GetByRole(AriaRole.Button, new() { Name = "Add participants" }).ClickAsync();
        await ChooseAsync("Tom Becker", "Tom Becker");
        await Mara.Dialog.GetByRole(AriaRole.Combobox).FillAsync("Jonas Web");
        await Expect(Mara.Dialog.GetByRole(AriaRole.Option).Filter(new() { HasText = "Contact, " })).ToBeVisibleAsync();
        await walk.PictureAsync(Mara, "add");
        await ChooseAsync("Jonas Web", "Contact, ");
        await Mara.Dialog.Locator("button[type=submit]").ClickAsync();
        await Expect(Mara.Dialog).ToHaveCountAsync(0);
        await Expect(Mara.Info).ToContainTextAsync("Jonas Weber");
        await Expect(Mara.Info).ToContainTextAsync("Tom Becker");
    }

    public async Task AGuestInvitedAsync()
    {
        await walk.OpenInfoAsync(Named);
        await Mara.Info.GetByRole(AriaRole.Button, new() { Name = "Invite by e-mail" }).ClickAsync();
        await Mara.Dialog.GetByLabel("E-mail address").FillAsync(Ivy);
        await Mara.Dialog.GetByLabel("Personal words").FillAsync("Hello Ivy, Nora says that you know the floor.");
        await Mara.Dialog.GetByRole(AriaRole.Button, new() { Name = "Send invitation" }).ClickAsync();
        await Expect(Invitation).ToHaveCountAsync(1);
        var mail = (await new Postbox(walk.App.Database).ToAsync(Ivy)).Single();
        var ivy = await walk.GuestAsync(Postbox.PathOf(mail, "/i/"));
        await ivy.Page.GetByLabel("Name").FillAsync("Ivy Smit");
        await walk.PictureAsync(ivy, "invited");
        await Arriving.Button(ivy, "Join").ClickAsync();
        await Expect(ivy.Page.Locator(".bubble").Filter(new() { HasText = "do you deliver to Utrecht?" })).ToBeVisibleAsync();
        await Expect(Invitation).ToContainTextAsync("Joined");
        await walk.PictureAsync(Mara, "people");
    }

    public async Task QuietAsync(Desk guest)
    {
        await Arriving.Button(guest, "Mute").ClickAsync();
        await walk.PictureAsync(guest, "mute");
        await Arriving.Button(guest, "4 hours").ClickAsync();
        await Expect(guest.Page.GetByText("Muted until")).ToBeVisibleAsync();
    }

    private async Task ChooseAsync(string typed, string shown)
    {
        await Mara.Dialog.GetByRole(AriaRole.Combobox).FillAsync(typed);
        await Mara.Dialog.GetByRole(AriaRole.Option).Filter(new() { HasText = shown }).First.ClickAsync();
    }
}
