using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace XBees.Infrastructure.Calendars.Ics;

/// <summary>A time as an iCalendar file has it: a day, or what a clock shows in a zone.</summary>
/// <param name="Shown">What the clock shows; of a day, its midnight.</param>
/// <param name="Zone">Where the clock hangs; null: it is a day.</param>
internal sealed record IcsTime(LocalDateTime Shown, DateTimeZone? Zone)
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly IDictionary<string, string> Windows = TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping;

    // Beyond these nobody has a meeting, and no zone or day is near the end of what can be reckoned.
    private const int FirstYear = 1600;
    private const int LastYear = 2500;

    public bool IsDay => Zone is null;

    /// <summary>RFC 5545, 3.3.5: at a repeated hour the first one, at a missing one as if the clock had not been changed.</summary>
    public Instant ToInstant() => Shown.InZoneLeniently(Zone ?? DateTimeZone.Utc).ToInstant();

    /// <param name="line">With its parameters, which name the zone.</param>
    /// <param name="value">One value of it.</param>
    /// <param name="owners">The zone of times that name none, and of those that name one which nobody knows.</param>
    public static IcsTime? Read(IcsLine line, string value, DateTimeZone owners)
    {
        if (Day.Parse(value).TryGetValue(default, out var day))
        {
            return IsSane(day) ? new(day.AtMidnight(), null) : null;
        }
        var isUtc = value.EndsWith('Z');
        return Moment.Parse(isUtc ? value[..^1] : value).TryGetValue(default, out var shown) && IsSane(shown.Date)
            ? new(shown, isUtc ? DateTimeZone.Utc : FindZone(line.Parameter("TZID")) ?? owners)
            : null;
    }

    public IcsTime At(LocalDateTime shown) => this with { Shown = shown };

    private static bool IsSane(LocalDate day) => day.Year is >= FirstYear and <= LastYear;

    /// <summary>By its IANA name, by that of Windows, or as programs write it that put a path before it.</summary>
    private static DateTimeZone? FindZone(string? name)
    {
        if (name is null)
        {
            return null;
        }
        var parts = name.Split('/');
        return TimeZones.Find(name)
            ?? (Windows.TryGetValue(name, out var known) ? TimeZones.Find(known) : null)
            ?? (parts.Length > 2 ? TimeZones.Find(string.Join('/', parts[^2..])) ?? TimeZones.Find(string.Join('/', parts[^3..])) : null);
    }
}

/// <summary>How long something takes (RFC 5545, 3.3.6).</summary>
internal static partial class IcsLength
{
    private static readonly Duration Longest = Duration.FromDays(5 * 366);

    public static Duration? Read(string value)
    {
        var match = Form().Match(value);
        if (!match.Success)
        {
            return null;
        }
        var length =
            Duration.FromDays((7 * Number(match, "w")) + Number(match, "d"))
            + Duration.FromHours(Number(match, "h"))
            + Duration.FromMinutes(Number(match, "m"))
            + Duration.FromSeconds(Number(match, "s"));
        return Duration.Min(length, Longest);
    }

    private static int Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^\+?P((?<w>\d{1,5})W)?((?<d>\d{1,5})D)?(T((?<h>\d{1,6})H)?((?<m>\d{1,6})M)?((?<s>\d{1,6})S)?)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Form();
}
