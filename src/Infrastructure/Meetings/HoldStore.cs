using XBees.Application.Meetings;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Meetings;

/// <summary>Times that are kept while forms are filled in; of each token its hash alone.</summary>
public sealed class HoldStore(Db db, TimeProvider time) : IHoldStore, IHoldReader
{
    public async Task<IReadOnlyList<Busy>> OthersAsync(IUnit unit, string agentId, string? own)
    {
        var session = Unit.Of(unit);
        var mine = own is null ? null : SecretToken.Hash(own);
        return
        [
            .. (await LoadAsync(session, agentId, session.NowMs, default)).Where(row => row.TokenHash != mine).Select(row => row.ToBusy()),
        ];
    }

    public async Task<IReadOnlyList<Busy>> OfAgentAsync(string agentId, CancellationToken cancel) =>
        [.. (await LoadAsync(db, agentId, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel)).Select(row => row.ToBusy())];

    public async Task<bool> TakeAsync(IUnit unit, string agentId, Interval time, Holder holder, HeldSlot slot)
    {
        var session = Unit.Of(unit);
        await session.ExecuteAsync($"delete from meeting_hold where expires_at <= @now", new { now = session.NowMs });
        if (holder.Most == 1)
        {
            await session.ExecuteAsync($"delete from meeting_hold where holder = @holder", new { holder = holder.Key });
        }
        if (
            await session.FirstAsync<long>($"select count(*) from meeting_hold where holder = @holder", new { holder = holder.Key })
                >= holder.Most
            || await session.FirstAsync<long>($"select count(*) from meeting_hold where agent_id = @agentId", new { agentId })
                >= Limits.HoldsOfAgent
        )
        {
            return false;
        }
        session.Later(
            $"""
            insert into meeting_hold (token_hash, agent_id, starts_at, ends_at, holder, expires_at)
            values (@tokenHash, @agentId, @startsAt, @endsAt, @holder, @expiresAt)
            """,
            new
            {
                tokenHash = SecretToken.Hash(slot.Token),
                agentId,
                startsAt = time.Start.ToUnixTimeMilliseconds(),
                endsAt = time.End.ToUnixTimeMilliseconds(),
                holder = holder.Key,
                expiresAt = slot.Until.ToUnixTimeMilliseconds(),
            }
        );
        return true;
    }

    public Task GiveBackAsync(IUnit unit, string token) =>
        Unit.Of(unit).ExecuteAsync($"delete from meeting_hold where token_hash = @tokenHash", new { tokenHash = SecretToken.Hash(token) });

    private static Task<IReadOnlyList<Row>> LoadAsync(SqlSession session, string agentId, long now, CancellationToken cancel) =>
        session.ListAsync<Row>(
            $"select token_hash, starts_at, ends_at from meeting_hold where agent_id = @agentId and expires_at > @now",
            new { agentId, now },
            cancel
        );

    private sealed class Row
    {
        public string TokenHash { get; init; } = "";
        public long StartsAt { get; init; }
        public long EndsAt { get; init; }

        public Busy ToBusy() => new(Instant.FromUnixTimeMilliseconds(StartsAt), Instant.FromUnixTimeMilliseconds(EndsAt), BusyKind.Hold);
    }
}
