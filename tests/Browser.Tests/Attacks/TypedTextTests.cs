using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Browser.Tests.Widget;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Attacks;

/// <summary>Attack row 8: whatever guests, agents and owners type is shown as they typed it, and is nothing but text.</summary>
public sealed class TypedTextTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    // Adding more at once would leave names out of the notice.
    private const int PeopleInNotice = 20;

    [Fact, Rule("MS-1", "GU-12", "MS-13")]
    public async Task Messages_and_names_are_text_in_the_widget_the_guests_page_and_the_inbox()
    {
        using var guest = await App.GuestAsync(Key, Payloads.ByKind["attributes"][0]);
        var conversation = await FillAsync(guest);
        var texts = await TextsAsync(guest, conversation);
        var names = await NamesAsync(conversation);
        Assert.Equal(Payloads.All.Count, texts.Length);
        Assert.True(names.Length > Payloads.All.Count / 2);

        foreach (var address in new[] { StrictPage(), $"{Host}/w/{Key}" })
        {
            var context = await ContextAsync();
            var inspection = await Inspection.OfAsync(context);
            await RememberAsync(context, guest);
            var page = await OpenAsync(context, address);
            var root = page.Locator("xbees-widget, [data-xbees-page]");
            // A badge leads to what is unread; on the page the list does.
            await Expect(root.Locator(".launch:has-text('99+'), .conv")).ToBeVisibleAsync();
            await root.Locator(".launch, .conv").ClickAsync();
            await ShowsAllAsync(root.Locator(".log"), root.Locator(".bubble .text"), texts, "it => it.scrollTop = 0");
            await ShowsAsync(root.Locator(".notice"), names);
            await inspection.FindsNothingAsync(root.Locator(".xb"));
        }

        await using var inbox = await InboxAsync("/health/live");
        var guard = await Inspection.OfAsync(inbox.Context);
        await inbox.Page.GotoAsync($"{Host}/conversations/{conversation}?view=all");
        await ShowsAllAsync(inbox.Log, inbox.Log.Locator(".bubble .text"), texts, "it => it.scrollTop = -it.scrollHeight");
        await ShowsAsync(inbox.Log.Locator(".notice"), names);
        await guard.FindsNothingAsync(inbox.Page.Locator(".app"));
    }

    [Fact, Rule("WI-5", "MS-1")]
    public async Task The_owners_texts_are_text_in_the_widget_and_on_the_plain_page()
    {
        var texts = new Queue<string>(Payloads.Joined(490));
        var services = new Queue<string>(Payloads.Joined(80));
        while (texts.Count > 0)
        {
            var (greeting, intro, offline, consent) = (Next(texts), Next(texts), Next(texts), Next(texts));
            var service = Next(services);
            var settings = new
            {
                websites = new[] { Site.Origin },
                label = "\"><img src=x onerror=xss()>",
                texts = new
                {
                    greeting,
                    intro,
                    offline,
                    welcome = greeting,
                },
                fields = new { consent },
            };
            Key = await WidgetAsync(settings, service);
            var face = await App.Anonymous().GetAsync($"/api/v1/widgets/{Key}/settings");
            foreach (var address in new[] { StrictPage(), $"{Host}/w/{Key}" })
            {
                var context = await ContextAsync();
                var inspection = await Inspection.OfAsync(context);
                var page = await OpenAsync(context, address);
                var root = page.Locator("xbees-widget, [data-xbees-page]");
                if (address.StartsWith(Site.Origin, StringComparison.Ordinal))
                {
                    await Launcher(page).ClickAsync();
                    await ShowsAsync(root.Locator(".hero"), Said(face, "texts.greeting"), Said(face, "texts.intro"));
                }
                else
                {
                    await ShowsAsync(page.Locator(".intro"), Said(face, "name"), Said(face, "texts.intro"));
                    await inspection.FindsNothingAsync(page.Locator("body"));
                }
                await root.GetByText("Start new conversation").ClickAsync();
                await ShowsAsync(root.Locator(".check"), Said(face, "fields.consent"));
                await ShowsAsync(root.Locator(".head"), Said(face, "name"));
                await inspection.FindsNothingAsync(root.Locator(".xb"));
            }
        }
    }

    private static string Next(Queue<string> texts) => texts.TryDequeue(out var text) ? text : "Nothing more";

    private static string Said(System.Text.Json.JsonElement face, string path) =>
        path.Split('.').Aggregate(face, (element, name) => element.GetProperty(name)).GetString()!;

    /// <summary>Every payload as a message, by guest and agent in turns, and as the name of somebody who was added.</summary>
    private async Task<string> FillAsync(AppClient guest)
    {
        var begun = await guest.PostAsync("/api/v1/conversations", Message(Payloads.All[0], whole: true));
        var id = begun.GetProperty("id").GetString()!;
        foreach (var (number, text) in Payloads.All.Index().Skip(1))
        {
            await (number % 2 == 0 ? guest : Mara).PostAsync($"/api/v1/conversations/{id}/messages", Message(text));
        }
        // A name is one line of visible letters: others are refused, which has tests of its own.
        foreach (var names in Payloads.All.Where(name => name.Length <= 200 && !name.Any(char.IsControl)).Chunk(PeopleInNotice))
        {
            await Mara.PostAsync(
                $"/api/v1/conversations/{id}/members",
                new { members = names.Select(name => new { name, email = $"{Guid.NewGuid():N}@example.org" }) }
            );
        }
        return id;
    }

    private static object Message(string text, bool whole = false) =>
        whole
            ? new { clientId = Guid.NewGuid(), message = new { clientId = Guid.NewGuid(), text } }
            : new { clientId = Guid.NewGuid(), text };

    private static async Task<string[]> TextsAsync(AppClient reader, string conversation)
    {
        var texts = new List<string>();
        for (long? since = 0; since is not null; )
        {
            var page = await reader.GetAsync($"/api/v1/conversations/{conversation}/messages?since={since}&limit=100");
            texts.AddRange(
                page.GetProperty("items")
                    .EnumerateArray()
                    .Where(message =>
                        message.GetProperty("kind").GetString() == "text"
                        && message.GetProperty("author").GetProperty("kind").GetString() != "system"
                    )
                    .Select(message => message.GetProperty("text").GetString()!)
            );
            since = page.GetProperty("next") is { ValueKind: System.Text.Json.JsonValueKind.Number } next ? next.GetInt64() : null;
        }
        return [.. texts];
    }

    private async Task<string[]> NamesAsync(string conversation)
    {
        var names = new List<string>();
        string? after = "";
        while (after is not null)
        {
            var page = await Mara.GetAsync($"/api/v1/conversations/{conversation}/members?limit=100{after}");
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(it => it.GetProperty("name").GetString()!));
            after = page.GetProperty("next").GetString() is { } next ? $"&after={Uri.EscapeDataString(next)}" : null;
        }
        return [.. names.Where(Payloads.All.Contains)];
    }

    private Task RememberAsync(IBrowserContext context, AppClient guest) =>
        context.AddInitScriptAsync(
            $"localStorage.setItem('xbees:{Key}:session', JSON.stringify({{ token: '{guest.Bearer}', guest: {{ id: '{guest.Id}', name: 'Grace', email: 'grace@example.org' }} }}))"
        );

    /// <summary>Scrolls up until everything is there.</summary>
    private static async Task ShowsAllAsync(ILocator log, ILocator shown, string[] texts, string toOldest)
    {
        await Expect(shown).Not.ToHaveCountAsync(0);
        await Until.Async(
            async () =>
            {
                await log.EvaluateAsync(toOldest);
                return await shown.CountAsync();
            },
            count => count > texts.Length
        );
        // The first is the widget's welcome. Signs of our own markup are drawn as what they mean.
        var said = await shown.AllTextContentsAsync();
        Assert.Equal(texts.Select(Unmarked), said.Skip(1).Select(Unmarked));
    }

    private static async Task ShowsAsync(ILocator where, params string[] texts)
    {
        await Expect(where.First).ToBeVisibleAsync();
        var all = Unmarked(string.Join('\n', await where.AllTextContentsAsync()));
        Assert.All(texts, text => Assert.Contains(Unmarked(text), all, StringComparison.Ordinal));
    }

    private static string Unmarked(string text) =>
        string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('*' or '_' or '`')));
}
