using System.Globalization;
using System.Text.Json;
using XBees.Browser.Tests.Setup;
using XBees.Testing.App;

namespace XBees.Browser.Tests.Meetings;

/// <summary>Meetings of next week, on a clock that is an hour before UTC all year round.</summary>
internal static class Bookings
{
    private const string Zone = "Africa/Lagos";

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow().AddHours(1);

    /// <summary>The Monday of next week.</summary>
    public static DateTimeOffset Monday { get; } = new DateTimeOffset(Now.Date, TimeSpan.Zero).AddDays(7 - (((int)Now.DayOfWeek + 6) % 7));

    public static string Week => Key(Monday);

    public static string Key(DateTimeOffset day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An hour of the agent's on a day of next week, 0 for Monday.</summary>
    public static DateTimeOffset At(int day, int hour) => Monday.AddDays(day).AddHours(hour - 1);

    /// <summary>Open from nine to five on weekdays, with a break at noon and without notice.</summary>
    public static async Task OpenAsync(AppClient agent)
    {
        await agent.PatchAsync("/api/v1/me", new { timeZone = Zone });
        await agent.PutAsync(
            "/api/v1/me/availability",
            new
            {
                timeZone = Zone,
                weekly = Enumerable
                    .Range(1, 5)
                    .Select(day => new
                    {
                        day,
                        from = 540,
                        to = 1020,
                    }),
                breaks = new[] { new { from = 720, to = 780 } },
                notice = 0,
                durations = new[] { 30, 60 },
            }
        );
    }

    /// <summary>A meeting on a day of next week, 0 for Monday, at an hour of the agent's.</summary>
    public static async Task<JsonElement> BookAsync(
        Office office,
        AppClient agent,
        int day,
        int hour,
        string subject,
        string name = "Nadia Okafor"
    )
    {
        var slug = (await agent.GetAsync("/api/v1/me")).GetProperty("slug").GetString()!;
        using var anonymous = office.App.Anonymous();
        var session = await anonymous.PostAsync(
            "/api/v1/sessions",
            new { link = slug, guest = new { name, email = $"{Guid.NewGuid():N}@guests.example" } }
        );
        using var guest = office.App.WithBearer(session.GetProperty("token").GetString()!);
        var start = At(day, hour);
        return await guest.PostAsync(
            $"/api/v1/schedulers/{slug}/meetings",
            new { start = start.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), subject }
        );
    }

    public static async Task CancelAsync(AppClient agent, JsonElement meeting) =>
        await agent.DeleteAsync($"/api/v1/meetings/{meeting.GetProperty("id").GetString()}");
}
