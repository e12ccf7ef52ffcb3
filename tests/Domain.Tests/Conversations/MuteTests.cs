using NodaTime;
using XBees.Domain.Conversations;
using XBees.Testing;

namespace XBees.Domain.Tests.Conversations;

[Rule("AC-3", "AC-15")]
public sealed class MuteTests
{
    private static readonly Instant Now = Instant.FromUtc(2027, 3, 27, 23, 30);

    [Theory]
    [InlineData("30m", 30)]
    [InlineData("1h", 60)]
    [InlineData("4h", 240)]
    [InlineData("1w", 7 * 24 * 60)]
    public void A_period_is_elapsed_time(string period, int minutes) =>
        Assert.Equal(Now + Duration.FromMinutes(minutes), Mute.End(period, Now, Zone("Europe/Amsterdam")));

    [Theory]
    // 00:30 on Sunday there, and the clock goes forward that night: tomorrow is Monday.
    [InlineData("Europe/Amsterdam", "2027-03-29T06:00:00Z")]
    [InlineData("Etc/UTC", "2027-03-28T08:00:00Z")]
    [InlineData("America/New_York", "2027-03-28T12:00:00Z")]
    [InlineData("Asia/Kathmandu", "2027-03-29T02:15:00Z")]
    public void Tomorrow_is_8_in_the_morning_where_the_member_lives(string zone, string end) =>
        Assert.Equal(end, Mute.End("tomorrow", Now, Zone(zone)).ToString());

    [Fact]
    public void For_ever_is_no_end_that_anybody_lives_to_see() => Assert.Equal(Mute.Forever, Mute.End("forever", Now, DateTimeZone.Utc));

    [Fact]
    public void Another_period_is_refused() =>
        Assert.Contains("for", Assert.Throws<Invalid>(() => Mute.End("2h", Now, DateTimeZone.Utc)).Errors.Keys);

    private static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];
}
