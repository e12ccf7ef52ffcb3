namespace XBees.Domain;

/// <summary>The limits that API, pages and database agree on; texts are counted in Unicode scalar values.</summary>
public static class Limits
{
    public const int Name = 200;
    public const int Email = 254;
    public const int Phone = 50;
    public const int Description = 2_000;
    public const int Service = 80;
    public const int Message = 10_000;

    /// <summary>AC-4: agents and guests together.</summary>
    public const int Members = 1_000;

    /// <summary>GU-5: by one guest in one conversation.</summary>
    public const int AddedByGuest = 5;

    /// <summary>Of people whom a notice names; how many more there were is a number.</summary>
    public const int PeopleInNotice = 20;

    /// <summary>RE-2, LI-1: a guest who waits for so long waits too long; after half of it one is warned. A service can have its own.</summary>
    public const int AnswerMinutes = 60;

    /// <summary>The longest that a service may set: a week.</summary>
    public const int AnswerMinutesMaximum = 10_080;

    /// <summary>ST-3: so long after <i>resolved</i> a guest's words open it again. A service can have its own.</summary>
    public const int NewAfterDays = 30;

    /// <summary>The longest that a service may set: ten years.</summary>
    public const int NewAfterDaysMaximum = 3_650;

    /// <summary>SP-3: so long after <i>Spam</i> a conversation is deleted.</summary>
    public const int SpamDays = 30;

    /// <summary>SP-2, PV-5: a network is shut out for no longer than its mark may be kept.</summary>
    public const int NetworkBlockDays = 30;

    /// <summary>How long two guests who were merged by hand can be parted again (GU-10).</summary>
    public const int MergeUndoDays = 30;

    /// <summary>ME-7: of one guest with one agent, still to come.</summary>
    public const int MeetingsAhead = 10;

    /// <summary>ME-1: named with one booking.</summary>
    public const int Participants = 10;

    /// <summary>ME-29: kept at once for those of one network who are not known yet.</summary>
    public const int HoldsOfNetwork = 3;

    /// <summary>ME-29: kept at once of one agent's time; whatever is done, the rest of it can be booked.</summary>
    public const int HoldsOfAgent = 10;

    public const int WidgetLabel = 40;
    public const int WidgetText = 500;
    public const int WidgetWelcome = 2_000;
    public const int Consent = 1_000;
    public const int Url = 2_000;
    public const int Websites = 50;
    public const int SlugMinimum = 3;
    public const int Slug = 60;

    /// <summary>The longest meeting.</summary>
    public const int MeetingMinutes = 480;

    /// <summary>Of lengths that an agent offers.</summary>
    public const int Durations = 10;
    public const int BufferMinutes = 240;

    /// <summary>Before one meeting.</summary>
    public const int Reminders = 4;

    /// <summary>The longest minimum notice: 30 days.</summary>
    public const int NoticeMinutes = 43_200;

    /// <summary>The farthest that an agent can be booked ahead: two years.</summary>
    public const int HorizonDays = 730;
    public const int MeetingsOfADay = 100;

    /// <summary>Of hours in a week or a day, and of breaks.</summary>
    public const int HoursEntries = 70;

    /// <summary>Of dates with hours of their own.</summary>
    public const int DateEntries = 500;

    /// <summary>Accounts with calendars that one agent connects.</summary>
    public const int CalendarConnections = 10;

    /// <summary>Of one account.</summary>
    public const int CalendarsOfConnection = 50;

    /// <summary>How many scalar values a text has; half a surrogate pair counts as one.</summary>
    public static int Count(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    /// <summary>A sentence that names the limit, or null where the text keeps it.</summary>
    public static string? TooLong(string text, int limit)
    {
        var count = Count(text);
        return count <= limit
            ? null
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"At most {limit:N0} characters; this has {count:N0}.");
    }
}
