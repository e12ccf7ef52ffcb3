namespace XBees.Application.Meetings;

/// <summary>Private calendar feeds of agents (ME-11).</summary>
public interface IFeedStore
{
    /// <summary>Since when there is one; null: there is none.</summary>
    Task<Instant?> SinceAsync(string agentId, CancellationToken cancel);

    /// <summary>In place of the one before, which opens nothing any more.</summary>
    Task SaveAsync(IUnit unit, string agentId, string tokenHash);

    Task DropAsync(IUnit unit, string agentId);

    /// <summary>Null where no feed of an active agent has it.</summary>
    Task<CalendarFeed?> FindAsync(string tokenHash, CancellationToken cancel);
}

/// <summary>Opens an agent's feed, gives it another address, closes it.</summary>
public sealed class ChangeFeed(IUnitOfWork work, IFeedStore feeds)
{
    /// <returns>The end of its address, which is given out this once.</returns>
    public async Task<string> RenewAsync(AgentCaller caller, CancellationToken cancel)
    {
        ChangeAvailability.RequireScheduler(caller);
        var token = SecretToken.New();
        await work.RunAsync(
            async unit =>
            {
                await feeds.SaveAsync(unit, caller.PersonId, SecretToken.Hash(token));
                return true;
            },
            cancel
        );
        return token;
    }

    public Task DropAsync(AgentCaller caller, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                await feeds.DropAsync(unit, caller.PersonId);
                return true;
            },
            cancel
        );
}
