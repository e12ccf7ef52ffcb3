using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>The filters of the list: a panel, a sheet on a phone, chips, and the address.</summary>
public sealed class FilterTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Theory, Rule("LI-4", "LI-2", "AX-2")]
    [MemberData(nameof(Widths.Narrow), MemberType = typeof(Widths))]
    public async Task Filters_combine_live_in_the_address_and_are_cleared_from_the_empty_list(int width)
    {
        var (_, open) = await office.ConversationAsync($"Olga {width}", "Hello");
        var (_, resolved) = await office.ConversationAsync($"Rita {width}", "Hello");
        await office.Mara.PutAsync($"/api/v1/conversations/{resolved}/status", new { status = "resolved" });
        await using var desk = await OpenAsync("/conversations", width);
        await Expect(desk.Row($"Olga {width}")).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("f");
        var panel = desk.Page.GetByRole(AriaRole.Dialog, new() { Name = "Filters" });
        await Expect(panel.GetByLabel("Service", new() { Exact = true })).ToBeFocusedAsync();
        await panel.GetByLabel("Status", new() { Exact = true }).SelectOptionAsync("Resolved");
        await panel.GetByLabel("Service", new() { Exact = true }).SelectOptionAsync("Sales");
        await Expect(desk.Row($"Rita {width}")).ToHaveCountAsync(1);
        await Expect(desk.Row($"Olga {width}")).ToHaveCountAsync(0);
        await desk.ExpectNoViolationsAsync("filters");
        if (width > 1000)
        {
            // The rail beside the list stays free.
            var rail = await desk.Page.Locator(".rail").BoundingBoxAsync();
            Assert.True((await panel.BoundingBoxAsync())!.X >= rail!.X + rail.Width);
        }
        Assert.Empty(await desk.BeyondTheEdgeAsync());
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(panel).ToHaveCountAsync(0);
        await Expect(desk.Page.Locator("[data-filter]")).ToBeFocusedAsync();
        await Expect(desk.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"service={office.ServiceId}&status=resolved$"));

        // The address is enough, for somebody else and for the way back.
        await desk.Page.ReloadAsync();
        var chips = desk.Page.GetByRole(AriaRole.Group, new() { Name = "Filters that are set" });
        await Expect(chips).ToContainTextAsync("Sales");
        await Expect(desk.Row($"Rita {width}")).ToBeVisibleAsync();
        await desk.OpenConversationAsync($"Rita {width}");
        Assert.Contains("status=resolved", desk.Page.Url, StringComparison.Ordinal);
        await desk.Page.GoBackAsync();
        await chips.GetByRole(AriaRole.Button, new() { Name = "Take the filter away: Resolved" }).ClickAsync();
        await Expect(desk.Row($"Olga {width}")).ToBeVisibleAsync();
        await Expect(desk.Row($"Rita {width}")).ToHaveCountAsync(0);

        // What no longer fits goes while one looks.
        await desk.Page.GotoAsync("/conversations?assignee=none");
        await Expect(desk.Row($"Olga {width}")).ToBeVisibleAsync();
        var version = (await office.Mara.GetAsync($"/api/v1/conversations/{open}")).GetProperty("version").GetInt64();
        using var assigned = await office.Mara.SendAsync(
            HttpMethod.Put,
            $"/api/v1/conversations/{open}/assignment",
            new { serviceId = office.ServiceId, assigneeId = office.Tom.Id },
            ("If-Match", $"\"{version}\"")
        );
        Assert.True(assigned.IsSuccessStatusCode);
        await Expect(desk.Row($"Olga {width}")).ToHaveCountAsync(0);

        await desk.Page.GotoAsync("/conversations?to=2020-01-01&origin=scheduler");
        await Expect(desk.Page.Locator(".list .empty")).ToContainTextAsync("Nothing matches these filters");
        await desk.ExpectNoViolationsAsync("nothing matches");
        await desk.Page.Locator(".list .empty").GetByRole(AriaRole.Button, new() { Name = "Clear filters" }).ClickAsync();
        await Expect(desk.Row($"Olga {width}")).ToBeVisibleAsync();
        Assert.EndsWith("/conversations", desk.Page.Url, StringComparison.Ordinal);
    }

    [Fact, Rule("LI-2", "LI-4", "LC-2", "TG-1", "TG-3")]
    public async Task An_administrator_sees_heads_with_the_services_tag_where_they_ask_for_them()
    {
        await office.ConversationAsync("Hedda Head", "planted-words");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.App.Administrator);
        await Expect(desk.Page.Locator(".list .empty")).ToContainTextAsync("Nothing waiting for you");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Filter conversations" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Switch, new() { Name = "Also what I may see" }).CheckAsync();
        await Expect(desk.Row("Hedda Head").Locator(".tags .tag.cat")).ToHaveTextAsync("Sales");
        await Expect(desk.Row("Hedda Head").Locator(".line")).ToContainTextAsync("Only the head is yours to see");
        await Expect(desk.Page.Locator(".convs")).Not.ToContainTextAsync("planted-words");
        await Expect(desk.Page.Locator("[data-view=all] .count")).Not.ToBeEmptyAsync();
        // An event of it changes the row and does not take it away.
        await Expect(desk.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("visible=1$"));
    }

    [Theory, Rule("LI-2", "LA-3")]
    [MemberData(nameof(Widths.Narrow), MemberType = typeof(Widths))]
    public async Task The_way_to_the_other_views_stays_in_sight_with_German_words(int width)
    {
        using var hilde = await office.App.AgentAsync($"Hilde {width}");
        await hilde.PatchAsync("/api/v1/me", new { language = "de" });
        var screen = width < 1000 ? Screen.Phone : new();
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, hilde, "/conversations?view=snoozed", screen);
        var more = desk.Page.Locator("[data-more-views]");
        await Expect(more).ToContainTextAsync("Zurückgestellt");
        Assert.True(await more.EvaluateAsync<bool>(Whole));
        await desk.Page.Locator("[data-view=all]").ClickAsync();
        await Expect(more).Not.ToContainTextAsync("Zurückgestellt");
        Assert.True(await more.EvaluateAsync<bool>(Whole));
    }

    private const string Whole = "node => node.getBoundingClientRect().right <= node.parentElement.getBoundingClientRect().right + 1";

    [Fact, Rule("MS-1", "LI-1")]
    public async Task The_last_words_are_shown_without_marks()
    {
        await office.ConversationAsync("Mira Marks", "> **Is** it `there`?\n- one\n- _two_");
        await using var desk = await OpenAsync("/conversations", 1440);
        await Expect(desk.Row("Mira Marks").Locator(".line")).ToContainTextAsync("Is it there? one two");
    }

    private Task<Desk> OpenAsync(string path, int width) =>
        Desk.OpenAsync(chromium, office.App.Address, office.Mara, path, width < 1000 ? Screen.Phone : new());
}
