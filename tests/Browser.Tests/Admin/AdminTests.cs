using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Admin;

/// <summary>Administration and account, as the administrator uses them.</summary>
public sealed class AdminTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    private Task<Desk> AdaAsync(string path, Screen? screen = null) =>
        Desk.OpenAsync(chromium, office.App.Address, office.App.Administrator, path, screen);

    [Fact, Rule("AD-2")]
    public async Task A_service_is_made_and_what_is_not_saved_says_so()
    {
        await using var desk = await AdaAsync("/admin/services");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "New service" }).ClickAsync();
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "New service" });
        await form.GetByLabel("Name").FillAsync("Sales");
        await Expect(form).ToContainTextAsync("Not saved yet");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("Another service has this name");
        await form.GetByLabel("Name").FillAsync("Support");
        await form.GetByLabel("Add agent").SelectOptionAsync(office.Tom.Id);
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(desk.Page.Locator("tr").Filter(new() { HasText = "Support" })).ToContainTextAsync("1 Standard");
        // What there is none of is not counted.
        await Expect(desk.Page.Locator("table")).Not.ToContainTextAsync("0 ");
        await Expect(desk.Page.GetByRole(AriaRole.Form, new() { Name = "Support" })).ToContainTextAsync("Tom Becker");
    }

    [Fact, Rule("SV-2", "AD-2")]
    public async Task Who_pauses_is_told_apart_in_the_list_and_what_is_discarded_goes_at_once()
    {
        using var nora = await office.App.AgentAsync("Nora Pausing");
        using var bea = await office.App.AgentAsync("Bea Basic", "Basic");
        var service = await office.App.ServiceAsync("Assembly", office.Tom, nora, bea);
        await nora.PutAsync($"/api/v1/me/services/{service}", new { paused = true });
        await using var desk = await AdaAsync($"/admin/services?id={service}");
        await Expect(desk.Page.Locator("tr").Filter(new() { HasText = "Assembly" }))
            .ToContainTextAsync("1\u00a0Standard, 1\u00a0paused, 1\u00a0Basic");
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "Assembly" });
        await form.GetByRole(AriaRole.Button, new() { Name = "Remove Nora Pausing" }).ClickAsync();
        await form.GetByLabel("Name").FillAsync("Half a name");
        await Expect(form).ToContainTextAsync("Not saved yet");
        await form.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Expect(form.GetByLabel("Name")).ToHaveValueAsync("Assembly");
        await Expect(form.GetByLabel("Name")).ToBeFocusedAsync();
        await Expect(form).ToContainTextAsync("Nora Pausing");
        await Expect(desk.Page.Locator(".toast")).ToHaveCountAsync(0);
    }

    [Fact, Rule("WI-5", "AX-4")]
    public async Task On_a_phone_the_list_of_widgets_names_one_agent_in_two_lines_and_the_audit_log_has_cards()
    {
        using var samuel = await office.App.AgentAsync("Samuel Adeyemi");
        await office.App.WidgetAsync(samuel.Id, new { name = "Samuel" });
        await using var desk = await AdaAsync("/admin/widgets", Screen.Phone);
        var cell = desk.Page.Locator("td").Filter(new() { HasText = "Samuel Adeyemi alone" }).Locator("> span");
        var lines = await cell.EvaluateAsync<double>("it => it.getBoundingClientRect().height / parseFloat(getComputedStyle(it).fontSize)");
        Assert.InRange(lines, 1, 3.5);
        await desk.Page.GotoAsync($"{office.App.Address}admin/audit?action=widget.created");
        var card = desk.Page.Locator("tbody tr").First;
        await Expect(card).ToContainTextAsync("Created a widget");
        Assert.True(await desk.Page.Locator(".clip").EvaluateAsync<bool>("it => it.scrollWidth <= it.clientWidth"));
        Assert.Empty(await Until.Async(desk.BeyondTheEdgeAsync, beyond => beyond.Length == 0));
        await desk.ExpectNoViolationsAsync("the audit log on a phone");
    }

    [Fact, Rule("SV-3", "AX-1")]
    public async Task Who_is_new_in_a_service_comes_to_the_open_conversations_where_that_is_chosen()
    {
        var (_, id) = await office.ConversationAsync("Olga Open", "Is anybody there?");
        using var nina = await office.App.AgentAsync("Nina Newcomer");
        await using var desk = await AdaAsync($"/admin/services?id={office.ServiceId}");
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "Sales" });
        var also = form.GetByRole(AriaRole.Switch, new() { Name = "Also the open conversations" });
        await Expect(form.GetByLabel("Add agent")).ToBeVisibleAsync();
        await Expect(also).ToBeHiddenAsync();
        await form.GetByLabel("Add agent").SelectOptionAsync(nina.Id);
        await Expect(also).Not.ToBeCheckedAsync();
        await desk.ExpectNoViolationsAsync("a service with a newcomer");
        await also.CheckAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(also).ToBeHiddenAsync();
        await Expect(form).ToContainTextAsync("Nina Newcomer");
        Assert.Equal(["Is anybody there?"], await Office.TextsAsync(nina, id));
    }

    [Fact, Rule("GU-7", "AD-2")]
    public async Task A_widgets_identity_secret_is_shown_once_replaced_and_ended()
    {
        var widget = await office.App.WidgetAsync(office.ServiceId, new { name = "Shop" });
        await using var desk = await AdaAsync($"/admin/widgets?id={widget.GetProperty("id").GetString()}");
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "Shop" });
        await form.GetByRole(AriaRole.Button, new() { Name = "Make a secret" }).ClickAsync();
        await Expect(form).ToContainTextAsync("shown this once");
        var first = (await form.Locator(".copyline code").TextContentAsync())!;
        Assert.StartsWith("xbi_", first, StringComparison.Ordinal);
        await desk.ExpectNoViolationsAsync("a widget with a new secret");
        // It is no change of the widget that would have to be saved.
        await Expect(form).Not.ToContainTextAsync("Not saved yet");
        await form.GetByRole(AriaRole.Button, new() { NameRegex = new("Make another") }).ClickAsync();
        await Expect(form).ToContainTextAsync("Both are valid");
        await Expect(form).Not.ToContainTextAsync(first);
        await Expect(form).ToContainTextAsync(first[^4..]);
        await form.GetByRole(AriaRole.Button, new() { Name = "End secret" }).First.ClickAsync();
        await Expect(desk.Dialog).ToContainTextAsync("The other secret goes on");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "End secret" }).ClickAsync();
        await Expect(form).Not.ToContainTextAsync(first[^4..]);
        await desk.Page.ReloadAsync();
        await Expect(form.GetByRole(AriaRole.Button, new() { Name = "End secret" })).ToHaveCountAsync(1);
        await Expect(form.Locator(".copyline")).ToHaveCountAsync(0);
    }

    [Fact, Rule("SV-1", "RE-2")]
    public async Task A_service_has_minutes_to_answer_or_none()
    {
        var path = $"/api/v1/admin/services/{await office.App.ServiceAsync("Minutes")}";
        await using var desk = await AdaAsync("/admin/services");
        await desk.Page.GetByText("Minutes", new() { Exact = true }).ClickAsync();
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "Minutes" });
        var minutes = form.GetByLabel("Minutes to answer");
        await Expect(minutes).ToHaveValueAsync("60");
        foreach (var wrong in new[] { "soon", "1.5", "10081" })
        {
            await SaveAsync(wrong);
            await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("Give whole minutes from 1 to 10,080, or nothing.");
        }
        foreach (var (typed, stored) in new[] { ("15", "15"), ("", "") })
        {
            await SaveAsync(typed);
            await Expect(form).Not.ToContainTextAsync("Not saved yet");
            await Expect(minutes).ToHaveValueAsync(stored);
            Assert.Equal(stored, (await office.App.Administrator.GetAsync(path)).GetProperty("answerMinutes").ToString());
        }

        async Task SaveAsync(string typed)
        {
            await minutes.FillAsync(typed);
            await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        }
    }

    [Fact, Rule("SV-5", "AX-2")]
    public async Task A_service_is_deleted_with_what_goes_to_its_successor_said_before()
    {
        var doomed = await office.App.ServiceAsync("Doomed", office.Tom);
        var key = (await office.App.WidgetAsync(doomed)).GetProperty("key").GetString()!;
        using var guest = await office.App.GuestAsync(key, "Dora Doomed");
        var id = await Office.BeginAsync(guest, "Hello");
        await using var desk = await AdaAsync($"/admin/services?id={doomed}");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Delete service" }).ClickAsync();
        await Expect(desk.Dialog)
            .ToContainTextAsync("The service you choose takes over 1 open conversation and 1 widget. Whom Doomed brought leaves");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Delete service" }).ClickAsync();
        await Expect(desk.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("name the service that takes them over");
        await desk.Dialog.GetByLabel("Successor").SelectOptionAsync(office.ServiceId);
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Delete service" }).ClickAsync();
        await Expect(desk.Page.Locator(".toast")).ToContainTextAsync("Doomed was deleted");
        await Expect(desk.Page.Locator("table")).Not.ToContainTextAsync("Doomed");
        await using var mara = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}");
        await Expect(mara.Log).ToContainTextAsync("Sales took this over from Doomed");

        // What there is none of is not named.
        var quiet = await office.App.ServiceAsync("Quiet", office.Tom);
        await office.App.WidgetAsync(quiet);
        await desk.Page.GotoAsync($"{office.App.Address}admin/services?id={quiet}");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Delete service" }).ClickAsync();
        await Expect(desk.Dialog).ToContainTextAsync("The service you choose takes over 1 widget. Old timelines keep its name.");
    }

    [Fact, Rule("AD-3")]
    public async Task The_audit_log_says_who_did_what_and_is_filtered_in_the_address()
    {
        using var ines = await office.App.AgentAsync("Ines Audited");
        await using var desk = await AdaAsync("/admin/audit");
        var table = desk.Page.Locator("tbody");
        await Expect(table).ToContainTextAsync("Set the installation up");
        await desk.Page.GetByLabel("What").SelectOptionAsync("agent.invited");
        await Expect(table).Not.ToContainTextAsync("Set the installation up");
        await Expect(table.Locator("tr").First).ToContainTextAsync("Ada Admin");
        await Expect(table.Locator("tr").First).ToContainTextAsync("Ines Audited");
        await desk.Page.GetByLabel("Who").SelectOptionAsync(ines.Id);
        await Expect(table).ToContainTextAsync("Nothing of this kind was done.");
        await desk.Page.ReloadAsync();
        await Expect(desk.Page.GetByLabel("Who")).ToHaveValueAsync(ines.Id);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Clear filters" }).ClickAsync();
        await Expect(table).ToContainTextAsync("Set the installation up");
    }

    [Fact, Rule("AD-3", "LC-2", "AX-1")]
    public async Task The_audit_log_says_what_of_a_service_changed_and_leads_to_a_conversation_that_was_entered()
    {
        var (_, id) = await office.ConversationAsync("Edda Entered", "Hello");
        var ada = office.App.Administrator;
        await ada.PutAsync($"/api/v1/conversations/{id}/members/me");
        var service = await office.App.ServiceAsync("Repairs", office.Tom);
        await ada.PatchAsync(
            $"/api/v1/admin/services/{service}",
            new
            {
                // A word of ours elsewhere: a language.
                name = "de",
                managerId = office.Mara.Id,
                answerMinutes = (int?)null,
                members = new[] { office.Mara.Id },
            }
        );
        await using var desk = await AdaAsync("/admin/audit?action=service.changed");
        var row = desk.Page.Locator("tbody tr").First;
        await Expect(row.Locator("td").Last.Locator("p"))
            .ToHaveTextAsync([
                "Name: Repairs → de",
                "Manager: none → Mara Lindholm",
                "Minutes to answer: 60 → none",
                "Added: Mara Lindholm",
                "Removed: Tom Becker",
            ]);
        await desk.Page.GetByLabel("What").SelectOptionAsync("conversation.entered");
        await desk.ExpectNoViolationsAsync("the audit log with a conversation");
        await desk.Page.Locator("tbody").GetByRole(AriaRole.Link, new() { Name = "Edda Entered" }).ClickAsync();
        await Expect(desk.Title).ToHaveTextAsync("Edda Entered");
        // Where the reader does not see it, that is said, and no id stands there.
        await desk.Page.RouteAsync(
            "**/api/v1/admin/audit?*",
            async route =>
            {
                var answer = await route.FetchAsync();
                var body = (await answer.TextAsync()).Replace("\"Edda Entered\"", "null", StringComparison.Ordinal);
                await route.FulfillAsync(new() { Response = answer, Body = body });
            }
        );
        await desk.Page.GotoAsync($"{office.App.Address}admin/audit?action=conversation.entered");
        await Expect(desk.Page.Locator("tbody")).ToContainTextAsync("A conversation that you don’t see");
        await Expect(desk.Page.Locator("tbody")).Not.ToContainTextAsync(id);
    }

    [Fact, Rule("AD-2", "WI-5")]
    public async Task A_widget_is_made_with_its_line_to_copy_and_the_policy_it_needs()
    {
        await using var desk = await AdaAsync("/admin/widgets?id=new");
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "New widget" });
        await form.GetByLabel("Name", new() { Exact = true }).First.FillAsync("Shop");
        await form.GetByLabel("Colour as hex").FillAsync("#f7b731");
        await Expect(form).ToContainTextAsync("Dark text is used on this colour");
        await form.GetByLabel("Allowed websites").FillAsync("shop.example");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var saved = desk.Page.GetByRole(AriaRole.Form, new() { Name = "Shop" });
        await Expect(saved).ToContainTextAsync("/widget.js\" data-widget=\"wk_");
        await Expect(saved).ToContainTextAsync("script-src");
        await Expect(saved).ToContainTextAsync("https://shop.example");
    }

    [Fact, Rule("AD-7")]
    public async Task What_a_mail_says_is_changed_tried_and_brought_back()
    {
        await using var desk = await AdaAsync("/admin/mail-texts");
        await desk.Page.GetByText("Unread answers").First.ClickAsync();
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "Unread answers" });
        await form.GetByLabel("Text").FillAsync("No way back");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("{link}");
        await form.GetByLabel("Text").FillAsync("Back: {link}");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(desk.Page.Locator("table")).ToContainTextAsync("Own words");
        await form.GetByRole(AriaRole.Button, new() { Name = "Send me a test mail" }).ClickAsync();
        await Expect(form).ToContainTextAsync($"Sent to {XBeesApp.AdministratorEmail}");
        var mail = (await new Postbox(office.App.Database).ToAsync(XBeesApp.AdministratorEmail)).Single();
        Assert.StartsWith("Back: http", mail.TextBody, StringComparison.Ordinal);
        await form.GetByRole(AriaRole.Button, new() { Name = "Back to the original" }).ClickAsync();
        await Expect(desk.Page.Locator("table")).Not.ToContainTextAsync("Own words");
    }

    [Fact, Rule("AP-2")]
    public async Task A_key_is_shown_once()
    {
        await using var desk = await AdaAsync("/admin/api-keys?id=new");
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "New key" });
        await form.GetByLabel("Name").FillAsync("Report");
        await form.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        await Expect(desk.Page.Locator(".copyline")).ToContainTextAsync("xbk_");
        await desk.Page.ReloadAsync();
        await Expect(desk.Page.Locator(".editor-place")).ToContainTextAsync("Report");
        await Expect(desk.Page.Locator(".copyline")).ToHaveCountAsync(0);
    }

    [Fact, Rule("AD-2")]
    public async Task An_agent_is_invited_and_no_administrator_page_opens_for_others()
    {
        await using var desk = await AdaAsync("/admin/agents?id=new");
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "Invite agent" });
        await form.GetByLabel("Name").FillAsync("Ines Duarte");
        await form.GetByLabel("E-mail").FillAsync("ines@ternhaus.example");
        await form.GetByRole(AriaRole.Button, new() { Name = "Send invitation" }).ClickAsync();
        await Expect(desk.Page.Locator("table")).ToContainTextAsync("Invited");
        using var refused = await office.Mara.SendAsync(HttpMethod.Get, "/admin/agents");
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact, Rule("AU-3")]
    public async Task An_invitation_is_accepted_in_a_browser_once()
    {
        var invited = await office.App.Administrator.PostAsync(
            "/api/v1/admin/agents",
            new
            {
                name = "Priya Raman",
                email = "priya@ternhaus.example",
                licence = "Standard",
            }
        );
        var path = new Uri(invited.GetProperty("invitationUrl").GetString()!).AbsolutePath;
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, null, path);
        await desk.Page.Locator("#password").FillAsync("correct horse 8");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Save and sign in" }).ClickAsync();
        await Expect(desk.Page.Locator(".list h1")).ToHaveTextAsync("Conversations");
        await using var late = await Desk.OpenAsync(chromium, office.App.Address, null, path);
        await late.Page.Locator("#password").FillAsync("correct horse 9");
        await late.Page.GetByRole(AriaRole.Button, new() { Name = "Save and sign in" }).ClickAsync();
        await Expect(late.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }
}
