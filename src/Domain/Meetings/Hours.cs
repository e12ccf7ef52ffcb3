using System.Text.Json.Serialization;
using NodaTime;

namespace XBees.Domain.Meetings;

/// <summary>
/// From and to on the agent's wall clock, in minutes of the day and multiples of 5: 540 is 09:00, 1440 the next midnight. What does not end
/// after it begins runs over midnight (ME-15).
/// </summary>
public record Hours([property: JsonRequired] int From, [property: JsonRequired] int To)
{
    internal const int OfDay = 24 * 60;

    /// <summary>Where they end, counted from the midnight before they begin.</summary>
    internal int End => To > From ? To : To + OfDay;
}

/// <summary>Hours of a weekday; 1 is Monday.</summary>
public sealed record WeeklyHours([property: JsonRequired] int Day, int From, int To) : Hours(From, To);

/// <summary>When the agent is away within the hours, whatever they are on that day; every day where none is named.</summary>
public sealed record Break(int From, int To, int? Day = null) : Hours(From, To);

/// <summary>What begins on one date instead of the weekday's hours; none: a day off.</summary>
public sealed record DateHours([property: JsonRequired] LocalDate Date, IReadOnlyList<Hours> Hours);
