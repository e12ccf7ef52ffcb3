namespace XBees.Application.Meetings;

public static class MeetingRefusals
{
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
}
