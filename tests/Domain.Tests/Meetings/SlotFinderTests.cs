using NodaTime;
using XBees.Domain.Meetings;
using XBees.Testing;
using static XBees.Domain.Tests.Meetings.Scheduler;

namespace XBees.Domain.Tests.Meetings;

/// <summary>Each rule of what can be booked, by an example on a Monday without a change of the clock.</summary>
public sealed class SlotFinderTests
{
    private const string Monday = "2027-06-07";

    private static readonly Availability Morning = In("UTC", On(IsoDayOfWeek.Monday, "09:00", "12:00"));

    [Theory, Rule("ME-15")]
    [InlineData(15, 90, "09:00Z 09:15Z 09:30Z 09:45Z 10:00Z 10:15Z 10:30Z")]
    [InlineData(30, 90, "09:00Z 09:30Z 10:00Z 10:30Z")]
    [InlineData(60, 90, "09:00Z 10:00Z")]
    [InlineData(null, 90, "09:00Z 10:30Z")]
    [InlineData(null, 50, "09:00Z 09:50Z 10:40Z")]
    public void Starts_lie_on_the_grid_that_the_agent_chose(int? grid, int minutes, string starts) =>
        Assert.Equal(starts.Split(' '), (Morning with { Grid = grid }).Finder().On(Monday, minutes));

    [Fact, Rule("ME-15")]
    public void The_grid_begins_anew_with_each_window()
    {
        var hours = In("UTC", On(IsoDayOfWeek.Monday, "09:10", "10:15"), On(IsoDayOfWeek.Monday, "13:25", "14:30"));
        Assert.Equal(["09:10Z", "09:40Z", "13:25Z", "13:55Z"], hours.Finder().On(Monday, 30));
    }

    [Fact, Rule("ME-7", "ME-15")]
    public void A_break_takes_its_time_and_leaves_the_grid_where_it_was()
    {
        var hours = Morning with { Breaks = [Break("10:15", "10:40"), Break("11:00", "11:30", IsoDayOfWeek.Tuesday)] };
        Assert.Equal(["09:00Z", "09:30Z", "11:00Z", "11:30Z"], hours.Finder().On(Monday, 30));
        Assert.Equal(SlotReason.Break, hours.Finder().Judge(Utc("2027-06-07T10:00Z"), 30)?.Reason);
    }

    [Fact, Rule("ME-7")]
    public void A_break_of_a_weekday_is_on_that_day_alone()
    {
        var hours = In("UTC", Daily("11:00", "12:00")) with { Breaks = [Break("11:00", "11:30", IsoDayOfWeek.Tuesday)] };
        Assert.Equal(["11:00Z", "11:30Z"], hours.Finder().On(Monday, 30));
        Assert.Equal(["11:30Z"], hours.Finder().On("2027-06-08", 30));
    }

    [Fact, Rule("ME-7")]
    public void A_date_has_hours_of_its_own_or_none()
    {
        var hours = Morning with
        {
            Dates =
            [
                new(Day(Monday), []),
                new(Day("2027-06-14"), [Hours("16:00", "17:00")]),
                new(Day("2027-06-19"), [Hours("08:00", "08:30")]),
            ],
        };
        Assert.Empty(hours.Finder().On(Monday, 30));
        Assert.Equal(["16:00Z", "16:30Z"], hours.Finder().On("2027-06-14", 30));
        Assert.Equal(["08:00Z"], hours.Finder().On("2027-06-19", 30));
        Assert.Equal(6, hours.Finder().On("2027-06-21", 30).Length);
    }

    [Fact, Rule("ME-15")]
    public void Hours_over_midnight_belong_to_the_day_on_which_they_begin()
    {
        var hours = In("UTC", On(IsoDayOfWeek.Monday, "23:00", "01:00")) with { Dates = [new(Day("2027-06-08"), [])] };
        Assert.Equal(["23:00Z", "23:30Z"], hours.Finder().On(Monday, 30));
        Assert.Equal(["00:00Z", "00:30Z"], hours.Finder().On("2027-06-08", 30));
        Assert.Equal(["00:00Z"], hours.Finder().On("2027-06-08", 60));
        Assert.Equal(["23:00Z"], hours.Finder().On(Monday, 120));
        Assert.Empty((hours with { Dates = [new(Day(Monday), [])] }).Finder().On("2027-06-08", 30));
    }

    [Fact, Rule("ME-15")]
    public void A_full_day_loses_no_minute_and_goes_on_in_the_next()
    {
        var hours = In("Europe/Warsaw", Daily("00:00", "24:00"));
        Assert.Equal(48, hours.Finder().On(Monday, 120).Length);
        Assert.Equal(46, hours.Finder().On("2027-03-28", 30).Length);
        Assert.Equal(48, hours.Finder().On("2027-10-31", 30).Length);
        var alone = In("Europe/Warsaw", On(IsoDayOfWeek.Monday, "00:00", "24:00"));
        Assert.Equal(45, alone.Finder().On(Monday, 120).Length);
    }

