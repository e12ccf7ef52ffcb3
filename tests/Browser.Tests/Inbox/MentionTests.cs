using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>An agent names another one with <c>@</c> (MS-10).</summary>
public sealed class MentionTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Fact, Rule("MS-10", "LI-2")]
    public async Task A_name_is_completed_and_the_named_agent_finds_it_marked_and_in_mentions()
    {
        var (guest, id) = await office.ConversationAsync("Nadia Okafor", "Hello");
        await using var desk = await OpenAsync(office.Mara, $"/conversations/{id}");
        await using var toms = await OpenAsync(office.Tom, "/conversations?view=mentions");
        await Expect(toms.Page.GetByText("Nobody named you")).ToBeVisibleAsync();
        var options = desk.Page.GetByRole(AriaRole.Option);
        await desk.Field.PressSequentiallyAsync("Ask @bec");
        await Expect(options).ToHaveTextAsync(["TBTom Becker"]);
        await desk.ExpectNoViolationsAsync("agents to name");
        await desk.Field.PressAsync("Enter");
        await Expect(desk.Field).ToHaveValueAsync("Ask @Tom Becker ");
        await desk.Field.PressSequentiallyAsync("please, or mail info@becker.example");
        await Expect(options).ToHaveCountAsync(0);
        await desk.Field.PressAsync("Enter");
        await Expect(desk.Log.Locator(".mention")).ToHaveTextAsync(["@Tom Becker"]);
        await Expect(desk.Page.GetByText("not in this conversation")).ToBeHiddenAsync();
        await Expect(desk.Log.Locator(".marks")).ToHaveTextAsync(["Sent"]);
        Assert.Equal("Ask @Tom Becker please, or mail info@becker.example", (await Office.TextsAsync(guest, id))[^1]);

        // At once in his view, with a mark that goes as he reads.
        var row = toms.Row("Nadia Okafor");
        await Expect(row.GetByText("You are named")).ToHaveCountAsync(1);
        await Expect(toms.Page.Locator("[data-more-views]")).ToContainTextAsync("Mentions 1");
        await toms.ExpectNoViolationsAsync("mentions");
        await toms.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await toms.ExpectFitColoursAsync("mentions in the dark");
        await toms.OpenConversationAsync("Nadia Okafor");
        await Expect(toms.Log.Locator(".mention.me")).ToHaveTextAsync(["@Tom Becker"]);
        await toms.ExpectFitColoursAsync("a mention in the dark");
        await toms.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await toms.ExpectFitColoursAsync("a mention");
        await Expect(row.GetByText("You are named")).ToHaveCountAsync(0);
        await Expect(row).ToHaveCountAsync(1);

        // What was deleted names nobody.
        var page = await office.Mara.GetAsync($"/api/v1/conversations/{id}/messages");
        var message = page.GetProperty("items").EnumerateArray().Last().GetProperty("id").GetString();
        await office.Mara.DeleteAsync($"/api/v1/conversations/{id}/messages/{message}");
        await Expect(row).ToHaveCountAsync(0);
    }

    [Fact, Rule("MS-10", "AC-4")]
    public async Task Who_is_not_in_it_is_offered_to_be_added_and_added_by_a_press_alone()
    {
        using var olga = await office.App.AgentAsync("Olga Outside");
        var (_, id) = await office.ConversationAsync("Elif Kaya", "Hello");
        await using var desk = await OpenAsync(office.Mara, $"/conversations/{id}");
        await desk.Field.PressSequentiallyAsync("@olg");
        await Expect(desk.Page.GetByRole(AriaRole.Option)).ToContainTextAsync(["not in this conversation"]);
        await desk.Field.PressAsync("Tab");
        await desk.Field.PressSequentiallyAsync("knows");
        await desk.Field.PressAsync("Enter");
        var offer = desk.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Olga Outside is not in this conversation" });
        await Expect(offer).ToBeVisibleAsync();
        await desk.ExpectNoViolationsAsync("offered to add");
        Assert.DoesNotContain("Olga Outside", await MembersAsync(id));
        await offer.GetByRole(AriaRole.Button, new() { Name = "Not now" }).ClickAsync();
        await Expect(offer).ToBeHiddenAsync();
        await desk.WriteAsync("@Olga Outside, please");
        await offer.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(offer).ToBeHiddenAsync();
        Assert.Contains("Olga Outside", await MembersAsync(id));
        Assert.Equal(1, (await olga.GetAsync("/api/v1/conversations/counts")).GetProperty("mentions").GetInt32());
    }

    [Fact, Rule("MS-10", "MS-17", "MO-1")]
    public async Task On_a_phone_a_guest_is_told_the_name_for_guests_and_a_note_the_own_name()
    {
        using var pia = await office.App.AgentAsync("Pia Stern");
        await pia.PatchAsync("/api/v1/me", new { guestName = "Pia from Sales" });
        var (guest, id) = await office.ConversationAsync("Jonas Lind", "Hello");
        await using var desk = await OpenAsync(office.Mara, $"/conversations/{id}", Screen.Phone);
        await desk.Field.PressSequentiallyAsync("@pi");
        await desk.Page.GetByRole(AriaRole.Option).First.TapAsync();
        await Expect(desk.Field).ToHaveValueAsync("@Pia from Sales ");
        await Expect(desk.Field).ToBeFocusedAsync();
        await desk.Field.PressSequentiallyAsync("helps");
        await desk.Field.PressAsync("Enter");
        // Agents read what she is called among them.
        await Expect(desk.Log.Locator(".mention")).ToHaveTextAsync(["@Pia Stern"]);
        await Expect(desk.Log.Locator(".marks")).ToHaveTextAsync(["Sent"]);
        Assert.Equal("@Pia from Sales helps", (await Office.TextsAsync(guest, id))[^1]);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Note" }).TapAsync();
        await desk.Field.PressSequentiallyAsync("@ster");
        await desk.Page.GetByRole(AriaRole.Option).First.TapAsync();
        await Expect(desk.Field).ToHaveValueAsync("@Pia Stern ");
        Assert.Empty(await desk.BeyondTheEdgeAsync());
        await desk.Field.PressAsync("Enter");
        await Expect(desk.Log.Locator(".mention")).ToHaveCountAsync(2);
        await Expect(desk.Log.Locator(".marks")).ToHaveTextAsync(["Sent"]);
        Assert.Equal("@Pia from Sales helps", (await Office.TextsAsync(guest, id))[^1]);
    }

    private async Task<string[]> MembersAsync(string id) =>
        [
            .. (await office.Mara.GetAsync($"/api/v1/conversations/{id}/members"))
                .GetProperty("items")
                .EnumerateArray()
                .Select(member => member.GetProperty("name").GetString()!),
        ];

    private Task<Desk> OpenAsync(AppClient who, string path, Screen? screen = null) =>
        Desk.OpenAsync(chromium, office.App.Address, who, path, screen);
}
