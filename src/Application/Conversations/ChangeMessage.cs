using XBees.Domain.Conversations;

namespace XBees.Application.Conversations;

/// <summary>A message under its conversation's lock, and who would change it.</summary>
public sealed record MessageLoad(WrittenMessage Message, Reviser Who);

/// <summary>Messages that are there already.</summary>
public interface IMessageStore
{
    /// <summary>Null where the caller does not see it.</summary>
    Task<MessageLoad?> LoadLockedAsync(IUnit unit, string conversationId, string messageId, Caller caller);

    /// <summary>Another text in its place; agents read the earlier one.</summary>
    Task SaveTextAsync(IUnit unit, string conversationId, WrittenMessage before, string text);

    /// <summary>A tombstone in its place. Its text is nowhere any more, nor is one that it had before.</summary>
    Task SaveDeletedAsync(IUnit unit, string conversationId, WrittenMessage before);
}

/// <summary>Edits and deletes messages (MS-5, MS-6). A note's change is told to no guest, as the note was not (MS-9).</summary>
public sealed class ChangeMessage(IUnitOfWork work, IMessageStore messages, IAuditTrail audit)
{
    /// <returns>False where the caller sees no such message.</returns>
    public Task<bool> EditAsync(Caller caller, string conversationId, string messageId, string? text, CancellationToken cancel) =>
        RunAsync(
            caller,
            conversationId,
            messageId,
            async (unit, load) =>
            {
                if (Revising.Edit(load.Message, load.Who, text, unit.Now) is { } changed)
                {
                    await messages.SaveTextAsync(unit, conversationId, load.Message, changed);
                }
            },
            cancel
        );

    /// <returns>False where the caller sees no such message.</returns>
    public Task<bool> DeleteAsync(Caller caller, string conversationId, string messageId, CancellationToken cancel) =>
        RunAsync(
            caller,
            conversationId,
            messageId,
            async (unit, load) =>
            {
                if (!Revising.Delete(load.Message, load.Who, unit.Now))
                {
                    return;
                }
                await messages.SaveDeletedAsync(unit, conversationId, load.Message);
                if (load.Message.AuthorId != caller.PersonId)
                {
                    audit.Note(unit, caller.PersonId, "message.deleted", conversationId);
                }
            },
            cancel
        );

    private Task<bool> RunAsync(
        Caller caller,
        string conversationId,
        string messageId,
        Func<IUnit, MessageLoad, Task> change,
        CancellationToken cancel
    ) =>
        work.RunAsync(
            async unit =>
            {
                if (await messages.LoadLockedAsync(unit, conversationId, messageId, caller) is not { } load)
                {
                    return false;
                }
                await change(unit, load);
                return true;
            },
            cancel
        );
}
