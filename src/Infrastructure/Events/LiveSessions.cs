using XBees.Infrastructure.Database;

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
            GuestCaller guest => await GuestAsync(guest.SessionId, cancel),
            AgentCaller { Key: { } key } => await KeyAsync(key.KeyId, cancel),
            AgentCaller agent => await AgentAsync(agent.SessionId, cancel),
            _ => false,
        };

    private async Task<bool> GuestAsync(string id, CancellationToken cancel) =>
        await db.FirstAsync<string>($"select id from guest_session where id = @id and ended_at is null", new { id }, cancel) is not null;

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
