using NodaTime;
using XBees.Domain.Meetings;
using XBees.Testing;
using static XBees.Domain.Tests.Meetings.Scheduler;

namespace XBees.Domain.Tests.Meetings;

/// <summary>Names of zones, old and new (C06).</summary>
public sealed class TimeZonesTests
{
    [Theory, Rule("ME-7")]
    [InlineData("Europe/Kyiv")]
    [InlineData("Europe/Kiev")]
    [InlineData("Asia/Calcutta")]
    [InlineData("UTC")]
    public void A_name_is_taken_as_it_is_an_old_one_too(string name) => Assert.Equal(name, TimeZones.Read(name));

    [Theory, Rule("ME-7")]
    [InlineData("Foo/Bar")]
    [InlineData("UTC+3")]
    [InlineData("europe/kyiv")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_zone_is_refused_at_its_field(string? name)
    {
        var refused = Assert.Throws<Invalid>(() => TimeZones.Read(name));
        Assert.Equal("timeZone", Assert.Single(refused.Errors).Key);
    }

    [Theory, Rule("ME-7")]
    [InlineData("Europe/Kiev", "Europe/Kyiv", true)]
    [InlineData("Asia/Calcutta", "Asia/Kolkata", true)]
    [InlineData("Europe/Kyiv", "Europe/Warsaw", false)]
    [InlineData("Foo/Bar", "Foo/Bar", false)]
    public void Two_names_of_one_zone_are_equal(string one, string other, bool same) => Assert.Equal(same, TimeZones.Same(one, other));

    [Fact, Rule("ME-7")]
    public void An_old_name_has_the_same_slots()
    {
        var (old, present) = (In("Europe/Kiev", Daily("09:00", "17:00")), In("Europe/Kyiv", Daily("09:00", "17:00")));
        Assert.Equal(present.Finder().On("2027-03-28", 30), old.Finder().On("2027-03-28", 30));
    }

    [Fact]
    public void The_release_of_the_database_has_a_name() => Assert.Matches("^20[0-9]{2}[a-z]$", TimeZones.Version);
}
