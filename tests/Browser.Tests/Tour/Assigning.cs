using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Tour;

/// <summary>To a service that Mara is in, to a colleague, to a service of Basic agents, and to one that she is not in.</summary>
internal sealed class Assigning(Walk walk)
{
    private Desk Mara => walk.Mara;

    private ILocator Panel => Mara.Page.GetByRole(AriaRole.Dialog, new() { Name = "Assign conversation" });

    private ILocator Field(string name) => Mara.Info.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{name}: ") });

    private ILocator Option(string text) => Panel.GetByRole(AriaRole.Option).Filter(new() { HasText = text });

    public async Task ToAServiceOfHersAndToAColleagueAsync()
    {
        await walk.OpenInfoAsync(Arriving.Lena);
        await Expect(Mara.Info).ToContainTextAsync("Service not assigned");
        await Mara.Info.GetByRole(AriaRole.Button, new() { Name = "Assign", Exact = true }).ClickAsync();
        // Nobody there could answer a guest.
        await Expect(Option("Archive")).ToBeDisabledAsync();
        await Expect(Option("Archive")).ToContainTextAsync("no member has a Standard licence");
        await walk.PictureAsync(Mara, "services");
        await Option("Sales").ClickAsync();
        await Expect(Panel.Locator(".add")).ToContainTextAsync("Samuel Adeyemi");
        await Panel.GetByRole(AriaRole.Button, new() { Name = "Apply", Exact = true }).ClickAsync();
        await Expect(Field("Service")).ToContainTextAsync("Sales");
        await Field("Assignee").ClickAsync();
        await Option("Samuel Adeyemi").ClickAsync();
        await Expect(Field("Assignee")).ToContainTextAsync("Samuel Adeyemi");
    }

    public async Task ToAServiceOfOthersAndBackAsync()
    {
        await walk.OpenInfoAsync(Arriving.Lena);
        await Field("Service").ClickAsync();
        await Option("Support").ClickAsync();
        await Expect(Panel.Locator(".add")).ToContainTextAsync("Through Support");
        await Expect(Panel.Locator(".rem")).ToContainTextAsync("You aren’t in Support");
        await walk.PictureAsync(Mara, "effect");
        await Panel.GetByRole(AriaRole.Button, new() { Name = "Apply and leave", Exact = true }).ClickAsync();
        var toast = Mara.Page.Locator(".toast");
        await Expect(toast).ToContainTextAsync($"You left {Arriving.Lena}. It is with Support now.");
        await Expect(Mara.Row(Arriving.Lena)).ToHaveCountAsync(0);
        await walk.PictureAsync(Mara, "left");
        await toast.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Mara.Title).ToHaveTextAsync(Arriving.Lena);
        await Expect(Mara.Log).ToContainTextAsync("You assigned this to Samuel Adeyemi in Sales");
    }
}
