using System.Globalization;

namespace XBees.Domain.Services;

/// <summary>What a service sets in minutes and days (SV-1); nothing switches it off.</summary>
public static class ServiceTimes
{
    /// <summary>After how many minutes without an answer the manager hears of it (RE-2).</summary>
    public static int? AnswerMinutes(int? typed) => Read(typed, Limits.AnswerMinutesMaximum, "minutes", "answerMinutes");

    /// <summary>After how many days a guest's message no longer opens what was resolved (ST-3).</summary>
    public static int? NewAfterDays(int? typed) => Read(typed, Limits.NewAfterDaysMaximum, "days", "newAfterDays");

    private static int? Read(int? typed, int maximum, string unit, string field) =>
        typed is null || (typed >= 1 && typed <= maximum)
            ? typed
            : throw new Invalid(
                field,
                string.Create(CultureInfo.InvariantCulture, $"Give whole {unit} from 1 to {maximum:N0}, or nothing.")
            );
}
