using XBees.Application.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Conversations;

/// <summary>Deletes spam after 30 days, whatever was restarted meanwhile, once on all nodes (SP-3).</summary>
public sealed class SpamTimer(Units units, ConversationRemoval removal, IAuditTrail audit) : ITimerHandler, ISpamTimer
{
    private static readonly Dictionary<string, string> AsSpam = new() { ["reason"] = "spam" };

    public string Kind => "spam";

    public Task SetAsync(IUnit unit, string conversationId, Instant due) =>
        Timers.SetAsync(Unit.Of(unit), Key(conversationId), Kind, conversationId, "", due);

    public Task CancelAsync(IUnit unit, string conversationId) => Timers.CancelAsync(Unit.Of(unit), Key(conversationId));

    public async Task RunAsync(DueTimer timer, CancellationToken cancel)
    {
        var deleted = await removal.RunAsync(
            timer.ConversationId!,
            // Somebody may have said in the last moment that it is none.
            (unit, conversation) => conversation.DeletedAt <= unit.Now,
            async unit =>
            {
                audit.Note(unit, null, "conversation.deleted", timer.ConversationId, AsSpam);
                await timer.TakeAsync(unit);
            },
            cancel
        );
        if (!deleted)
        {
            await units.RunAsync(timer.TakeAsync, cancel);
        }
    }

    private static string Key(string id) => $"spam:{id}";
}
