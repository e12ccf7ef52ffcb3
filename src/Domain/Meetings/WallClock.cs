using NodaTime;
using NodaTime.TimeZones;

namespace XBees.Domain.Meetings;

/// <summary>What an agent's clock shows, and when (ME-12, ME-28).</summary>
internal sealed class WallClock(DateTimeZone zone)
{
    public LocalDateTime Shows(Instant moment) => moment.InZone(zone).LocalDateTime;

    /// <summary>When a start is that the clock shows: the first time of two (RFC 5545, 3.3.5); null where it is never shown.</summary>
    public Instant? Start(LocalDateTime shown)
    {
        var mapping = zone.MapLocal(shown);
        return mapping.Count == 0 ? null : First(mapping);
    }

    /// <summary>When hours begin or end: what is never shown is passed when the clock jumps.</summary>
    public Instant Boundary(LocalDateTime shown)
    {
        var mapping = zone.MapLocal(shown);
        return mapping.Count == 0 ? mapping.LateInterval.Start : First(mapping);
    }

    public Instant Midnight(LocalDate date) => Boundary(date.AtMidnight());

    private static Instant First(ZoneLocalMapping mapping) => mapping.First().ToInstant();
}
