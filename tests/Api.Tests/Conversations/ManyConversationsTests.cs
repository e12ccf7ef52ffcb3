using Microsoft.Extensions.DependencyInjection;
using XBees.Api.Tests.Setup;
using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Conversations;

/// <summary>An agent of more conversations than a database would sort for one page.</summary>
public sealed class ManyConversationsTests
{
    private const int Many = 2_050;

    [Theory, EveryDatabase, Rule("LI-7", "LI-2")]
    public async Task Every_page_follows_the_one_before_and_the_counts_hold(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var expected = await FillAsync(scene);
        var walked = new List<string>();
        for (string? after = ""; after is not null; )
        {
            var page = await scene.Mara.GetAsync($"/api/v1/conversations?view=all&limit=100&after={Uri.EscapeDataString(after)}");
            walked.AddRange(page.Items().Select(row => row.Text("id")));
            after = page.At("next").GetString();
        }
        Assert.Equal(expected, walked);
        var counts = await scene.Mara.GetAsync("/api/v1/conversations/counts");
        Assert.Equal((Many, Many, Many), (counts.Number("all"), counts.Number("unassigned"), counts.Number("waiting")));
        Assert.Equal(Many, (await scene.Ines.GetAsync("/api/v1/conversations/counts")).Number("unassigned"));
    }

    /// <summary>Through the store, many in a transaction; the ids from the newest to the oldest.</summary>
    private static async Task<IReadOnlyList<string>> FillAsync(Scene scene)
    {
        var services = scene.App.Services;
        var (units, store, people) = (
            services.GetRequiredService<Units>(),
            services.GetRequiredService<IConversationStore>(),
            services.GetRequiredService<IPeopleStore>()
        );
        var made = new List<(long At, string Id)>();
        for (var from = 0; from < Many; from += 100)
        {
            await units.RunAsync(
                async unit =>
                {
                    var team = await people.TeamAsync(unit, scene.ServiceId);
                    var guest = await people.NewGuestAsync(unit, new($"Guest {from}", null));
                    for (var number = from; number < Math.Min(from + 100, Many); number++)
                    {
                        var start = new GuestStart
                        {
                            Guest = guest,
                            Origin = Origin.Widget,
                            Service = team,
                            Message = new Draft($"Words {number}"),
                        };
                        var change = Conversation.Start(start, unit.NewId, unit.Now);
                        await store.InsertAsync(unit, change, new(null, null, null));
                        made.Add((unit.Now.ToUnixTimeMilliseconds(), change.After.Id));
                    }
                    return true;
                },
                CancellationToken.None
            );
        }
        return [.. made.OrderByDescending(one => one.At).ThenByDescending(one => one.Id, StringComparer.Ordinal).Select(one => one.Id)];
    }
}
