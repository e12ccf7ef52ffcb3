using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>What a timeline shows and how it holds still.</summary>
public sealed class TimelineTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    private Task<Desk> MaraAsync(string path, Screen? screen = null) =>
        Desk.OpenAsync(chromium, office.App.Address, office.Mara, path, screen);

    [Fact, Rule("MS-13")]
    public async Task A_notice_is_written_in_its_readers_language()
    {
        var (_, id) = await office.ConversationAsync("Nadia Okafor", "Hello");
        await office.Tom.PatchAsync($"/api/v1/conversations/{id}", new { name = "Umzug" });
        await using var english = await MaraAsync($"/conversations/{id}");
        await Expect(english.Log).ToContainTextAsync("Tom Becker renamed this to Umzug");
        await office.Tom.PatchAsync("/api/v1/me", new { language = "de" });
        await using var german = await Desk.OpenAsync(chromium, office.App.Address, office.Tom, $"/conversations/{id}");
        await Expect(german.Log).ToContainTextAsync("Sie haben dies in Umzug umbenannt");
        await Expect(german.Page.Locator("html")).ToHaveAttributeAsync("lang", "de");
    }

    [Fact]
    public async Task The_inbox_is_three_scripts_which_are_asked_for_once()
    {
        await using var desk = await MaraAsync("/conversations");
        await desk.Page.ReloadAsync();
        await Expect(desk.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        // What comes from the network has its size, what the browser kept has none.
        var scripts = await desk.Page.EvaluateAsync<string[]>(
            """
            () => performance.getEntriesByType("resource")
              .filter(it => it.name.endsWith(".js"))
              .map(it => `${it.name.split("/").at(-1)} ${it.transferSize}`)
              .sort()
            """
        );
        Assert.Equal(["en.js 0", "first-frame.js 0", "page.js 0"], scripts);
    }

    [Fact, Rule("MS-14")]
    public async Task Older_messages_come_in_without_a_jump_and_a_button_leads_to_the_newest()
    {
        var (guest, id) = await office.ConversationAsync("Elif Kaya", "Message 0");
        for (var i = 1; i <= 110; i++)
        {
            await Office.SayAsync(guest, id, $"Message {i}");
        }
        await using var desk = await MaraAsync($"/conversations/{id}");
        await Expect(desk.Log.Locator(".day.new")).ToHaveCountAsync(1);
        await Expect(desk.Log).ToContainTextAsync("Message 110");
        // Where a message stands on the screen, before and after the older page is put above it.
        var moved = await desk.Log.EvaluateAsync<double>(
            """
            async body => {
              const until = async condition => { while (!condition()) await new Promise(requestAnimationFrame); };
              const all = () => [...body.querySelectorAll(".bubble")];
              const before = all().length;
              body.scrollTop = -(body.scrollHeight - body.clientHeight) + 400;
              await new Promise(requestAnimationFrame);
              const top = body.getBoundingClientRect().top;
              const seen = all().find(one => one.getBoundingClientRect().top > top + 20);
              const at = seen.getBoundingClientRect().top;
              await until(() => all().length > before);
              return Math.abs(body.querySelector(`[data-key="${seen.dataset.key}"]`).getBoundingClientRect().top - at);
            }
            """
        );
        Assert.True(moved < 2, $"It moved by {moved} pixels.");
        await Office.SayAsync(guest, id, "The newest");
        var jump = desk.Page.GetByRole(AriaRole.Button, new() { Name = "1 new message" });
        await Expect(jump).ToBeVisibleAsync();
        await jump.ClickAsync();
        await Expect(desk.Log.GetByText("The newest")).ToBeInViewportAsync();
        await Expect(jump).ToBeHiddenAsync();
    }

    [Fact, Rule("MS-17")]
    public async Task The_full_time_shows_on_hover_and_on_focus_and_long_text_is_clipped()
    {
        var (_, id) = await office.ConversationAsync(
            "Hannah Price",
            "Short",
            string.Join('\n', Enumerable.Range(1, 80).Select(line => $"Line {line}")),
            new string('w', 900)
        );
        await using var desk = await MaraAsync($"/conversations/{id}");
        var bubble = desk.Log.Locator(".bubble").First;
        await Expect(bubble.Locator(".stamp")).ToHaveCSSAsync("opacity", "0");
        await bubble.HoverAsync();
        await Expect(bubble.Locator(".stamp")).ToHaveCSSAsync("opacity", "1");
        await Expect(bubble.Locator(".stamp")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"\d{4}.*\d{2}:\d{2}:\d{2}"));
        await desk.Page.Mouse.MoveAsync(5, 5);
        await desk.Log.FocusAsync();
        await desk.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(desk.Log.Locator(".bubble:focus .stamp")).ToHaveCSSAsync("opacity", "1");
        var more = desk.Log.GetByRole(AriaRole.Button, new() { Name = "Show all" });
        await more.ClickAsync();
        await Expect(desk.Log.GetByText("Line 80")).ToBeVisibleAsync();
        Assert.True(await desk.Log.EvaluateAsync<bool>("body => body.scrollWidth <= body.clientWidth"));
    }

    [Fact, Rule("MS-1", "GU-12")]
    public async Task Marks_are_shown_html_never_is_and_a_guest_is_marked()
    {
        var (_, id) = await office.ConversationAsync(
            "Tom\u202e Becker\u0007",
            "**bold** _soft_ `code` <img src=x onerror=alert(1)> https://example.org/a.\n- one\n- two\n> quoted\n```\n**raw**\n```"
        );
        await using var desk = await MaraAsync($"/conversations/{id}");
        var bubble = desk.Log.Locator(".bubble").First;
        await Expect(bubble.Locator("strong")).ToHaveTextAsync("bold");
        await Expect(bubble.Locator("em")).ToHaveTextAsync("soft");
        await Expect(bubble.Locator("p code")).ToHaveTextAsync("code");
        await Expect(bubble.Locator("pre code")).ToHaveTextAsync("**raw**");
        await Expect(bubble.Locator("blockquote")).ToHaveTextAsync("quoted");
        await Expect(bubble.Locator("li")).ToHaveTextAsync(["one", "two"]);
        await Expect(bubble.Locator("img")).ToHaveCountAsync(0);
        await Expect(bubble).ToContainTextAsync("<img src=x onerror=alert(1)>");
        var link = bubble.GetByRole(AriaRole.Link);
        await Expect(link).ToHaveAttributeAsync("href", "https://example.org/a");
        await Expect(link).ToHaveAttributeAsync("rel", new System.Text.RegularExpressions.Regex("noopener"));
        await Expect(desk.Title).ToHaveTextAsync("Tom Becker");
        await Expect(desk.Log.Locator(".who .tag")).ToHaveTextAsync("Guest");
        await Expect(desk.Info.Locator(".name .tag")).ToHaveTextAsync("Guest");
    }

    [Fact, Rule("LI-5")]
    public async Task The_row_under_the_pointer_stays_where_it_is()
    {
        await office.ConversationAsync("Anna First", "Hello");
        await office.ConversationAsync("Bert Second", "Hello");
        await using var desk = await MaraAsync("/conversations");
        var row = desk.Row("Anna First");
        await row.HoverAsync();
        var before = (await row.BoundingBoxAsync())!.Y;
        await office.ConversationAsync("Carla Third", "Hello");
        await Expect(desk.Row("Carla Third")).ToHaveCountAsync(1);
        Assert.Equal(before, (await row.BoundingBoxAsync())!.Y, 1.0);
        await Expect(desk.Page.GetByRole(AriaRole.Button, new() { Name = "Newer above" })).ToBeVisibleAsync();
        await desk.Page.Mouse.MoveAsync(900, 300);
        await Expect(desk.Row("Carla Third")).ToBeInViewportAsync();
    }
}
