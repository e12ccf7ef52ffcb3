using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>Many who want one slot at the same moment: by two processes where the database serves several, else by one (C10).</summary>
public sealed class TwoGuestsTests
{
    private const int AtOnce = 200;
    private const int Rounds = 5;
    private const int ManyRounds = 500;

    [Theory, EveryDatabase(Rounds), Rule("ME-8", "ME-25", "AP-4")]
    public Task One_of_two_hundred_has_it_and_the_others_are_told_what_is_free(TestDatabase database, int rounds) =>
        RaceAsync(database, rounds);

    [Theory, EveryDatabase(ManyRounds), Rule("ME-8"), Trait("Long", "yes")]
    public Task One_of_two_hundred_has_it_in_five_hundred_rounds(TestDatabase database, int rounds) => RaceAsync(database, rounds);

    private static async Task RaceAsync(TestDatabase database, int rounds)
    {
        await using var scene = await Scene.OnAsync(database);
        await using var second = database.Provider == DatabaseProvider.Sqlite ? null : await XBeesApp.StartAsync(database, setUp: false);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        await OfferAsync(scene.Mara);
        var guests = new List<AppClient>();
        for (var number = 0; number < AtOnce; number++)
        {
            var guest = await scene.GuestAtLinkAsync(scene.Mara, $"Guest {number}", $"guest{number}@example.org");
            guests.Add(second is not null && number % 2 == 1 ? scene.Keep(guest.At(second.Address)) : guest);
        }
        for (var round = 0; round < rounds; round++)
        {
            // One of two lengths, from one of two starts that overlap; and one meeting of before that is moved to there.
            var free = await Schedulers.FreeAsync(scene.App, slug, TimeProvider.System.GetUtcNow(), 60);
            var mover = guests[round % AtOnce];
            var before = await Schedulers.BookAsync(mover, slug, free[^1], "Moves");
            var starts = new[] { free[0], Later(free[0], 30) };
            var answers = await Task.WhenAll(
                guests.Select(
                    (guest, number) =>
                        HeardAsync(() =>
                            guest == mover
                                ? Schedulers.SendMoveAsync(guest, before, new { start = starts[0] })
                                : Schedulers.SendAsync(
                                    guest,
                                    slug,
                                    new
                                    {
                                        start = starts[number % 2],
                                        duration = number % 4 < 2 ? 60 : 30,
                                        subject = $"Mine {number}",
                                    }
                                )
                        )
                )
            );
            await CheckAsync(scene, answers, starts[0]);
            await scene.Mara.DeleteAsync($"/api/v1/meetings/{Id(before)}");
            foreach (var answer in answers)
            {
                answer.Dispose();
            }
        }
        NothingOverlaps(await MeetingsAsync(scene, ""));
    }

    /// <summary>Where a wait for the agent's lock took too long nothing was stored: it is asked again.</summary>
    private static Task<HttpResponseMessage> HeardAsync(Func<Task<HttpResponseMessage>> ask) =>
        Task.Run(async () =>
        {
            while (true)
            {
                var answer = await ask();
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    return answer;
                }
                answer.Dispose();
            }
        });

    /// <summary>One has the time, or two have a part of it each; then they give it back for the next round.</summary>
    private static async Task CheckAsync(Scene scene, IReadOnlyList<HttpResponseMessage> answers, string first)
    {
        var won = new List<JsonElement>();
        foreach (var answer in answers)
        {
            if (answer.IsSuccessStatusCode)
            {
                won.Add(await answer.BodyAsync());
                continue;
            }
            var problem = await answer.IsProblemAsync(409, "slot-taken");
            Assert.NotEmpty(problem.At("next").EnumerateArray());
        }
        Assert.InRange(won.Count, 1, 2);
        NothingOverlaps(won);
        var there = await MeetingsAsync(scene, $"&from={first}&to={Later(first, 90)}");
        Assert.Equal(won.Select(Id).Order(), there.Where(IsOn).Select(Id).Order());
        foreach (var meeting in won)
        {
            await scene.Mara.DeleteAsync($"/api/v1/meetings/{Id(meeting)}");
        }
    }

    private static void NothingOverlaps(IReadOnlyList<JsonElement> meetings)
    {
        var end = "";
        foreach (var meeting in meetings.Where(IsOn).OrderBy(meeting => meeting.Text("start"), StringComparer.Ordinal))
        {
            Assert.True(string.CompareOrdinal(meeting.Text("start"), end) >= 0, $"{meeting.Text("start")} begins before {end}");
            end = meeting.Text("end");
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> MeetingsAsync(Scene scene, string which)
    {
        var all = new List<JsonElement>();
        for (var after = ""; ; )
        {
            var page = await scene.Mara.GetAsync($"/api/v1/meetings?limit=100{which}{after}");
            all.AddRange(page.Items());
            if (page.IsNull("next"))
            {
                return all;
            }
            after = $"&after={Uri.EscapeDataString(page.Text("next"))}";
        }
    }

    private static string Id(JsonElement meeting) => meeting.Text("id");

    private static bool IsOn(JsonElement meeting) => meeting.Text("state") == "confirmed";

    private static async Task OfferAsync(AppClient agent)
    {
        var mine = await agent.SendAsync(HttpMethod.Get, "/api/v1/me/availability");
        var body = await mine.BodyAsync();
        var offered = body.EnumerateObject().ToDictionary(member => member.Name, member => (object)member.Value);
        offered["durations"] = new[] { 30, 60 };
        offered.Remove("version");
        using var put = await agent.SendAsync(
            HttpMethod.Put,
            "/api/v1/me/availability",
            offered,
            ("If-Match", mine.Headers.ETag!.ToString())
        );
        put.Is(HttpStatusCode.OK);
        mine.Dispose();
    }

    private static string Later(string start, int minutes) =>
        DateTimeOffset
            .Parse(start, System.Globalization.CultureInfo.InvariantCulture)
            .AddMinutes(minutes)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
