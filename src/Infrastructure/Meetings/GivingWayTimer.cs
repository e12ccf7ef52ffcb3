using System.Text.Json;
using XBees.Application.Meetings;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Meetings;

/// <summary>Cancels what another meeting was confirmed in place of (ME-3): each in its own conversation, one unit after another.</summary>
public sealed class GivingWayTimer(Units units, GiveWay giveWay) : ITimerHandler
{
    private const string Name = "meeting-gives-way";

    public string Kind => Name;

    internal static Task SetAsync(Unit unit, Meeting meeting) =>
        Timers.SetAsync(unit, $"{Name} {meeting.Id}", Name, meeting.ConversationId, new Due(meeting.Id), unit.Now);

    public Task RunAsync(DueTimer timer, CancellationToken cancel) =>
        units.RunAsync(
            unit =>
                giveWay.RunAsync(
                    unit,
                    JsonSerializer.Deserialize<Due>(timer.Payload, JsonSerializerOptions.Web)!.MeetingId,
                    timer.TakeAsync
                ),
            cancel
        );

    private sealed record Due(string MeetingId);
}