    [Fact, Rule("ME-15")]
    public void Hours_that_end_when_others_begin_are_one()
    {
        var hours = In("UTC", On(IsoDayOfWeek.Monday, "09:00", "10:00"), On(IsoDayOfWeek.Monday, "10:00", "11:00"));
        Assert.Equal(["09:00Z", "09:30Z"], hours.Finder().On(Monday, 90));
        Assert.Equal(SlotReason.Hours, hours.Finder().Judge(Utc("2027-06-07T10:00Z"), 90)?.Reason);
    }

    [Theory, Rule("ME-7", "ME-15")]
    [InlineData(0, 0, "09:00Z 09:30Z 10:30Z 11:00Z 11:30Z")]
    [InlineData(10, 0, "09:00Z 11:00Z 11:30Z")]
    [InlineData(0, 10, "09:00Z 11:00Z 11:30Z")]
    [InlineData(30, 30, "09:00Z 11:00Z 11:30Z")]
    [InlineData(0, 35, "11:30Z")]
    public void Between_two_meetings_lies_the_longer_buffer_on_either_side(int before, int after, string starts)
    {
        var hours = Morning with { BufferBefore = before, BufferAfter = after };
        var finder = hours.Finder(Meeting("2027-06-07T10:00Z", "2027-06-07T10:30Z"));
        Assert.Equal(starts.Split(' '), finder.On(Monday, 30));
    }

    [Theory, Rule("ME-7")]
    [InlineData(0, 0, "09:00Z 09:30Z 10:30Z 11:00Z 11:30Z")]
    [InlineData(10, 0, "09:00Z 09:30Z 11:00Z 11:30Z")]
    [InlineData(0, 10, "09:00Z 10:30Z 11:00Z 11:30Z")]
    public void An_entry_of_a_calendar_has_no_buffer_but_the_meetings_own(int before, int after, string starts)
    {
        var hours = Morning with { BufferBefore = before, BufferAfter = after };
        var finder = hours.Finder(Calendar("2027-06-07T10:00Z", "2027-06-07T10:30Z"));
        Assert.Equal(starts.Split(' '), finder.On(Monday, 30));
    }

    [Fact, Rule("ME-7")]
    public void A_buffer_may_lie_outside_the_hours()
    {
        var hours = Morning with { BufferBefore = 30, BufferAfter = 60 };
        Assert.Equal(6, hours.Finder().On(Monday, 30).Length);
    }

    [Theory, Rule("ME-15")]
    [InlineData("2027-06-07T05:30Z", SlotReason.Notice)]
    [InlineData("2027-06-07T05:00Z", null)]
    [InlineData("2027-06-07T09:00Z", SlotReason.Notice)]
    [InlineData("2027-06-07T09:01Z", SlotReason.Past)]
    public void Minimum_notice_is_inclusive(string now, SlotReason? reason)
    {
        var finder = new SlotFinder(Morning with { Notice = 240 }, [], Utc(now));
        Assert.Equal(reason, finder.Judge(Utc("2027-06-07T09:00Z"), 30)?.Reason);
        Assert.Equal(reason is null, finder.On(Monday, 30).Contains("09:00Z"));
    }

    [Fact, Rule("ME-7")]
    public void The_horizons_last_day_is_whole_on_the_agents_clock()
    {
        var hours = In("Pacific/Auckland", Daily("00:00", "24:00")) with { Horizon = 1 };
        // 10:00 on 8 June in Auckland.
        var finder = new SlotFinder(hours, [], Utc("2027-06-07T22:00Z"));
        Assert.Equal(48, finder.On("2027-06-09", 30).Length);
        Assert.Empty(finder.On("2027-06-10", 30));
        Assert.Equal(SlotReason.Horizon, finder.Judge(Utc("2027-06-09T12:00Z"), 30)?.Reason);
        Assert.Null(finder.Judge(Utc("2027-06-09T11:30Z"), 30));
    }

    [Fact, Rule("ME-15")]
    public void A_day_of_the_agents_has_a_maximum_of_meetings()
    {
        var hours = In("Asia/Tokyo", Daily("08:00", "10:00")) with { DailyMaximum = 2 };
        // Both are on 8 June in Tokyo, one of them not in UTC; calendars do not count.
        Busy[] taken =
        [
            Meeting("2027-06-07T23:00Z", "2027-06-07T23:30Z"),
            Meeting("2027-06-08T00:00Z", "2027-06-08T00:30Z", "mtg_2"),
            Calendar("2027-06-08T23:00Z", "2027-06-08T23:30Z"),
            Meeting("2027-06-09T00:00Z", "2027-06-09T00:30Z", "mtg_3"),
        ];
        var finder = hours.Finder(taken);
        Assert.Empty(finder.On("2027-06-08", 30));
        Assert.Equal(SlotReason.DailyMaximum, finder.Judge(Utc("2027-06-07T23:30Z"), 30)?.Reason);
        Assert.Equal(["2027-06-08T23:30Z", "00:30Z"], finder.On("2027-06-09", 30));
        var moving = new SlotFinder(hours, taken, Now, "mtg_2");
        Assert.Null(moving.Judge(Utc("2027-06-08T00:30Z"), 30));
    }

