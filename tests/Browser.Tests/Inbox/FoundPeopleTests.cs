using System.Text.RegularExpressions;
using Microsoft.Playwright;
using XBees.Application.Crm;
using XBees.Browser.Tests.Crm;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>The search box finds people too, each with where they are from (SE-6), and offers the last searches.</summary>
public sealed class FoundPeopleTests(Chromium chromium, GuestCrmTests.UnwellOffice office) : IClassFixture<GuestCrmTests.UnwellOffice>
{
    [Theory, Rule("SE-6", "AC-4", "MO-1")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Agents_and_people_of_the_CRM_are_found_and_the_CRM_holds_up_nobody(bool phone)
    {
        var name = phone ? "Olga Ochre" : "Otto Ochre";
        var (guest, _) = await office.ConversationAsync(name, "Hello");
        var fields = new
        {
            firstname = name.Split(' ')[0],
            lastname = "Ochre",
            email = $"{name.Split(' ')[0]}@ochre.example",
            company = "Tomlin Ltd",
            status = "new",
        };
        await office.Mara.PostAsync($"/api/v1/guests/{guest.Id}/crm", new { fields });
        var crm = UnwellCrm.Of(office.App);
        var release = new TaskCompletionSource();
        crm.Before = cancel => release.Task.WaitAsync(cancel);
        try
        {
            await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, screen: phone ? Screen.Phone : null);
            var box = desk.Page.Locator("[data-search]");
            await box.FillAsync("tom");
            // Of the CRM nothing is there yet.
            var agents = desk.Page.GetByRole(AriaRole.List, new() { Name = "Agents" });
            await Expect(agents).ToContainTextAsync("Tom Becker");
            await Expect(desk.Page.GetByRole(AriaRole.List, new() { Name = "In the CRM" })).ToHaveCountAsync(0);
            release.SetResult();
            var inCrm = desk.Page.GetByRole(AriaRole.List, new() { Name = "In the CRM" });
            await Expect(inCrm).ToContainTextAsync(name);
            await Expect(inCrm.Locator(".tag").First).ToHaveTextAsync("Practice CRM");
            await desk.ExpectNoViolationsAsync($"people found, phone: {phone}");
            Assert.Empty(await desk.BeyondTheEdgeAsync());

            await agents.GetByRole(AriaRole.Button, new() { Name = "Tom Becker" }).ClickAsync();
            await Expect(desk.Dialog.Locator(".chips-in .tag")).ToHaveTextAsync(new Regex("^Tom Becker"));
            await desk.Dialog.GetByRole(AriaRole.Combobox).FillAsync(name.ToLowerInvariant());
            var option = desk.Dialog.GetByRole(AriaRole.Option).Filter(new() { HasText = "Practice CRM" });
            await option.ClickAsync();
            await desk.Dialog.Locator("button[type=submit]").ClickAsync();
            await Expect(desk.Dialog).ToHaveCountAsync(0);
            await Expect(desk.Title).ToContainTextAsync(name);
        }
        finally
        {
            release.TrySetResult();
            crm.Before = null;
        }
    }

    [Fact, Rule("SE-6", "AX-1")]
    public async Task The_last_ten_searches_that_led_somewhere_are_offered_again_and_can_be_cleared()
    {
        await office.ConversationAsync("Rhearecently Ann", "Hello");
        await Until.Async(
            () => office.Mara.GetAsync("/api/v1/search?q=rhearecently"),
            found => found.GetProperty("conversations").GetProperty("items").GetArrayLength() == 1
        );
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara);
        var box = desk.Page.Locator("[data-search]");
        var recent = desk.Page.GetByRole(AriaRole.Group, new() { Name = "Recent searches" });
        foreach (var typed in Enumerable.Range(2, 11).Select(length => "Rhearecently"[..length]).Append("Rhea"))
        {
            await box.FillAsync(typed);
            await Expect(desk.Page.Locator(".found mark").First).ToHaveTextAsync(typed);
            await desk.Page.Locator(".found .go").Filter(new() { HasText = "Rhearecently Ann" }).First.ClickAsync();
        }
        await box.FillAsync("nobody leads here");
        await box.FillAsync("");
        await Expect(recent.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(10);
        await Expect(recent.GetByRole(AriaRole.Listitem).First).ToHaveTextAsync("Rhea");
        await Expect(recent).Not.ToContainTextAsync("nobody");
        await desk.ExpectNoViolationsAsync("recent searches");
        await box.PressAsync("ArrowDown");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(box).ToHaveValueAsync("Rhea");
        await Expect(recent).ToBeHiddenAsync();
        await Expect(desk.Page.Locator(".found mark").First).ToHaveTextAsync("Rhea");

        // Whoever is in the box before the page's script is there is offered them too.
        var focused = new TaskCompletionSource();
        await desk.Page.RouteAsync(
            url => url.EndsWith(".js", StringComparison.Ordinal) && !url.Contains("first-frame", StringComparison.Ordinal),
            async route =>
            {
                await focused.Task;
                await route.ContinueAsync();
            }
        );
        await desk.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit });
        await box.FocusAsync();
        await Expect(box).ToBeFocusedAsync();
        focused.SetResult();
        await recent.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Expect(recent).ToBeHiddenAsync();
        await Expect(box).ToBeFocusedAsync();
        await desk.Page.ReloadAsync();
        await box.FocusAsync();
        await Expect(recent).ToBeHiddenAsync();
    }
}
