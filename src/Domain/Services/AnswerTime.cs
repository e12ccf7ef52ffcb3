namespace XBees.Domain.Services;

/// <summary>After how many minutes without an answer a service's manager hears of it (RE-2, SV-1).</summary>
public static class AnswerTime
{
    /// <summary>Null switches it off.</summary>
    public static int? Read(int? typed, string field = "answerMinutes") =>
        typed is null or (>= 1 and <= Limits.AnswerMinutesMaximum)
            ? typed
            : throw new Invalid(
                field,
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"Give whole minutes from 1 to {Limits.AnswerMinutesMaximum:N0}, or nothing."
                )
            );
}
