using XBees.Domain.Conversations;

namespace XBees.Application.Conversations;

/// <summary>
/// Who sees a conversation without being in it joins it: with a notice that everybody in it reads, and an audit entry (LC-2).
/// </summary>
public sealed class EnterConversation(IUnitOfWork work, IConversationStore conversations, IPeopleStore people, IAuditTrail audit)
{
    /// <returns>False where the caller does not even see its head.</returns>
    public Task<bool> RunAsync(AgentCaller caller, string id, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                if (
                    await conversations.LoadLockedAsync(unit, id) is not { } before
                    || await Sights.OfAsync(unit, people, caller, before) == Sight.Nothing
                )
                {
                    return false;
                }
                var agent = (await people.AgentsAsync(unit, [caller.PersonId])).Single();
                if (before.Enter(agent, unit.NewId, unit.Now) is { IsNothing: false } change)
                {
                    await conversations.SaveAsync(unit, before, change);
                    audit.Note(unit, caller.PersonId, "conversation.entered", id);
                }
                return true;
            },
            cancel
        );
}
