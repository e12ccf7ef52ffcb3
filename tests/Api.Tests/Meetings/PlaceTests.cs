using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>Where a meeting is: as the agent had set it when it was booked, for good.</summary>
[Rule("ME-13")]
public sealed class PlaceTests
{
    private const string Path = "/api/v1/me/availability";
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase]
    public async Task Each_kind_stands_in_the_card_in_the_mail_and_in_the_calendar_and_stays(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
        await SetAsync(scene.Mara, "link", "https://meet.example.org/mara");
        var first = await Schedulers.BookAsync(guest, slug, free[0]);
        Assert.Equal(("link", "https://meet.example.org/mara"), PlaceOf(first));
        var mail = (await post.ToAsync("leo@example.org")).Single();
        Assert.Contains("https://meet.example.org/mara", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("LOCATION:https://meet.example.org/mara", MailTests.CalendarOf(mail), StringComparison.Ordinal);

        await SetAsync(scene.Mara, "room", "https://meet.example.org/{room}");
        var rooms = new[] { await Schedulers.BookAsync(guest, slug, free[1]), await Schedulers.BookAsync(guest, slug, free[2]) };
        var names = rooms.Select(meeting => PlaceOf(meeting).Text).ToList();
        Assert.All(names, name => Assert.Matches("^https://meet\\.example\\.org/[A-Za-z0-9_-]{40,}$", name));
        Assert.NotEqual(names[0], names[1]);

        await SetAsync(scene.Mara, "place", "Keizersgracht 1");
        Assert.Equal(("place", "Keizersgracht 1"), PlaceOf(await Schedulers.BookAsync(guest, slug, free[3])));
        await SetAsync(scene.Mara, null, null);
        Assert.True((await Schedulers.BookAsync(guest, slug, free[4])).IsNull("place"));
        var moved = await Schedulers.MoveAsync(guest, first, new { start = free[5] });
        Assert.Equal(("link", "https://meet.example.org/mara"), PlaceOf(moved));
    }

    [Theory, EveryDatabase]
    public async Task Where_the_host_calls_a_number_is_asked_for(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        var free = await Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
        using var anybody = scene.App.Anonymous();
        Assert.False((await anybody.GetAsync($"/api/v1/schedulers/{slug}")).At("asksForPhone").GetBoolean());
        await SetAsync(scene.Mara, "phone", null);
        Assert.True((await anybody.GetAsync($"/api/v1/schedulers/{slug}")).At("asksForPhone").GetBoolean());
        foreach (var phone in new[] { null, "call me" })
        {
            using var refused = await Schedulers.SendAsync(
                guest,
                slug,
                new
                {
                    start = free[0],
                    subject = "x",
                    phone,
                }
            );
            await refused.IsProblemAsync(422, "validation", "phone");
        }
        var booked = await guest.PostAsync(
            $"/api/v1/schedulers/{slug}/meetings",
            new
            {
                start = free[0],
                subject = "x",
                phone = "+31 20 555 01 23",
            }
        );
        Assert.Equal(("phone", "+31 20 555 01 23"), PlaceOf(booked));
    }

    [Theory, EveryDatabase]
    public async Task What_is_no_address_is_refused(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        foreach (
            var (kind, text) in new (string, string?)[]
            {
                ("link", "meet me"),
                ("link", "javascript:alert(1)"),
                ("room", "https://meet.example.org/mara"),
                ("place", " "),
                ("moon", "x"),
            }
        )
        {
            using var answer = await SendAsync(scene.Mara, kind, text);
            await answer.IsProblemAsync(422, "validation", "where");
        }
    }

    private static (string Kind, string Text) PlaceOf(JsonElement meeting) => (meeting.Text("place.kind"), meeting.Text("place.text"));

    private static async Task SetAsync(AppClient agent, string? kind, string? text)
    {
        using var answer = await SendAsync(agent, kind, text);
        answer.Is(HttpStatusCode.OK);
    }

    private static async Task<HttpResponseMessage> SendAsync(AppClient agent, string? kind, string? text)
    {
        var body = JsonNode.Parse((await agent.GetAsync(Path)).GetRawText())!.AsObject();
        body.Remove("version");
        body["where"] = kind is null ? null : new JsonObject { ["kind"] = kind, ["text"] = text };
        return await agent.SendAsync(HttpMethod.Put, Path, body);
    }
}
