using System.Net;
using System.Net.Http.Headers;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Files;

/// <summary>Members alone get a file, by their session or by a link of ten minutes; who was removed gets none (FI-4).</summary>
public sealed class OpeningTests
{
    [Theory, EveryDatabase, Rule("FI-4", "GU-2")]
    public async Task Members_open_it_and_nobody_else(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var other = await scene.GuestAsync("Ann Other", "ann@example.org");
        var outside = scene.Keep(await scene.App.AgentAsync("Otto Outside"));
        var id = await Scene.StartAsync(grace);
        await Scene.StartAsync(other);
        var file = (await Upload.TextAsync(grace, id)).Text("id");
        // Before it is sent it is its sender's alone.
        Assert.Equal(HttpStatusCode.OK, await Upload.OpensAsync(grace, file));
        await ClosedAsync(scene.Mara, file);
        await Upload.SayAsync(grace, id, "Look", file);
        foreach (var who in new[] { grace, scene.Mara, scene.Noah, scene.Ines })
        {
            Assert.Equal(HttpStatusCode.OK, await Upload.OpensAsync(who, file));
            using var link = await who.SendAsync(HttpMethod.Post, $"/api/v1/attachments/{file}/link");
            Assert.Equal(HttpStatusCode.Created, link.StatusCode);
        }
        // An administrator sees heads (LC-2), and no message.
        foreach (var who in new[] { other, outside, scene.App.Administrator })
        {
            await ClosedAsync(who, file);
        }
        using var stranger = scene.App.Anonymous();
        Assert.Equal(HttpStatusCode.Unauthorized, await Upload.OpensAsync(stranger, file));

        static async Task ClosedAsync(AppClient who, string file)
        {
            Assert.Equal(HttpStatusCode.NotFound, await Upload.OpensAsync(who, file));
            Assert.Equal(HttpStatusCode.NotFound, await Upload.OpensAsync(who, file, "/thumbnail"));
            using var link = await who.SendAsync(HttpMethod.Post, $"/api/v1/attachments/{file}/link");
            Assert.Equal(HttpStatusCode.NotFound, link.StatusCode);
        }
    }

    [Theory, EveryDatabase, Rule("FI-4", "MS-9")]
    public async Task A_notes_file_is_for_agents(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var file = (await Upload.TextAsync(scene.Mara, id, "planted.txt")).Text("id");
        await scene.Mara.PostAsync(
            $"/api/v1/conversations/{id}/messages",
            new
            {
                clientId = Guid.NewGuid(),
                text = "Among us",
                kind = "note",
                attachments = new[] { file },
            }
        );
        Assert.Equal(HttpStatusCode.OK, await Upload.OpensAsync(scene.Noah, file));
        Assert.Equal(HttpStatusCode.NotFound, await Upload.OpensAsync(grace, file));
        var guests = (await Scene.TimelineAsync(grace, id)).Append(await Scene.SeeAsync(grace, id));
        Assert.All(guests, seen => Assert.DoesNotContain("planted", seen.GetRawText(), StringComparison.Ordinal));
    }

    [Theory, EveryDatabase, Rule("FI-4")]
    public async Task A_link_opens_it_for_ten_minutes_and_only_while_its_person_is_let_in(TestDatabase database)
    {
        var time = new ShiftedTime();
        await using var scene = await Scene.OnAsync(database, time: time);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var file = (await Upload.TextAsync(grace, id)).Text("id");
        await Upload.SayAsync(grace, id, "Look", file);
        using var stranger = scene.App.Anonymous();
        var link = await LinkAsync(grace);
        using (var answer = await stranger.SendAsync(HttpMethod.Get, link))
        {
            Assert.Equal("plain words", await answer.Content.ReadAsStringAsync());
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        }
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(link[..^4] + "AAAA"));
        time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(link));
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(link));

        var noahs = await LinkAsync(scene.Noah);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(noahs));
        var member = await Scene.MemberIdAsync(scene.Mara, id, "Noah Okafor");
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/members/{member}");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(noahs));
        Assert.Equal(HttpStatusCode.NotFound, await Upload.OpensAsync(scene.Noah, file));

        var again = await LinkAsync(grace);
        await scene.Mara.PostAsync($"/api/v1/guests/{grace.Id}/block");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(again));
        await scene.Mara.DeleteAsync($"/api/v1/guests/{grace.Id}/block");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(again));
        await grace.DeleteAsync("/api/v1/sessions/current");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(again));

        async Task<string> LinkAsync(AppClient who)
        {
            var made = await who.PostAsync($"/api/v1/attachments/{file}/link");
            Assert.InRange(made.At("expiresAt").GetDateTimeOffset() - time.GetUtcNow(), TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
            return new Uri(made.Text("url")).AbsolutePath;
        }

        async Task<HttpStatusCode> StatusAsync(string path)
        {
            using var answer = await stranger.SendAsync(HttpMethod.Get, path);
            return answer.StatusCode;
        }
    }

    [Fact, Rule("FI-2")]
    public async Task Parts_of_a_film_can_be_asked_for_and_what_is_known_need_not_come_again()
    {
        var database = await TestDatabase.CreateAsync(Infrastructure.Database.DatabaseProvider.Sqlite);
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        byte[] film = [0, 0, 0, 24, .. "ftypisom0123456789"u8];
        var card = await Upload.FileAsync(grace, id, film, "film.mp4");
        Assert.Equal("video/mp4", card.Text("type"));
        var path = $"/api/v1/attachments/{card.Text("id")}";
        using var part = await grace.SendAsync(HttpMethod.Get, path, null, ("Range", "bytes=4-7"));
        Assert.Equal((HttpStatusCode.PartialContent, "ftyp"), (part.StatusCode, await part.Content.ReadAsStringAsync()));
        using var known = await grace.SendAsync(HttpMethod.Get, path, null, ("If-None-Match", part.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal(new CacheControlHeaderValue { Private = true, NoCache = true }, part.Headers.CacheControl);
    }
}
