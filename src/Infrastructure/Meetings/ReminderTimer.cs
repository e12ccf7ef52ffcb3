using System.Text.Json;
using XBees.Application.Conversations;
using XBees.Application.Meetings;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Meetings;

/// <summary>
/// Reminds of meetings when their host wants it (ME-6), in the conversation and by mail. Whether there is anything to remind of is decided
/// when it is due, from the meeting's row under the conversation's lock.
/// </summary>
public sealed class ReminderTimer(Units units, IConversationStore conversations, IMeetingStore meetings, MeetingPost post) : ITimerHandler
{
    private const string Name = "meeting-reminder";

    public string Kind => Name;

    /// <summary>In the unit that books, confirms, moves, hands over or cancels. What would have been due already is left out (ME-19).</summary>
    internal static async Task SetAsync(Unit unit, Meeting meeting, IReadOnlyList<int> wanted)
    {
        var ahead = meeting.State == MeetingState.Confirmed ? Ahead(unit, meeting, wanted) : [];
        await CancelOthersAsync(unit, meeting, ahead);
        await SetAheadAsync(unit, meeting, ahead);
    }

    /// <summary>Of a meeting that is at its time as before: what is due just now and wanted still goes out.</summary>
    internal static async Task ChangeAsync(Unit unit, Meeting meeting, IReadOnlyList<int> wanted)
    {
        await CancelOthersAsync(unit, meeting, wanted);
        await SetAheadAsync(unit, meeting, Ahead(unit, meeting, wanted));
    }

    private static List<int> Ahead(Unit unit, Meeting meeting, IEnumerable<int> wanted) =>
        [.. wanted.Where(minutes => DueOf(meeting, minutes) > unit.Now)];

    private static async Task SetAheadAsync(Unit unit, Meeting meeting, IEnumerable<int> ahead)
    {
        foreach (var minutes in ahead)
        {
            var due = new Due(meeting.Id, minutes);
            await Timers.SetAsync(unit, Key(meeting, minutes), Name, meeting.ConversationId, due, DueOf(meeting, minutes));
        }
    }

    /// <summary>Whoever the host was before may have wanted others (ME-17).</summary>
    private static async Task CancelOthersAsync(Unit unit, Meeting meeting, IReadOnlyList<int> kept) =>
        await Timers.CancelAsync(unit, Availability.OfferedReminders.Except(kept).Select(minutes => Key(meeting, minutes)));

    private static string Key(Meeting meeting, int minutes) => $"{Name} {meeting.Id} {minutes}";

    private static Instant DueOf(Meeting meeting, int minutes) => meeting.Start - Duration.FromMinutes(minutes);

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
