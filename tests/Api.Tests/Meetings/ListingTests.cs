using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>The list of meetings, page by page.</summary>
public sealed class ListingTests
{
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("AP-5")]
    public async Task Pages_give_each_meeting_once_in_the_order_of_their_starts(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
        // The cancelled one and the one after it begin at the same moment.
        var booked = new List<string> { await BookAsync(guest, slug, free[1]), await BookAsync(guest, slug, free[0]) };
        await guest.DeleteAsync($"/api/v1/meetings/{booked[1]}");
        booked.Add(await BookAsync(guest, slug, free[0]));

        var seen = new List<(string Start, string Id)>();
        for (var after = ""; ; )
        {
            var page = await guest.GetAsync($"/api/v1/meetings?limit=1{after}");
            seen.AddRange(page.Items().Select(meeting => (meeting.Text("start"), meeting.Text("id"))));
            if (page.IsNull("next"))
            {
                break;
            }
            after = $"&after={Uri.EscapeDataString(page.Text("next"))}";
        }
        Assert.Equal([free[0], free[0], free[1]], seen.Select(meeting => meeting.Start));
        Assert.Equal(booked.Order(), seen.Select(meeting => meeting.Id).Order());
    }

    private static async Task<string> BookAsync(AppClient guest, string slug, string start) =>
        (await Schedulers.BookAsync(guest, slug, start)).Text("id");
}
