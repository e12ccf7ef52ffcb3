using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Booking;

/// <summary>A time is kept for whoever fills in the form, and is free again when they leave (ME-29).</summary>
/// <remarks>In an installation of its own: of one network three times are kept, and all browsers here are one.</remarks>
public sealed class BookingHoldTests(Chromium chromium) : BookingFixture(chromium, new Product())
{
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Product.DisposeAsync();
    }

    [Fact, Rule("ME-29", "ME-25")]
    public async Task It_is_kept_while_the_form_is_open_and_given_back_by_going_back_and_by_leaving()
    {
        var page = await OpenAsync(Scheduler, In(London));
        await ChooseAsync(page, Day, "09:00");
        await Expect(page.GetByLabel("Subject")).ToBeVisibleAsync();
        await IsFreeAsync(false);
        await Button(page, "Choose another time").ClickAsync();
        await IsFreeAsync(true);
        await ChooseAsync(page, Day, "09:00");
        await IsFreeAsync(false);
        await page.GotoAsync("about:blank");
        await IsFreeAsync(true);
    }

    [Fact, Rule("ME-29")]
    public async Task Whoever_is_second_reads_at_once_that_it_is_taken_and_the_first_one_books_it()
    {
        var first = await OpenAsync(Scheduler, In(London));
        var second = await OpenAsync(Scheduler, In(London));
        await ChooseAsync(first, Day);
        await ChooseAsync(second, Day);
        foreach (var page in new[] { first, second })
        {
            await Slot(page, "09:00").ClickAsync();
            var asked = await page.RunAndWaitForResponseAsync(
                () => Button(page, "Next").ClickAsync(),
                answer => answer.Request.Method == "POST" && answer.Url.EndsWith("/holds", StringComparison.Ordinal)
            );
            Assert.Equal(page == first ? 201 : 409, asked.Status);
        }
        await Expect(second.GetByRole(AriaRole.Alert).Filter(new() { HasTextRegex = new("09:00.? was just taken") })).ToBeVisibleAsync();
        await FillAsync(first);
        await Button(first, "Book the meeting").ClickAsync();
        await Expect(Booked(first)).ToBeVisibleAsync();
        Assert.Single(await MeetingsAsync());
    }

    [Fact, Rule("ME-29", "ME-25")]
    public async Task Whoever_is_faster_than_the_answer_is_not_in_their_own_way()
    {
        var page = await OpenAsync(Scheduler, In(London));
        var booked = new TaskCompletionSource();
        await page.RouteAsync(
            "**/holds",
            async route =>
            {
                var kept = await route.FetchAsync();
                await booked.Task;
                await route.FulfillAsync(new() { Response = kept });
            }
        );
        await ChooseAsync(page, Day, "09:00");
        await IsFreeAsync(false);
        await FillAsync(page);
        await Button(page, "Book the meeting").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Booking" })).ToBeVisibleAsync();
        booked.SetResult();
        await Expect(Booked(page)).ToBeVisibleAsync();
        Assert.Single(await MeetingsAsync());
    }

    private async Task IsFreeAsync(bool free)
    {
        using var anybody = App.Anonymous();
        await Until.Async(
            async () =>
                (await anybody.GetAsync($"/api/v1/schedulers/{Slug}/slots?from={Iso(Day)}&to={Iso(Day)}"))
                    .GetProperty("items")
                    .EnumerateArray()
                    .Any(slot => slot.GetProperty("start").GetString() == Iso(At(Day, 10))),
            found => found == free
        );
    }
}
