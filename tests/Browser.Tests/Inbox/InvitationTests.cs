using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>Somebody is invited by mail from the Info frame, and comes in by the mail's link.</summary>
[Rule("AC-2", "AC-16", "AX-1")]
public sealed class InvitationTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    private const string Ivy = "ivy@guests.example";

    [Theory, MemberData(nameof(Widths.Phone), MemberType = typeof(Widths)), Rule("MO-1")]
    public async Task An_invitation_is_sent_seen_sent_again_and_withdrawn(bool phone)
    {
        var (_, id) = await office.ConversationAsync(phone ? "Nils Narrow" : "Wilma Wide", "Hello");
        var email = phone ? "narrow@guests.example" : "wide@guests.example";
        await using var desk = await OpenAsync(id, phone ? Screen.Phone : new());
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "Invite by e-mail" }).ClickAsync();
        var dialog = desk.Dialog;
        await dialog.GetByLabel("E-mail address").FillAsync("nobody");
        await dialog.GetByLabel("Personal words").FillAsync("Please have a look.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send invitation" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Add the @");
        await Expect(dialog.GetByLabel("Personal words")).ToHaveValueAsync("Please have a look.");
        await desk.ExpectNoViolationsAsync("invite by e-mail");
        await dialog.GetByLabel("E-mail address").FillAsync(email);
        await dialog.GetByLabel("Language of the mail").SelectOptionAsync("de");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send invitation" }).ClickAsync();
        var row = desk.Info.Locator("[data-invitation]");
        await Expect(row).ToContainTextAsync(email);
        await Expect(row).ToContainTextAsync("Mara Lindholm");
        await desk.ExpectNoViolationsAsync("info with an invitation");
        var mail = (await new Postbox(office.App.Database).ToAsync(email)).Single();
        Assert.Contains("lädt Sie zu einer Unterhaltung ein", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("Please have a look.", mail.TextBody, StringComparison.Ordinal);

        await ChooseAsync(desk, email, "Send again");
        await new Postbox(office.App.Database).ToAsync(email, 2);
        await ChooseAsync(desk, email, "Withdraw");
        await Expect(desk.Dialog).ToContainTextAsync("opens nothing any more");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        await Expect(row).ToContainTextAsync("Withdrawn");
        if (!phone)
        {
            await Expect(desk.Log).ToContainTextAsync($"You invited {email}");
            await Expect(desk.Log).ToContainTextAsync($"You withdrew the invitation of {email}");
        }
    }

    [Fact, Rule("GU-3", "AX-2", "NO-8")]
    public async Task Whoever_opens_the_link_reads_the_words_presses_the_button_and_is_in()
    {
        var (_, id) = await office.ConversationAsync("Grace Guest", "words of before");
        await office.Mara.PostAsync($"/api/v1/conversations/{id}/invitations", new { email = Ivy, text = "Please\nhave a look." });
        var mail = (await new Postbox(office.App.Database).ToAsync(Ivy)).Single();
        await using var desk = await OpenAsync(id, new());
        await Expect(desk.Info.Locator("[data-invitation]")).ToContainTextAsync("Sent");
        await using var ivy = await Desk.OpenAsync(chromium, office.App.Address, null, Postbox.PathOf(mail, "/i/"), Screen.Phone);
        var page = ivy.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sales" })).ToBeVisibleAsync();
        await Expect(page.Locator(".personal")).ToHaveTextAsync("Please\nhave a look.");
        Assert.DoesNotContain("words of before", await page.ContentAsync(), StringComparison.Ordinal);
        await page.GetByLabel("Name").FillAsync("Ivy Invited");
        await Expect(page.GetByLabel("E-mail")).ToHaveCountAsync(0);
        await ivy.ExpectNoViolationsAsync("an invitation's link");
        await page.GetByRole(AriaRole.Button, new() { Name = "Join", Exact = true }).ClickAsync();
        await Expect(page.Locator(".bubble")).ToHaveTextAsync(["words of before"]);
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/g/{id}$"));
        await Expect(desk.Info.Locator("[data-invitation]")).ToContainTextAsync("Joined");
        await Expect(desk.Log).ToContainTextAsync("Ivy Invited joined");
        await page.ReloadAsync();
        await Expect(page.Locator(".bubble")).ToHaveTextAsync(["words of before"]);
        // The link is used up; the session of this browser is not.
        await page.GotoAsync(Postbox.PathOf(mail, "/i/"));
        await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("This link was used");
        await page.GetByRole(AriaRole.Link, new() { Name = "Go on in this browser" }).ClickAsync();
        await Expect(page.Locator(".bubble")).ToHaveTextAsync(["words of before"]);
        // One click in the mail, one on the page; and back.
        await page.GotoAsync(Postbox.PathOf(mail, "/unsubscribe/"));
        await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Stop these mails?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop the mails" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("You get no more mails");
        await page.GetByRole(AriaRole.Button, new() { Name = "Get mails again" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("You get mails about this conversation again");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Stop the mails" })).ToBeVisibleAsync();
    }

    [Fact, Rule("AX-4")]
    public async Task A_long_address_and_the_list_of_people_stay_within_a_phone()
    {
        var (_, id) = await office.ConversationAsync("Lena Long", "Hello");
        var email = "a.very.long.address.of.somebody@subdomain.of.a.long.company.example";
        await office.Mara.PostAsync($"/api/v1/conversations/{id}/invitations", new { email });
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}", Screen.Phone);
        var notice = desk.Log.Locator(".notice").Filter(new() { HasText = email });
        await Expect(notice).ToBeVisibleAsync();
        Assert.True(await notice.EvaluateAsync<bool>("node => node.scrollWidth <= node.clientWidth"));
        await desk.Page.GotoAsync($"/conversations/{id}?pane=info");
        await desk.Info.Locator(".act").GetByRole(AriaRole.Button, new() { Name = "Add participants" }).ClickAsync();
        await Expect(desk.Dialog.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        Assert.True(await desk.Dialog.EvaluateAsync<bool>("node => node.scrollHeight <= node.clientHeight"));
    }

    [Fact, Rule("GU-5")]
    public async Task A_guest_adds_somebody_in_the_chat()
    {
        var slug = (await office.Mara.GetAsync("/api/v1/me")).GetProperty("slug").GetString()!;
        await using var guest = await Desk.OpenAsync(chromium, office.App.Address, null, $"/c/{slug}", Screen.Phone);
        var page = guest.Page;
        await page.GetByText("Start new conversation").ClickAsync();
        await page.GetByLabel("Name").FillAsync("Gil Guest");
        await page.GetByLabel("E-mail").FillAsync("gil@guests.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start chat" }).ClickAsync();
        await page.Locator("textarea").FillAsync("Hello");
        await page.Locator("textarea").PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add people" }).ClickAsync();
        var part = page.GetByRole(AriaRole.Group, new() { Name = "Add people" });
        await part.GetByLabel("E-mail address").FillAsync("nobody");
        await part.GetByLabel("E-mail address").PressAsync("Enter");
        await Expect(part.GetByRole(AriaRole.Alert)).ToContainTextAsync("Enter an address");
        await guest.ExpectNoViolationsAsync("adding people");
        await part.GetByLabel("E-mail address").FillAsync("hal@guests.example");
        await part.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(part.GetByRole(AriaRole.Status)).ToContainTextAsync("was added");
        await Expect(page.Locator(".notice").Last).ToContainTextAsync("hal");
        await part.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add people" })).ToBeFocusedAsync();
        await new Postbox(office.App.Database).ToAsync("hal@guests.example");
    }

    private Task<Desk> OpenAsync(string id, Screen screen) =>
        Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}?pane=info", screen);

    private static async Task ChooseAsync(Desk desk, string email, string choice)
    {
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = $"More about the invitation of {email}" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = choice }).ClickAsync();
    }
}
