namespace XBees.Application.Conversations;

/// <summary>What is only one member's: how far they have read, that it is unread after all, what they have not sent yet.</summary>
public sealed class KeepPlace(IUnitOfWork work, IConversationStore conversations)
{
    /// <summary>MS-4. One device reads for all.</summary>
    public Task<bool> ReadAsync(Caller caller, string id, long seq, CancellationToken cancel) =>
        work.RunAsync(unit => conversations.SaveReadAsync(unit, id, caller, seq), cancel);

    /// <summary>MS-4: never withdraws <i>Seen</i>.</summary>
    public Task<bool> MarkUnreadAsync(Caller caller, string id, bool unread, CancellationToken cancel) =>
        work.RunAsync(unit => conversations.SaveMarkedUnreadAsync(unit, id, caller, unread), cancel);

    /// <summary>MS-12.</summary>
    public Task<bool> SaveDraftAsync(Caller caller, string id, string? text, CancellationToken cancel) =>
        work.RunAsync(unit => conversations.SaveDraftAsync(unit, id, caller, text), cancel);
}
