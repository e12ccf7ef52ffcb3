using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>A list that is longer than what is seen of it, while things happen.</summary>
public sealed class ScrolledListTests(Chromium chromium, ScrolledListTests.FullOffice full) : IClassFixture<ScrolledListTests.FullOffice>
{
    public sealed class FullOffice : IAsyncLifetime
    {
        public Office Office { get; } = new();
        public AppClient Guest { get; private set; } = null!;
        public string Oldest { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            await Office.InitializeAsync();
            (Guest, Oldest) = await Office.ConversationAsync("Olga Oldest", "Hello");
            await Office.FillAsync(200);
        }

        public ValueTask DisposeAsync() => Office.DisposeAsync();
    }

    [Fact, Rule("LI-5", "LI-7")]
    public async Task Who_has_scrolled_reads_on_while_a_conversation_moves_to_the_top()
    {
        await using var desk = await OpenAsync();
        await ScrollAsync(desk, 4000);
        var row = desk.Page.Locator($"[data-id={await InSightAsync(desk, 2)}]");
        var before = (await row.BoundingBoxAsync())!.Y;
        var (_, id) = await full.Office.ConversationAsync($"Nora {Guid.NewGuid():N}", "Hello");
        await Expect(Newer(desk)).ToBeVisibleAsync();
        Assert.Equal(before, (await row.BoundingBoxAsync())!.Y, 1.0);
        await Newer(desk).ClickAsync();
        await Expect(desk.Page.Locator($".convs [data-id={id}]")).ToBeInViewportAsync();
        await Expect(Newer(desk)).ToBeHiddenAsync();
    }

    [Fact, Rule("LI-5")]
    public async Task The_row_under_the_pointer_keeps_its_place_when_it_is_the_one_that_hears_something()
    {
        await using var desk = await OpenAsync();
        var (guest, id) = await full.Office.ConversationAsync("Vera Below", "Hello");
        await full.Office.ConversationAsync("Wim Above", "Hello");
        await full.Office.ConversationAsync("Xenia Above", "Hello");
        var row = desk.Page.Locator($".convs [data-id={id}]");
        await Expect(row).ToHaveAttributeAsync("aria-posinset", "3");
        await row.HoverAsync();
        var before = (await row.BoundingBoxAsync())!.Y;
        await Office.SayAsync(guest, id, "Me again");
        await Expect(row).ToContainTextAsync("Me again");
        await Expect(row).ToHaveAttributeAsync("aria-posinset", "3");
        Assert.Equal(before, (await row.BoundingBoxAsync())!.Y, 1.0);
        await desk.Page.Mouse.MoveAsync(900, 300);
        await Expect(row).ToHaveAttributeAsync("aria-posinset", "1");
    }

    [Fact, Rule("LI-7", "AX-2")]
    public async Task Arrow_keys_walk_through_the_list_and_go_on_where_they_were_after_one_looked_elsewhere()
    {
        await using var desk = await OpenAsync();
        var names = await desk.Page.Locator(".convs > li").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.id)");
        await desk.Page.Locator($"[data-id={names[0]}] .go").FocusAsync();
        for (var step = 1; step <= 60; step++)
        {
            await desk.Page.Keyboard.PressAsync("ArrowDown");
            Assert.Equal(step + 1, await FocusedAsync());
        }
        await Expect(desk.Page.Locator(".convs :focus")).ToBeInViewportAsync();
        await ScrollAsync(desk, 0);
        await Expect(desk.Page.Locator($"[data-id={names[0]}]")).ToBeInViewportAsync();
        Assert.Equal(61, await FocusedAsync());
        await desk.ExpectNoViolationsAsync("a list that is scrolled away from the focus");
        await desk.Page.Keyboard.PressAsync("ArrowUp");
        Assert.Equal(60, await FocusedAsync());
        await Expect(desk.Page.Locator(".convs :focus")).ToBeInViewportAsync();

