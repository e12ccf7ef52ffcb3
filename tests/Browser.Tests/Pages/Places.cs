using Microsoft.Playwright;
using XBees.Browser.Tests.Booking;
using XBees.Browser.Tests.Setup;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Pages;

/// <summary>Who looks at a page.</summary>
public enum As
{
    Nobody,
    FirstVisitor,
    Agent,
    Administrator,
}

/// <summary>A page, and what is done on it until it shows what is meant.</summary>
public sealed record Place(string Name, As As, string Path, Func<Desk, Task> Shown)
{
    /// <summary>Whether guests see it, who may read from right to left.</summary>
    public bool IsForGuests =>
        new[] { "/w/", "/c/", "/j/", "/g/", "/i/", "{join}", "{invited}", "{unsubscribe}" }.Any(start =>
            Path.StartsWith(start, StringComparison.Ordinal)
        );

    /// <summary>The four that every run turns around; <c>--all</c> turns all that guests see.</summary>
    public bool IsOfFour =>
        Name is "widget's page, form" or "widget's page, conversation" or "conversation's link, joined" or "mailed invitation";
}

/// <summary>Every page of the product, with its dialogs, menus and what it says when something is wrong.</summary>
public static class Places
{
    private const string Talk = "/conversations/{conversation}";
    private const string Beside = Talk + "?pane=info";

