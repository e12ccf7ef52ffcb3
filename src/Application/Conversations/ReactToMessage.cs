using XBees.Domain.Conversations;

namespace XBees.Application.Conversations;

/// <summary>Who reacted to which message with what: each person once with each kind (MS-8).</summary>
public interface IReactionStore
{
    /// <summary>Nothing changes, and nobody is told, where it is there already.</summary>
    Task AddAsync(IUnit unit, string conversationId, string messageId, Caller caller, ReactionKind kind);

    /// <summary>Likewise where it is not there.</summary>
    Task RemoveAsync(IUnit unit, string conversationId, string messageId, Caller caller, ReactionKind kind);
}

/// <summary>Reacts to messages and takes it back (MS-8). No read mark moves by it, and nothing is unread (MS-4).</summary>
public sealed class ReactToMessage(IUnitOfWork work, IMessageStore messages, IReactionStore reactions)
{
    /// <returns>False where the caller sees no such message.</returns>
    public Task<bool> AddAsync(Caller caller, string conversationId, string messageId, ReactionKind kind, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                if (await messages.LoadLockedAsync(unit, conversationId, messageId, caller) is not { } load)
                {
                    return false;
                }
                Reacting.Check(load.Message, load.Who);
                await reactions.AddAsync(unit, conversationId, messageId, caller, kind);
                return true;
            },
            cancel
        );

    /// <returns>False where the caller sees no such message.</returns>
    public Task<bool> RemoveAsync(Caller caller, string conversationId, string messageId, ReactionKind kind, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                if (await messages.LoadLockedAsync(unit, conversationId, messageId, caller) is not { } load)
                {
                    return false;
                }
                Reacting.CheckTakingBack(load.Who);
                await reactions.RemoveAsync(unit, conversationId, messageId, caller, kind);
                return true;
            },
            cancel
        );
}
