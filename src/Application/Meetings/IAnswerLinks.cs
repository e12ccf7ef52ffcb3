namespace XBees.Application.Meetings;

/// <summary>What the link of a mail leads its host to.</summary>
/// <param name="Host">Who may answer by it.</param>
/// <param name="Meeting">As it is now.</param>
/// <param name="Zone">The host's, by its IANA name.</param>
public sealed record AskedMeeting(AgentCaller Host, MeetingView Meeting, string Zone);

/// <summary>The links by which hosts answer from their mail (ME-3).</summary>
public interface IAnswerLinks
{
    /// <summary>Null where the link is none of ours, its day is over, or the meeting is not theirs any more (ME-20).</summary>
    Task<AskedMeeting?> FindAsync(string token, CancellationToken cancel);

    /// <summary>A meeting with whoever answers for it now; null where nobody does.</summary>
    Task<AskedMeeting?> OfMeetingAsync(string meetingId, CancellationToken cancel);
}
