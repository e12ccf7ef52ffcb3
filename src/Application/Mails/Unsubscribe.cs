namespace XBees.Application.Mails;

/// <summary>An address that gets no mails of a conversation.</summary>
public sealed record Unsubscription(string ConversationId, string EmailFolded);

public interface IUnsubscriptions
{
    /// <summary>Null where the link is none of ours.</summary>
    Unsubscription? Read(string token);

    Task<bool> HasAsync(Unsubscription who, CancellationToken cancel);

    Task SaveAsync(IUnit unit, Unsubscription who, bool on);
}

/// <summary>Ends the mails of one conversation, or begins them again (NO-8).</summary>
public sealed class Unsubscribe(IUnitOfWork work, IUnsubscriptions unsubscriptions)
{
    /// <param name="token">Of the link in a mail.</param>
    /// <param name="on">False: mails again.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>False where there is no such link.</returns>
    public async Task<bool> RunAsync(string token, bool on, CancellationToken cancel) =>
        unsubscriptions.Read(token) is { } who
        && await work.RunAsync(
            async unit =>
            {
                await unsubscriptions.SaveAsync(unit, who, on);
                return true;
            },
            cancel
        );

    /// <summary>Whether it is on now; null where there is no such link.</summary>
    public async Task<bool?> IsOnAsync(string token, CancellationToken cancel) =>
        unsubscriptions.Read(token) is { } who ? await unsubscriptions.HasAsync(who, cancel) : null;
}