    public static readonly IReadOnlyList<Place> All =
    [
        // Nobody is signed in
        new("sign-in", As.Nobody, "/signin", Heading),
        new("sign-in, refused", As.Nobody, "/signin", RefusedAsync),
        new("reset", As.Nobody, "/reset", Heading),
        new("reset, sent", As.Nobody, "/reset", SentAsync),
        new("new password", As.Nobody, "/reset/no-such-token", Heading),
        new("invitation", As.Nobody, "{invitation}", Heading),
        new("invitation, used up", As.Nobody, "/invite/no-such-token", UsedUpAsync),
        new("first start", As.FirstVisitor, "/start", Heading),
        new("first start, refused", As.FirstVisitor, "/start", async desk => await SubmitAsync(desk, ".err")),
        new("demo", As.Nobody, "/demo", Heading),
        new("demo, mails", As.Nobody, "/demo/mails", Heading),
        new("demo, practice CRM", As.Nobody, "/demo/crm", Heading),
        new("problem", As.Nobody, "/problems/not-found", Heading),
        new("no such page", As.Nobody, "/nowhere", Heading),
        // Guests
        new("widget's page", As.Nobody, "/w/{widget}", Choices),
        new("widget's page, form", As.Nobody, "/w/{widget}", FormAsync),
        new("widget's page, conversation", As.Nobody, "/w/{widget}", TalkAsync),
        new("personal link", As.Nobody, "/c/{slug}", Choices),
        new("scheduler", As.Nobody, "/c/{slug}/schedule", desk => BookingFixture.FirstFreeAsync(desk.Page)),
        new("scheduler, details", As.Nobody, "/c/{slug}/schedule", DetailsAsync),
        new("unknown link", As.Nobody, "/c/nobody", Heading),
        new("conversation's link", As.Nobody, "{join}", desk => Expect(desk.Page.GetByLabel("Name")).ToBeVisibleAsync()),
        new("conversation's link, joined", As.Nobody, "{join}", JoinAsync),
        new("conversation's link, closed", As.Nobody, "/j/nothing", Heading),
        new("conversation, not let in", As.Nobody, "/g/nothing", desk => Expect(desk.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync()),
        new("mailed invitation", As.Nobody, "{invited}", desk => Expect(desk.Page.GetByLabel("Name")).ToBeVisibleAsync()),
        new("mailed invitation, unknown", As.Nobody, "/i/nothing", Heading),
        new("unsubscribe", As.Nobody, "{unsubscribe}", Heading),
        // Agents
        new("list", As.Agent, "/conversations", desk => Expect(desk.Row("Nadia Okafor")).ToBeVisibleAsync()),
        new("list, empty", As.Agent, "/conversations?view=mine", desk => Expect(desk.Page.Locator(".list .empty")).ToBeVisibleAsync()),
        new("list, filtered", As.Agent, "/conversations?service={service}&from=2020-01-01&visible=1", FilteredAsync),
        new(
            "list, nothing matches",
            As.Agent,
            "/conversations?origin=link",
            desk => Expect(desk.Page.Locator(".list .empty")).ToBeVisibleAsync()
        ),
        new("search", As.Agent, "/conversations", desk => SearchAsync(desk, "nadia", "mark")),
        new("search, nothing found", As.Agent, "/conversations", desk => SearchAsync(desk, "zzzz", ".empty")),
        new("filters", As.Agent, "/conversations", desk => OpenAsync(desk, desk.Page.Locator(".list"), "Filter conversations")),
        new("list, failed", As.Agent, "/conversations", ListFailsAsync),
        new("timeline", As.Agent, Talk, Talks),
        new("timeline, offline", As.Agent, Talk, OfflineAsync),
        new("timeline, refused message", As.Agent, Talk, NotSentAsync),
        new("timeline, note", As.Agent, Talk, NoteAsync),
        new(
            "timeline, gone",
            As.Agent,
            "/conversations/cnv_00000000000000000000000000",
            desk => Expect(desk.Page.Locator(".t-state h2")).ToBeVisibleAsync()
        ),
        new("timeline's menu", As.Agent, Talk, desk => OpenAsync(desk, desk.Page.Locator(".timeline"), "More")),
        new("info", As.Agent, Beside, Infos),
        new("guest's menu", As.Agent, Beside, desk => OpenAsync(desk, desk.Info, "More about Nadia Okafor")),
        new("block guest", As.Agent, Beside, BlockAsync),
        new("guest's profile", As.Agent, Beside, ProfileAsync),
        new("assign", As.Agent, Beside, AssignAsync),
        new("assignee", As.Agent, Beside, desk => OpenAsync(desk, desk.Info, "Assignee: Unassigned")),
        new("add participants", As.Agent, Beside, desk => OpenAsync(desk, desk.Info.Locator(".act"), "Add participants")),
        new("rename", As.Agent, Beside, desk => OpenAsync(desk, desk.Info, "Rename")),
        new("rename, refused", As.Agent, Beside, RenameRefusedAsync),
        new("description", As.Agent, Beside, desk => OpenAsync(desk, desk.Info, "Description")),
        new("invite by e-mail", As.Agent, Beside, desk => OpenAsync(desk, desk.Info, "Invite by e-mail")),
        new("renew link", As.Agent, Beside, desk => OpenAsync(desk, desk.Info, "Renew link")),
        new("leave", As.Agent, Beside, desk => OpenAsync(desk, desk.Info, "Leave conversation")),
        new("remove", As.Agent, Beside, desk => OpenAsync(desk, desk.Info, "Remove Tom Becker")),
        new("new conversation", As.Agent, "/conversations", desk => OpenAsync(desk, desk.Page.Locator(".list"), "New conversation")),
        new("meetings", As.Agent, "/meetings?week={week}", desk => Expect(desk.Page.Locator("a[href*='&meeting=']")).ToHaveCountAsync(2)),
        new(
            "meetings, one open",
            As.Agent,
            "/meetings?week={week}&meeting={meeting}",
            // Beside the week, or on a phone in a sheet.
            desk => Expect(desk.Page.Locator("aside:not([hidden]), dialog[open]")).ToContainTextAsync("Open conversation")
        ),
        new("meetings, failed", As.Agent, "/meetings", MeetingsFailAsync),
        new("availability", As.Agent, "/settings/meetings", desk => Expect(desk.Page.Locator("form.panel")).ToHaveCountAsync(2)),
        new("phonebook", As.Agent, "/phonebook", desk => Expect(desk.Page.Locator("[data-contact]").First).ToBeVisibleAsync()),
        new("contact", As.Agent, "/phonebook?id={contact}", Editor),
        new("contact, new", As.Agent, "/phonebook?id=new", Editor),
        new("contacts, import", As.Agent, "/phonebook?id=import", desk => Expect(desk.Page.GetByLabel("File")).ToBeVisibleAsync()),
        new("account", As.Agent, "/account", Heading),
        new("account, renew link", As.Agent, "/account", desk => OpenAsync(desk, desk.Page.Locator("main"), "New link")),
        // Administrators
        new("agents", As.Administrator, "/admin/agents", Heading),
        new("agent", As.Administrator, "/admin/agents?id={agent}", Editor),
        new("agent, new", As.Administrator, "/admin/agents?id=new", desk => SubmitAsync(desk, ".msg-error")),
        new("service", As.Administrator, "/admin/services?id={service}", Editor),
        new(
            "service, delete",
            As.Administrator,
            "/admin/services?id={service}",
            desk => OpenAsync(desk, desk.Page.Locator("form.panel"), "Delete service")
        ),
        new("service, new", As.Administrator, "/admin/services?id=new", Editor),
        new("widget", As.Administrator, "/admin/widgets?id={widgetId}", Editor),
        new("widget, identity secret", As.Administrator, "/admin/widgets?id={widgetId}", SecretAsync),
        new("widget, new", As.Administrator, "/admin/widgets?id=new", Editor),
        new("API key, new", As.Administrator, "/admin/api-keys?id=new", Editor),
        new("API key, shown once", As.Administrator, "/admin/api-keys?id=new", KeyAsync),
        new("mail", As.Administrator, "/admin/mail", Heading),
        new("mail texts", As.Administrator, "/admin/mail-texts?id=guest-invitation.en", Editor),
        new("blocked guests", As.Administrator, "/admin/blocks", Heading),
        new("CRM", As.Administrator, "/admin/crm", Heading),
        new("audit log", As.Administrator, "/admin/audit", desk => Expect(desk.Page.Locator("tbody time").First).ToBeVisibleAsync()),
        new("organisation", As.Administrator, "/admin/organisation", Editor),
    ];

    private static async Task BlockAsync(Desk desk)
    {
        await OpenAsync(desk, desk.Info, "More about Nadia Okafor");
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Block guest" }).ClickAsync();
        await Expect(desk.Dialog).ToBeVisibleAsync();
    }

    private static Task Heading(Desk desk) => Expect(desk.Page.Locator("h1").First).ToBeVisibleAsync();

    private static Task Choices(Desk desk) => Expect(desk.Page.GetByText("Start new conversation")).ToBeVisibleAsync();

    private static Task Talks(Desk desk) => Expect(desk.Log).ToContainTextAsync("Thank you");

    private static Task Infos(Desk desk) => Expect(desk.Info).ToContainTextAsync("Leave conversation");

    private static Task Editor(Desk desk) => Expect(desk.Page.Locator("form.panel")).ToBeVisibleAsync();

    private static async Task SubmitAsync(Desk desk, string then)
    {
        await desk.Page.Locator("main button[type=submit]").ClickAsync();
        await Expect(desk.Page.Locator(then).First).ToBeVisibleAsync();
    }

    private static async Task RefusedAsync(Desk desk)
    {
        await desk.Page.GetByLabel("E-mail").FillAsync("nobody@ternhaus.example");
        await desk.Page.GetByLabel("Password", new() { Exact = true }).FillAsync("wrong");
        await SubmitAsync(desk, "[role=alert]");
    }

    private static async Task SentAsync(Desk desk)
    {
        await desk.Page.GetByLabel("E-mail").FillAsync("nobody@ternhaus.example");
        await SubmitAsync(desk, "[role=status]");
    }

    private static async Task UsedUpAsync(Desk desk)
    {
        await desk.Page.Locator("#password").FillAsync("correct horse 8");
        await SubmitAsync(desk, "[role=alert]");
    }

    private static async Task DetailsAsync(Desk desk)
    {
        await (await BookingFixture.FirstFreeAsync(desk.Page)).ClickAsync();
        await desk.Page.Locator(".pair .btn").ClickAsync();
        await desk.Page.GetByLabel("Subject").WaitForAsync();
    }

    private static async Task FormAsync(Desk desk)
    {
        await desk.Page.GetByText("Start new conversation").ClickAsync();
        await desk.Page.GetByText("Start chat").ClickAsync();
        await Expect(desk.Page.Locator("[aria-invalid=true]").First).ToBeVisibleAsync();
    }

    private static async Task TalkAsync(Desk desk)
    {
        await desk.Page.GetByText("Start new conversation").ClickAsync();
        await desk.Page.GetByLabel("Name").FillAsync("Hannah Price");
        await desk.Page.GetByLabel("E-mail").FillAsync("hannah@guests.example");
        await desk.Page.GetByText("Start chat").ClickAsync();
        await desk.Page.Locator("textarea").FillAsync("> quoted\n- **one**");
        await desk.Page.Locator("textarea").PressAsync("Enter");
        await Expect(desk.Page.Locator(".marks")).ToContainTextAsync("Sent");
    }

    private static async Task FilteredAsync(Desk desk)
    {
        await Expect(desk.Row("Nadia Okafor")).ToBeVisibleAsync();
        await Expect(desk.Page.Locator("[data-filters] .tag")).ToHaveCountAsync(3);
    }

    private static async Task SearchAsync(Desk desk, string typed, string then)
    {
        await Expect(desk.Row("Nadia Okafor")).ToBeVisibleAsync();
        await desk.Page.GetByRole(AriaRole.Searchbox).FillAsync(typed);
        await Expect(desk.Page.Locator($".found {then}").First).ToBeVisibleAsync();
    }

    private static async Task JoinAsync(Desk desk)
    {
        await desk.Page.GetByLabel("Name").FillAsync("Hannah Price");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Join", Exact = true }).ClickAsync();
        await Expect(desk.Page.Locator("textarea")).ToBeVisibleAsync();
    }

    private static async Task ListFailsAsync(Desk desk)
    {
        await desk.Page.RouteAsync("**/api/v1/conversations?*", route => route.AbortAsync());
        await desk.Page.ReloadAsync();
        await Expect(desk.Page.Locator(".list [role=alert]")).ToBeVisibleAsync();
    }

    private static async Task MeetingsFailAsync(Desk desk)
    {
        await desk.Page.RouteAsync("**/api/v1/meetings?*", route => route.AbortAsync());
        await desk.Page.ReloadAsync();
        await Expect(desk.Page.Locator(".meet-place [role=alert]")).ToBeVisibleAsync();
    }

    private static async Task OfflineAsync(Desk desk)
    {
        await Talks(desk);
        await desk.Context.SetOfflineAsync(true);
        await Expect(desk.Page.Locator(".t-banner .banner")).ToBeVisibleAsync();
        await desk.WriteAsync("While away");
        await Expect(desk.Log).ToContainTextAsync("Waiting for the network");
    }

    private static async Task NotSentAsync(Desk desk)
    {
        await Talks(desk);
        await desk.WriteAsync(new string('x', 10_001));
        await Expect(desk.Log.Locator(".marks.fail").First).ToBeVisibleAsync();
    }

    private static async Task NoteAsync(Desk desk)
    {
        await Talks(desk);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Note", Exact = true }).ClickAsync();
        await Expect(desk.Page.Locator(".only-agents")).ToBeVisibleAsync();
    }

    private static async Task OpenAsync(Desk desk, ILocator within, string button)
    {
        await within.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();
        await Expect(desk.Page.Locator("dialog[open], [popover]:popover-open")).ToBeVisibleAsync();
    }

    private static async Task AssignAsync(Desk desk)
    {
        await OpenAsync(desk, desk.Info, "Service: Sales");
        await desk.Page.GetByRole(AriaRole.Option).Filter(new() { HasText = "Installations" }).ClickAsync();
        await Expect(desk.Page.Locator(".assign .effect")).ToBeVisibleAsync();
        await desk.Page.GetByRole(AriaRole.Combobox, new() { Name = "Service" }).ClickAsync();
    }

    private static async Task ProfileAsync(Desk desk)
    {
        await OpenAsync(desk, desk.Info, "More about Nadia Okafor");
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "View profile" }).ClickAsync();
        await Expect(desk.Page.Locator(".profile .kv")).ToBeVisibleAsync();
    }

    private static async Task RenameRefusedAsync(Desk desk)
    {
        await OpenAsync(desk, desk.Info, "Rename");
        await desk.Dialog.GetByLabel("Name").FillAsync(new string('n', 201));
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Expect(desk.Dialog.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    private static async Task SecretAsync(Desk desk)
    {
        var make = desk.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("Make a secret|Make another") });
        var two = desk.Page.GetByText("Both are valid.");
        await Expect(make.Or(two)).ToBeVisibleAsync();
        if (await make.IsVisibleAsync())
        {
            await make.ClickAsync();
            await Expect(desk.Page.Locator(".copyline")).ToContainTextAsync("xbi_");
        }
    }

    private static async Task KeyAsync(Desk desk)
    {
        await desk.Page.GetByRole(AriaRole.Form).GetByLabel("Name").FillAsync("Report");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        await Expect(desk.Page.Locator(".copyline")).ToContainTextAsync("xbk_");
    }
}
