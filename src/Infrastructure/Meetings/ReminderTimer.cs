using System.Text.Json;
using XBees.Application.Conversations;
using XBees.Application.Meetings;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Meetings;

/// <summary>
/// Reminds of meetings a day and a quarter of an hour before (ME-6), in the conversation and by mail. Whether there is anything to remind of
/// is decided when it is due, from the meeting's row under the conversation's lock.
/// </summary>
public sealed class ReminderTimer(Units units, IConversationStore conversations, IMeetingStore meetings, MeetingPost post) : ITimerHandler
{
    private const string Name = "meeting-reminder";
    private static readonly int[] MinutesBefore = [24 * 60, 15];

    public string Kind => Name;

    /// <summary>In the unit that books, confirms, moves or cancels. What would have been due already is left out (ME-19).</summary>
    internal static async Task SetAsync(Unit unit, Meeting meeting)
    {
        foreach (var minutes in MinutesBefore)
        {
            var key = $"{Name} {meeting.Id} {minutes}";
            var due = meeting.Start - Duration.FromMinutes(minutes);
            if (meeting.State != MeetingState.Confirmed || due <= unit.Now)
            {
                await Timers.CancelAsync(unit, key);
            }
            else
            {
                await Timers.SetAsync(unit, key, Name, meeting.ConversationId, new Due(meeting.Id, minutes), due);
            }
        }
    }

    public Task RunAsync(DueTimer timer, CancellationToken cancel) =>
        units.RunAsync(
            async unit =>
            {
                var due = JsonSerializer.Deserialize<Due>(timer.Payload, JsonSerializerOptions.Web)!;
                var place = await conversations.LoadLockedAsync(unit, timer.ConversationId!);
                if (!await timer.TakeAsync(unit) || place is null)
                {
                    return false;
                }
                if (
                    await meetings.FindAsync(unit, due.MeetingId) is not { State: MeetingState.Confirmed } meeting
                    || meeting.HasBegun(unit.Now)
                )
                {
                    return false;
                }
                var told = place.TellNear(meeting, unit.NewId, unit.Now);
                conversations.SavePosted(unit, place.Id, told.Messages.Single(), null, place.WaitingSince, "web");
                var which = $"{meeting.Start.ToUnixTimeMilliseconds()} {due.Minutes}";
                await post.SendAsync(unit, MeetingNews.Reminder, told.After, meeting, by: null, which: which);
                return true;
            },
            cancel
        );

    private sealed record Due(string MeetingId, int Minutes);
}