        Task<int> FocusedAsync() =>
            desk.Page.EvaluateAsync<int>("() => Number(document.activeElement.closest('.convs > li')?.ariaPosInSet)");
    }

    [Fact, Rule("LI-7", "AX-2")]
    public async Task The_open_one_is_found_again_from_anywhere_in_the_list()
    {
        await using var desk = await OpenAsync();
        await ScrollAsync(desk, 5000);
        var id = await InSightAsync(desk, 3);
        var row = desk.Page.Locator($".convs [data-id={id}]");
        await row.Locator(".go").ClickAsync();
        await Expect(desk.Log).ToHaveAttributeAsync("aria-busy", "false");
        await desk.Field.FocusAsync();
        await ScrollAsync(desk, 0);
        await Expect(row).ToHaveCountAsync(0);
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(row.Locator(".go")).ToBeFocusedAsync();
        await Expect(row).ToBeInViewportAsync();
        await Expect(row.Locator("[aria-current]")).ToHaveCountAsync(1);
        await desk.Page.Keyboard.PressAsync("j");
        await Expect(row.Locator("[aria-current]")).ToHaveCountAsync(0);
        await Expect(desk.Page.Locator(".convs [aria-current]")).ToBeFocusedAsync();
    }

    [Fact, Rule("LI-1", "LI-7")]
    public async Task One_that_was_not_read_yet_comes_once_and_in_its_place()
    {
        await using var desk = await OpenAsync();
        var more = new TaskCompletionSource();
        await desk.Page.RouteAsync(
            "**/conversations?*after=*",
            async route =>
            {
                await more.Task;
                await route.ContinueAsync();
            }
        );
        await desk.Page.GotoAsync($"/conversations/{full.Oldest}");
        await Expect(desk.Title).ToHaveTextAsync("Olga Oldest");
        await ScrollAsync(desk, 1_000_000);
        // Only a page of them is read: it does not follow on what is far newer.
        await Expect(desk.Page.Locator(".convs > [aria-posinset='50']")).ToBeInViewportAsync();
        var row = desk.Page.Locator($".convs [data-id={full.Oldest}]");
        await Expect(row).ToHaveCountAsync(0);
        await ScrollAsync(desk, 0);
        await Office.SayAsync(full.Guest, full.Oldest, "Still there?");
        await Expect(row).ToHaveAttributeAsync("aria-posinset", "1");
        more.SetResult();
        for (var last = false; !last; )
        {
            await ScrollAsync(desk, 1_000_000);
            last = await desk
                .Page.Locator(".convs")
                .EvaluateAsync<bool>("list => list.lastElementChild.ariaPosInSet === list.lastElementChild.ariaSetSize");
        }
        await Expect(row).ToHaveCountAsync(0);
    }

    [Fact, Rule("LI-7")]
    public async Task A_page_that_is_lost_on_the_way_is_asked_for_again()
    {
        await using var desk = await OpenAsync();
        var lost = 0;
        await desk.Page.RouteAsync("**/conversations?*after=*", route => lost++ < 2 ? route.AbortAsync() : route.ContinueAsync());
        await ScrollAsync(desk, 1_000_000);
        await Expect(desk.Page.Locator(".convs > [aria-posinset='60']")).ToHaveCountAsync(1);
        Assert.True(lost > 2);
    }

    [Fact, Rule("LI-7", "AX-4")]
    public async Task A_phone_comes_back_from_a_conversation_to_where_it_was_in_the_list()
    {
        await using var desk = await OpenAsync(screen: Screen.Phone);
        await ScrollAsync(desk, 3000);
        var row = desk.Page.Locator($".convs [data-id={await InSightAsync(desk, 3)}]");
        var before = (await row.BoundingBoxAsync())!.Y;
        await row.Locator(".go").TapAsync();
        await Expect(desk.Page.Locator(".list")).ToBeHiddenAsync();
        await full.Office.ConversationAsync($"Nils {Guid.NewGuid():N}", "Hello");
        await desk.Page.GoBackAsync();
        await Expect(row).ToBeInViewportAsync();
        Assert.Equal(before, (await row.BoundingBoxAsync())!.Y, 100.0);
    }

    private async Task<Desk> OpenAsync(string path = "/conversations", Screen? screen = null)
    {
        var desk = await Desk.OpenAsync(chromium, full.Office.App.Address, full.Office.Mara, path, screen);
        await Expect(desk.Page.Locator(".convs")).ToHaveAttributeAsync("aria-busy", "false");
        return desk;
    }

    private static ILocator Newer(Desk desk) => desk.Page.GetByRole(AriaRole.Button, new() { Name = "Newer above" });

    private static Task ScrollAsync(Desk desk, int top) =>
        desk
            .Page.Locator(".convs")
            .EvaluateAsync(
                """
                async (list, top) => {
                  for (let before = -1; list.scrollTop !== before && Math.abs(list.scrollTop - top) > 1; ) {
                    before = list.scrollTop;
                    list.scrollTop = top;
                    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
                  }
                }
                """,
                top
            );

    /// <summary>The id of one of the rows that are seen.</summary>
    private static Task<string> InSightAsync(Desk desk, int number) =>
        desk
            .Page.Locator(".convs")
            .EvaluateAsync<string>(
                "(list, number) => [...list.children].filter(row => row.getBoundingClientRect().top >= list.getBoundingClientRect().top)[number].dataset.id",
                number
            );
}
