using Microsoft.Playwright;
using XBees.Application.Crm;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Crm;

/// <summary>From a conversation into the CRM (CR-1 to CR-3, CR-10), on a desktop and on a phone.</summary>
public sealed class GuestCrmTests(Chromium chromium, GuestCrmTests.UnwellOffice office) : IClassFixture<GuestCrmTests.UnwellOffice>
{
    [Theory, Rule("CR-1", "CR-2", "CR-3", "CR-10", "MO-1")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_record_is_made_by_the_profile_with_errors_at_their_fields_and_is_logged_on(bool phone)
    {
        await using var desk = await ProfileAsync(phone ? "Gwen Mobile" : "Grace Desk", phone);
        var details = Details(desk);
        await details.GetByRole(AriaRole.Button, new() { Name = "Create record in the practice CRM" }).ClickAsync();
        await Expect(desk.Dialog.GetByLabel("First name")).ToHaveValueAsync(phone ? "Gwen" : "Grace");
        await Expect(desk.Dialog.GetByLabel("E-mail")).Not.ToHaveValueAsync("");
        await desk.Dialog.GetByLabel("Company").FillAsync("Oak & Sons");
        await desk.ExpectNoViolationsAsync($"create record, phone: {phone}");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        // Nothing that was typed is lost.
        await Expect(desk.Dialog.Locator("[data-field='fields.status'] .msg-error")).ToHaveTextAsync("The CRM needs this field.");
        await Expect(desk.Dialog.GetByLabel("Company")).ToHaveValueAsync("Oak & Sons");
        await desk.Dialog.GetByRole(AriaRole.Combobox).SelectOptionAsync("customer");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(desk.Dialog).ToHaveCountAsync(0);
        await Expect(details).ToContainTextAsync("Oak & Sons");
        await Expect(details).ToContainTextAsync("Mara Lindholm");
        await Expect(details).ToContainTextAsync("Customer");
        await Expect(details.GetByRole(AriaRole.Button, new() { Name = "Create record" })).ToHaveCountAsync(0);
        await details.GetByRole(AriaRole.Button, new() { Name = "Log a task" }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(desk.Dialog.Locator(".msg-error")).ToHaveTextAsync("Write what is to be logged.");
        await desk.Dialog.GetByLabel("What it says").FillAsync("Send the quote");
        await desk.Dialog.GetByLabel("Until when").FillAsync("2026-12-04T17:00");
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(details.GetByRole(AriaRole.List, new() { Name = "Activities" })).ToContainTextAsync("Task by Mara Lindholm");
        await desk.ExpectNoViolationsAsync($"record, phone: {phone}");
        desk.ExpectNoErrors();
    }

    [Fact, Rule("CR-5")]
    public async Task What_the_CRM_does_not_take_now_is_shown_as_waiting_with_the_reason_until_it_is_there()
    {
        await using var desk = await ProfileAsync("Wanda Waiting", phone: false);
        var details = Details(desk);
        await details.GetByRole(AriaRole.Button, new() { Name = "Create record in the practice CRM" }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Combobox).SelectOptionAsync("new");
        var crm = UnwellCrm.Of(office.App);
        crm.Before = _ => throw new CrmUnreachable("It is down.");
        try
        {
            await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(details).ToContainTextAsync("Waiting for Practice CRM");
            await Expect(details).ToContainTextAsync("Practice CRM cannot be reached.");
            await desk.ExpectNoViolationsAsync("a record that waits");
        }
        finally
        {
            crm.Before = null;
        }
        // Nobody does anything: it is looked at again when it is tried again.
        await Expect(details).ToContainTextAsync("Mara Lindholm", new() { Timeout = 60_000 });
        desk.ExpectNoErrors();
    }

    [Fact, Rule("CR-5")]
    public async Task What_waits_is_called_back_by_a_button()
    {
        await using var desk = await ProfileAsync("Bella Back", phone: false);
        var details = Details(desk);
        await details.GetByRole(AriaRole.Button, new() { Name = "Create record in the practice CRM" }).ClickAsync();
        await desk.Dialog.GetByRole(AriaRole.Combobox).SelectOptionAsync("new");
        var crm = UnwellCrm.Of(office.App);
        crm.Before = _ => throw new CrmUnreachable("It is down.");
        try
        {
            await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(details).ToContainTextAsync("Practice CRM cannot be reached.");
            await details.GetByRole(AriaRole.Button, new() { Name = "Call back" }).ClickAsync();
            await Expect(details.GetByRole(AriaRole.Button, new() { Name = "Create record in the practice CRM" })).ToBeVisibleAsync();
        }
        finally
        {
            crm.Before = null;
        }
        desk.ExpectNoErrors();
    }

    private static ILocator Details(Desk desk) => desk.Page.GetByRole(AriaRole.Region, new() { Name = "CRM details" });

    private async Task<Desk> ProfileAsync(string name, bool phone)
    {
        var (_, id) = await office.ConversationAsync(name, "Hello");
        var desk = await Desk.OpenAsync(
            chromium,
            office.App.Address,
            office.Mara,
            $"/conversations/{id}?pane=info",
            phone ? Screen.Phone : null
        );
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = $"More about {name}" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "View profile" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "CRM details" }).ClickAsync();
        return desk;
    }

    /// <summary>A company with the practice CRM, which can be made unwell.</summary>
    public sealed class UnwellOffice : IAsyncLifetime
    {
        private readonly Office office = new() { Services = UnwellCrm.Replace };

        public XBeesApp App => office.App;
        public AppClient Mara => office.Mara;

        public Task<(AppClient Guest, string Id)> ConversationAsync(string name, params string[] words) =>
            office.ConversationAsync(name, words);

        public async ValueTask InitializeAsync()
        {
            await office.InitializeAsync();
            await App.Administrator.PostAsync("/api/v1/admin/crm", new { crm = "practice" });
        }

        public ValueTask DisposeAsync() => office.DisposeAsync();
    }
}
