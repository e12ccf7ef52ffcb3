using Microsoft.AspNetCore.Http;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Calendars;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Calendars;

/// <summary>Attack rows 12 to 14 and fault 12, where the neighbour is a calendar that an agent named.</summary>
[Trait("Long", "yes")]
public sealed class BadNeighbourTests
{
    [Theory]
    [InlineData("https://127.0.0.1/a.ics")]
    [InlineData("https://[::1]/a.ics")]
    [InlineData("https://[::ffff:127.0.0.1]/a.ics")]
    [InlineData("https://0.0.0.0/a.ics")]
    [InlineData("https://0/a.ics")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://100.64.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://localhost/a.ics")]
    public async Task Nothing_inside_the_house_is_called_by_any_of_its_names(string url)
    {
        await using var app = await XBeesApp.StartAsync();
        foreach (
            var body in new object[]
            {
                new { kind = "ics", url },
                new
                {
                    kind = "caldav",
                    url,
                    userName = "mara",
                    password = "secret",
                },
            }
        )
        {
            await app.Administrator.RefusesAsync(HttpMethod.Post, Connected.Path, body, 422, "calendar-unreachable");
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1/a.ics")]
    [InlineData("http://calendar.example.org/a.ics")]
    // In two pieces: nobody is to take it for a secret that was left here.
    [InlineData("https://" + "mara:secret@calendar.example.org/a.ics")]
    [InlineData("file:///etc/passwd")]
    [InlineData("calendar.example.org")]
    [InlineData(null)]
    public async Task What_is_no_address_of_the_internet_is_not_tried(string? url)
    {
        await using var app = await XBeesApp.StartAsync();
        await app.Administrator.RefusesAsync(HttpMethod.Post, Connected.Path, new { kind = "ics", url }, 422, "validation", "url");
    }

    [Fact]
    public async Task A_redirect_is_not_followed_not_even_to_where_one_might_go()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Connected.OnAsync(database);
        await using var inside = await Publisher.StartAsync();
        inside.Publishes();
        scene.Publisher.Answers(302, ("Location", inside.Address));
        await RefusedAsync(scene, "calendar-unreadable");
        Assert.Equal(0, inside.Asked);
    }

    [Theory]
    [InlineData("500", "calendar-unreachable")]
    [InlineData("429", "calendar-unreachable")]
    [InlineData("429 until a moment", "calendar-unreachable")]
    [InlineData("401", "calendar-refuses")]
    [InlineData("404", "calendar-unreadable")]
    [InlineData("reset", "calendar-unreachable")]
    [InlineData("a page", "calendar-unreadable")]
    [InlineData("a gigabyte that it tells of", "calendar-unreadable")]
    [InlineData("a gigabyte", "calendar-unreadable")]
    public async Task A_bad_answer_has_its_name(string answer, string problem)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Connected.OnAsync(database);
        scene.Publisher.Answers(context => AnswerAsync(context, answer));
        await RefusedAsync(scene, problem);
        // One that is connected already keeps what was read of it, and is left alone for as long as it asks.
        scene.Publisher.Publishes(scene.Free[0]);
        await scene.ConnectAsync();
        scene.Publisher.Answers(context => AnswerAsync(context, answer));
        scene.Time.Advance(TimeSpan.FromMinutes(5));
        var failed = await Until.Async(scene.OnlyAsync, one => one.Text("state") != "connected");
        Assert.Equal("calendar-" + failed.Text("state").Replace("refused", "refuses", StringComparison.Ordinal), problem);
        Assert.Equal([scene.Free[0]], scene.Free.Except(await scene.FreeAsync()));
        if (answer.StartsWith("429", StringComparison.Ordinal))
        {
            await AsksAgainOnlyAfterAsync(scene, TimeSpan.FromMinutes(20));
        }
    }

    [Fact]
    public async Task One_who_answers_a_byte_at_a_time_is_not_waited_for()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Connected.OnAsync(database);
        scene.Publisher.Answers(TrickleAsync);
        await RefusedAsync(scene, "calendar-unreachable");
    }

