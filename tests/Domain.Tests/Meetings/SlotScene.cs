using CsCheck;
using NodaTime;
using XBees.Domain.Meetings;

namespace XBees.Domain.Tests.Meetings;

/// <summary>The changes of all clocks, and for a zone without one a day in June.</summary>
internal static class ClockChanges
{
    private static readonly Instant First = Instant.FromUtc(2026, 1, 1, 0, 0);
    private static readonly Instant Last = Instant.FromUtc(2030, 1, 1, 0, 0);
    private static readonly bool All4Years = Environment.GetEnvironmentVariable("XBEES_TEST_ALL") == "1";

    public static int ScenesEach { get; } = All4Years ? 5 : 1;

    /// <summary>Without <c>--all</c> one zone stands for all whose clocks do the same from 2026 to 2029.</summary>
    public static IReadOnlyList<(string Zone, Instant Change)> All { get; } =
    [
        .. DateTimeZoneProviders
            .Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id])
            .GroupBy(zone => All4Years ? zone.Id : Habits(zone))
            .Select(alike => alike.First())
            .SelectMany(zone => Changes(zone).DefaultIfEmpty(Instant.FromUtc(2027, 6, 9, 0, 0)), (zone, change) => (zone.Id, change)),
    ];

    private static IEnumerable<Instant> Changes(DateTimeZone zone) =>
        zone.GetZoneIntervals(First, Last).Skip(1).Select(interval => interval.Start);

    private static string Habits(DateTimeZone zone) =>
        string.Join(
            ' ',
            zone.GetZoneIntervals(First, Last).Select(interval => $"{interval.WallOffset} to {(interval.HasEnd ? interval.End : Last)},")
        );
}

/// <summary>An agent's settings, what is taken, and two days on either side of a change.</summary>
internal sealed record SlotScene(Availability Availability, IReadOnlyList<Busy> Taken, Instant Now, Instant From, Instant To, int Minutes)
{
    public SlotFinder Finder { get; } = new(Availability, Taken, Now);

    private static readonly int?[] Grids = [15, 30, 60, null];
    private static readonly Gen<int> FiveMinutes = Gen.Int[0, 287].Select(step => step * 5);
    private static readonly Gen<int> Ends = Gen.Int[0, 288].Select(step => step * 5);

    public static Gen<SlotScene> Around(string zone, Instant change)
    {
        var day = change.InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
        var from = change - Duration.FromDays(2);
        return Gen.Select(
            Availabilities(zone, day),
            Gen.Select(Gen.Int[-300, 800], Gen.Int[1, 40], Gen.Bool).Array[0, 6],
            Gen.Int[0, 900],
            (availability, busy, early) =>
                new SlotScene(
                    availability,
                    [.. busy.Select((one, number) => Busy(from, one, number))],
                    from + Duration.FromMinutes((early * 5) - 2400),
                    from,
                    from + Duration.FromDays(4),
                    availability.Durations[0]
                )
        );
    }

    private static Busy Busy(Instant from, (int At, int Steps, bool IsMeeting) one, int number)
    {
        var start = from + Duration.FromMinutes(one.At * 5);
        var kind = one.IsMeeting ? BusyKind.Meeting : BusyKind.Calendar;
        return new(start, start + Duration.FromMinutes(one.Steps * 5), kind, $"mtg_{number}");
    }

    private static Gen<Availability> Availabilities(string zone, LocalDate day) =>
        Gen.Select(
            Gen.Select(Gen.Int[1, 7], FiveMinutes, Ends, (on, begin, end) => new WeeklyHours(on, begin, end)).Array[1, 14],
            Gen.Select(FiveMinutes, Gen.Int[1, 30], Gen.Int[0, 7], (begin, steps, on) => Pause(begin, steps, on)).Array[0, 3],
            Gen.Select(Gen.Int[-2, 2], Gen.Select(FiveMinutes, Ends, (begin, end) => new Hours(begin, end)).Array[0, 2]).Array[0, 2],
            Gen.Int[0, 3].Select(choice => Grids[choice]),
            Gen.Int[1, 30].Select(step => step * 5),
            Gen.Select(
                Gen.Int[0, 8],
                Gen.Int[0, 8],
                Gen.Int[0, 60],
                Gen.Int[1, 5],
                Gen.Int[-1, 2].Select(most => most > 0 ? most : (int?)null)
            ),
            (weekly, breaks, dates, grid, minutes, rest) =>
                new Availability
                {
                    TimeZone = zone,
                    Weekly = weekly,
                    Breaks = breaks,
                    Dates = [.. dates.DistinctBy(own => own.Item1).Select(own => new DateHours(day.PlusDays(own.Item1), own.Item2))],
                    Grid = grid,
                    Durations = [minutes],
                    BufferBefore = rest.Item1 * 5,
                    BufferAfter = rest.Item2 * 5,
                    Notice = rest.Item3 * 5,
                    Horizon = rest.Item4,
                    DailyMaximum = rest.Item5,
                }
        );

    private static Break Pause(int begin, int steps, int on) => new(begin, (begin + (steps * 5)) % 1440, on == 0 ? null : on);
}
