using System.Text.RegularExpressions;
using Microsoft.Playwright;
using XBees.Browser.Tests.Attacks;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

public sealed class SearchTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Theory, Rule("SE-1", "SE-2", "SE-5", "AX-1", "MO-1")]
    [MemberData(nameof(Widths.Narrow), MemberType = typeof(Widths))]
    public async Task Results_come_as_one_types_and_lead_to_the_conversation(int width)
    {
        var (_, id) = await office.ConversationAsync($"Gráinne Müller{width}", $"The gasket{width} leaks");
        await FoundAsync($"muller{width}");
        await using var desk = await OpenAsync(width);
        var box = desk.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search conversations" });
        var found = desk.Page.Locator(".found");
        await Expect(desk.Row($"Gráinne Müller{width}")).ToBeVisibleAsync();
        await box.PressSequentiallyAsync("mull");
        await Expect(found.Locator(".title mark").First).ToHaveTextAsync("Müll");
        await Expect(desk.Page.Locator(".convs")).ToBeHiddenAsync();
        await box.FillAsync($"gaskets{width}");
        await Expect(found.GetByRole(AriaRole.List, new() { Name = "Messages" }).Locator("mark")).ToHaveTextAsync($"gasket{width}");
        await Expect(found.GetByRole(AriaRole.List, new() { Name = "Conversations" })).ToHaveCountAsync(0);
        await Expect(desk.Page.Locator("[data-found-count]")).ToHaveTextAsync("1 found");
        await desk.ExpectNoViolationsAsync("search");
        Assert.Empty(await desk.BeyondTheEdgeAsync());
        await found.Locator(".go").First.ClickAsync();
        await Expect(desk.Title).ToHaveTextAsync($"Gráinne Müller{width}");
        Assert.Contains(id, desk.Page.Url, StringComparison.Ordinal);
        if (width < 1000)
        {
            // Back leads to what was found.
            await desk.Page.GoBackAsync();
        }
        await Expect(found.Locator("mark").First).ToBeVisibleAsync();
        await box.FillAsync("");
        await Expect(found).ToBeHiddenAsync();
        await Expect(desk.Row($"Gráinne Müller{width}")).ToBeVisibleAsync();
    }

    [Fact, Rule("SE-2", "AX-1")]
    public async Task The_keyboard_leads_from_the_slash_to_a_result_and_back()
    {
        await office.ConversationAsync("Kira Keyboard", "Hello");
        await office.ConversationAsync("Karl Keyboard", "Hello");
        await FoundAsync("keyboard", 2);
        await using var desk = await OpenAsync(1440);
        await Expect(desk.Row("Karl Keyboard")).ToBeVisibleAsync();
        var keys = desk.Page.Keyboard;
        await keys.PressAsync("/");
        var box = desk.Page.GetByRole(AriaRole.Searchbox);
        await Expect(box).ToBeFocusedAsync();
        await keys.TypeAsync("keyboard");
        var links = desk.Page.Locator(".found .go");
        await Expect(links).ToHaveCountAsync(2);
        await keys.PressAsync("ArrowDown");
        await Expect(links.Nth(0)).ToBeFocusedAsync();
        await keys.PressAsync("ArrowDown");
        await Expect(links.Nth(1)).ToBeFocusedAsync();
        await Expect(links.Nth(0)).ToHaveAttributeAsync("tabindex", "-1");
        await keys.PressAsync("Enter");
        await Expect(desk.Title).ToHaveTextAsync("Kira Keyboard");
        await Expect(links.Nth(1)).ToHaveAttributeAsync("aria-current", "true");
        await links.Nth(1).FocusAsync();
        await keys.PressAsync("ArrowUp");
        await keys.PressAsync("ArrowUp");
        await Expect(box).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(desk.Title).ToHaveTextAsync("Karl Keyboard");
        await links.Nth(0).FocusAsync();
        await keys.PressAsync("j");
        await Expect(desk.Title).ToHaveTextAsync("Kira Keyboard");
        await Expect(links.Nth(1)).ToBeFocusedAsync();
        await keys.PressAsync("k");
        await Expect(desk.Title).ToHaveTextAsync("Karl Keyboard");
        await box.FocusAsync();
        await keys.PressAsync("Escape");
        await Expect(box).ToHaveValueAsync("");
        await Expect(desk.Row("Karl Keyboard")).ToBeVisibleAsync();
    }

    [Theory, Rule("SE-5", "MO-1")]
    [MemberData(nameof(Widths.Desktop), MemberType = typeof(Widths))]
    public async Task A_message_that_was_found_is_shown_however_long_ago_it_was_written(int width)
    {
        var (guest, id) = await office.ConversationAsync($"Mila Memory{width}", $"The walnut{width} sample came first");
        for (var i = 0; i < 60; i++)
        {
            await guest.PostAsync(
                $"/api/v1/conversations/{id}/messages",
                new { clientId = Guid.NewGuid(), text = $"And then there was line {i} of it" }
            );
        }
        await Until.Async(
            () => office.Mara.GetAsync($"/api/v1/search?q=walnut{width}"),
            found => found.GetProperty("messages").GetProperty("items").GetArrayLength() == 1
        );
        await using var desk = await OpenAsync(width);
        await desk.Page.GetByRole(AriaRole.Searchbox).FillAsync($"walnut{width}");
        var row = desk.Page.Locator(".found .go");
        await row.ClickAsync();
        var message = desk.Page.Locator(".bubble", new() { HasText = $"The walnut{width} sample" });
        await Expect(message).ToBeInViewportAsync();
        await desk.Page.Locator(".jump").ClickAsync();
        await Expect(message).Not.ToBeInViewportAsync();
        if (width > 1000)
        {
            // Asked for again it is shown again, and so it is where the link is opened by itself.
            await row.ClickAsync();
            await Expect(message).ToBeInViewportAsync();
        }
        await desk.Page.ReloadAsync();
        await Expect(message).ToBeInViewportAsync();
    }

    [Fact, Rule("SE-5")]
    public async Task A_message_is_shown_also_where_the_stream_has_everything_read_anew_meanwhile()
    {
        var (guest, id) = await office.ConversationAsync("Rita Reread", "The chestnut sample came first");
        for (var i = 0; i < 60; i++)
        {
            await guest.PostAsync($"/api/v1/conversations/{id}/messages", new { clientId = Guid.NewGuid(), text = $"Line {i} of it" });
        }
        var page = await office.Mara.GetAsync($"/api/v1/conversations/{id}/messages?since=0&limit=10");
        var seq = page.GetProperty("items")
            .EnumerateArray()
            .First(entry => entry.GetProperty("text").GetString() == "The chestnut sample came first")
            .GetProperty("seq");
        // A page of no script, so that the stream below is the one of the inbox.
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, "/api/v1/me");
        var asked = 0;
        var begun = new TaskCompletionSource();
        var again = new TaskCompletionSource();
        await desk.Page.RouteAsync(
            "**/api/v1/events*",
            async route =>
            {
                await begun.Task;
                await route.FulfillAsync(new() { ContentType = "text/event-stream", Body = "event: reset\ndata:\n\n" });
            },
            new() { Times = 1 }
        );
        await desk.Page.RouteAsync(
            $"**/api/v1/conversations/{id}/messages?limit=50",
            async route =>
            {
                if (Interlocked.Increment(ref asked) == 1)
                {
                    begun.SetResult();
                    await again.Task;
                }
                else
                {
                    again.TrySetResult();
                }
                await route.ContinueAsync();
            }
        );
        await desk.Page.GotoAsync(new Uri(office.App.Address, $"/conversations/{id}#m{seq.GetInt64()}").ToString());
        await again.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await Expect(desk.Page.Locator(".bubble", new() { HasText = "The chestnut sample" })).ToBeInViewportAsync();
    }

    [Fact, Rule("SE-2")]
    public async Task A_late_answer_to_earlier_words_is_never_shown()
    {
        await office.ConversationAsync("Early Bird", "Hello");
        await office.ConversationAsync("Later Bird", "Hello");
        await FoundAsync("bird", 2);
        await using var desk = await OpenAsync(1440);
        var held = new TaskCompletionSource<IRoute>();
        await desk.Page.RouteAsync("**/api/v1/search?q=early*", route => held.TrySetResult(route));
        var box = desk.Page.GetByRole(AriaRole.Searchbox);
        await box.FillAsync("early");
        var route = await held.Task;
        // Whatever stands in the list from here on is kept.
        await desk.Page.EvaluateAsync(
            """
            () => {
              window.shown = [];
              new MutationObserver(() => window.shown.push(document.querySelector(".found").textContent)).observe(document.querySelector(".found"), { childList: true, subtree: true });
            }
            """
        );
        await box.FillAsync("later");
        await Expect(desk.Page.Locator(".found .title")).ToHaveTextAsync("Later Bird");
        await route.ContinueAsync();
        await box.FillAsync("bird");
        await Expect(desk.Page.Locator(".found .title")).ToHaveCountAsync(2);
        var shown = await desk.Page.EvaluateAsync<string[]>("() => window.shown");
        Assert.DoesNotContain(
            shown,
            text => text.Contains("Early", StringComparison.Ordinal) && !text.Contains("Later", StringComparison.Ordinal)
        );
    }

    [Theory, Rule("SE-4", "LA-3", "AX-1")]
    [InlineData("en", "Nothing found for", "added to a conversation later")]
    [InlineData("de", "Nichts gefunden zu", "kam später in eine Unterhaltung")]
    public async Task Nothing_found_says_what_is_searched_and_why_a_later_member_finds_nothing(string language, string nothing, string why)
    {
        var (_, id) = await office.ConversationAsync($"Fiona First {language}", "Hello");
        var later = $"Zora{language}";
        await office.Tom.PostAsync(
            $"/api/v1/conversations/{id}/members",
            new { members = new[] { new { name = later, email = $"{later}@x.example" } } }
        );
        await Until.Async(() => office.Tom.GetAsync($"/api/v1/search?q={later}"), found => found.GetProperty("laterMember").GetBoolean());
        await office.Tom.PatchAsync("/api/v1/me", new { language });
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Tom, "/conversations");
        var box = desk.Page.GetByRole(AriaRole.Searchbox);
        var found = desk.Page.Locator(".found");
        await box.FillAsync(later);
        await Expect(found.Locator("h2")).ToContainTextAsync(nothing);
        await Expect(found).ToContainTextAsync(why);
        await desk.ExpectNoViolationsAsync("nothing found");
        await box.FillAsync("qqqqqq");
        await Expect(found.Locator("h2")).ToContainTextAsync("qqqqqq");
        await Expect(found).Not.ToContainTextAsync(why);
        await office.Tom.PatchAsync("/api/v1/me", new { language = "en" });
    }

    [Fact, Rule("SE-2", "GU-12")]
    public async Task What_was_typed_is_text_in_results_however_it_is_marked()
    {
        var name = Payloads.ByKind["attributes"][0];
        await office.ConversationAsync(name, string.Join(' ', Payloads.ByKind["attributes"]));
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, "/health/live");
        var guard = await Inspection.OfAsync(desk.Context);
        await desk.Page.GotoAsync(new Uri(office.App.Address, "/conversations").ToString());
        var word = Regex.Match(name, "[a-z]{3,}").Value;
        await FoundAsync(word);
        var box = desk.Page.GetByRole(AriaRole.Searchbox);
        await box.FillAsync(word);
        await Expect(desk.Page.Locator(".found .title", new() { HasText = name }).Locator("mark").First).ToBeVisibleAsync();
        await guard.FindsNothingAsync(desk.Page.Locator(".app"));
        await box.FillAsync(name);
        await Expect(desk.Page.Locator(".found :is(.title, h2)").First).ToBeVisibleAsync();
        await guard.FindsNothingAsync(desk.Page.Locator(".app"));
    }

    [Fact, Rule("SE-3")]
    public async Task A_search_that_cannot_answer_says_so_and_asks_again()
    {
        await office.ConversationAsync("Ruth Retry", "Hello");
        await FoundAsync("ruth");
        await using var desk = await OpenAsync(1440);
        var refusals = 0;
        await desk.Page.RouteAsync(
            "**/api/v1/search?*",
            async route =>
            {
                if (refusals++ > 0)
                {
                    await route.FallbackAsync();
                    return;
                }
                await route.FulfillAsync(
                    new()
                    {
                        Status = 503,
                        ContentType = "application/problem+json",
                        Body = """{"type":"/problems/search-unavailable","title":"The search cannot answer now","status":503}""",
                    }
                );
            }
        );
        await desk.Page.GetByRole(AriaRole.Searchbox).FillAsync("ruth");
        await Expect(desk.Page.Locator(".found [role=alert]")).ToContainTextAsync("made anew");
        await Expect(desk.Page.Locator(".found .title")).ToHaveTextAsync("Ruth Retry");
    }

    [Fact, Rule("SE-5")]
    public async Task More_that_cannot_be_read_says_so_and_is_there_to_press_again()
    {
        var (guest, id) = await office.ConversationAsync("Olga Often", "The first thimble");
        for (var i = 0; i < 20; i++)
        {
            await Office.SayAsync(guest, id, $"thimble number {i}");
        }
        await Until.Async(
            () => office.Mara.GetAsync("/api/v1/search?q=thimble&limit=50"),
            found => found.GetProperty("messages").GetProperty("items").GetArrayLength() == 21
        );
        await using var desk = await OpenAsync(1440);
        await desk.Page.GetByRole(AriaRole.Searchbox).FillAsync("thimble");
        var rows = desk.Page.Locator(".found .go");
        await Expect(rows).ToHaveCountAsync(20);
        await desk.Page.RouteAsync("**/api/v1/search/messages?*", route => route.AbortAsync());
        var more = desk.Page.GetByRole(AriaRole.Button, new() { Name = "Show more" });
        await more.ClickAsync();
        await Expect(desk.Page.Locator(".toast")).ToContainTextAsync("can’t be reached");
        await desk.Page.UnrouteAllAsync();
        await more.ClickAsync();
        await Expect(rows).ToHaveCountAsync(21);
        await Expect(more).ToHaveCountAsync(0);
    }

    private Task FoundAsync(string typed, int count = 1) =>
        Until.Async(
            () => office.Mara.GetAsync($"/api/v1/search?q={Uri.EscapeDataString(typed)}"),
            found => found.GetProperty("conversations").GetProperty("items").GetArrayLength() >= count
        );

    private Task<Desk> OpenAsync(int width) =>
        Desk.OpenAsync(chromium, office.App.Address, office.Mara, "/conversations", width < 1000 ? Screen.Phone : new());
}