    [Fact, Rule("ME-4", "ME-26")]
    public void A_meeting_is_not_in_the_way_of_its_own_move()
    {
        var hours = Morning with { BufferAfter = 60 };
        Busy[] taken = [Meeting("2027-06-07T10:00Z", "2027-06-07T10:30Z")];
        Assert.Equal(
            ["09:00Z", "09:30Z", "10:00Z", "10:30Z", "11:00Z", "11:30Z"],
            new SlotFinder(hours, taken, Now, "mtg_1").On(Monday, 30)
        );
        Assert.Equal(["11:30Z"], new SlotFinder(hours, taken, Now, "mtg_2").On(Monday, 30));
    }

    [Fact, Rule("ME-31")]
    public void What_is_in_the_way_is_named()
    {
        var hours = Morning with { BufferAfter = 30 };
        var finder = hours.Finder(Meeting("2027-06-07T10:00Z", "2027-06-07T10:30Z"), Calendar("2027-06-07T11:30Z", "2027-06-07T12:00Z"));
        Assert.Equal("mtg_1", finder.Judge(Utc("2027-06-07T10:00Z"), 30)?.Busy?.Id);
        var near = finder.Judge(Utc("2027-06-07T10:30Z"), 30);
        Assert.Equal((SlotReason.Buffer, "mtg_1"), (near?.Reason, near?.Busy?.Id));
        var beside = finder.Judge(Utc("2027-06-07T11:00Z"), 30);
        Assert.Equal((SlotReason.Buffer, "dentist"), (beside?.Reason, beside?.Busy?.Id));
    }

    [Fact, Rule("ME-7")]
    public void Entries_of_calendars_overlap_and_each_takes_its_time()
    {
        var finder = Morning.Finder(Calendar("2027-06-07T08:00Z", "2027-06-07T11:00Z"), Calendar("2027-06-07T09:00Z", "2027-06-07T09:15Z"));
        Assert.Equal(["11:00Z", "11:30Z"], finder.On(Monday, 30));
    }

    [Fact, Rule("ME-7")]
    public void A_closed_scheduler_offers_nothing()
    {
        var finder = (Morning with { IsOpen = false }).Finder();
        Assert.Empty(finder.On(Monday, 30));
        Assert.Equal(SlotReason.Closed, finder.Judge(Utc("2027-06-07T09:00Z"), 30)?.Reason);
    }

    [Fact, Rule("ME-28")]
    public void Another_zone_of_the_agent_moves_the_hours_and_no_meeting()
    {
        Busy[] taken = [Meeting("2027-06-07T09:00Z", "2027-06-07T10:00Z")];
        Assert.Equal(
            ["10:00Z", "11:00Z"],
            Morning.Finder(taken).On(Monday, 60).Where(start => start.EndsWith("00Z", StringComparison.Ordinal))
        );
        var moved = Morning with { TimeZone = "Europe/Warsaw" };
        Assert.Equal(
            ["07:00Z", "08:00Z"],
            moved.Finder(taken).On(Monday, 60).Where(start => start.EndsWith("00Z", StringComparison.Ordinal))
        );
    }

    [Fact, Rule("ME-12")]
    public void A_day_that_a_zone_skipped_has_no_slot_and_its_neighbours_have_all()
    {
        var hours = In("Pacific/Apia", Daily("00:00", "24:00"));
        var finder = new SlotFinder(hours, [], Utc("2011-12-01T00:00Z"));
        Assert.Empty(finder.On("2011-12-30", 30));
        Assert.Equal(48, finder.On("2011-12-29", 120).Length);
        Assert.Equal(48, finder.On("2011-12-31", 30).Length);
        Assert.Equal(SlotReason.Missing, finder.Judge(new LocalDateTime(2011, 12, 30, 12, 0), 30)?.Reason);
    }

    [Theory]
    [InlineData("9999-12-31T23:59Z")]
    [InlineData("0001-01-01T00:00Z")]
    public void Times_from_the_ends_of_the_calendar_are_judged_too(string start) => Assert.NotNull(Morning.Finder().Judge(Utc(start), 30));

    [Fact]
    public void Lists_end_with_the_horizon_whatever_was_asked_for()
    {
        var finder = Morning.Finder();
        Assert.Empty(finder.List(Instant.MinValue, Utc("2027-01-04T09:00Z"), 30));
        Assert.NotEmpty(finder.List(Instant.MinValue, Instant.MaxValue, 30));
        Assert.Empty(finder.List(Day("9999-01-01"), LocalDate.MaxIsoValue, 30));
    }
}
