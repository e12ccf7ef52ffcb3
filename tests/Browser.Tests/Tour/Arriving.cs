using Microsoft.Playwright;
using XBees.Browser.Tests.Booking;
using XBees.Browser.Tests.Setup;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Tour;

/// <summary>The three ways in: the widget on a website, an agent's personal link, and an agent's scheduler.</summary>
internal sealed class Arriving(Walk walk)
{
    public const string Nora = "Nora Vermeer";
    public const string Lena = "Lena Vos";
    public const string Peter = "Peter Maas";
    public const string Subject = "Four booths for Delft";

    public async Task<Desk> FromTheWidgetAsync()
    {
        var guest = await walk.GuestAsync("/demo/site");
        await guest.Page.Locator("xbees-widget .launch").ClickAsync();
        await walk.PictureAsync(guest, "widget");
        await BeginAsync(guest, Nora, "nora@vermeer.example", "Hello, do you deliver to Utrecht?");
        await walk.OpenAsync(Nora);
        await Expect(walk.Mara.Log).ToContainTextAsync("do you deliver to Utrecht?");
        await walk.Mara.WriteAsync("We do, Nora. Two days from the van to your first call.");
        await Expect(guest.Page.Locator(".bubble").Last).ToContainTextAsync("Two days from the van");
        await walk.PictureAsync(guest, "answered");
        await Expect(walk.Mara.Log).ToContainTextAsync($"Read by {Nora}");
        await Expect(walk.Mara.Row(Nora).Locator(".wait")).ToHaveCountAsync(0);
        await walk.PictureAsync(walk.Mara, "inbox");
        return guest;
    }

    public async Task FromTheLinkAsync()
    {
        var guest = await walk.GuestAsync($"/c/{walk.MarasSlug}");
        await Expect(guest.Page.GetByText("Next free time:")).ToBeVisibleAsync();
        await walk.PictureAsync(guest, "link");
        await BeginAsync(guest, Lena, "lena@vosdesign.example", "Hello Mara, can the wool be any colour?");
        await walk.OpenAsync(Lena);
        await Expect(walk.Mara.Log).ToContainTextAsync("can the wool be any colour?");
    }

    public async Task<Desk> FromTheSchedulerAsync()
    {
        var guest = await walk.GuestAsync($"/c/{walk.MarasSlug}/schedule");
        await BookAsync(guest, Subject, "schedule");
        await Expect(guest.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^See you on") })).ToBeVisibleAsync();
        await walk.PictureAsync(guest, "booked");
        return guest;
    }

    /// <summary>The first free time, and the form where it asks for more than the subject.</summary>
    public async Task BookAsync(Desk guest, string subject, string? picture = null)
    {
        var slot = await BookingFixture.FirstFreeAsync(guest.Page);
        if (picture is not null)
        {
            await walk.PictureAsync(guest, picture);
        }
        await slot.ClickAsync();
        await Button(guest, "Next").ClickAsync();
        await guest.Page.GetByLabel("Subject").FillAsync(subject);
        if (picture is not null)
        {
            await guest.Page.GetByLabel("Name").FillAsync(Peter);
            await guest.Page.GetByLabel("E-mail", new() { Exact = true }).FillAsync("peter@maasbouw.example");
        }
        await Button(guest, "Book the meeting").ClickAsync();
    }

    public static ILocator Button(Desk who, string name) => who.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static async Task BeginAsync(Desk guest, string name, string email, string words)
    {
        await guest.Page.GetByText("Start new conversation").ClickAsync();
        await guest.Page.GetByLabel("Name").FillAsync(name);
        await guest.Page.GetByLabel("E-mail").FillAsync(email);
        await Button(guest, "Start chat").ClickAsync();
        await guest.Page.Locator("textarea").FillAsync(words);
        await guest.Page.Locator("textarea").PressAsync("Enter");
        await Expect(guest.Page.Locator(".bubble").Last).ToContainTextAsync(words);
    }
}
