using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>A guest who wants to hear nothing for a while.</summary>
public sealed class MuteTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    /// <summary>Counts the tones, and lets them sound where no loudspeaker is.</summary>
    private const string Tones = """
        window.tones = 0;
        const make = AudioContext.prototype.createOscillator;
        AudioContext.prototype.createOscillator = function () { window.tones += 1; return make.call(this); };
        Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'running' });
        """;

    private static readonly BrowserNewContextOptions Phone = new()
    {
        ViewportSize = new() { Width = 390, Height = 844 },
        HasTouch = true,
    };

    [Theory, Rule("AC-15")]
    [MemberData(nameof(Widths.Phone), MemberType = typeof(Widths))]
    public async Task A_muted_conversation_makes_no_sound_and_still_counts_what_is_unread(bool phone)
    {
        var page = await GuestAsync(phone ? Phone : null);
        var id = await ConversationAsync();
        await LeaveAsync(page);
        await AnswerAsync(id, "Heard");
        await Expect(page.Locator("xbees-widget .launch span")).ToHaveTextAsync("1");
        Assert.Equal(1, await TonesAsync(page, 1));

        await Launcher(page).ClickAsync();
        await Expect(Bubbles(page)).ToHaveCountAsync(3);
        await Button(page, "Mute").ClickAsync();
        await Expect(Button(page, "30 minutes")).ToBeFocusedAsync();
        await Button(page, "4 hours").ClickAsync();
        var until = await MutedUntilAsync(page, id);
        Assert.InRange(until - TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(3.9), TimeSpan.FromHours(4));
        await LeaveAsync(page);
        await AnswerAsync(id, "Not heard");
        await Expect(page.Locator("xbees-widget .launch span")).ToHaveTextAsync("1");
        Assert.Equal(1, await TonesAsync(page, 1));

        await Launcher(page).ClickAsync();
        await Expect(Bubbles(page)).ToHaveCountAsync(4);
        await Button(page, "Switch on").ClickAsync();
        await Expect(Button(page, "Mute")).ToBeFocusedAsync();
        await LeaveAsync(page);
        await AnswerAsync(id, "Heard again");
        Assert.Equal(2, await TonesAsync(page, 2));
    }

    [Fact, Rule("AC-15", "WI-14")]
    public async Task It_ends_by_itself_at_the_time_shown_and_other_tabs_know_of_it()
    {
        var page = await GuestAsync(null);
        var id = await ConversationAsync();
        var other = await OpenAsync(page.Context, Site.Origin + "/");
        await Expect(Bubbles(other)).ToHaveCountAsync(2);
        var until = await page.EvaluateAsync<string>(
            """
            async ([host, key, id]) => {
              const { token } = JSON.parse(localStorage.getItem(`xbees:${key}:session`));
              const until = new Date(Date.now() + 4000).toISOString();
              await fetch(`${host}/api/v1/conversations/${id}/mute`, {
                method: 'PUT', body: JSON.stringify({ until }), headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
              });
              return until;
            }
            """,
            new[] { Host, Key, id }
        );
        foreach (var tab in new[] { page, other })
        {
            await Expect(Panel(tab).GetByText("Muted until")).ToBeVisibleAsync();
        }
        await Expect(Button(page, "Mute")).ToBeVisibleAsync();
        Assert.True(TimeProvider.System.GetUtcNow() >= DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture));
        await Expect(Button(other, "Mute")).ToBeVisibleAsync();
    }

    [Theory, Rule("AC-15")]
    [InlineData("en-GB", "Mute", "Until tomorrow, 08:00", "Muted until")]
    [InlineData("de-DE", "Stumm schalten", "Bis morgen, 08:00", "Stumm bis")]
    public async Task The_plain_page_mutes_too_until_eight_in_the_guests_own_zone(string locale, string mute, string period, string said)
    {
        var page = await OpenAsync(
            $"{Host}/w/{Key}",
            new()
            {
                Locale = locale,
                TimezoneId = "Asia/Kathmandu",
                ViewportSize = new() { Width = 390, Height = 844 },
            }
        );
        var chat = page.Locator("[data-xbees-page]");
        await chat.Locator(".choice").First.ClickAsync();
        await chat.Locator("input").First.FillAsync("Nadia Okafor");
        await chat.Locator("input").Nth(1).FillAsync("nadia@example.org");
        await chat.Locator(".btn.primary").ClickAsync();
        await chat.Locator("textarea").FillAsync("Hello");
        await chat.Locator("textarea").PressAsync("Enter");
        await chat.GetByRole(AriaRole.Button, new() { Name = mute, Exact = true }).ClickAsync();
        await chat.GetByRole(AriaRole.Button, new() { Name = period }).ClickAsync();
        await Expect(chat.GetByText(said)).ToContainTextAsync("08:00");
        Assert.Empty(Errors);
    }

    private async Task<IPage> GuestAsync(BrowserNewContextOptions? options)
    {
        var context = await ContextAsync(options);
        await context.AddInitScriptAsync(Tones);
        var page = await OpenAsync(context, StrictPage());
        await BeginAsync(page);
        await WriteAsync(page, "Hello");
        await Expect(Panel(page).Locator(".marks")).ToContainTextAsync("Sent");
        return page;
    }

    private static Task LeaveAsync(IPage page) => Panel(page).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

    private static ILocator Button(IPage page, string name) => Panel(page).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static Task<int> TonesAsync(IPage page, int expected) =>
        Until.Async(() => page.EvaluateAsync<int>("tones"), tones => tones >= expected);

    private async Task<DateTimeOffset> MutedUntilAsync(IPage page, string id)
    {
        await Expect(Panel(page).GetByText("Muted until")).ToBeVisibleAsync();
        return DateTimeOffset.Parse(
            await page.EvaluateAsync<string>(
                """
                async ([host, key, id]) => {
                  const { token } = JSON.parse(localStorage.getItem(`xbees:${key}:session`));
                  const answer = await fetch(`${host}/api/v1/conversations/${id}`, { headers: { Authorization: `Bearer ${token}` } });
                  return (await answer.json()).mutedUntil;
                }
                """,
                new[] { Host, Key, id }
            ),
            System.Globalization.CultureInfo.InvariantCulture
        );
    }
}
