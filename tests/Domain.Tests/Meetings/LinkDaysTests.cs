using NodaTime;
using XBees.Domain.Meetings;
using XBees.Testing;
using static XBees.Domain.Tests.Meetings.Scheduler;

namespace XBees.Domain.Tests.Meetings;

/// <summary>The days on a scheduler's link (ME-9, ME-27).</summary>
public sealed class LinkDaysTests
{
    [Theory, Rule("ME-9", "ME-27")]
    [InlineData("03.05.2027", "2027-05-14", "2027-05-03", "2027-05-14", "")]
    [InlineData("3.5.2027", " 14.05.2027 ", "2027-05-03", "2027-05-14", "")]
    [InlineData("2027-05-03", null, "2027-05-03", null, "")]
    [InlineData(null, "14.05.2027", null, "2027-05-14", "")]
    [InlineData("", " ", null, null, "")]
    [InlineData("2027-05-03", "2027-05-03", "2027-05-03", "2027-05-03", "")]
    [InlineData("05/03/2027", "2027-05-14", null, "2027-05-14", "start")]
    [InlineData("31.02.2027", "2027-02-29", null, null, "start end")]
    [InlineData("31.12.9999", "0001-01-01", null, null, "start end")]
    [InlineData("3.5.27", "tomorrow", null, null, "start end")]
    [InlineData("2027-05-14", "2027-05-03", "2027-05-14", null, "end")]
    [InlineData("٣.٥.٢٠٢٧", null, null, null, "start")]
    public void Days_are_read_as_people_write_them_and_what_cannot_be_read_is_named(
        string? start,
        string? end,
        string? first,
        string? last,
        string ignored
    )
    {
        var days = LinkDays.Read(start, end);
        Assert.Equal((first is null ? null : Day(first), last is null ? null : (LocalDate?)Day(last)), (days.First, days.Last));
        Assert.Equal(ignored, string.Join(' ', days.Ignored));
    }

    [Fact, Rule("ME-27")]
    public void Days_never_widen_the_horizon()
    {
        var hours = In("Europe/Warsaw", Daily("09:00", "10:00")) with { Horizon = 7 };
        var listed = hours.Finder().List(Day("2027-01-10"), Day("9999-12-31"), 60);
        Assert.Equal([Utc("2027-01-10T08:00Z"), Utc("2027-01-11T08:00Z")], listed);
    }
}
