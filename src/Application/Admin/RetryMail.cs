namespace XBees.Application.Admin;

/// <summary>Mails that wait or were given up.</summary>
public interface IMailQueue
{
    Task<IReadOnlyList<AdminMail>> OpenAsync(CancellationToken cancel);

    /// <summary>Due at once, with all its tries before it again; false where there is no such mail.</summary>
    Task<bool> RetryAsync(IUnit unit, string id);
}

public sealed class RetryMail(IUnitOfWork work, IMailQueue queue, IAuditTrail audit)
{
    public Task<bool> RunAsync(AgentCaller by, string id, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                if (!await queue.RetryAsync(unit, id))
                {
                    return false;
                }
                audit.Note(unit, by.PersonId, "mail.retried", id);
                return true;
            },
            cancel
        );
}
