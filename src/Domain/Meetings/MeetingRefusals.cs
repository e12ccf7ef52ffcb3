namespace XBees.Domain.Meetings;

/// <summary>What somebody who books, moves or cancels can be refused.</summary>
public static class MeetingRefusals
{
    /// <summary>ME-25: the next free ones are told with it.</summary>
    public static readonly Refusal Taken = new(
        "slot-taken",
        409,
        "This time was just taken",
        "Choose one of the times that are still free.",
        "start"
    );

    /// <summary>ME-26.</summary>
    public static readonly Refusal NotOffered = new(
        "slot-not-offered",
        422,
        "This time is not offered",
        "Choose one of the times that are offered.",
        "start"
    );

    /// <summary>ME-7.</summary>
    public static readonly Refusal TooMany = new(
        "too-many-meetings",
        409,
        "There are ten meetings ahead already",
        "Cancel one of them, or wait until one is over."
    );

    public static readonly Refusal SchedulerUnknown = new("not-found", 404, "Not found", "There is no such scheduler.");

    /// <summary>LC-1.</summary>
    public static readonly Refusal NoScheduler = new(
        "no-scheduler",
        409,
        "A Basic licence has no scheduler",
        "Ask an administrator for a Standard licence."
    );

    /// <summary>Closed by the agent, or because of the licence: a guest does not learn which (ME-22).</summary>
    public static readonly Refusal SchedulerClosed = new(
        "scheduler-closed",
        410,
        "This scheduler is closed",
        "No meeting can be booked here now. A message still arrives."
    );

    public static readonly Refusal FeedUnknown = new(
        "not-found",
        404,
        "Not found",
        "There is no such calendar; its address may have been renewed."
    );

    public static readonly Refusal Begun = new(
        "meeting-begun",
        409,
        "The meeting has begun",
        "What has begun is not moved, confirmed or cancelled any more."
    );

    public static readonly Refusal Cancelled = new("meeting-cancelled", 409, "The meeting was cancelled", "Book another one.");

    /// <summary>ME-3: <c>others</c> tells which with it.</summary>
    public static readonly Refusal OthersAsk = new(
        "others-ask-too",
        409,
        "Others ask for the same time",
        "Confirming this meeting declines the others. Name them to say so."
    );

    /// <summary>ME-3.</summary>
    public static readonly Refusal NotTheHost = new(
        "not-the-host",
        403,
        "Somebody else confirms this meeting",
        "The agent whom it is with confirms it."
    );

    /// <summary>ME-21.</summary>
    public static readonly Refusal NotBegun = new(
        "meeting-not-begun",
        409,
        "The meeting has not begun",
        "Whether it was held is said from its start on."
    );

    /// <summary>ME-21.</summary>
    public static readonly Refusal NotYoursToMark = new(
        "not-the-host",
        403,
        "Somebody else is the host",
        "The host says whether the meeting was held."
    );

    /// <summary>ME-17.</summary>
    public static readonly Refusal CannotTakeOver = new(
        "cannot-take-over",
        422,
        "This agent cannot take the meeting over",
        "Choose an active agent with a Standard licence.",
        "agentId"
    );

    /// <summary>ME-17.</summary>
    public static readonly Refusal NotFree = new(
        "agent-not-free",
        409,
        "This agent is not free then",
        "Choose somebody else, or move the meeting first.",
        "agentId"
    );

    /// <summary>ME-17, ME-22.</summary>
    public static readonly Refusal NotYoursToHandOver = new(
        "not-the-host",
        403,
        "Somebody else is the host",
        "The host hands the meeting over, or an administrator once the host has no scheduler any more."
    );

    /// <summary>ME-23.</summary>
    public static readonly Refusal NotYours = new(
        "not-your-meeting",
        403,
        "Somebody else booked this meeting",
        "Whoever booked it, and the agents, move and cancel it."
    );
}
