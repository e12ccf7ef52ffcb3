using NodaTime;

namespace XBees.Domain.Conversations;

/// <summary>For how long a member hears nothing of a conversation (AC-3, AC-15).</summary>
public static class Mute
{
    /// <summary>Until it is switched on again.</summary>
    public static readonly Instant Forever = Instant.FromUtc(9999, 12, 31, 0, 0);

    /// <summary>What can be asked for.</summary>
    public static readonly IReadOnlyList<string> Periods = ["30m", "1h", "4h", "tomorrow", "1w", "forever"];

    private static readonly LocalTime Morning = new(8, 0);

    /// <summary>When a period ends; <c>tomorrow</c> is 08:00 of the next day in the member's zone.</summary>
    /// <param name="period">One of <see cref="Periods"/>.</param>
    /// <param name="now">When it begins.</param>
    /// <param name="zone">The member's.</param>
    public static Instant End(string period, Instant now, DateTimeZone zone) =>
        period switch
        {
            "30m" => now + Duration.FromMinutes(30),
            "1h" => now + Duration.FromHours(1),
            "4h" => now + Duration.FromHours(4),
            "tomorrow" => (now.InZone(zone).Date.PlusDays(1) + Morning).InZoneLeniently(zone).ToInstant(),
            "1w" => now + Duration.FromDays(7),
            "forever" => Forever,
            _ => throw new Invalid("for", $"Give one of {string.Join(", ", Periods)}."),
        };
}
