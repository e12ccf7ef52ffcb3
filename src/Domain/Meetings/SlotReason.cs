namespace XBees.Domain.Meetings;

/// <summary>Why a time is not offered (ME-31), in the order in which it is looked for.</summary>
public enum SlotReason
{
    /// <summary>The scheduler is closed.</summary>
    Closed,

    /// <summary>The agent does not offer this length.</summary>
    Duration,

    /// <summary>It is over.</summary>
    Past,

    /// <summary>Sooner than the minimum notice.</summary>
    Notice,

    /// <summary>Later than the agent can be booked ahead.</summary>
    Horizon,

    /// <summary>The agent's clock never shows it: it is put forward then.</summary>
    Missing,

    /// <summary>The agent's clock shows it for the second time: it was put back.</summary>
    Repeated,

    /// <summary>Not all of it lies within the hours.</summary>
    Hours,

    /// <summary>Within a break.</summary>
    Break,

    /// <summary>Not where a meeting begins.</summary>
    Grid,

    /// <summary>The day has its maximum of meetings.</summary>
    DailyMaximum,

    /// <summary>A meeting has it.</summary>
    Meeting,

    /// <summary>An entry of a calendar has it.</summary>
    Calendar,

    /// <summary>A calendar that blocks cannot be read (CA-3).</summary>
    CalendarOutOfReach,

    /// <summary>A guest fills in the form for it, or for a time too near to it (ME-29).</summary>
    Held,

    /// <summary>Too near to a meeting or to an entry of a calendar.</summary>
    Buffer,
}

/// <summary>Why one time is not offered, and what is in its way.</summary>
public sealed record SlotProblem(SlotReason Reason, Busy? Busy = null);
