using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Links;

/// <summary>Who comes by a link at the moment that it closes: by two processes where the database serves several, else by one.</summary>
public sealed class JoinAtOnceTests
{
    private const int Rounds = 24;

    [Theory, EveryDatabase(Rounds), Rule("IN-5", "IN-9")]
    public async Task A_guest_joins_or_is_refused_and_never_half_while_the_link_is_renewed_or_switched_off(
        TestDatabase database,
        int rounds
    )
    {
        await using var scene = await Scene.OnAsync(database);
        await using var second = database.Provider == DatabaseProvider.Sqlite ? null : await XBeesApp.StartAsync(database, setUp: false);
        var door = second ?? scene.App;
        var grace = await scene.GuestAsync();
        var counts = new Dictionary<bool, int> { [true] = 0, [false] = 0 };
        for (var round = 0; round < rounds; round++)
        {
            var (renews, isKnown) = (round % 2 == 0, round % 4 < 2);
            var id = await Scene.StartAsync(grace);
            var link = $"/api/v1/conversations/{id}/link";
            var token = (await scene.Mara.GetAsync(link)).Text("url").Split('/')[^1];
            var name = $"Lars {round}";
            // A live session of another conversation, or nobody yet.
            using var known = isKnown ? await door.GuestAsync(scene.WidgetKey, name, $"lars{round}@example.org") : null;
            using var stranger = door.Anonymous();
            var (joined, closed) = await AtOnce.GoAsync(
                () =>
                    (known ?? stranger).SendAsync(
                        HttpMethod.Post,
                        $"/api/v1/join/{token}",
                        isKnown ? new { } : new { guest = new { name } }
                    ),
                () =>
                    renews
                        ? scene.Mara.SendAsync(HttpMethod.Post, $"{link}/renew")
                        : scene.Mara.SendAsync(HttpMethod.Put, link, new { enabled = false })
            );
            closed.Is(HttpStatusCode.OK);
            var isIn = joined.IsSuccessStatusCode;
            counts[isIn]++;
            var notices = (await Scene.TimelineAsync(scene.Mara, id))
                .Where(entry => entry.Text("kind") == "notice" && entry.Text("notice.type") != "created")
                .Select(entry => entry.Text("notice.type"));
            var closing = renews ? "link-renewed" : "link";
            // In before it closed, or not at all.
            Assert.Equal(isIn ? ["joined", closing] : [closing], notices);
            Assert.Equal(isIn ? 1 : 0, (await Scene.MembersAsync(scene.Mara, id)).Count(member => member.Text("name") == name));
            if (isIn)
            {
                joined.Is(HttpStatusCode.Created);
                var body = await joined.BodyAsync();
                using var guest = isKnown ? null : scene.App.WithBearer(body.Text("token"));
                Assert.Equal(["Hello"], await Scene.TextsAsync(known ?? guest!, id));
                await Scene.SayAsync(known ?? guest!, id, "I am in");
            }
            else
            {
                await joined.IsProblemAsync(404, "no-link");
                Assert.Equal(isKnown ? 1 : 0, await GuestsAsync(database, name));
                if (known is not null)
                {
                    await known.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}", null, 404, "not-found");
                }
            }
            joined.Dispose();
            closed.Dispose();
            await scene
                .App.Anonymous()
                .RefusesAsync(HttpMethod.Post, $"/api/v1/join/{token}", new { guest = new { name } }, 404, "no-link");
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{counts[true]} joined, {counts[false]} were refused");
    }

    /// <summary>How many guests the database holds by this name: of a refused one nothing is left.</summary>
    private static async Task<long> GuestsAsync(TestDatabase database, string name)
    {
        await using var rows = await database.OpenAsync();
        return await rows.Db.FirstAsync<long>($"select count(*) from guest where name = @name", new { name }, CancellationToken.None);
    }
}
