using System.Text.Json;
using XBees.Application.Conversations;
using XBees.Application.Meetings;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Crm;

/// <summary>When a meeting's time is over it was held, unless its host says otherwise: what CRMs have of it is open no longer (CR-7).</summary>
public sealed class CrmMeetingTimer(Units units, IConversationStore conversations, IMeetingStore meetings) : ITimerHandler
{
    private const string Name = "crm-meeting";

    public string Kind => Name;

    internal static async Task SetAsync(Unit unit, Meeting meeting, bool isWanted)
    {
        if (isWanted && meeting.End > unit.Now)
        {
            await Timers.SetAsync(unit, Key(meeting.Id), Name, meeting.ConversationId, new Due(meeting.Id), meeting.End);
        }
        else
        {
            await Timers.CancelAsync(unit, Key(meeting.Id));
        }
    }

    public Task RunAsync(DueTimer timer, CancellationToken cancel) =>
        units.RunAsync(
            async unit =>
            {
                var due = JsonSerializer.Deserialize<Due>(timer.Payload, JsonSerializerOptions.Web)!;
                var place = await conversations.LoadLockedAsync(unit, timer.ConversationId!);
                if (!await timer.TakeAsync(unit) || place is null || await meetings.FindAsync(unit, due.MeetingId) is not { } meeting)
                {
                    return false;
                }
                await CrmEntries.OverAsync(Unit.Of(unit), meeting);
                return true;
            },
            cancel
        );

    private static string Key(string meetingId) => $"{Name} {meetingId}";

    private sealed record Due(string MeetingId);
}
