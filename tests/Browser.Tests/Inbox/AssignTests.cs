using System.Text.Json;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>Sales, Support with two other agents, a service of Mara's alone, and one that nobody can be assigned to.</summary>
public sealed class Services : IAsyncLifetime
{
    public Office Office { get; } = new();
    public AppClient Priya { get; private set; } = null!;
    public AppClient Yusuf { get; private set; } = null!;
    public string Support { get; private set; } = "";
    public string Installations { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await Office.InitializeAsync();
        Priya = await Office.App.AgentAsync("Priya Raman");
        Yusuf = await Office.App.AgentAsync("Yusuf Demir");
        var ben = await Office.App.AgentAsync("Ben Basic", "Basic");
        Support = await Office.App.ServiceAsync("Support", Priya, Yusuf);
        Installations = await Office.App.ServiceAsync("Installations", Office.Mara, Priya);
        await Office.App.ServiceAsync("Archive", ben);
    }

    public static async Task AssignAsync(AppClient who, string conversation, string service, string? assignee = null)
    {
        var version = (await who.GetAsync($"/api/v1/conversations/{conversation}")).GetProperty("version").GetInt64();
        using var answer = await who.SendAsync(
            HttpMethod.Put,
            $"/api/v1/conversations/{conversation}/assignment",
            new { serviceId = service, assigneeId = assignee },
            ("If-Match", $"\"{version}\"")
        );
        answer.EnsureSuccessStatusCode();
    }

    public ValueTask DisposeAsync() => Office.DisposeAsync();
}

/// <summary>Service and assignee in the Info frame.</summary>
public sealed class AssignTests(Chromium chromium, Services services) : IClassFixture<Services>
{
    private Office Office => services.Office;

    private Task<Desk> OpenAsync(AppClient agent, string path, Screen? screen = null) =>
        Desk.OpenAsync(chromium, Office.App.Address, agent, path, screen);

    private static ILocator Panel(Desk desk) => desk.Page.GetByRole(AriaRole.Dialog, new() { Name = "Assign conversation" });

    private static ILocator Field(Desk desk, string name) => desk.Info.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{name}: ") });

    private static ILocator Option(Desk desk, string text) => Panel(desk).GetByRole(AriaRole.Option).Filter(new() { HasText = text });

    private static Task<JsonElement> SeeAsync(AppClient who, string id) => who.GetAsync($"/api/v1/conversations/{id}");

