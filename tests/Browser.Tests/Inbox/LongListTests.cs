using Microsoft.Extensions.DependencyInjection;
using XBees.Application.Conversations;
using XBees.Browser.Tests.Setup;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>LI-7: very many conversations, from the first to the last.</summary>
public sealed class LongListTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    [Theory, Rule("LI-7")]
    [InlineData(300)]
    public Task A_few_hundred_scroll_without_a_gap(int count) => ScrollAsync(count);

    [Theory, Rule("LI-7"), Trait("Long", "yes")]
    [InlineData(10_000)]
    public Task Ten_thousand_scroll_without_a_gap(int count) => ScrollAsync(count);

    private async Task ScrollAsync(int count)
    {
        var expected = await FillAsync(count);
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara);
        var list = desk.Page.Locator(".convs");
        await Expect(list.Locator($"[data-id={expected[0]}]")).ToBeVisibleAsync();
        // C26: one arrives while one scrolls, and no row comes twice or goes missing.
        await office.ConversationAsync("Late Arrival", "Hello");
        var empty = 0;
        for (var shown = 0L; shown < count + 1; )
        {
            // A wheel's turn at a time: what is under the middle of the list is always a row.
            empty += await list.EvaluateAsync<int>(
                """
                async list => {
                  const { left, top, width, height } = list.getBoundingClientRect();
                  let empty = 0;
                  for (let turn = 0; turn < 40 && list.scrollTop + list.clientHeight < list.scrollHeight - 1; turn++) {
                    list.scrollTop += list.clientHeight * 0.8;
                    await new Promise(requestAnimationFrame);
                    if (!document.elementFromPoint(left + width / 2, top + height / 2)?.closest("li[data-id]")) empty++;
                  }
                  return empty;
                }
                """
            );
            var now = await Until.Async(
                () => list.EvaluateAsync<long>("list => list.childElementCount"),
                many => many > shown || many >= count + 1
            );
            shown = now;
        }
        var ids = await list.EvaluateAsync<string[]>("list => [...list.children].map(row => row.dataset.id)");
        Assert.Equal(0, empty);
        Assert.Equal(expected, ids.Where(expected.Contains));
        Assert.Equal(ids.Length, ids.Distinct().Count());

        // One from the far end opens as any other.
        await list.Locator($"[data-id={expected[^1]}] .go").ClickAsync();
        await Expect(desk.Log).ToContainTextAsync("Words ");
    }

    /// <summary>Through the store, many in a transaction; the ids from the newest to the oldest.</summary>
    private async Task<string[]> FillAsync(int count)
    {
        var services = office.App.Services;
        var (units, store, people) = (
            services.GetRequiredService<Units>(),
            services.GetRequiredService<IConversationStore>(),
            services.GetRequiredService<IPeopleStore>()
        );
        var ids = new List<string>();
        for (var from = 0; from < count; from += 100)
        {
            await units.RunAsync(
                async unit =>
                {
                    var team = await people.TeamAsync(unit, office.ServiceId);
                    for (var number = from; number < Math.Min(from + 100, count); number++)
                    {
                        var guest = await people.NewGuestAsync(unit, new($"Guest {number:00000}", null));
                        var start = new GuestStart
                        {
                            Guest = guest,
                            Origin = Origin.Widget,
                            Service = team,
                            Message = new Draft($"Words {number}"),
                        };
                        var change = Conversation.Start(start, unit.NewId, unit.Now);
                        await store.InsertAsync(unit, change, new(null, null, null));
                        ids.Add(change.After.Id);
                    }
                    return true;
                },
                CancellationToken.None
            );
        }
        // Those of one transaction have the same time: then the id decides.
        return [.. ids.AsEnumerable().OrderDescending(StringComparer.Ordinal)];
    }
}
