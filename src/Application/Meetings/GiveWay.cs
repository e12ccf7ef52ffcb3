using XBees.Application.Conversations;
using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>Cancels a meeting that another one was confirmed in place of (ME-3).</summary>
public sealed class GiveWay(IConversationStore conversations, IMeetingStore meetings, IMeetingPeople people, MeetingPost post)
{
    /// <param name="unit">The unit.</param>
    /// <param name="id">The meeting.</param>
    /// <param name="takeAsync">Takes what this is done for, under the conversation's lock; false: nothing is to be done.</param>
    public async Task<bool> RunAsync(IUnit unit, string id, Func<IUnit, Task<bool>> takeAsync)
    {
        var found = await meetings.LoadLockedAsync(unit, conversations, id);
        if (
            !await takeAsync(unit)
            || found is not var (place, meeting)
            || meeting.State != MeetingState.Unconfirmed
            || meeting.HasBegun(unit.Now)
        )
        {
            return false;
        }
        var after = meeting.Cancel(null, unit.Now);
        await meetings.SaveAsync(unit, meeting, after, gap: null);
        var host = (await people.OfAsync(unit, meeting, []))[0].Person.Who;
        var told = place.TellCancelled(host, after, unit.NewId, unit.Now);
        conversations.SavePosted(unit, place.Id, told.Messages.Single(), null, place.WaitingSince, "web");
        await post.SendAsync(unit, MeetingNews.Cancelled, place, after, host, meeting);
        return true;
    }
}
