using System.Net;
using XBees.Api.Tests.Meetings;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Calendars;

/// <summary>Calendars of CalDAV servers, against two that others wrote (CA-1 to CA-3).</summary>
public sealed class CalDavTests
{
    public static TheoryData<string> Servers => [.. CalDavHouse.Kinds];

    [Theory, MemberData(nameof(Servers)), Rule("CA-1", "CA-2", "CA-3", "ME-31")]
    public async Task An_account_is_found_by_its_server_and_what_it_holds_blocks(string server)
    {
        await using var house = await CalDavHouse.StartAsync(server);
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Connected.OnAsync(database);
        var free = scene.Free;
        await house.PutAsync("one", $"DTSTART:{Publisher.Plain(free[0])}\r\nDURATION:PT30M");
        await house.PutAsync("free", $"DTSTART:{Publisher.Plain(free[2])}\r\nDURATION:PT30M\r\nTRANSP:TRANSPARENT");
        // A week before, and every week again.
        var before = DateTimeOffset.Parse(free[4], System.Globalization.CultureInfo.InvariantCulture).AddDays(-7).ToString("O");
        await house.PutAsync("series", $"DTSTART:{Publisher.Plain(before)}\r\nDURATION:PT30M\r\nRRULE:FREQ=WEEKLY;COUNT=2");

        var made = await scene.Scene.Mara.PostAsync(Connected.Path, house.Account());
        Assert.Equal(("caldav", "Work", "connected"), (made.Text("kind"), made.Text("label"), made.Text("state")));
        var calendar = made.At("calendars").EnumerateArray().Single();
        Assert.EndsWith(house.Calendar, calendar.Text("id"), StringComparison.Ordinal);
        Assert.True(calendar.At("writable").GetBoolean());
        Assert.Equal([free[0], free[4]], free.Except(await scene.FreeAsync()));
        Assert.Equal("Work", (await scene.WhyAsync(free[0])).Text("calendar"));

        // Whatever comes while somebody books is seen.
        await house.PutAsync("two", $"DTSTART:{Publisher.Plain(free[6])}\r\nDURATION:PT30M");
        using var refused = await Schedulers.SendAsync(
            await scene.Scene.GuestAtLinkAsync(scene.Scene.Mara),
            scene.Slug,
            new { start = free[6], subject = "Taken" }
        );
        await refused.IsProblemAsync(409, "slot-taken");
    }

    [Fact, Rule("CA-6")]
    public async Task A_wrong_password_is_said_and_what_opens_an_account_is_told_to_nobody()
    {
        await using var house = await CalDavHouse.StartAsync("radicale");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Connected.OnAsync(database);
        await scene.Scene.Mara.RefusesAsync(HttpMethod.Post, Connected.Path, house.Account(password: "wrong"), 422, "calendar-refuses");
        var made = await scene.Scene.Mara.PostAsync(Connected.Path, house.Account());
        Assert.DoesNotContain(CalDavHouse.Password, made.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            CalDavHouse.Password,
            (await scene.Scene.Mara.GetAsync(Connected.Path)).GetRawText(),
            StringComparison.Ordinal
        );
        await using var open = await database.OpenAsync();
        Assert.DoesNotContain(
            CalDavHouse.Password,
            await open.Db.FirstAsync<string>($"select secret from calendar_connection"),
            StringComparison.Ordinal
        );
        // What is missing is said at its field.
        await scene.Scene.Mara.RefusesAsync(
            HttpMethod.Post,
            Connected.Path,
            new { kind = "caldav", url = house.Address },
            422,
            "validation",
            "password"
        );
    }

    [Theory, MemberData(nameof(Servers)), Rule("CA-1")]
    public async Task The_address_of_a_calendar_itself_and_a_path_below_are_found_too(string server)
    {
        await using var house = await CalDavHouse.StartAsync(server);
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Connected.OnAsync(database);
        foreach (var url in new[] { house.Address + house.Calendar[1..], house.Address + "mara/" })
        {
            var made = await scene.Scene.Mara.PostAsync(Connected.Path, house.Account(url));
            Assert.EndsWith(house.Calendar, made.Text("calendars.0.id"), StringComparison.Ordinal);
            using var gone = await scene.Scene.Mara.SendAsync(HttpMethod.Delete, $"{Connected.Path}/{made.Text("id")}");
            gone.Is(HttpStatusCode.NoContent);
        }
    }
}
