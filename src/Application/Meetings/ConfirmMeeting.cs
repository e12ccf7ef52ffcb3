using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>The host's <i>Yes</i>.</summary>
/// <param name="Host">Who says it.</param>
/// <param name="MeetingId">To what.</param>
/// <param name="Declining">The meetings at the same time that are declined by it, as the host was told.</param>
/// <param name="IfMatch">The version that the host has seen, or null.</param>
public sealed record Yes(AgentCaller Host, string MeetingId, IReadOnlyCollection<string> Declining, long? IfMatch = null);

/// <summary>Others ask for the same time, and the host was not told that they would be declined (<see cref="MeetingRefusals.OthersAsk"/>).</summary>
public sealed class OthersAsk(IReadOnlyList<string> ids) : Exception(MeetingRefusals.OthersAsk.Detail)
{
    public IReadOnlyList<string> Ids { get; } = ids;
}

/// <summary>Confirms what the host was asked for (ME-3); their <i>No</i> cancels it as any other.</summary>
public sealed class ConfirmMeeting(IUnitOfWork work, IConversationStore conversations, IMeetingStore meetings, MeetingPost post)
{
    /// <returns>False where there is no such meeting.</returns>
    public Task<bool> RunAsync(Yes yes, CancellationToken cancel) => work.RunAsync(unit => RunAsync(unit, yes), cancel);

    private async Task<bool> RunAsync(IUnit unit, Yes yes)
    {
        if (await meetings.LoadLockedAsync(unit, conversations, yes.MeetingId) is not var (place, meeting))
        {
            return false;
        }
        var after = meeting.HostId == yes.Host.PersonId ? meeting.Confirm(unit.Now) : throw new Refused(MeetingRefusals.NotTheHost);
        if (after == meeting)
        {
            return true;
        }
        if (yes.IfMatch is { } version && version != meeting.Version)
        {
            throw new Refused(RequestRefusals.Stale);
        }
        var scheduler = await meetings.OfAgentAsync(unit, meeting.HostId);
        var gap = scheduler?.GapOf(after) ?? Duration.Zero;
        foreach (var other in Declined(await meetings.BesideAsync(unit, after, gap), after, yes, scheduler))
        {
            await meetings.GiveWayAsync(unit, other);
        }
        await meetings.SaveAsync(unit, meeting, after, gap);
        var told = place.TellConfirmed(yes.Host.Person, after, unit.NewId, unit.Now);
        conversations.SavePosted(unit, place.Id, told.Messages.Single(), null, place.WaitingSince, yes.Host.Via());
        await post.SendAsync(unit, MeetingNews.Confirmed, place, after, yes.Host.Person);
        return true;
    }

    /// <summary>What is confirmed keeps its time; what is not gives way, once the host was told so.</summary>
    private static IReadOnlyList<Meeting> Declined(IReadOnlyList<Meeting> others, Meeting meeting, Yes yes, HostScheduler? scheduler)
    {
        if (others.Any(other => other.State == MeetingState.Confirmed))
        {
            throw scheduler is null
                ? new Refused(MeetingRefusals.Taken)
                : new SlotTaken(scheduler, meeting.Start, (int)meeting.Length.TotalMinutes, meeting.Id);
        }
        return others.All(other => yes.Declining.Contains(other.Id)) ? others : throw new OthersAsk([.. others.Select(other => other.Id)]);
    }
}
