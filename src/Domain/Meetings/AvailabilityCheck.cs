namespace XBees.Domain.Meetings;

/// <summary>Goes through an agent's hours once and gathers what is wrong, by the names that the API uses.</summary>
internal sealed class AvailabilityCheck(Availability typed)
{
    private const int Step = 5;
    private const string NoList = "A list, and nothing in it is null.";

    private readonly FieldErrors errors = new();

    public Availability Run()
    {
        CheckWhole();
        errors.Add("timeZone", TimeZones.Find(typed.TimeZone) is null ? TimeZones.Unknown : null);
        CheckWeekly();
        CheckBreaks();
        CheckDates();
        Between("bufferBefore", typed.BufferBefore, 0, Limits.BufferMinutes);
        Between("bufferAfter", typed.BufferAfter, 0, Limits.BufferMinutes);
        Between("notice", typed.Notice, 0, Limits.NoticeMinutes);
        Between("horizon", typed.Horizon, 1, Limits.HorizonDays);
        errors.Add("grid", typed.Grid is null or 15 or 30 or 60 ? null : "One of 15, 30, 60, or null for the meeting's own length.");
        CheckDurations();
        CheckReminders();
        Between("dailyMaximum", typed.DailyMaximum ?? 1, 1, Limits.MeetingsOfADay);
        errors.Add("where", typed.Where?.Problem());
        errors.ThrowIfAny();
        return typed with
        {
            Where = typed.Where?.Clean(),
            Weekly = [.. typed.Weekly.OrderBy(hours => hours.Day).ThenBy(hours => hours.From)],
            Breaks = [.. typed.Breaks.Distinct().OrderBy(pause => pause.Day ?? 0).ThenBy(pause => pause.From)],
            Dates =
            [
                .. typed.Dates.OrderBy(own => own.Date).Select(own => own with { Hours = [.. own.Hours.OrderBy(hours => hours.From)] }),
            ],
            Durations = [.. typed.Durations.Distinct().Order()],
            Reminders = [.. typed.Reminders.OrderDescending()],
        };
    }

    // What JSON can say and the types cannot: null for a list, or in one.
    private void CheckWhole()
    {
        Whole("weekly", typed.Weekly);
        Whole("breaks", typed.Breaks);
        Whole("dates", typed.Dates);
        foreach (var own in typed.Dates?.Where(own => own is not null) ?? [])
        {
            Whole("dates", own.Hours);
        }
        errors.Add("durations", typed.Durations is null ? NoList : null);
        errors.Add("reminders", typed.Reminders is null ? NoList : null);
        errors.ThrowIfAny();
    }

    private void Whole<T>(string field, IReadOnlyList<T>? list)
        where T : class => errors.Add(field, list is null || list.Any(entry => entry is null) ? NoList : null);

    private void CheckWeekly()
    {
        AtMost("weekly", typed.Weekly.Count, Limits.HoursEntries);
        Weekdays("weekly", typed.Weekly.Select(hours => hours.Day));
        CheckHours("weekly", typed.Weekly);
        Apart("weekly", typed.Weekly.GroupBy(hours => hours.Day));
    }

    private void CheckBreaks()
    {
        AtMost("breaks", typed.Breaks.Count, Limits.HoursEntries);
        Weekdays("breaks", typed.Breaks.Select(pause => pause.Day ?? 1));
        CheckHours("breaks", typed.Breaks);
    }

    private void CheckDates()
    {
        AtMost("dates", typed.Dates.Count, Limits.DateEntries);
        AtMost("dates", typed.Dates.Select(own => own.Hours.Count).DefaultIfEmpty().Max(), Limits.HoursEntries);
        CheckHours("dates", typed.Dates.SelectMany(own => own.Hours));
        Apart("dates", typed.Dates.Select(own => own.Hours));
        var once = typed.Dates.Select(own => own.Date).Distinct().Count() == typed.Dates.Count;
        errors.Add("dates", once ? null : "Give each date once.");
    }

    private void CheckDurations()
    {
        AtMost("durations", typed.Durations.Count, Limits.Durations);
        errors.Add("durations", typed.Durations.Count > 0 ? null : "Give at least one.");
        var good = typed.Durations.All(minutes => minutes is >= Step and <= Limits.MeetingMinutes && minutes % Step == 0);
        errors.Add("durations", good ? null : $"From {Step} to {Limits.MeetingMinutes} minutes, in steps of {Step}.");
    }

    private void CheckReminders()
    {
        AtMost("reminders", typed.Reminders.Count, Limits.Reminders);
        var good = typed.Reminders.All(Availability.OfferedReminders.Contains);
        errors.Add("reminders", good ? null : $"Minutes before the meeting, of {string.Join(", ", Availability.OfferedReminders)}.");
        errors.Add("reminders", typed.Reminders.Distinct().Count() == typed.Reminders.Count ? null : "Give each once.");
    }

    private void CheckHours(string field, IEnumerable<Hours> hours)
    {
        var good = hours.All(one => one.From is >= 0 and < Hours.OfDay && one.To is >= 0 and <= Hours.OfDay);
        errors.Add(field, good ? null : "From 0 to 1435, to 0 to 1440, in minutes of the day.");
        errors.Add(field, hours.All(one => one.From % Step == 0 && one.To % Step == 0) ? null : $"In steps of {Step} minutes.");
    }

    private void Apart(string field, IEnumerable<IEnumerable<Hours>> days) =>
        errors.Add(field, days.All(Apart) ? null : "Hours of one day overlap.");

    private static bool Apart(IEnumerable<Hours> day)
    {
        var inOrder = day.OrderBy(hours => hours.From).ToList();
        return inOrder.Zip(inOrder.Skip(1)).All(pair => pair.First.End <= pair.Second.From);
    }

    private void Weekdays(string field, IEnumerable<int> days) =>
        errors.Add(field, days.All(day => day is >= 1 and <= 7) ? null : "A weekday is 1 for Monday to 7 for Sunday.");

    private void Between(string field, int value, int least, int most) =>
        errors.Add(field, value >= least && value <= most ? null : $"Between {least} and {most}.");

    private void AtMost(string field, int count, int most) => errors.Add(field, count <= most ? null : $"At most {most}.");
}
