using NodaTime;
using XBees.Domain.Meetings;
using XBees.Testing;

namespace XBees.Domain.Tests.Meetings;

[Rule("ME-19")]
public sealed class MeetingTimeTests
{
    [Theory]
    [InlineData("2027-06-03T12:00", 30, "Europe/Warsaw", "en", "Thursday, 3 June 2027, 14:00 to 14:30 (Europe/Warsaw, UTC+02:00)")]
    [InlineData("2027-06-03T12:00", 30, "America/New_York", "en", "Thursday, 3 June 2027, 08:00 to 08:30 (America/New York, UTC-04:00)")]
    [InlineData("2027-03-06T12:00", 30, "Asia/Kathmandu", "de", "Samstag, 6. März 2027, 17:45 bis 18:15 Uhr (Asia/Kathmandu, UTC+05:45)")]
    [InlineData(
        "2027-12-31T22:30",
        60,
        "Europe/Berlin",
        "de",
        "Freitag, 31. Dezember 2027, 23:30 bis Samstag, 1. Januar 2028, 00:30 Uhr (Europe/Berlin, UTC+01:00)"
    )]
    [InlineData("2027-01-04T09:00", 30, "UTC", "fr", "Monday, 4 January 2027, 09:00 to 09:30 (UTC, UTC+00:00)")]
    public void A_time_names_its_zone_in_the_readers_language(string start, int minutes, string zone, string language, string words) =>
        Assert.Equal(words, InWords(start, minutes, zone, language));

    // The clock shows 02:30 before and after.
    [Fact]
    public void Hours_that_come_twice_are_told_apart()
    {
        Assert.Equal(
            "Sunday, 31 October 2027, 02:30 (UTC+02:00) to 02:15 (UTC+01:00) (Europe/Berlin)",
            InWords("2027-10-31T00:30", 45, "Europe/Berlin", "en")
        );
        Assert.Equal(
            "Sonntag, 31. Oktober 2027, 02:30 bis 02:45 Uhr (Europe/Berlin, UTC+01:00)",
            InWords("2027-10-31T01:30", 15, "Europe/Berlin", "de")
        );
    }

    private static string InWords(string start, int minutes, string zone, string language)
    {
        var from = NodaTime.Text.LocalDateTimePattern.GeneralIso.Parse(start + ":00").Value.InUtc().ToInstant();
        return MeetingTime.InWords(from, from + Duration.FromMinutes(minutes), DateTimeZoneProviders.Tzdb[zone], language);
    }
}
