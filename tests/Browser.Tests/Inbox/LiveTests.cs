using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>A guest and an agent at once.</summary>
public sealed class LiveTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    private Task<Desk> MaraAsync(string path = "/conversations", Screen? screen = null) =>
        Desk.OpenAsync(chromium, office.App.Address, office.Mara, path, screen);

    [Fact, Rule("AP-6", "LI-1", "MS-2")]
    public async Task Words_go_both_ways_without_a_reload()
    {
        await using var desk = await MaraAsync();
        var (guest, id) = await office.ConversationAsync("Nadia Okafor", "Do you deliver?");
        await Expect(desk.Row("Nadia Okafor")).ToContainTextAsync("Do you deliver?");
        await Expect(desk.Row("Nadia Okafor")).ToContainTextAsync("Sales");
        await Expect(desk.Row("Nadia Okafor")).ToContainTextAsync("Waiting");
        await Expect(desk.Row("Nadia Okafor").Locator(".badge")).ToBeVisibleAsync();
        await desk.OpenConversationAsync("Nadia Okafor");
        await desk.WriteAsync("Yes, we do.");
        await Expect(desk.Log.Locator(".group.me .bubble .text")).ToHaveTextAsync("Yes, we do.");
        await Expect(desk.Log).ToContainTextAsync("Sent");
        await Office.SayAsync(guest, id, "Lovely.");
        await Expect(desk.Log).ToContainTextAsync("Lovely.");
        Assert.Equal(["Do you deliver?", "Yes, we do.", "Lovely."], await Office.TextsAsync(guest, id));
    }

    [Fact, Rule("AP-6", "MS-2")]
    public async Task What_is_written_while_a_conversation_opens_is_in_it()
    {
        var (guest, id) = await office.ConversationAsync("Piet Oost", "Hello");
        await using var desk = await MaraAsync();
        var written = new TaskCompletionSource();
        await desk.Page.RouteAsync(
            $"**/api/v1/conversations/{id}/messages?limit=*",
            async route =>
            {
                var before = await route.FetchAsync();
                await Office.SayAsync(guest, id, "Are you there?");
                await written.Task;
                await route.FulfillAsync(new() { Response = before });
            }
        );
        await desk.Row("Piet Oost").ClickAsync();
        await Expect(desk.Row("Piet Oost")).ToContainTextAsync("Are you there?");
        written.SetResult();
        await Expect(desk.Log).ToContainTextAsync("Are you there?");
        await Expect(desk.Log.Locator(".bubble .text")).ToHaveTextAsync(["Hello", "Are you there?"]);
    }

    [Fact, Rule("TI-1", "TI-2", "TI-5")]
    public async Task A_title_changes_where_it_stands_as_soon_as_it_changes()
    {
        var (_, id) = await office.ConversationAsync("Elif Kaya", "Hello");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await Expect(desk.Title).ToHaveTextAsync("Elif Kaya");
        await office.Tom.PatchAsync($"/api/v1/conversations/{id}", new { name = "Friday move" });
        await Expect(desk.Title).ToHaveTextAsync("Friday move");
        await Expect(desk.Row("Friday move")).ToBeVisibleAsync();
        await Expect(desk.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("Friday move · XBees"));
        await office.Tom.PatchAsync($"/api/v1/conversations/{id}", new { name = (string?)null });
        await office.Tom.PostAsync(
            $"/api/v1/conversations/{id}/members",
            new { members = new[] { new { name = "Jonas Lindqvist", email = "jonas@guests.example" } } }
        );
        await Expect(desk.Title).ToHaveTextAsync("Elif Kaya, Jonas Lindqvist");
        await Expect(desk.Info).ToContainTextAsync("Jonas Lindqvist");
    }

    [Fact, Rule("LI-2", "LI-3", "SV-1")]
    public async Task A_renamed_service_and_a_new_manager_are_seen_without_a_reload()
    {
        using var manager = await office.App.AgentAsync("Ines Boss");
        var service = await office.App.ServiceAsync("Repairs", office.Mara);
        var widget = await office.App.WidgetAsync(service);
        using var guest = await office.App.GuestAsync(widget.GetProperty("key").GetString()!, "Petra Voss", "petra@guests.example");
        var id = await Office.BeginAsync(guest, "It is broken");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await using var managers = await Desk.OpenAsync(chromium, office.App.Address, manager, "/conversations?view=unassigned");
        await Expect(desk.Info).ToContainTextAsync("Through Repairs");
        await Expect(managers.Page.Locator(".convs")).ToHaveAttributeAsync("aria-busy", "false");

        await office.App.Administrator.PatchAsync($"/api/v1/admin/services/{service}", new { name = "Workshop" });
        await Expect(desk.Row("Petra Voss")).ToContainTextAsync("Workshop");
        await Expect(desk.Info).ToContainTextAsync("Through Workshop");
        await Expect(desk.Info.Locator("dd").First).ToContainTextAsync("Workshop");
        await Expect(desk.Page.Locator(".timeline .t-head")).ToContainTextAsync("Workshop");

        await Expect(managers.Row("Petra Voss")).ToHaveCountAsync(0);
        await office.App.Administrator.PatchAsync($"/api/v1/admin/services/{service}", new { managerId = manager.Id });
        await Expect(managers.Row("Petra Voss")).ToBeVisibleAsync();
        await managers.OpenConversationAsync("Petra Voss");
        await office.App.Administrator.PatchAsync($"/api/v1/admin/services/{service}", new { managerId = (string?)null });
        await Expect(managers.Row("Petra Voss")).ToHaveCountAsync(0);
        await Expect(managers.Log).ToHaveCountAsync(0);
    }

    [Fact, Rule("MS-2")]
    public async Task An_answer_that_is_lost_on_the_way_makes_no_second_message()
    {
        var (guest, id) = await office.ConversationAsync("Kenji Watanabe", "Hello");
        await using var desk = await MaraAsync($"/conversations/{id}");
        var lost = 0;
        await desk.Page.RouteAsync(
            "**/messages",
            async route =>
            {
                if (route.Request.Method == "POST" && lost++ == 0)
                {
                    await route.FetchAsync();
                    await route.AbortAsync();
                    return;
                }
                await route.ContinueAsync();
            }
        );
        await desk.WriteAsync("one");
        await desk.WriteAsync("two");
        await desk.WriteAsync("three");
        await Expect(desk.Log.Locator(".bubble.pending")).ToHaveCountAsync(0);
        await Expect(desk.Log.Locator(".group.me .bubble .text")).ToHaveTextAsync(["one", "two", "three"]);
        Assert.Equal(["Hello", "one", "two", "three"], await Office.TextsAsync(guest, id));
    }

    [Fact, Rule("MS-2")]
    public async Task What_is_written_without_a_network_waits_survives_a_reload_and_goes_out_once_in_order()
    {
        var (guest, id) = await office.ConversationAsync("Hannah Price", "Hello");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await Expect(desk.Log).ToContainTextAsync("Hello");
        await desk.Page.RouteAsync("**/messages", route => route.Request.Method == "POST" ? route.AbortAsync() : route.ContinueAsync());
        await desk.WriteAsync("first");
        await desk.WriteAsync("second");
        await Expect(desk.Log).ToContainTextAsync("Waiting for the network");
        await desk.Page.ReloadAsync();
        await Expect(desk.Log.Locator(".bubble.pending")).ToHaveCountAsync(2);
        await desk.Page.UnrouteAllAsync();
        await desk.WriteAsync("third");
        await Expect(desk.Log.Locator(".bubble.pending")).ToHaveCountAsync(0, new() { Timeout = 40_000 });
        Assert.Equal(["Hello", "first", "second", "third"], await Office.TextsAsync(guest, id));
    }

    [Fact, Rule("MS-2")]
    public async Task A_refused_message_says_why_and_stays_until_it_is_tried_again_or_removed()
    {
        var (_, id) = await office.ConversationAsync("Oskar Vik", "Hello");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await desk.WriteAsync(new string('x', 10_001));
        await Expect(desk.Log.Locator(".marks.fail")).ToContainTextAsync("Not sent");
        await desk.Log.GetByRole(AriaRole.Button, new() { NameRegex = new("^Remove") }).ClickAsync();
        await Expect(desk.Log.Locator(".group.me")).ToHaveCountAsync(0);
    }

    [Fact, Rule("MS-3")]
    public async Task Typing_is_shown_and_ends_with_the_message()
    {
        var (guest, id) = await office.ConversationAsync("Iris Moreau", "Hello");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await Expect(desk.Log).ToContainTextAsync("Hello");
        await guest.PostAsync($"/api/v1/conversations/{id}/typing");
        await Expect(desk.Page.Locator(".typing")).ToContainTextAsync("Iris is typing");
        await Expect(desk.Row("Iris Moreau")).ToContainTextAsync("Iris is typing");
        await Office.SayAsync(guest, id, "Here I am");
        await Expect(desk.Page.Locator(".typing")).ToBeEmptyAsync();
    }

    [Fact, Rule("MS-4")]
    public async Task Agents_see_up_to_where_each_guest_has_read_and_one_device_reads_for_all()
    {
        var (guest, id) = await office.ConversationAsync("Rosa Brandt", "Hello");
        await using var desk = await MaraAsync();
        await Expect(desk.Row("Rosa Brandt").Locator(".badge")).ToBeVisibleAsync();
        await using var other = await MaraAsync();
        await desk.OpenConversationAsync("Rosa Brandt");
        await Expect(other.Row("Rosa Brandt").Locator(".badge")).ToHaveCountAsync(0);
        await desk.WriteAsync("Hello Rosa");
        await Expect(desk.Log).ToContainTextAsync("Sent");
        var last = (await guest.GetAsync($"/api/v1/conversations/{id}")).GetProperty("lastSeq").GetInt64();
        await guest.PutAsync($"/api/v1/conversations/{id}/read", new { seq = last });
        await Expect(desk.Log.Locator(".marks")).ToContainTextAsync("Read by Rosa Brandt");
        await desk.Info.GetByRole(AriaRole.Button, new() { Name = "Mark unread" }).ClickAsync();
        await Expect(other.Row("Rosa Brandt").Locator(".badge")).ToBeVisibleAsync();
    }

    [Fact, Rule("MS-4")]
    public async Task What_another_device_reads_while_the_list_is_on_its_way_is_read_in_it()
    {
        var (guest, id) = await office.ConversationAsync("Ada Byron", "Hello");
        await using var desk = await MaraAsync();
        await using var other = await MaraAsync();
        await Expect(other.Row("Ada Byron")).ToBeVisibleAsync();
        await Office.SayAsync(guest, id, "Are you there?");
        await Expect(other.Row("Ada Byron")).ToContainTextAsync("Are you there?");
        await Expect(other.Page.Locator(".convs")).ToHaveAttributeAsync("aria-busy", "false");
        var unread = other.Page.Locator("[data-view=unread] [data-count]");
        await Expect(unread).ToHaveTextAsync(await UnreadAsync());
        var (asked, read) = (new TaskCompletionSource(), new TaskCompletionSource());
        await other.Page.RouteAsync(
            "**/api/v1/conversations?view=unassigned*",
            async route =>
            {
                var answer = await route.FetchAsync();
                asked.SetResult();
                await read.Task;
                await route.FulfillAsync(new() { Response = answer });
            }
        );
        await other.Page.Locator("[data-view=unassigned]").ClickAsync();
        await asked.Task;
        await desk.OpenConversationAsync("Ada Byron");
        await Expect(desk.Row("Ada Byron").Locator(".badge")).ToHaveCountAsync(0);
        await Expect(unread).ToHaveTextAsync(await UnreadAsync());
        read.SetResult();
        await Expect(other.Row("Ada Byron")).ToBeVisibleAsync();
        await Expect(other.Row("Ada Byron").Locator(".badge")).ToHaveCountAsync(0);

        async Task<string> UnreadAsync() =>
            (await office.Mara.GetAsync("/api/v1/conversations/counts")).GetProperty("unread").GetInt32() is var count and > 0
                ? $"{count}"
                : "";
    }

    [Fact, Rule("MS-4")]
    public async Task A_read_mark_stays_when_the_list_is_read_again()
    {
        var (guest, id) = await office.ConversationAsync("Ines Duarte", "Hello");
        await Office.SayAsync(office.Mara, id, "Hello Ines");
        var last = (await guest.GetAsync($"/api/v1/conversations/{id}")).GetProperty("lastSeq").GetInt64();
        await guest.PutAsync($"/api/v1/conversations/{id}/read", new { seq = last });
        await using var desk = await MaraAsync($"/conversations/{id}");
        await Expect(desk.Log.Locator(".marks")).ToContainTextAsync("Read by Ines Duarte");
        var list = desk.Page.Locator(".convs");
        await desk.Page.Locator("[data-view=unassigned]").ClickAsync();
        await Expect(desk.Row("Ines Duarte")).ToBeVisibleAsync();
        await Expect(list).ToHaveAttributeAsync("aria-busy", "false");
        await Expect(desk.Log.Locator(".marks")).ToContainTextAsync("Read by Ines Duarte");
    }

    [Fact, Rule("LI-1", "AX-6")]
    public async Task How_long_a_guest_waits_turns_amber_then_red_and_says_so_in_words()
    {
        await office.ConversationAsync("Priya Raman", "Hello");
        await using var desk = await MaraAsync();
        var waits = desk.Row("Priya Raman").Locator(".tag.wait");
        foreach (
            var (minutes, classes, words) in new[]
            {
                (29, "tag wait", "29 min"),
                (31, "tag wait warn", "31 min"),
                (61, "tag wait bad", "late"),
            }
        )
        {
            await desk.Page.Clock.SetFixedTimeAsync(TimeProvider.System.GetUtcNow().AddMinutes(minutes).AddSeconds(5).UtcDateTime);
            await desk.Page.ReloadAsync();
            await Expect(waits).ToHaveClassAsync(classes);
            await Expect(waits).ToContainTextAsync(words);
        }
        await Expect(desk.Row("Priya Raman").Locator(".vh").First).ToContainTextAsync("1 unread");
    }

    [Fact, Rule("MS-12")]
    public async Task A_draft_is_there_after_a_reload_and_on_another_device()
    {
        var (_, id) = await office.ConversationAsync("Amira Haddad", "Hello");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await Expect(desk.Log).ToContainTextAsync("Hello");
        await desk.Page.RunAndWaitForResponseAsync(
            () => desk.Field.FillAsync("half a thought"),
            answer => answer.Url.EndsWith("/draft", StringComparison.Ordinal) && answer.Request.Method == "PUT"
        );
        await desk.Page.ReloadAsync();
        await Expect(desk.Field).ToHaveValueAsync("half a thought");
        await using var phone = await MaraAsync($"/conversations/{id}", Screen.Phone);
        await Expect(phone.Field).ToHaveValueAsync("half a thought");
    }

    [Fact, Rule("MS-9")]
    public async Task A_note_says_only_agents_reaches_no_guest_and_the_switch_is_off_again()
    {
        var (guest, id) = await office.ConversationAsync("Lars Berg", "Hello");
        await using var desk = await MaraAsync($"/conversations/{id}");
        await Expect(desk.Log).ToContainTextAsync("Hello");
        var note = desk.Page.GetByRole(AriaRole.Button, new() { Name = "Note", Exact = true });
        await note.ClickAsync();
        await Expect(desk.Page.Locator(".composer")).ToContainTextAsync("Only agents");
        await desk.WriteAsync("He asked twice");
        await Expect(note).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(desk.Log.Locator(".group.noted")).ToContainTextAsync("Only agents");
        await desk.WriteAsync("Hello Lars");
        await Expect(desk.Log.Locator(".group:has-text('Hello Lars') .marks")).ToContainTextAsync("Sent");
        Assert.Equal(["Hello", "Hello Lars"], await Office.TextsAsync(guest, id));
        Assert.Contains("He asked twice", await Office.TextsAsync(office.Tom, id));
    }
}
