using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

internal static class LockedMeetings
{
    /// <summary>A meeting as it is under the conversation's lock; null where there is none.</summary>
    public static async Task<(Conversation Place, Meeting Meeting)?> FindLockedAsync(
        this IMeetingStore meetings,
        IUnit unit,
        IConversationStore conversations,
        string id
    ) =>
        await meetings.FindAsync(unit, id) is { } known
        && await conversations.LoadLockedAsync(unit, known.ConversationId) is { } place
        // Whose it is may have changed while the lock was waited for (ME-17).
        && await meetings.FindAsync(unit, id) is { } meeting
            ? (place, meeting)
            : null;

    /// <summary>The same under the calendar's lock, too.</summary>
    public static async Task<(Conversation Place, Meeting Meeting)?> LoadLockedAsync(
        this IMeetingStore meetings,
        IUnit unit,
        IConversationStore conversations,
        string id
    )
    {
        if (await meetings.FindLockedAsync(unit, conversations, id) is not var (place, meeting))
        {
            return null;
        }
        await meetings.LockCalendarAsync(unit, meeting.HostId);
        return (place, (await meetings.FindAsync(unit, id))!);
    }
}
