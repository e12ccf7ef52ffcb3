using XBees.Infrastructure.Database;
using XBees.Infrastructure.Guests;

namespace XBees.Infrastructure.Events;

/// <summary>
/// Whether a stream's session is still one. Its end is an entry of the log; this finds an end that came between signing in and
/// listening, and what runs out without anybody ending it.
/// </summary>
public sealed class LiveSessions(Db db, TimeProvider time)
{
    public async Task<bool> HasAsync(Caller caller, CancellationToken cancel) =>
        caller switch
        {
            GuestCaller guest => await GuestAsync(guest, cancel),
            AgentCaller { Key: { } key } => await KeyAsync(key.KeyId, cancel),
            AgentCaller agent => await AgentAsync(agent.SessionId, cancel),
            _ => false,
        };

    /// <summary>The guest's own session, and nobody's who is shut out (SP-2).</summary>
    private async Task<bool> GuestAsync(GuestCaller caller, CancellationToken cancel) =>
        await db.FirstAsync<string>(
            $"""
            select s.id
            from guest_session s join guest g on g.id = s.guest_id
            where s.id = @id and s.ended_at is null
                and not ({GuestBlocks.On($"g.id", $"g.email_folded")} or {GuestBlocks.OnNetwork})
            """,
            new
            {
                id = caller.SessionId,
                network = caller.Network,
                now = time.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            cancel
        )
            is not null;

    private async Task<bool> AgentAsync(string? id, CancellationToken cancel) =>
        await db.FirstAsync<string>(
            $"""
            select s.id
            from agent_session s join agent a on a.id = s.agent_id
            where s.id = @id and s.ended_at is null and s.expires_at > @now and a.deactivated_at is null
            """,
            new { id, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancel
        )
            is not null;

    private async Task<bool> KeyAsync(string id, CancellationToken cancel) =>
        await db.FirstAsync<string>(
            $"""
            select k.id
            from api_key k join agent a on a.id = k.agent_id
            where k.id = @id and k.revoked_at is null and a.deactivated_at is null
            """,
            new { id },
            cancel
        )
            is not null;
}
