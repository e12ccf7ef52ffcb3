using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Account;

public sealed class AccountTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Fact, Rule("SV-2", "AX-1")]
    public async Task A_service_is_paused_by_its_switch_and_administrators_read_so()
    {
        await using (var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Tom, "/account"))
        {
            var section = desk.Page.GetByRole(AriaRole.Region, new() { Name = "Services" });
            var takes = section.GetByRole(AriaRole.Switch, new() { Name = "Sales" });
            await Expect(takes).ToBeCheckedAsync();
            await takes.FocusAsync();
            await desk.Page.RunAndWaitForResponseAsync(
                () => takes.PressAsync(" "),
                answer => answer.Url.EndsWith($"/me/services/{office.ServiceId}", StringComparison.Ordinal) && answer.Ok
            );
            await Expect(takes).Not.ToBeCheckedAsync();
            await desk.ExpectNoViolationsAsync("account, paused");
            await desk.Page.ReloadAsync();
            await Expect(takes).Not.ToBeCheckedAsync();
        }
        await using (
            var ada = await Desk.OpenAsync(chromium, office.App.Address, office.App.Administrator, $"/admin/services?id={office.ServiceId}")
        )
        {
            var row = ada.Page.Locator(".person").Filter(new() { HasText = "Tom Becker" });
            await Expect(row).ToContainTextAsync("Paused");
        }
        await using var again = await Desk.OpenAsync(chromium, office.App.Address, office.Tom, "/account", Screen.Phone);
        await again.Page.GetByRole(AriaRole.Switch, new() { Name = "Sales" }).TapAsync();
        var paused = await Until.Async(
            async () => (await office.Tom.GetAsync("/api/v1/me")).GetProperty("services")[0].GetProperty("paused").GetBoolean(),
            still => !still
        );
        Assert.False(paused);
    }

    [Fact, Rule("SV-2")]
    public async Task A_switch_that_cannot_be_saved_goes_back_and_says_so()
    {
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, "/account");
        await desk.Page.RouteAsync("**/api/v1/me/services/*", route => route.AbortAsync());
        var takes = desk.Page.GetByRole(AriaRole.Switch, new() { Name = "Sales" });
        await takes.ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(takes).ToBeCheckedAsync();
    }

    [Fact, Rule("IN-10", "AX-1")]
    public async Task A_link_that_was_renewed_leads_on_until_it_is_ended_at_once()
    {
        var agent = await office.App.AgentAsync("Lina Link");
        var first = await LinkAsync(agent);
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, agent, "/account");
        await RenewAsync(desk, cut: false);
        var second = await LinkAsync(agent);
        Assert.NotEqual(first, second);
        await using var guest = await Desk.OpenAsync(chromium, office.App.Address, null, new Uri(first).AbsolutePath);
        Assert.EndsWith(new Uri(second).AbsolutePath, guest.Page.Url, StringComparison.Ordinal);

        await RenewAsync(desk, cut: true);
        foreach (var ended in new[] { first, second })
        {
            var answer = await guest.Page.GotoAsync(new Uri(ended).AbsolutePath);
            Assert.Equal(410, answer!.Status);
        }
        await Expect(desk.Page.GetByRole(AriaRole.Region, new() { Name = "Chat link" })).ToContainTextAsync(await LinkAsync(agent));
    }

    private static async Task RenewAsync(Desk desk, bool cut)
    {
        await desk
            .Page.GetByRole(AriaRole.Region, new() { Name = "Chat link" })
            .GetByRole(AriaRole.Button, new() { Name = "Renew link" })
            .ClickAsync();
        var ends = desk.Dialog.GetByRole(AriaRole.Switch, new() { NameRegex = new("^End the old link at once") });
        await Expect(ends).Not.ToBeCheckedAsync();
        if (cut)
        {
            await ends.CheckAsync();
            await desk.ExpectNoViolationsAsync("renewing a link");
        }
        await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = "Renew link" }).ClickAsync();
        await Expect(desk.Dialog).ToHaveCountAsync(0);
    }

    private static async Task<string> LinkAsync(AppClient agent) => (await agent.GetAsync("/api/v1/me")).GetProperty("link").GetString()!;
}
