using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

internal static class LockedMeetings
{
    /// <summary>A meeting as it is under the conversation's lock and the calendar's; null where there is none.</summary>
    public static async Task<(Conversation Place, Meeting Meeting)?> LoadLockedAsync(
        this IMeetingStore meetings,
        IUnit unit,
        IConversationStore conversations,
        string id
    )
    {
        if (
            await meetings.FindAsync(unit, id) is not { } known
            || await conversations.LoadLockedAsync(unit, known.ConversationId) is not { } place
            // Whose it is may have changed while the lock was waited for (ME-17).
            || await meetings.FindAsync(unit, id) is not { } meeting
        )
        {
            return null;
        }
        await meetings.LockCalendarAsync(unit, meeting.HostId);
        return (place, (await meetings.FindAsync(unit, id))!);
    }
}
