using CsCheck;
using NodaTime;
using XBees.Domain.Meetings;
using XBees.Testing;

namespace XBees.Domain.Tests.Meetings;

/// <summary>Every zone of the IANA database, the days around every change of its clock from 2026 to 2029, and any settings.</summary>
public sealed class SlotProperties
{
    private static readonly Duration Raster = Duration.FromMinutes(5);

    [Fact, Rule("ME-7", "ME-12", "ME-15", "ME-26", "ME-28")]
    public void What_is_listed_is_what_a_slow_search_finds_minute_by_minute_and_nothing_else_is_accepted() =>
        Every(scene =>
        {
            var listed = scene.Finder.List(scene.From, scene.To, scene.Minutes);
            var slow = new SlowSlots(scene.Availability, scene.Taken, scene.Now, scene.From, scene.To);
            var expected = slow.Offered(scene.From, scene.To, scene.Minutes);
            Assert.Equal(expected.Order(), listed);
            for (var moment = scene.From; moment < scene.To; moment += Raster)
            {
                Assert.True(expected.Contains(moment) == scene.Finder.Judge(moment, scene.Minutes) is null, $"{moment} of {scene}");
            }
        });

    [Fact, Rule("ME-12", "ME-28")]
    public void Each_start_is_listed_once_shown_by_the_clock_for_the_first_time_and_in_order() =>
        Every(scene =>
        {
            var zone = DateTimeZoneProviders.Tzdb[scene.Availability.TimeZone];
            var listed = scene.Finder.List(scene.From, scene.To, scene.Minutes);
            Assert.Equal(listed.Distinct().Order(), listed);
            var shown = listed.Select(start => start.InZone(zone).LocalDateTime).ToList();
            Assert.Equal(shown.Count, shown.Distinct().Count());
            Assert.All(
                listed,
                start => Assert.Equal(start, start.InZone(zone).LocalDateTime.InZone(zone, mapping => mapping.First()).ToInstant())
            );
        });

    [Fact, Rule("ME-15")]
    public void A_grid_of_the_meetings_own_length_offers_no_two_that_overlap_while_the_clock_runs_on() =>
        Every(scene =>
        {
            var hours = new Availability
            {
                TimeZone = scene.Availability.TimeZone,
                Weekly = Scheduler.Daily("08:10", "17:25"),
                Grid = null,
                Notice = 0,
                Durations = [scene.Minutes],
                Horizon = 30,
            };
            var listed = new SlotFinder(hours, scene.Taken, scene.Now).List(scene.From, scene.To, scene.Minutes);
            Assert.All(
                listed.Zip(listed.Skip(1)),
                pair => Assert.True(pair.Second - pair.First >= Duration.FromMinutes(scene.Minutes), $"{pair} of {scene}")
            );
        });

    [Fact, Rule("ME-27")]
    public void Two_lists_side_by_side_are_the_list_of_both() =>
        Every(scene =>
        {
            var middle = scene.From + ((scene.To - scene.From) / 2);
            Assert.Equal(
                scene.Finder.List(scene.From, scene.To, scene.Minutes),
                scene.Finder.List(scene.From, middle, scene.Minutes).Concat(scene.Finder.List(middle, scene.To, scene.Minutes))
            );
        });

    private static void Every(Action<SlotScene> holds)
    {
        foreach (var (zone, change) in ClockChanges.All)
        {
            var scene = SlotScene.Around(zone, change);
            scene.Sample(holds, iter: ClockChanges.ScenesEach, threads: 1);
        }
    }
}
