using NodaTime;
using XBees.Domain.Calendars;
using XBees.Domain.Meetings;
using XBees.Testing;
using Xunit;

namespace XBees.Domain.Tests.Calendars;

/// <summary>What of a calendar takes its owner's time (CA-2).</summary>
public sealed class BusyStretchesTests
{
    private static readonly DateTimeZone Warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];
    private static readonly Instant Noon = Instant.FromUtc(2027, 3, 22, 12, 0);
    private static readonly Interval Spring = new(Noon - Duration.FromDays(30), Noon + Duration.FromDays(30));

    [Theory, Rule("CA-2")]
    [InlineData(OwnAnswer.NotAsked, true, true)]
    [InlineData(OwnAnswer.Accepted, true, true)]
    [InlineData(OwnAnswer.Unanswered, true, false)]
    [InlineData(OwnAnswer.Tentative, true, false)]
    [InlineData(OwnAnswer.Declined, false, false)]
    public void An_entry_blocks_by_what_its_owner_said(OwnAnswer answer, bool byDefault, bool otherwise)
    {
        var entry = At(0, 60) with { Answer = answer };
        Assert.Equal(byDefault, entry.Blocks(unansweredToo: true));
        Assert.Equal(otherwise, entry.Blocks(unansweredToo: false));
        Assert.False((entry with { IsFree = true }).Blocks(unansweredToo: true));
    }

    [Fact, Rule("CA-2")]
    public void Whole_days_are_days_of_the_owner()
    {
        var day = CalendarEntry.On(new(2027, 3, 28), new(2027, 3, 29));
        // The clocks of Warsaw go forward on it: it has 23 hours.
        Assert.Equal([new(Instant.FromUtc(2027, 3, 27, 23, 0), Instant.FromUtc(2027, 3, 28, 22, 0))], Of(day));
    }

    [Fact, Rule("CA-2")]
    public void Only_from_and_to_are_kept_and_what_overlaps_or_touches_is_one() =>
        Assert.Equal([Piece(0, 90), Piece(120, 180)], Of(At(120, 180), At(0, 60), At(30, 40), At(60, 90)));

    [Fact, Rule("CA-2")]
    public void What_was_written_for_a_meeting_takes_no_time_of_its_own() => Assert.Empty(Of(At(0, 60) with { MeetingId = "mtg_1" }));

    [Fact]
    public void What_lies_elsewhere_or_takes_no_time_is_left_out() =>
        Assert.Empty(Of(At(0, 0), At(60, 0), At(-60_000, -59_000), At(60_000, 61_000)));

    private static IReadOnlyList<Stretch> Of(params CalendarEntry[] entries) =>
        BusyStretches.Of(entries, Warsaw, unansweredToo: true, Spring);

    private static CalendarEntry At(int from, int to) => CalendarEntry.At(Piece(from, to).From, Piece(from, to).To);

    private static Stretch Piece(int from, int to) => new(Noon + Duration.FromMinutes(from), Noon + Duration.FromMinutes(to));
}
