namespace XBees.Application.Calendars;

/// <summary>
/// Makes newer what is kept of agents' calendars (CA-3): what blocks is read once more, outside of any unit, and waited for three seconds at
/// most. Then what is kept counts, and the reading goes on by itself.
/// </summary>
public interface IFreshCalendars
{
    Task OfAgentAsync(string agentId, CancellationToken cancel);

    /// <summary>Of the agent to whom a link leads, or of those of the service whose widget it is (IN-8).</summary>
    Task OfLinkAsync(string slug, CancellationToken cancel);

    /// <summary>Of the host of a meeting.</summary>
    Task OfMeetingAsync(string meetingId, CancellationToken cancel);
}
