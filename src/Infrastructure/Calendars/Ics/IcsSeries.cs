using Ical.Net;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using Duration = NodaTime.Duration;

namespace XBees.Infrastructure.Calendars.Ics;

/// <summary>When a series has occurrences. Ical.Net knows the rules; what it is not given is what it would reckon at for ever.</summary>
internal static class IcsSeries
{
    private const int LongestRule = 1_000;
    private const int MostTimesOfADay = 200;
    private const int MostOccurrences = 10_000;

    private static readonly EvaluationOptions Bounds = new() { MaxUnmatchedIncrementsLimit = 5_000 };

    /// <summary>Null: it comes more often than anybody meets, and all of the time since its start is taken.</summary>
    public static IEnumerable<IcsTime>? Starts(IcsTime start, string rule, Interval within, Duration length)
    {
        if (Read(rule) is not { } read)
        {
            return [start];
        }
        if (
            read.Frequency is FrequencyType.Secondly or FrequencyType.Minutely
            || (long)Math.Max(1, read.ByHour.Count) * Math.Max(1, read.ByMinute.Count) * Math.Max(1, read.BySecond.Count) > MostTimesOfADay
        )
        {
            return null;
        }
        if (read.Until is { } until)
        {
            read.Until = Until(start, until);
        }
        return Evaluate(start, read, within, length);
    }

    private static RecurrenceRule? Read(string rule)
    {
        if (rule.Length > LongestRule || !rule.Contains("FREQ=", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        try
        {
            return new(rule);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException)
        {
            // As programs do that meet a rule they cannot read: the event is there once.
            return null;
        }
    }

    private static IEnumerable<IcsTime> Evaluate(IcsTime start, RecurrenceRule rule, Interval within, Duration length)
    {
        var zone = start.Zone ?? DateTimeZone.Utc;
        // A day more on both sides: days begin elsewhere at other moments.
        var first = LocalDateTime.Max(start.Shown, (within.Start - length - Duration.FromDays(1)).InZone(zone).LocalDateTime);
        var last = (within.End + Duration.FromDays(1)).InZone(zone).LocalDateTime;
        using var occurrences = new RecurrencePatternEvaluator(rule).Evaluate(Of(start), Of(start.At(first)), Bounds).GetEnumerator();
        for (var count = 0; count < MostOccurrences && Next(occurrences) is { } shown && shown < last; count++)
        {
            yield return start.At(shown);
        }
    }

    private static LocalDateTime? Next(IEnumerator<Ical.Net.DataTypes.Period> occurrences)
    {
        try
        {
            return occurrences.MoveNext() ? LocalDateTime.FromDateTime(occurrences.Current.StartTime.Value) : null;
        }
        catch (Exception error) when (error is EvaluationException or ArgumentException or InvalidOperationException or OverflowException)
        {
            // It matches nothing for years, or goes on to the end of all calendars.
            return null;
        }
    }

    private static CalDateTime Of(IcsTime time) =>
        time.IsDay
            ? new(DateOnly.FromDateTime(time.Shown.ToDateTimeUnspecified()))
            : new(time.Shown.ToDateTimeUnspecified(), hasTime: true);

    /// <summary>The end as the clock of the series shows it; a day is meant with all its hours.</summary>
    private static CalDateTime Until(IcsTime start, CalDateTime until)
    {
        var shown = LocalDateTime.FromDateTime(until.Value);
        return start.IsDay ? new(DateOnly.FromDateTime(until.Value))
            : !until.HasTime ? new(shown.Date.AtMidnight().PlusDays(1).PlusSeconds(-1).ToDateTimeUnspecified(), hasTime: true)
            : until.IsUtc ? new(shown.InUtc().ToInstant().InZone(start.Zone!).LocalDateTime.ToDateTimeUnspecified(), hasTime: true)
            : until;
    }
}
