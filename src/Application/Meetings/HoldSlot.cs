using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>A time that is kept for somebody.</summary>
/// <param name="Token">Theirs alone; books it, or gives it back.</param>
/// <param name="Until">When it is free again by itself.</param>
public sealed record HeldSlot(string Token, Instant Until);

/// <summary>Which time is to be kept.</summary>
/// <param name="Slug">The scheduler's.</param>
/// <param name="Start">When.</param>
/// <param name="Minutes">How long; null: the first length that is offered.</param>
/// <param name="Instead">The token of what was kept for them before, or null.</param>
public sealed record HoldWish(string Slug, Instant? Start, int? Minutes, string? Instead);

/// <summary>For whom.</summary>
/// <param name="Key">The guest, or the network that somebody unknown comes from.</param>
/// <param name="Most">What is kept for them at once, at most.</param>
public sealed record Holder(string Key, int Most)
{
    public static Holder Of(GuestCaller? guest, string? network) =>
        guest is not null ? new($"guest {guest.PersonId}", 1) : new($"network {network}", Limits.HoldsOfNetwork);
}

/// <summary>Times that are kept while forms are filled in.</summary>
public interface IHoldStore
{
    /// <summary>What is kept of an agent's time for everybody else; under the calendar's lock.</summary>
    /// <param name="unit">The unit that has the lock.</param>
    /// <param name="agentId">The agent.</param>
    /// <param name="own">The token of what is kept for whoever asks, or null.</param>
    Task<IReadOnlyList<Busy>> OthersAsync(IUnit unit, string agentId, string? own);

    /// <summary>False where too much is kept for them already, or of the agent's time.</summary>
    Task<bool> TakeAsync(IUnit unit, string agentId, Interval time, Holder holder, HeldSlot slot);

    /// <summary>At once, so that it counts no more for what is taken in its place.</summary>
    Task GiveBackAsync(IUnit unit, string token);
}

public interface IHoldReader
{
    /// <summary>What is kept of an agent's time now, for whomever.</summary>
    Task<IReadOnlyList<Busy>> OfAgentAsync(string agentId, CancellationToken cancel);
}

/// <summary>Keeps a time for five minutes while a guest fills in the form (ME-29). It keeps out other forms alone.</summary>
public sealed class HoldSlot(IUnitOfWork work, FindHost find, IHoldStore holds)
{
    private static readonly Duration Kept = Duration.FromMinutes(5);

    /// <returns>Null where too much is kept already.</returns>
    public Task<HeldSlot?> RunAsync(Holder holder, HoldWish wish, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                var (scheduler, start, length) = await find.RunAsync(unit, wish.Slug, wish.Start, wish.Minutes, form: true, wish.Instead);
                if (wish.Instead is not null)
                {
                    await holds.GiveBackAsync(unit, wish.Instead);
                }
                var slot = new HeldSlot(SecretToken.New(), unit.Now + Kept);
                return await holds.TakeAsync(unit, scheduler.Host.Id, new(start, start + length), holder, slot) ? slot : null;
            },
            cancel
        );

    /// <summary>What is not kept any more is given back already.</summary>
    public Task GiveBackAsync(string token, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                await holds.GiveBackAsync(unit, token);
                return true;
            },
            cancel
        );
}
