using System.Net;
using System.Text.Json;
using MimeKit;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>A meeting goes to a colleague who is free then, and everything with it.</summary>
[Rule("ME-17")]
public sealed class HandOverTests
{
    private const string Leo = "leo@example.org";
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("ME-2", "ME-4", "AC-13", "AP-6")]
    public async Task Slot_card_week_conversation_and_mails_follow_to_the_colleague(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var (slug, meeting, free) = await BookedAsync(scene);
        var id = meeting.Text("conversationId");
        Assert.Contains(scene.Noah.Id, await HostsAsync(scene.Mara, meeting));
        await using var live = await EventStream.OpenAsync(scene.Noah);
        var handed = await HandOverAsync(scene.Mara, meeting, scene.Noah.Id);
        Assert.Equal(
            ("Noah Okafor", free[0], meeting.Number("version") + 1),
            (handed.Text("host.name"), handed.Text("start"), handed.Number("version"))
        );
        Assert.Equal(scene.Noah.Id, (await live.NextAsync("meeting.changed")).Data.Text("meeting.host.id"));
        var noahs = await Schedulers.SlugAsync(scene.Noah);
        Assert.Equal(noahs, handed.Text("scheduler"));
        Assert.Contains(free[0], await FreeAsync(scene, slug));
        Assert.DoesNotContain(free[0], await FreeAsync(scene, noahs));
        // The colleague is in the conversation, and the card there is theirs.
        var card = (await Scene.TimelineAsync(scene.Noah, id)).Single(entry => entry.Text("kind") == "meeting");
        Assert.Equal("Noah Okafor", card.Text("meeting.host.name"));
        Assert.False(
            (await Scene.MembersAsync(scene.Noah, id)).Single(one => one.Text("name") == "Noah Okafor").At("initial").GetBoolean()
        );
        var notice = (await Scene.TimelineAsync(scene.Mara, id))[^1].At("notice");
        Assert.Equal(
            ("meeting-handed-over", "Mara Nowak", "Noah Okafor"),
            (notice.Text("type"), notice.Text("actor.name"), notice.Text("people.0.name"))
        );
        // Out of one calendar, into another, and changed in the guest's: one UID, one SEQUENCE more.
        var uid = Line(await CalendarAsync(post, Leo, "SEQUENCE:0"), "UID");
        foreach (
            var (address, method) in new[]
            {
                ("mara.nowak@ternhaus.example", "CANCEL"),
                ("noah.okafor@ternhaus.example", "REQUEST"),
                (Leo, "REQUEST"),
            }
        )
        {
            var file = await CalendarAsync(post, address, "SEQUENCE:1");
            Assert.Equal((method, uid), (Line(file, "METHOD"), Line(file, "UID")));
        }
        Assert.Contains("noah.okafor@", await CalendarAsync(post, Leo, "SEQUENCE:1"), StringComparison.Ordinal);
        // Theirs to move and to hand back; twice to the same one is no change.
        Assert.Equal(handed.Number("version"), (await HandOverAsync(scene.Noah, handed, scene.Noah.Id)).Number("version"));
        var moved = await Schedulers.MoveAsync(scene.Noah, handed, new { start = (await FreeAsync(scene, noahs))[0] });
        Assert.Equal("Mara Nowak", (await HandOverAsync(scene.Noah, moved, scene.Mara.Id)).Text("host.name"));
    }

    [Theory, EveryDatabase, Rule("ME-21", "LC-1", "AP-5")]
    public async Task Only_the_host_and_only_to_a_standard_agent_who_is_free(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var (_, meeting, free) = await BookedAsync(scene);
        var basic = scene.Keep(await scene.App.AgentAsync("Bea Basic", "Basic"));
        await RefusesAsync(scene.Noah, meeting, scene.Noah.Id, 404, "not-found");
        await scene.Mara.PostAsync(
            $"/api/v1/conversations/{meeting.Text("conversationId")}/members",
            new { members = new[] { new { agentId = scene.Noah.Id } } }
        );
        await RefusesAsync(scene.Noah, meeting, scene.Noah.Id, 403, "not-the-host");
        await RefusesAsync(scene.App.Administrator, meeting, scene.Noah.Id, 404, "not-found");
        await RefusesAsync(scene.Mara, meeting, basic.Id, 422, "cannot-take-over");
        await RefusesAsync(scene.Mara, meeting, "agt_nobody", 422, "cannot-take-over");
        await RefusesAsync(scene.Mara, meeting, null, 422, "validation");
        using (var stale = await SendAsync(scene.Mara, meeting, scene.Noah.Id, version: 7))
        {
            await stale.IsProblemAsync(412, "stale");
        }
        // Noah has something at the same time, or right behind it where he wants time in between.
        var other = await scene.GuestAtLinkAsync(scene.Noah, "Otis", "otis@example.org");
        var noahs = await Schedulers.BookAsync(other, await Schedulers.SlugAsync(scene.Noah), free[0]);
        await RefusesAsync(scene.Mara, meeting, scene.Noah.Id, 409, "agent-not-free");
        Assert.DoesNotContain(scene.Noah.Id, await HostsAsync(scene.Mara, meeting));
        var later = await Schedulers.MoveAsync(scene.Noah, noahs, new { start = free[1] });
        await scene.Noah.PutAsync(
            "/api/v1/me/availability",
            new
            {
                timeZone = "Europe/Warsaw",
                open = false,
                bufferBefore = 15,
            }
        );
        await RefusesAsync(scene.Mara, meeting, scene.Noah.Id, 409, "agent-not-free");
        await scene.Noah.DeleteAsync($"/api/v1/meetings/{later.Text("id")}");
        // What he offers guests does not matter: his scheduler is closed, without hours.
        Assert.Contains(scene.Noah.Id, await HostsAsync(scene.Mara, meeting));
        var handed = await HandOverAsync(scene.Mara, meeting, scene.Noah.Id);
        time.Advance(DateTimeOffset.Parse(free[0], System.Globalization.CultureInfo.InvariantCulture) - time.GetUtcNow());
        // Sessions ended meanwhile.
        var noah = scene.Keep(await scene.App.SignInAsync("noah.okafor@ternhaus.example"));
        await RefusesAsync(noah, handed, scene.Mara.Id, 409, "meeting-begun");
    }

    [Theory, EveryDatabase, Rule("ME-8")]
    public async Task Of_a_booking_and_a_handing_over_at_once_one_has_the_time(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var (slug, noahs) = (await Schedulers.SlugAsync(scene.Mara), await Schedulers.SlugAsync(scene.Noah));
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var other = await scene.GuestAtLinkAsync(scene.Noah, "Otis", "otis@example.org");
        var free = await Schedulers.FreeAsync(scene.App, slug, TimeProvider.System.GetUtcNow());
        for (var round = 0; round < 8; round++)
        {
            var meeting = await Schedulers.BookAsync(guest, slug, free[round]);
            var answers = await Task.WhenAll(
                Task.Run(() => SendAsync(scene.Mara, meeting, scene.Noah.Id)),
                Task.Run(() => Schedulers.SendAsync(other, noahs, new { start = free[round], subject = "Mine" }))
            );
            Assert.Single(answers, answer => answer.IsSuccessStatusCode);
            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Conflict);
        }
        // Two who hand over to each other do not wait for each other.
        var (maras, his) = (await Schedulers.BookAsync(guest, slug, free[20]), await Schedulers.BookAsync(other, noahs, free[22]));
        var crossed = await Task.WhenAll(
            Task.Run(() => SendAsync(scene.Mara, maras, scene.Noah.Id)),
            Task.Run(() => SendAsync(scene.Noah, his, scene.Mara.Id))
        );
        Assert.All(crossed, answer => answer.Is(HttpStatusCode.OK));
    }

    private async Task<(string Slug, JsonElement Meeting, IReadOnlyList<string> Free)> BookedAsync(Scene scene)
    {
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await FreeAsync(scene, slug);
        return (slug, await Schedulers.BookAsync(guest, slug, free[0]), free);
    }

    private Task<IReadOnlyList<string>> FreeAsync(Scene scene, string slug) => Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());

    private static async Task<IEnumerable<string>> HostsAsync(AppClient who, JsonElement meeting) =>
        (await who.GetAsync($"/api/v1/meetings/{meeting.Text("id")}/hosts")).EnumerateArray().Select(host => host.Text("id"));

    private static async Task<JsonElement> HandOverAsync(AppClient who, JsonElement meeting, string agentId)
    {
        using var answer = await SendAsync(who, meeting, agentId);
        answer.Is(HttpStatusCode.OK);
        return await answer.BodyAsync();
    }

    private static Task<HttpResponseMessage> SendAsync(AppClient who, JsonElement meeting, string agentId, long? version = null) =>
        who.SendAsync(
            HttpMethod.Post,
            $"/api/v1/meetings/{meeting.Text("id")}/host",
            new { agentId },
            ("If-Match", $"\"{version ?? meeting.Number("version")}\"")
        );

    private static Task<JsonElement> RefusesAsync(AppClient who, JsonElement meeting, string? agentId, int status, string slug) =>
        who.RefusesAsync(HttpMethod.Post, $"/api/v1/meetings/{meeting.Text("id")}/host", new { agentId }, status, slug);

    private static async Task<string> CalendarAsync(Postbox post, string address, string holds) =>
        (
            await Until.Async(
                () =>
                    Task.FromResult(
                        post.All.Where(mail => mail.To.Mailboxes.Any(to => to.Address == address))
                            .Select(CalendarOf)
                            .Where(file => file.Contains(holds, StringComparison.Ordinal))
                            .ToList()
                    ),
                found => found.Count > 0
            )
        ).Single();

    private static string CalendarOf(MimeMessage mail) =>
        mail.BodyParts.OfType<TextPart>()
            .FirstOrDefault(part => part.ContentType.MimeType == "text/calendar")
            ?.Text.Replace("\r\n ", "", StringComparison.Ordinal)
        ?? "";

    private static string Line(string file, string name) =>
        file.Split('\n').Single(line => line.StartsWith($"{name}:", StringComparison.Ordinal)).Trim()[(name.Length + 1)..];
}
