using NodaTime;
using XBees.Domain.Meetings;
using XBees.Testing;
using static XBees.Domain.Tests.Meetings.Scheduler;

namespace XBees.Domain.Tests.Meetings;

/// <summary>Faults that others had, as they were reported.</summary>
public sealed class SlotCasesTests
{
    // C01
    [Theory, Rule("ME-7", "ME-12", "ME-26")]
    [InlineData("2027-01-11T12:00Z")]
    [InlineData("2026-07-13T12:00Z")]
    public void Weekly_hours_are_the_wall_clock_of_the_slots_own_day(string now)
    {
        var hours = In("America/New_York", On(IsoDayOfWeek.Monday, "09:00", "09:30"), On(IsoDayOfWeek.Friday, "09:00", "09:30"));
        var finder = new SlotFinder(hours, [], Utc(now));
        Assert.Equal(["14:00Z"], finder.On("2027-03-12", 30));
        Assert.Equal(["13:00Z"], finder.On("2027-03-15", 30));
        Assert.Equal(["13:00Z"], finder.On("2027-11-05", 30));
        Assert.Equal(["14:00Z"], finder.On("2027-11-08", 30));
        Assert.All(finder.List(Day("2027-03-12"), Day("2027-11-08"), 30), start => Assert.Null(finder.Judge(start, 30)));
    }

    // C02
    [Fact, Rule("ME-12", "ME-28")]
    public void The_hour_that_comes_twice_is_offered_at_its_first_time()
    {
        var finder = In("Europe/Warsaw", On(IsoDayOfWeek.Sunday, "02:00", "03:00")).Finder();
        Assert.Equal(["00:00Z", "00:30Z"], finder.On("2027-10-31", 30));
        Assert.Equal(SlotReason.Repeated, finder.Judge(Utc("2027-10-31T01:00Z"), 30)?.Reason);
        Assert.Equal(SlotReason.Repeated, finder.Judge(Utc("2027-10-31T01:30Z"), 30)?.Reason);
    }

    // C02
    [Fact, Rule("ME-12", "ME-28")]
    public void Hours_around_the_hour_that_comes_twice_have_no_start_in_its_second_time()
    {
        var finder = In("Europe/Warsaw", On(IsoDayOfWeek.Sunday, "01:00", "04:00")).Finder();
        Assert.Equal(["2027-10-30T23:00Z", "2027-10-30T23:30Z", "00:00Z", "00:30Z", "02:00Z", "02:30Z"], finder.On("2027-10-31", 30));
    }

    // C03
    [Fact, Rule("ME-12", "ME-15", "ME-28")]
    public void The_hour_that_does_not_exist_is_not_offered_and_lengths_are_elapsed_time()
    {
        var finder = In("Europe/Warsaw", On(IsoDayOfWeek.Sunday, "01:30", "03:30")).Finder();
        Assert.Equal(["00:30Z", "01:00Z"], finder.On("2027-03-28", 30));
        Assert.Equal(["00:30Z"], finder.On("2027-03-28", 60));
        Assert.Equal(SlotReason.Missing, finder.Judge(new LocalDateTime(2027, 3, 28, 2, 0), 30)?.Reason);
        Assert.Equal(SlotReason.Missing, finder.Judge(new LocalDateTime(2027, 3, 28, 2, 30), 30)?.Reason);
        Assert.Null(finder.Judge(new LocalDateTime(2027, 3, 28, 3, 0), 30));
    }

    // C04
    [Theory, Rule("ME-7", "ME-15")]
    [InlineData("Asia/Kolkata", "07:30", "12:00", "02:00Z 03:00Z 04:00Z 05:00Z")]
    [InlineData("Asia/Kathmandu", "10:00", "12:00", "04:15Z 05:15Z")]
    public void The_grid_begins_where_the_hours_do_whatever_the_offset(string zone, string from, string to, string starts)
    {
        var hours = In(zone, On(IsoDayOfWeek.Monday, from, to)) with { Grid = null };
        Assert.Equal(starts.Split(' '), hours.Finder().On("2027-06-07", 60));
    }

    // C08
    [Theory, Rule("ME-7", "ME-15")]
    [InlineData("18:00", 50, "16:30Z")]
    [InlineData("17:00", 35, "16:00Z")]
    public void A_last_meeting_that_would_not_end_within_the_hours_is_not_offered(string to, int minutes, string last)
    {
        var hours = In("UTC", On(IsoDayOfWeek.Monday, "09:00", to)) with { Grid = null };
        Assert.Equal(last, hours.Finder().On("2027-06-07", minutes)[^1]);
    }

    // C11
    [Theory, Rule("ME-7", "ME-26", "ME-27")]
    [InlineData("2027-06-07T08:00Z", 30, null)]
    [InlineData("2027-06-07T08:00Z", 75, SlotReason.Duration)]
    [InlineData("2027-06-07T08:07Z", 30, SlotReason.Grid)]
    [InlineData("2027-06-07T10:00Z", 30, SlotReason.Meeting)]
    [InlineData("2027-06-07T10:30Z", 30, SlotReason.Buffer)]
    [InlineData("2027-06-07T11:00Z", 30, null)]
    [InlineData("2027-06-07T06:30Z", 30, SlotReason.Hours)]
    [InlineData("2027-06-08T08:00Z", 30, SlotReason.Hours)]
    [InlineData("2026-06-08T08:00Z", 30, SlotReason.Past)]
    [InlineData("2030-06-10T08:00Z", 30, SlotReason.Horizon)]
    public void What_is_posted_is_judged_by_what_would_be_listed(string start, int minutes, SlotReason? reason)
    {
        var hours = In("Europe/Warsaw", On(IsoDayOfWeek.Monday, "09:00", "17:00")) with { BufferAfter = 15 };
        var finder = hours.Finder(Meeting("2027-06-07T10:00Z", "2027-06-07T10:30Z"));
        Assert.Equal(reason, finder.Judge(Utc(start), minutes)?.Reason);
    }

    // C13
    [Fact, Rule("ME-7")]
    public void A_whole_day_of_the_calendars_owner_takes_that_day_and_no_minute_of_its_neighbours()
    {
        var hours = In("Europe/Warsaw", Daily("00:00", "24:00"));
        var finder = hours.Finder(Calendar("2027-05-02T22:00Z", "2027-05-03T22:00Z"));
        Assert.Empty(finder.On("2027-05-03", 30));
        Assert.Equal("21:30Z", finder.On("2027-05-02", 30)[^1]);
        Assert.Equal("2027-05-03T22:00Z", finder.On("2027-05-04", 30)[0]);
        Assert.Equal(48, hours.Finder().On("2027-05-03", 30).Length);
        var taken = finder.Judge(Utc("2027-05-02T22:00Z"), 30);
        Assert.Equal((SlotReason.Calendar, "dentist"), (taken!.Reason, taken.Busy!.Id));
        // A guest in Los Angeles reads this as 15:00 of the day before.
        Assert.Equal(new LocalDateTime(2027, 5, 2, 15, 0), taken.Busy.From.InZone(TimeZones.Find("America/Los_Angeles")!).LocalDateTime);
    }
}
