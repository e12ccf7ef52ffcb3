using System.Diagnostics;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>LI-7: very many conversations, from the first to the last and back.</summary>
public sealed class LongListTests(Chromium chromium)
{
    // Goes on through the list, a good half of it at a time, and looks after each frame whether rows without a space between them fill
    // what is seen. Where the end is not the last row, the next page is waited for.
    private const string Scroll = """
        async (list, { down, turns }) => {
          const frame = () => new Promise(requestAnimationFrame);
          const { left, top, bottom, width, height } = list.getBoundingClientRect();
          const seen = [];
          const faults = [];
          let most = 0;
          const atEnd = () => list.scrollTop + list.clientHeight > list.scrollHeight - 2;
          const whole = () => list.lastElementChild.getAttribute("aria-posinset") === list.lastElementChild.getAttribute("aria-setsize");
          const look = () => {
            const all = [...list.children];
            most = Math.max(most, all.length);
            if (new Set(all.map(row => row.dataset.id)).size < all.length) faults.push("a row twice");
            const rows = all.map(row => ({ id: row.dataset.id, at: Number(row.getAttribute("aria-posinset")), box: row.getBoundingClientRect() })).filter(({ box }) => box.bottom > top + 1 && box.top < bottom - 1);
            const spaces = rows.slice(1).filter(({ box, at }, index) => Math.abs(box.top - rows[index].box.bottom) > 1.5 || at !== rows[index].at + 1);
            const padding = 1 + Math.max(0, list.scrollTop + list.clientHeight - list.scrollHeight + 16);
            if (rows.length === 0 || spaces.length > 0 || rows[0].box.top > top + 1 || rows.at(-1).box.bottom < bottom - padding) faults.push(`a gap at ${list.scrollTop}`);
            if (!document.elementFromPoint(left + width / 2, top + height / 2)?.closest("li[data-id]")) faults.push(`nothing at ${list.scrollTop}`);
            seen.push(...(down ? rows : rows.toReversed()).map(({ id }) => id));
          };
          look();
          for (let turn = 0; turn < turns; turn++) {
            if (down ? atEnd() && whole() : list.scrollTop === 0) return { seen, faults, most, done: true };
            const patience = performance.now() + 20_000;
            while (down && atEnd() && !whole()) {
              if (performance.now() > patience) throw new Error("no more rows come");
              await frame();
            }
            list.scrollTop += list.clientHeight * (down ? 0.6 : -0.6);
            await frame();
            look();
          }
          return { seen, faults, most, done: false };
        }
        """;

    private sealed record Seen(string[] Ids, int Most);

    private sealed record Part
    {
        public string[] Seen { get; init; } = [];
        public string[] Faults { get; init; } = [];
        public int Most { get; init; }
        public bool Done { get; init; }
    }

    [Theory, Rule("LI-7")]
    [InlineData(160)]
    public Task Four_pages_scroll_without_a_gap(int count) => ScrollAsync(count);

    [Theory, Rule("LI-7"), Trait("Long", "yes")]
    [InlineData(10_000)]
    public Task Ten_thousand_scroll_without_a_gap(int count) => ScrollAsync(count);

    private async Task ScrollAsync(int count)
    {
        await using var office = new Office();
        await office.InitializeAsync();
        var expected = await office.FillAsync(count);
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara);
        var list = desk.Page.Locator(".convs");
        await Expect(list.Locator($"[data-id={expected[0]}]")).ToBeVisibleAsync();
        // C26: one arrives while one scrolls, and no row comes twice or goes missing.
        var (guest, late) = await office.ConversationAsync("Late Arrival", "Hello");

        var start = Stopwatch.GetTimestamp();
        var down = await ThroughAsync(list, down: true);
        Say($"{count} rows loaded and scrolled through in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
        Assert.Equal(expected, down.Ids.Where(id => id != late));
        await SayEventsAsync(desk, guest, late, count);

        var up = await ThroughAsync(list, down: false);
        Assert.Equal([late, .. expected], up.Ids.Reverse());
        // What is far from what one sees is no burden.
        Assert.InRange(Math.Max(down.Most, up.Most), 10, 100);

        // One from the far end opens as any other.
        await list.EvaluateAsync("list => (list.scrollTop = list.scrollHeight)");
        await list.Locator($"[data-id={expected[^1]}] .go").ClickAsync();
        await Expect(desk.Log).ToContainTextAsync("Words ");
    }

    private static async Task<Seen> ThroughAsync(ILocator list, bool down)
    {
        var ids = new List<string>();
        for (var most = 0; ; )
        {
            var part = await list.EvaluateAsync<Part>(Scroll, new { down, turns = 100 });
            Assert.Empty(part.Faults);
            ids.AddRange(part.Seen);
            most = Math.Max(most, part.Most);
            if (part.Done)
            {
                return new([.. ids.Distinct()], most);
            }
        }
    }

    // For docs/performance.md; a time is no test.
    private static async Task SayEventsAsync(Desk desk, AppClient guest, string id, int count)
    {
        const int Messages = 20;
        var session = await desk.Context.NewCDPSessionAsync(desk.Page);
        await session.SendAsync("Performance.enable");
        var before = await BusyAsync();
        for (var number = 1; number <= Messages; number++)
        {
            await desk.Page.RunAndWaitForResponseAsync(
                () => Office.SayAsync(guest, id, $"Message {number}"),
                answer => answer.Url.EndsWith(id, StringComparison.Ordinal)
            );
        }
        var cost = (await BusyAsync() - before) / Messages;
        Say($"{count} rows loaded: a message that moves one costs {cost * 1000:0.0} ms of the page's thread");

        async Task<double> BusyAsync()
        {
            var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray();
            return metrics.Single(one => one.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble();
        }
    }

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
