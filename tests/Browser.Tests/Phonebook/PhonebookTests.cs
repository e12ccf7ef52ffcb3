using System.Text;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Phonebook;

/// <summary>The phonebook's page, on a desktop and on a phone (PB, MO-1).</summary>
public sealed class PhonebookTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    private const string Table =
        "Vorname;Nachname;E-Mail;Telefon;Extra\r\nZoë;Zander;zoe@import.example;+49 40 555 0123;x\r\nBad;Address;bad@;;y\r\n";

    public static TheoryData<bool> Screens => [false, true];

    [Theory, MemberData(nameof(Screens)), Rule("PB-2", "PB-3", "MO-1")]
    public async Task A_contact_is_added_found_changed_and_deleted_and_a_double_is_pointed_out(bool phone)
    {
        var (name, mail) = phone ? ("Paula Phone", "paula@phone.example") : ("Dora Desk", "dora@desk.example");
        await using var desk = await OpenAsync(phone);
        await Button(desk, "Add contact").ClickAsync();
        await desk.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await desk.Page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(mail);
        await desk.Page.GetByLabel("Work phone").FillAsync("abc+48");
        await Button(desk, "Add").ClickAsync();
        await Expect(desk.Page.Locator("[data-field=workPhone]").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await desk.Page.GetByLabel("Work phone").FillAsync(phone ? "+48 22 555 01 24 ext. 7" : "+48 22 555 01 23 ext. 7");
        await Button(desk, "Add").ClickAsync();
        await Expect(desk.Page.Locator(".phones")).ToContainTextAsync("ext. 7");
        await LookAsync(desk, phone, "contact");

        await BackAsync(desk, phone);
        await Button(desk, "Add contact").ClickAsync();
        await desk.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Somebody Else");
        await desk.Page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(mail.ToUpperInvariant());
        await Button(desk, "Add").ClickAsync();
        await Expect(desk.Page.Locator("[data-doubles]")).ToContainTextAsync(name);
        await LookAsync(desk, phone, "double");
        // The link leaves the page: what was typed is given up.
        desk.Page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Open contact" }).ClickAsync();
        await Expect(desk.Page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync(name);

        await desk.Page.GetByLabel("Company", new() { Exact = true }).FillAsync("Oak & Sons");
        await Button(desk, "Save").ClickAsync();
        await Expect(desk.Page.Locator(".toast")).ToHaveTextAsync("Saved");
        await BackAsync(desk, phone);
        await desk.Page.GetByRole(AriaRole.Searchbox).FillAsync("oak sons");
        await Expect(desk.Page.Locator("[data-contact]")).ToHaveCountAsync(1);
        await LookAsync(desk, phone, "list");
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await Button(desk, "Delete contact").ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Delete contact" }).ClickAsync();
        await Expect(desk.Page.Locator("[data-contact]")).ToHaveCountAsync(0);
        desk.ExpectNoErrors();
    }

    [Theory, MemberData(nameof(Screens)), Rule("PB-4", "PB-6", "MO-1")]
    public async Task A_file_is_shown_and_taken_over_and_what_was_not_comes_back(bool phone)
    {
        await using var desk = await OpenAsync(phone);
        await Button(desk, "Import").ClickAsync();
        var file = Encoding.UTF8.GetBytes(
            Table.Replace("import.example", phone ? "phone.example" : "desk.example", StringComparison.Ordinal)
        );
        await desk
            .Page.GetByLabel("File")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "contacts.csv",
                    MimeType = "text/csv",
                    Buffer = file,
                }
            );
        if (phone)
        {
            await desk.Page.Locator("[data-name=phonebook]").Last.SelectOptionAsync("personal");
        }
        await Button(desk, "Look at it").ClickAsync();
        await Expect(desk.Page.GetByLabel("Cells are parted by")).ToHaveValueAsync(";");
        await Expect(desk.Page.GetByLabel("What “Vorname” is")).ToHaveValueAsync("givenName");
        await Expect(desk.Page.GetByLabel("What “Extra” is")).ToHaveValueAsync("");
        await desk.Page.GetByLabel("What “Extra” is").SelectOptionAsync("note");
        await LookAsync(desk, phone, "preview");
        await desk.Page.Locator(".book-place form").GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        await Expect(desk.Page.GetByText("1 added, 0 were there already, 1 not imported.")).ToBeVisibleAsync();
        var refused = await desk.Page.RunAndWaitForDownloadAsync(() =>
            desk.Page.GetByRole(AriaRole.Link, new() { Name = "Rows that were not imported" }).ClickAsync()
        );
        Assert.Contains("3,email: ", await File.ReadAllTextAsync((await refused.PathAsync())!), StringComparison.Ordinal);
        await BackAsync(desk, phone);
        await Button(desk, "Z").ClickAsync();
        await Expect(desk.Page.Locator("[data-contact]").First).ToContainTextAsync("Zoë Zander");
        var export = await desk.Page.RunAndWaitForDownloadAsync(() =>
            desk.Page.GetByRole(AriaRole.Link, new() { Name = "Export as vCard" }).ClickAsync()
        );
        Assert.Contains("FN:Zoë Zander", await File.ReadAllTextAsync((await export.PathAsync())!), StringComparison.Ordinal);
        desk.ExpectNoErrors();
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task What_was_opened_last_stays_open_whenever_answers_come(bool phone)
    {
        var (slow, quick) = phone ? ("Petra Slow", "Piet Quick") : ("Dana Slow", "Dirk Quick");
        var late = await office.Mara.PostAsync("/api/v1/contacts", new { name = slow, phonebook = "personal" });
        await office.Mara.PostAsync("/api/v1/contacts", new { name = quick, phonebook = "personal" });
        await using var desk = await OpenAsync(phone);
        var name = desk.Page.GetByLabel("Name", new() { Exact = true });
        var release = new TaskCompletionSource();
        var path = $"**/api/v1/contacts/{late.GetProperty("id").GetString()}";
        await desk.Page.RouteAsync(
            path,
            async route =>
            {
                await release.Task;
                await route.ContinueAsync();
            }
        );
        await desk.Page.RouteAsync("**/api/v1/contacts/*/meetings", route => route.AbortAsync());
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = slow }).ClickAsync();
        await Expect(desk.Page.Locator(".book-place [aria-busy=true]")).ToBeVisibleAsync();
        if (phone)
        {
            await Expect(Button(desk, "All contacts")).ToBeFocusedAsync();
            await BackAsync(desk, phone);
            await Expect(desk.Page.GetByRole(AriaRole.Link, new() { Name = slow })).ToBeFocusedAsync();
        }
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = quick }).ClickAsync();
        await Expect(name).ToHaveValueAsync(quick);
        // What one has together cannot be read, and the contact can be changed all the same.
        await Expect(desk.Page.Locator(".book-place").GetByText("The server can’t be reached.")).ToBeVisibleAsync();
        await desk.Page.RunAndWaitForResponseAsync(() => Task.FromResult(release.TrySetResult()), path);
        await desk.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))");
        await Expect(name).ToHaveValueAsync(quick);
        if (phone)
        {
            await desk.Page.GetByLabel("Company", new() { Exact = true }).FillAsync("Half a word");
            await BackAsync(desk, phone);
            await Expect(desk.Page.Locator(".toast")).ToContainTextAsync("This isn’t saved yet.");
            await Expect(name).ToHaveValueAsync(quick);
            await BackAsync(desk, phone);
            await Expect(desk.Page.GetByRole(AriaRole.Link, new() { Name = quick })).ToBeFocusedAsync();
        }
        desk.ExpectNoErrors();
    }

    /// <summary>Light and dark, from right to left, and at 320 pixels nothing beyond the edge.</summary>
    private static async Task LookAsync(Desk desk, bool phone, string what)
    {
        await desk.ExpectNoViolationsAsync($"{what}, phone: {phone}");
        await desk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await desk.ExpectFitColoursAsync($"{what}, dark, phone: {phone}");
        await desk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        if (phone)
        {
            await desk.Page.SetViewportSizeAsync(320, 640);
            Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
            await desk.Page.EvaluateAsync("() => { document.documentElement.dir = 'rtl' }");
            Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
            await desk.Page.EvaluateAsync("() => { document.documentElement.dir = 'ltr' }");
            await desk.Page.SetViewportSizeAsync(Screen.Phone.Width, Screen.Phone.Height);
        }
    }

    private Task<Desk> OpenAsync(bool phone) =>
        Desk.OpenAsync(chromium, office.App.Address, office.Mara, "/phonebook", phone ? Screen.Phone : null);

    private static ILocator Button(Desk desk, string name) => desk.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>On a phone one sees the list or what is open.</summary>
    private static Task BackAsync(Desk desk, bool phone) => phone ? Button(desk, "All contacts").ClickAsync() : Task.CompletedTask;
}