    [Fact, Rule("AC-5", "AS-1", "AS-2", "AS-9", "AS-18")]
    public async Task Apply_and_leave_shows_who_joins_leaves_and_stays_goes_back_to_the_list_and_can_be_undone()
    {
        var (_, id) = await Office.ConversationAsync("Nadia Okafor", "Hello");
        await Office.Mara.PostAsync($"/api/v1/conversations/{id}/members", new { members = new[] { new { agentId = services.Yusuf.Id } } });
        await using var desk = await OpenAsync(Office.Mara, $"/conversations/{id}");
        await Expect(Field(desk, "Service")).ToContainTextAsync("Sales");
        await Expect(Field(desk, "Assignee")).ToContainTextAsync("Unassigned");
        await Field(desk, "Service").ClickAsync();
        await Option(desk, "Support").ClickAsync();
        var effect = Panel(desk).Locator(".effect");
        await Expect(effect.Locator(".add")).ToHaveTextAsync("Priya Raman joinsThrough Support");
        await Expect(effect.Locator(".rem")).ToContainTextAsync("You and Tom Becker leave");
        await Expect(effect.Locator(".rem")).ToContainTextAsync("You aren’t in Support");
        await Expect(effect.Locator(".stay")).ToContainTextAsync("Nadia Okafor and Yusuf Demir stay");
        await Panel(desk).GetByRole(AriaRole.Button, new() { Name = "Apply and leave", Exact = true }).ClickAsync();
        await Expect(desk.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/conversations$"));
        await Expect(desk.Row("Nadia Okafor")).ToHaveCountAsync(0);
        Assert.Equal("Support", (await SeeAsync(services.Priya, id)).GetProperty("service").GetProperty("name").GetString());

        var toast = desk.Page.Locator(".toast");
        await Expect(toast).ToContainTextAsync("You left Nadia Okafor. It is with Support now.");
        await toast.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(desk.Title).ToHaveTextAsync("Nadia Okafor");
        await Expect(Field(desk, "Service")).ToContainTextAsync("Sales");
        await Expect(desk.Log).ToContainTextAsync("You assigned this to Support");
        await Expect(desk.Log).ToContainTextAsync("You assigned this to Sales");
    }

    [Fact, Rule("AS-2", "AS-7", "AS-11", "AS-14", "AS-15")]
    public async Task Another_service_begins_unassigned_its_agents_can_be_chosen_and_Apply_keeps_who_is_in_it()
    {
        var (_, id) = await Office.ConversationAsync("Jonas Lindqvist", "Hello");
        await Services.AssignAsync(Office.Mara, id, Office.ServiceId, Office.Mara.Id);
        await using var desk = await OpenAsync(Office.Mara, $"/conversations/{id}");
        await Expect(Field(desk, "Assignee")).ToContainTextAsync("Mara Lindholm");
        await Field(desk, "Service").ClickAsync();
        await Option(desk, "Installations").ClickAsync();
        var assignee = Panel(desk).GetByRole(AriaRole.Combobox, new() { Name = "Assignee" });
        await Expect(assignee).ToContainTextAsync("Unassigned");
        await Expect(Panel(desk).Locator(".stay")).ToContainTextAsync("Jonas Lindqvist stay");
        await assignee.ClickAsync();
        await Expect(Panel(desk).GetByRole(AriaRole.Option)).ToContainTextAsync(["Unassigned", "Mara Lindholm (you)", "Priya Raman"]);
        await Option(desk, "Priya Raman").ClickAsync();
        await Expect(Panel(desk).Locator(".rem")).ToContainTextAsync("Tom Becker leaves");
        await Panel(desk).GetByRole(AriaRole.Button, new() { Name = "Apply", Exact = true }).ClickAsync();
        await Expect(Panel(desk)).ToHaveCountAsync(0);
        await Expect(Field(desk, "Service")).ToContainTextAsync("Installations");
        await Expect(Field(desk, "Assignee")).ToContainTextAsync("Priya Raman");
        await Expect(desk.Info).ToContainTextAsync("Through Installations");
        await Expect(Field(desk, "Service")).ToBeFocusedAsync();
        await Expect(desk.Log)
            .ToContainTextAsync("You assigned this to Priya Raman in Installations · Priya Raman joined · Tom Becker left");
    }

    [Fact, Rule("AS-13", "AS-7")]
    public async Task The_assignee_alone_changes_at_once_and_every_open_inbox_shows_it()
    {
        var (_, id) = await Office.ConversationAsync("Hannah Price", "Hello");
        await using var desk = await OpenAsync(Office.Mara, $"/conversations/{id}");
        await using var toms = await OpenAsync(Office.Tom, "/conversations?view=unassigned");
        await using var open = await OpenAsync(Office.Tom, $"/conversations/{id}");
        await Expect(toms.Row("Hannah Price")).ToBeVisibleAsync();
        await Field(desk, "Assignee").ClickAsync();
        await Option(desk, "Tom Becker").ClickAsync();
        await Expect(Panel(desk)).ToHaveCountAsync(0);
        await Expect(Field(desk, "Assignee")).ToContainTextAsync("Tom Becker");
        await Expect(toms.Row("Hannah Price")).ToHaveCountAsync(0);
        await Expect(Field(open, "Assignee")).ToContainTextAsync("Tom Becker");
        await Expect(open.Log).ToContainTextAsync("Mara Lindholm assigned this to you");
        await toms.Page.Locator("[data-view=mine]").ClickAsync();
        await Expect(toms.Row("Hannah Price")).ToContainTextAsync("You");

        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "Assign to me" }).ClickAsync();
        await Expect(Field(desk, "Assignee")).ToContainTextAsync("Mara Lindholm");
        await Expect(desk.Info.GetByRole(AriaRole.Button, new() { Name = "Assign to me" })).ToHaveCountAsync(0);
        await Expect(toms.Row("Hannah Price")).ToHaveCountAsync(0);
    }

    [Fact, Rule("AS-13")]
    public async Task Assign_to_me_is_one_click_in_the_list_and_a_dialog_for_who_is_not_of_the_service()
    {
        var (_, id) = await Office.ConversationAsync("Oskar Vik", "Hello");
        await using var desk = await OpenAsync(Office.Mara, "/conversations?view=unassigned");
        await desk.Row("Oskar Vik").HoverAsync();
        await desk.Row("Oskar Vik").GetByRole(AriaRole.Button, new() { Name = "Assign to me" }).ClickAsync();
        await Expect(desk.Row("Oskar Vik")).ToHaveCountAsync(0);
        Assert.Equal(Office.Mara.Id, (await SeeAsync(Office.Mara, id)).GetProperty("assignee").GetProperty("id").GetString());

        await Office.Mara.PostAsync($"/api/v1/conversations/{id}/members", new { members = new[] { new { agentId = services.Priya.Id } } });
        await using var priya = await OpenAsync(services.Priya, $"/conversations/{id}");
        await priya.Info.GetByRole(AriaRole.Button, new() { Name = "Assign to me" }).ClickAsync();
        await Expect(Panel(priya)).ToBeVisibleAsync();
        await Expect(Panel(priya)).ToContainTextAsync("Already assigned like this.");
        await Expect(Panel(priya).GetByRole(AriaRole.Button, new() { Name = "Apply" })).ToBeDisabledAsync();
    }

    [Fact, Rule("AS-6", "AS-16")]
    public async Task Own_services_come_first_and_a_barred_one_stays_in_its_place_with_the_reason()
    {
        var (_, id) = await Office.ConversationAsync("Iris Moreau", "Hello");
        await using var desk = await OpenAsync(Office.Mara, $"/conversations/{id}");
        await Field(desk, "Service").ClickAsync();
        var options = Panel(desk).GetByRole(AriaRole.Option);
        await Expect(options).ToContainTextAsync(["Installations", "Sales", "Archive", "Support"]);
        await Expect(options.Nth(1)).ToContainTextAsync("2 agents · assigned now · you are one of them");
        await Expect(options.Nth(2)).ToContainTextAsync("no member has a Standard licence");
        await Expect(options.Nth(2)).ToBeDisabledAsync();
        await options.Nth(2).ClickAsync(new() { Force = true });
        await Expect(options).ToHaveCountAsync(4);
        await Expect(Panel(desk)).ToContainTextAsync("Already assigned like this.");
    }

    [Fact, Rule("AS-8", "AS-17")]
    public async Task An_agents_conversation_offers_Assign_with_its_first_guest_and_not_without_one()
    {
        var made = await Office.Mara.PostAsync("/api/v1/conversations", new { name = "Trade fair", members = Array.Empty<object>() });
        var id = made.GetProperty("id").GetString()!;
        await using var desk = await OpenAsync(Office.Mara, $"/conversations/{id}");
        await Expect(desk.Info).ToContainTextAsync("Leave conversation");
        await Expect(desk.Info).Not.ToContainTextAsync("Service");
        var members = $"/api/v1/conversations/{id}/members";
        await Office.Mara.PostAsync(members, new { members = new[] { new { name = "Lars Berg", email = "lars@guests.example" } } });
        await Expect(desk.Info).ToContainTextAsync("Service not assigned");
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "Assign", Exact = true }).ClickAsync();
        await Option(desk, "Installations").ClickAsync();
        await Panel(desk).GetByRole(AriaRole.Button, new() { Name = "Apply", Exact = true }).ClickAsync();
        await Expect(Field(desk, "Service")).ToContainTextAsync("Installations");
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "More about Lars Berg" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Remove from conversation" }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Remove anyway" }).ClickAsync();
        await Expect(Field(desk, "Service")).ToHaveCountAsync(0);
    }

    [Fact, Rule("AS-9")]
    public async Task Who_comes_second_reads_who_was_first_and_can_review_again()
    {
        var (_, id) = await Office.ConversationAsync("Amira Haddad", "Hello");
        await using var desk = await OpenAsync(Office.Mara, $"/conversations/{id}");
        await Field(desk, "Service").ClickAsync();
        await Option(desk, "Support").ClickAsync();
        var apply = Panel(desk).GetByRole(AriaRole.Button, new() { Name = "Apply and leave" });
        await Expect(apply).ToBeEnabledAsync();
        // The news of it is late: the server's refusal names the winner.
        await desk.Page.RouteAsync(
            "**/assignment",
            async route =>
            {
                await Services.AssignAsync(Office.Tom, id, services.Installations, Office.Mara.Id);
                await route.ContinueAsync();
            }
        );
        await apply.ClickAsync();
        await Expect(Panel(desk).GetByRole(AriaRole.Alert))
            .ToHaveTextAsync("Tom Becker assigned this to you in Installations. Nothing of yours was changed.");
        await desk.Page.UnrouteAllAsync();
        await desk.ExpectNoViolationsAsync("conflict");
        await Panel(desk).GetByRole(AriaRole.Button, new() { Name = "Review again" }).ClickAsync();
        await Expect(Panel(desk).GetByRole(AriaRole.Combobox, new() { Name = "Service" })).ToContainTextAsync("Support");
        await Expect(Panel(desk).Locator(".add")).ToContainTextAsync("Yusuf Demir");
        await Expect(apply).ToBeEnabledAsync();
        // While it stands there, the next one is told at once.
        await Services.AssignAsync(services.Priya, id, services.Installations, services.Priya.Id);
        await Expect(Panel(desk).GetByRole(AriaRole.Alert))
            .ToContainTextAsync("Priya Raman assigned this to Priya Raman in Installations.");
        await Panel(desk).GetByRole(AriaRole.Button, new() { Name = "Leave it" }).ClickAsync();
        await Expect(Panel(desk)).ToHaveCountAsync(0);
        await Expect(Field(desk, "Assignee")).ToContainTextAsync("Priya Raman");
    }

    [Fact, Rule("AS-9")]
    public async Task Whom_the_winner_moved_out_is_told_so()
    {
        var (_, id) = await Office.ConversationAsync("Kenji Watanabe", "Hello");
        await using var desk = await OpenAsync(Office.Mara, $"/conversations/{id}");
        await Field(desk, "Service").ClickAsync();
        await Option(desk, "Installations").ClickAsync();
        await Expect(Panel(desk).GetByRole(AriaRole.Button, new() { Name = "Apply" })).ToBeEnabledAsync();
        await Services.AssignAsync(Office.Tom, id, services.Support);
        await Expect(Panel(desk).GetByRole(AriaRole.Alert)).ToContainTextAsync("you are no longer in it");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(Panel(desk)).ToHaveCountAsync(0);
        await Expect(desk.Page.Locator(".t-state")).ToContainTextAsync("You’re not in this conversation");
    }

    [Fact, Rule("AX-2", "AS-2")]
    public async Task All_of_it_goes_by_keyboard()
    {
        var (_, id) = await Office.ConversationAsync("Rosa Brandt", "Hello");
        await using var desk = await OpenAsync(Office.Mara, $"/conversations/{id}");
        await Expect(Field(desk, "Service")).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("a");
        var service = Panel(desk).GetByRole(AriaRole.Combobox, new() { Name = "Service" });
        await Expect(service).ToBeFocusedAsync();
        await Expect(service).ToHaveAttributeAsync("aria-expanded", "true");
        // The list first, then the panel: each Esc closes one thing.
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(service).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(Panel(desk)).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(Panel(desk)).ToHaveCountAsync(0);
        await Expect(Field(desk, "Service")).ToBeFocusedAsync();

        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(service).ToHaveAttributeAsync("aria-expanded", "true");
        await desk.Page.Keyboard.PressAsync("i");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(service).ToContainTextAsync("Installations");
        await desk.Page.Keyboard.PressAsync("Tab");
        await desk.Page.Keyboard.PressAsync("ArrowDown");
        await desk.Page.Keyboard.PressAsync("ArrowDown");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(Panel(desk).GetByRole(AriaRole.Combobox, new() { Name = "Assignee" })).ToContainTextAsync("Mara Lindholm (you)");
        var apply = Panel(desk).GetByRole(AriaRole.Button, new() { Name = "Apply", Exact = true });
        await Expect(apply).ToBeEnabledAsync();
        await desk.Page.Keyboard.PressAsync("Tab");
        await desk.Page.Keyboard.PressAsync("Tab");
        await Expect(apply).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(Field(desk, "Assignee")).ToContainTextAsync("Mara Lindholm");
    }

    [Fact, Rule("AS-1", "AS-2", "AX-1", "AX-4")]
    public async Task On_a_phone_it_is_a_sheet_that_takes_the_focus_and_fits()
    {
        var (_, id) = await Office.ConversationAsync("Elif Kaya", "Hello");
        await using var desk = await OpenAsync(Office.Mara, $"/conversations/{id}?pane=info", Screen.Phone);
        await Field(desk, "Service").TapAsync();
        await Expect(desk.Dialog).ToBeVisibleAsync();
        await Option(desk, "Support").TapAsync();
        await Expect(Panel(desk).Locator(".rem")).ToContainTextAsync("You and Tom Becker leave");
        await desk.ExpectNoViolationsAsync("sheet");
        await desk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await desk.ExpectNoViolationsAsync("sheet, dark");
        await desk.Page.SetViewportSizeAsync(320, 640);
        Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
        await Panel(desk).GetByRole(AriaRole.Button, new() { Name = "Apply and leave" }).TapAsync();
        await Expect(desk.Page.Locator(".toast")).ToContainTextAsync("You left Elif Kaya.");
        await Expect(desk.Page.Locator(".app")).ToHaveAttributeAsync("data-pane", "list");
        // Every tab can be tapped while the way back is there.
        var toast = (await desk.Page.Locator(".toast").BoundingBoxAsync())!;
        Assert.InRange(toast.Y + toast.Height, 0, (await desk.Page.Locator(".tabbar").BoundingBoxAsync())!.Y);
        await desk.Page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Undo" }).TapAsync();
        await Expect(desk.Title).ToHaveTextAsync("Elif Kaya");
    }

    [Fact, Rule("AX-1", "LA-3")]
    public async Task Right_to_left_dark_and_in_German_it_is_whole()
    {
        var (_, id) = await Office.ConversationAsync("Lina Haas", "Hello");
        using var hilde = await Office.App.AgentAsync("Hilde Kurz");
        await hilde.PatchAsync("/api/v1/me", new { language = "de" });
        await Office.Mara.PostAsync($"/api/v1/conversations/{id}/members", new { members = new[] { new { agentId = hilde.Id } } });
        await using var desk = await OpenAsync(hilde, $"/conversations/{id}", new Screen(Scheme: ColorScheme.Dark));
        await desk.Page.EvaluateAsync("() => { document.documentElement.dir = 'rtl' }");
        await desk.Info.GetByRole(AriaRole.Button, new() { NameRegex = new("^Service: ") }).ClickAsync();
        var panel = desk.Page.GetByRole(AriaRole.Dialog, new() { Name = "Unterhaltung zuweisen" });
        await panel.GetByRole(AriaRole.Option).Filter(new() { HasText = "Support" }).ClickAsync();
        await Expect(panel.Locator(".rem")).ToContainTextAsync("Sie, Mara Lindholm und Tom Becker verlassen die Unterhaltung");
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Anwenden und verlassen" })).ToBeEnabledAsync();
        await desk.ExpectNoViolationsAsync("panel, right to left, dark");
        Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
    }

    [Fact, Rule("AS-1", "LC-2")]
    public async Task An_administrator_assigns_from_the_head()
    {
        var (_, id) = await Office.ConversationAsync("Vera Klein", "Hello");
        await using var desk = await OpenAsync(Office.App.Administrator, $"/conversations/{id}");
        await Expect(desk.Page.Locator(".t-state")).ToContainTextAsync("You see only the head of this conversation");
        await Expect(desk.Field).ToBeHiddenAsync();
        await Field(desk, "Assignee").ClickAsync();
        await Option(desk, "Tom Becker").ClickAsync();
        await Expect(Field(desk, "Assignee")).ToContainTextAsync("Tom Becker");
        Assert.False((await SeeAsync(Office.App.Administrator, id)).GetProperty("isMember").GetBoolean());
    }
}
