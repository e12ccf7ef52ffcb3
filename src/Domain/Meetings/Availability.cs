using System.Text.Json.Serialization;
using NodaTime;

namespace XBees.Domain.Meetings;

/// <summary>When an agent can be booked (ME-7, ME-15). <see cref="Read"/> gives it in the form that is stored.</summary>
public record Availability
{
    /// <summary>What <see cref="Reminders"/> can be.</summary>
    public static readonly IReadOnlyList<int> OfferedReminders = [7 * 24 * 60, 2 * 24 * 60, 24 * 60, 120, 60, 30, 15, 5];

    /// <summary>An IANA name; an old one is kept as it is.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Whether guests can book at all.</summary>
    [JsonPropertyName("open")]
    public bool IsOpen { get; init; } = true;

    public IReadOnlyList<WeeklyHours> Weekly { get; init; } = [];
    public IReadOnlyList<Break> Breaks { get; init; } = [];
    public IReadOnlyList<DateHours> Dates { get; init; } = [];

    /// <summary>Minutes that stay free before a meeting; they may lie outside the hours.</summary>
    public int BufferBefore { get; init; }

    /// <summary>Minutes that stay free after a meeting; they may lie outside the hours.</summary>
    public int BufferAfter { get; init; }

    /// <summary>Minutes: nothing begins sooner than so long from now; exactly then it may.</summary>
    public int Notice { get; init; } = 240;

    /// <summary>Days: 31 reach the same day of the next month, whichever month it is. The last one is whole.</summary>
    public int Horizon { get; init; } = 31;

    /// <summary>Minutes between two starts, counted from where the hours begin: 15, 30, 60; null: the meeting's own length.</summary>
    public int? Grid { get; init; } = 30;

    /// <summary>Minutes that a meeting can last.</summary>
    public IReadOnlyList<int> Durations { get; init; } = [30];

    /// <summary>Meetings that begin on one of the agent's days; null: no maximum.</summary>
    public int? DailyMaximum { get; init; }

    /// <summary>
    /// Minutes before a meeting at which all who come to it are reminded (ME-6): up to four of 10080, 2880, 1440, 120, 60, 30, 15, 5, each
    /// once; none: nobody is. It counts for meetings that are booked already, too, as far as the time for it is still to come.
    /// </summary>
    public IReadOnlyList<int> Reminders { get; init; } = [24 * 60, 15];

    /// <summary>Where meetings are; null: in the conversation.</summary>
    public MeetingWhere? Where { get; init; }

    /// <summary>
    /// Whether what the agent has not confirmed takes its time all the same (ME-3); else others can ask for it too. It counts from the next
    /// booking on.
    /// </summary>
    public bool HoldUnconfirmed { get; init; }

    /// <summary>What an agent has who has set nothing: Monday to Friday, nine to five.</summary>
    public static Availability In(string timeZone) =>
        new() { TimeZone = timeZone, Weekly = [.. Enumerable.Range(1, 5).Select(day => new WeeklyHours(day, 9 * 60, 17 * 60))] };

    /// <summary>The last of the agent's days on which something can be booked.</summary>
    public LocalDate LastDay(Instant now) => now.InZone(TimeZones.Find(TimeZone)!).Date.PlusDays(Horizon);

    /// <summary>The settings as they are stored, or <see cref="Invalid"/> with all that is wrong.</summary>
    public Availability Read() => new AvailabilityCheck(this).Run();

    internal IEnumerable<Hours> HoursOf(LocalDate date) =>
        Dates.FirstOrDefault(own => own.Date == date) is { } own ? own.Hours : Weekly.Where(hours => hours.Day == (int)date.DayOfWeek);

    internal IEnumerable<Break> BreaksOf(LocalDate date) => Breaks.Where(pause => pause.Day is null || pause.Day == (int)date.DayOfWeek);
}
