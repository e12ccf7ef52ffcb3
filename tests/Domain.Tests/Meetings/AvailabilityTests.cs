using NodaTime;
using XBees.Domain.Meetings;
using XBees.Testing;
using static XBees.Domain.Tests.Meetings.Scheduler;

namespace XBees.Domain.Tests.Meetings;

/// <summary>What an agent can set, and what has been set by nobody (ME-7, ME-15).</summary>
public sealed class AvailabilityTests
{
    private static readonly LocalDate Date = new(2027, 5, 3);

    [Fact, Rule("ME-7", "ME-15")]
    public void Who_has_set_nothing_can_be_booked_from_nine_to_five_with_four_hours_notice_for_a_month()
    {
        var hours = Availability.In("Europe/Warsaw").Read();
        var finder = new SlotFinder(hours, [], Utc("2027-03-01T10:00Z"));
        var listed = finder.List(Day("2027-03-01"), Day("2027-12-31"), 30);
        Assert.Equal(Utc("2027-03-01T14:00Z"), listed[0]);
        Assert.Equal(Utc("2027-04-01T14:30Z"), listed[^1]);
        Assert.DoesNotContain(listed, start => start.InUtc().DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);
        Assert.Equal(SlotReason.Duration, finder.Judge(listed[0], 60)?.Reason);
        Assert.Equal(SlotReason.Notice, finder.Judge(Utc("2027-03-01T13:30Z"), 30)?.Reason);
        Assert.Equal(SlotReason.Horizon, finder.Judge(Utc("2027-04-02T08:00Z"), 30)?.Reason);
    }

    [Theory, Rule("ME-7", "ME-15")]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_is_refused_at_its_field(string field, Func<Availability, Availability> set)
    {
        var refused = Assert.Throws<Invalid>(() => set(Availability.In("Europe/Warsaw")).Read());
        Assert.Equal(field, Assert.Single(refused.Errors).Key);
    }

    public static TheoryData<string, Func<Availability, Availability>> Wrong { get; } =
        new()
        {
            { "timeZone", hours => hours with { TimeZone = "Foo/Bar" } },
            { "weekly", hours => hours with { Weekly = [new(0, 540, 600)] } },
            { "weekly", hours => hours with { Weekly = [new(8, 540, 600)] } },
            { "weekly", hours => hours with { Weekly = [new(1, 1440, 600)] } },
            { "weekly", hours => hours with { Weekly = [new(1, 540, 1445)] } },
            { "weekly", hours => hours with { Weekly = [new(1, -5, 600)] } },
            { "weekly", hours => hours with { Weekly = [new(1, 541, 600)] } },
            { "weekly", hours => hours with { Weekly = [new(1, 540, 720), new(1, 715, 800)] } },
            { "weekly", hours => hours with { Weekly = [new(1, 1200, 60), new(1, 1380, 1440)] } },
            { "weekly", hours => hours with { Weekly = [.. Enumerable.Range(0, 71).Select(i => new WeeklyHours(1, 5 * i, (5 * i) + 5))] } },
            { "breaks", hours => hours with { Breaks = [new(720, 721)] } },
            { "breaks", hours => hours with { Breaks = [new(720, 780, 9)] } },
            { "dates", hours => hours with { Dates = [new(Date, []), new(Date, [])] } },
            { "dates", hours => hours with { Dates = [new(Date, [new(540, 601)])] } },
            { "dates", hours => hours with { Dates = [new(Date, [new(540, 600), new(595, 700)])] } },
            { "dates", hours => hours with { Dates = [.. Enumerable.Range(0, 501).Select(i => new DateHours(Date.PlusDays(i), []))] } },
            { "bufferBefore", hours => hours with { BufferBefore = -1 } },
            { "bufferAfter", hours => hours with { BufferAfter = 241 } },
            { "notice", hours => hours with { Notice = 43_201 } },
            { "horizon", hours => hours with { Horizon = 0 } },
            { "horizon", hours => hours with { Horizon = 731 } },
            { "grid", hours => hours with { Grid = 20 } },
            { "durations", hours => hours with { Durations = [] } },
            { "reminders", hours => hours with { Reminders = [1440, 10] } },
            { "reminders", hours => hours with { Reminders = [15, 15] } },
            { "reminders", hours => hours with { Reminders = [10_080, 2880, 1440, 120, 60] } },
            { "durations", hours => hours with { Durations = [30, 32] } },
            { "durations", hours => hours with { Durations = [0] } },
            { "durations", hours => hours with { Durations = [485] } },
            { "durations", hours => hours with { Durations = [.. Enumerable.Range(1, 11).Select(i => 5 * i)] } },
            { "dailyMaximum", hours => hours with { DailyMaximum = 0 } },
        };

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var hours = Availability.In("Foo/Bar") with { Horizon = 0, Durations = [] };
        Assert.Equal(["durations", "horizon", "timeZone"], Assert.Throws<Invalid>(hours.Read).Errors.Keys.Order());
    }

    [Fact]
    public void It_is_stored_in_order()
    {
        var hours = Availability.In("Europe/Kiev") with
        {
            Weekly = [new(2, 800, 900), new(2, 540, 600), new(1, 540, 1440)],
            Dates = [new(Date.PlusDays(1), []), new(Date, [new(800, 900), new(540, 600)])],
            Durations = [60, 30, 60],
        };
        var read = hours.Read();
        Assert.Equal([new(1, 540, 1440), new(2, 540, 600), new(2, 800, 900)], read.Weekly);
        Assert.Equal([Date, Date.PlusDays(1)], read.Dates.Select(own => own.Date));
        Assert.Equal([new(540, 600), new(800, 900)], read.Dates[0].Hours);
        Assert.Equal([30, 60], read.Durations);
        Assert.Equal("Europe/Kiev", read.TimeZone);
    }
}
