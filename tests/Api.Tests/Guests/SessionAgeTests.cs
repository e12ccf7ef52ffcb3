using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Guests;

/// <summary>How long a browser is remembered.</summary>
public sealed class SessionAgeTests
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(180);

    [Theory, EveryDatabase, Rule("GU-9")]
    public async Task A_session_lasts_180_days_from_its_last_use(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        await LastUsedAsync(database, grace.Id, Lasts - TimeSpan.FromMinutes(1));
        await grace.GetAsync("/api/v1/me");
        // That was a use, noted behind the answer: from here it counts anew.
        var ago = await Until.Async(() => LastUseAsync(database, grace.Id), ago => ago < TimeSpan.FromMinutes(5));
        Assert.InRange(ago, TimeSpan.Zero, TimeSpan.FromMinutes(5));

        await LastUsedAsync(database, grace.Id, Lasts + TimeSpan.FromMinutes(1));
        await grace.RefusesAsync(HttpMethod.Get, "/api/v1/me", null, 401, "session-ended");
        await grace.RefusesAsync(HttpMethod.Get, "/api/v1/events", null, 401, "session-ended");
        // Trying does not revive it.
        await grace.RefusesAsync(HttpMethod.Get, "/api/v1/me", null, 401, "session-ended");
    }

    private static async Task LastUsedAsync(TestDatabase database, string guest, TimeSpan ago)
    {
        await using var open = await database.OpenAsync();
        await open.Units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync(
                        $"update guest_session set last_used_at = @at where guest_id = @guest",
                        new { at = Unit.Of(unit).NowMs - (long)ago.TotalMilliseconds, guest }
                    ),
            default
        );
    }

    private static async Task<TimeSpan> LastUseAsync(TestDatabase database, string guest)
    {
        await using var open = await database.OpenAsync();
        var at = await open.Db.FirstAsync<long>($"select last_used_at from guest_session where guest_id = @guest", new { guest }, default);
        return TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(at);
    }
}
