using NodaTime;
using XBees.Domain.Meetings;

namespace XBees.Domain.Crm;

/// <summary>How a meeting stands in a CRM.</summary>
public enum CrmMeetingState
{
    /// <summary>It is to come, or goes on.</summary>
    Open,
    Held,
    Missed,
    Cancelled,
}

/// <summary>A meeting on the record of one of its guests (CR-3, CR-7): one entry, that is made what the meeting is now.</summary>
public sealed record CrmMeeting
{
    /// <summary>By which the CRM knows it again, however often it is sent.</summary>
    public required string Id { get; init; }
    public required string Title { get; init; }

    /// <summary>What is to be known beside it: why it was cancelled, and where its conversation is.</summary>
    public required string Text { get; init; }
    public string? Place { get; init; }
    public required Instant Start { get; init; }
    public required Instant End { get; init; }
    public required CrmMeetingState State { get; init; }

    /// <summary>The host (CR-6).</summary>
    public required string Author { get; init; }

    /// <summary>Who the host is among the CRM's users; null: none of them.</summary>
    public string? UserId { get; init; }

    /// <summary>CR-6: with a line that names the host where the CRM cannot.</summary>
    public string Signed => CrmText.Signed(Text, UserId, Author);

    /// <summary>
    /// Held it is when its time is over, unless the host says that nobody came (ME-21).
    /// </summary>
    /// <param name="meeting">As it is.</param>
    /// <param name="takesPart">Whether the guest whose record it is still comes (ME-23).</param>
    /// <param name="now">When it is asked.</param>
    public static CrmMeetingState StateOf(Meeting meeting, bool takesPart, Instant now) =>
        meeting.State == MeetingState.Cancelled || !takesPart ? CrmMeetingState.Cancelled
        : meeting.Outcome == MeetingOutcome.NoShow ? CrmMeetingState.Missed
        : meeting.Outcome == MeetingOutcome.Held || meeting.End <= now ? CrmMeetingState.Held
        : CrmMeetingState.Open;
}