    public static TheoryData<string, string, string> Servers =>
        new()
        {
            { "an address inside the house", Principal("https://169.254.169.254/mara/"), "calendar-unreachable" },
            { "an address by another scheme", Principal("file:///etc/passwd"), "calendar-unreadable" },
            { "no address", Principal("https://["), "calendar-unreadable" },
            {
                "entities that grow",
                "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><a>&c;</a>",
                "calendar-unreadable"
            },
            { "an entity that is read", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", "calendar-unreadable" },
            { "a million elements in one another", string.Concat(Enumerable.Repeat("<a>", 1_000_000)), "calendar-unreadable" },
            {
                "the same, closed",
                string.Concat(Enumerable.Repeat("<a>", 500_000)) + string.Concat(Enumerable.Repeat("</a>", 500_000)),
                "calendar-unreadable"
            },
            { "a page", "<!doctype html><title>Sign in</title>", "calendar-unreadable" },
        };

    [Theory, MemberData(nameof(Servers))]
    public async Task What_a_CalDAV_server_says_is_not_believed(string name, string body, string problem)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Connected.OnAsync(database);
        scene.Publisher.Answers(context =>
        {
            context.Response.StatusCode = 207;
            return context.Response.WriteAsync(body);
        });
        var account = new
        {
            kind = "caldav",
            label = name,
            url = scene.Publisher.Address,
            userName = "mara",
            password = "secret",
        };
        await scene.Scene.Mara.RefusesAsync(HttpMethod.Post, Connected.Path, account, 422, problem);
    }

    [Fact]
    public async Task A_CalDAV_server_that_sends_elsewhere_sends_nobody_there()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Connected.OnAsync(database);
        await using var inside = await Publisher.StartAsync();
        scene.Publisher.Answers(302, ("Location", inside.Address));
        var account = new
        {
            kind = "caldav",
            url = scene.Publisher.Address,
            userName = "mara",
            password = "secret",
        };
        await scene.Scene.Mara.RefusesAsync(HttpMethod.Post, Connected.Path, account, 422, "calendar-unreadable");
        Assert.Equal(0, inside.Asked);
    }

    private static string Principal(string address) =>
        "<multistatus xmlns=\"DAV:\"><response><href>/</href><propstat><prop><current-user-principal><href>"
        + address
        + "</href></current-user-principal></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>";

    private static async Task AsksAgainOnlyAfterAsync(Connected scene, TimeSpan wait)
    {
        await using var open = await scene.Scene.App.Database.OpenAsync();
        var next = await open.Db.FirstAsync<long>($"select next_read_at from calendar_connection");
        Assert.True(DateTimeOffset.FromUnixTimeMilliseconds(next) - scene.Time.GetUtcNow() > wait);
    }

    private static Task RefusedAsync(Connected scene, string problem) =>
        scene.Scene.Mara.RefusesAsync(HttpMethod.Post, Connected.Path, new { kind = "ics", url = scene.Publisher.Address }, 422, problem);

    private static async Task AnswerAsync(HttpContext context, string answer)
    {
        switch (answer)
        {
            case "reset":
                context.Abort();
                break;
            case "a page":
                await context.Response.WriteAsync("<!doctype html><title>Sign in</title>");
                break;
            case "a gigabyte that it tells of":
                context.Response.ContentLength = 1L << 30;
                await context.Response.StartAsync();
                break;
            case "a gigabyte":
                await GigabyteAsync(context);
                break;
            case "429 until a moment":
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = TimeProvider.System.GetUtcNow().AddDays(3).ToString("r");
                break;
            default:
                context.Response.StatusCode = int.Parse(answer, System.Globalization.CultureInfo.InvariantCulture);
                context.Response.Headers.RetryAfter = answer == "429" ? "1800" : default;
                break;
        }
    }

    private static async Task TrickleAsync(HttpContext context)
    {
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.WriteAsync("x", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(TimeSpan.FromMilliseconds(100), context.RequestAborted);
        }
    }

    private static async Task GigabyteAsync(HttpContext context)
    {
        var piece = new byte[64 * 1024];
        Array.Fill(piece, (byte)'x');
        for (var sent = 0L; sent < 1 << 30; sent += piece.Length)
        {
            Assert.True(sent <= 4L * CalendarHttp.MostBytes, "It goes on reading.");
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
        }
    }
}
