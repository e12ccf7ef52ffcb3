using System.Collections.Concurrent;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>Fault 26: the guest's network comes and goes.</summary>
public sealed class LostConnectionTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    [Fact, Rule("WI-8", "MS-2")]
    public async Task Three_messages_written_offline_arrive_once_and_in_order()
    {
        var page = await OpenAsync(StrictPage());
        var conversation = await TalkAsync(page);
        await page.Context.SetOfflineAsync(true);
        await Expect(Panel(page).GetByText("You’re offline")).ToBeVisibleAsync();
        await WriteAsync(page, "one", "two", "three");
        await Expect(Unsent(page)).ToHaveCountAsync(3);
        await AnswerAsync(conversation, "meanwhile");

        await page.Context.SetOfflineAsync(false);
        await Expect(Unsent(page)).ToHaveCountAsync(0);
        string[] all = ["Welcome to Ternhaus", "before", "meanwhile", "one", "two", "three"];
        await Expect(Bubbles(page)).ToHaveTextAsync(all);
        Assert.Equal(all, await TextsAsync(conversation));
        await Expect(Panel(page).GetByText("You’re offline")).ToBeHiddenAsync();
    }

    [Fact, Rule("WI-8")]
    public async Task What_was_unsent_when_the_tab_was_closed_is_sent_when_the_site_is_opened_again()
    {
        var page = await OpenAsync(StrictPage());
        var conversation = await TalkAsync(page);
        var context = page.Context;
        await context.SetOfflineAsync(true);
        await WriteAsync(page, "one", "two", "three");
        await Expect(Unsent(page)).ToHaveCountAsync(3);
        await page.CloseAsync();

        await context.SetOfflineAsync(false);
        var again = await OpenAsync(context, Site.Origin + "/");
        string[] all = ["Welcome to Ternhaus", "before", "one", "two", "three"];
        await Expect(Bubbles(again)).ToHaveTextAsync(all);
        await Expect(Unsent(again)).ToHaveCountAsync(0);
        Assert.Equal(all, await TextsAsync(conversation));
    }

    [Fact, Rule("WI-8")]
    public async Task Opened_again_while_the_chat_is_out_of_reach_the_unsent_are_shown_and_sent_later()
    {
        var page = await OpenAsync(StrictPage());
        var conversation = await TalkAsync(page);
        var context = page.Context;
        await context.RouteAsync($"{Host}/api/**", route => route.AbortAsync());
        await WriteAsync(page, "one", "two");
        await page.CloseAsync();
        var again = await OpenAsync(context, Site.Origin + "/");
        await Expect(Unsent(again)).ToHaveTextAsync(["one", "two"]);
        await context.UnrouteAsync($"{Host}/api/**");
        await Expect(Unsent(again)).ToHaveCountAsync(0, new() { Timeout = 40_000 });
        string[] all = ["Welcome to Ternhaus", "before", "one", "two"];
        await Expect(Bubbles(again)).ToHaveTextAsync(all);
        Assert.Equal(all, await TextsAsync(conversation));
    }

    [Fact, Rule("WI-8", "WI-14")]
    public async Task Two_tabs_that_were_offline_send_what_both_have_written_once()
    {
        var page = await OpenAsync(StrictPage());
        var conversation = await TalkAsync(page);
        var second = await OpenAsync(page.Context, Site.Origin + "/");
        await Expect(Bubbles(second)).ToHaveCountAsync(2);
        await page.Context.SetOfflineAsync(true);
        await WriteAsync(page, "one");
        await WriteAsync(second, "two");
        await WriteAsync(page, "three");
        await page.Context.SetOfflineAsync(false);
        string[] all = ["Welcome to Ternhaus", "before", "one", "two", "three"];
        foreach (var tab in new[] { page, second })
        {
            await Expect(Unsent(tab)).ToHaveCountAsync(0);
            await Expect(Bubbles(tab)).ToHaveTextAsync(all);
        }
        Assert.Equal(all, await TextsAsync(conversation));
    }

    [Fact, Rule("AP-6", "WI-8")]
    public async Task After_a_reset_the_chat_is_read_afresh_and_goes_on_live()
    {
        var page = await OpenAsync(StrictPage());
        var conversation = await TalkAsync(page);
        var resumedFrom = new ConcurrentQueue<string?>();
        await page.RouteAsync(
            $"{Host}/api/v1/events",
            async route =>
            {
                resumedFrom.Enqueue(route.Request.Headers.GetValueOrDefault("last-event-id"));
                switch (resumedFrom.Count)
                {
                    case 1:
                        await SayAsync(route, "id: before-an-hour\nevent: ready\ndata: {}\n\n");
                        break;
                    case 2:
                        await AnswerAsync(conversation, "Missed");
                        await SayAsync(route, "id: unknown\nevent: reset\ndata: {}\n\n");
                        break;
                    default:
                        await route.ContinueAsync();
                        break;
                }
            }
        );
        await page.ReloadAsync();
        await Expect(Bubbles(page)).ToHaveTextAsync(["Welcome to Ternhaus", "before", "Missed"]);
        await Until.Async(() => Task.FromResult(resumedFrom.Count), count => count >= 3);
        await AnswerAsync(conversation, "Live");
        await Expect(Bubbles(page).Last).ToHaveTextAsync("Live");
        Assert.Equal([null, "before-an-hour", null], resumedFrom.Take(3));
    }

    private Task SayAsync(IRoute route, string events) =>
        route.FulfillAsync(
            new()
            {
                ContentType = "text/event-stream",
                Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = Site.Origin },
                Body = events,
            }
        );

    private async Task<string> TalkAsync(IPage page)
    {
        await BeginAsync(page);
        await WriteAsync(page, "before");
        await Expect(Panel(page).Locator(".marks")).ToContainTextAsync("Sent");
        return await ConversationAsync();
    }
}
