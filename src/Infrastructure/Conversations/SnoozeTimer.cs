using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Conversations;

/// <summary>A snooze ends at its time, whatever was restarted meanwhile, once on all nodes (ST-2).</summary>
public sealed class SnoozeTimer(Units units, IConversationStore conversations) : ITimerHandler
{
    public string Kind => "snooze";

    /// <summary>In the unit that changes the status.</summary>
    internal static Task SetAsync(Unit unit, Conversation conversation) =>
        conversation.SnoozedUntil is { } until
            ? Timers.SetAsync(unit, Key(conversation.Id), "snooze", conversation.Id, "", until)
            : Timers.CancelAsync(unit, Key(conversation.Id));

    public Task RunAsync(DueTimer timer, CancellationToken cancel) =>
        units.RunAsync(
            async unit =>
            {
                var before = await conversations.LoadLockedAsync(unit, timer.ConversationId!);
                if (!await timer.TakeAsync(unit) || before is null)
                {
                    return false;
                }
                var change = before.WakeUp(unit.NewId, unit.Now);
                if (!change.IsNothing)
                {
                    await conversations.SaveAsync(unit, before, change);
                }
                return true;
            },
            cancel
        );

    private static string Key(string id) => $"snooze:{id}";
}
