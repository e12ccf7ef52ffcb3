using XBees.Application.Agents;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Agents;

/// <summary>Agents with what signs them in.</summary>
public sealed class AgentStore : IAgentStore
{
    public async Task<AgentAccount?> FindAsync(IUnit unit, string id) =>
        await Unit.Of(unit).FirstAsync<AgentAccount>($"{Select} where id = @id", new { id });

    public async Task<AgentAccount?> FindByEmailAsync(IUnit unit, string folded) =>
        await Unit.Of(unit).FirstAsync<AgentAccount>($"{Select} where email_folded = @folded", new { folded });

    public async Task AddAsync(IUnit unit, AgentAccount agent)
    {
        await Unit.Of(unit)
            .ExecuteAsync(
                $"""
                insert into agent (id, name, guest_name, email, email_folded, password_hash, security_stamp, licence, administrator_since, slug,
                    time_zone, language, settings, version, created_at, deactivated_at)
                values (@id, @name, @guestName, @email, @emailFolded, @passwordHash, @securityStamp, @licence, @administratorSince, @slug,
                    @timeZone, @language, @settings, @version, @createdAt, @deactivatedAt)
                """,
                Values(agent)
            );
        await AddSlugAsync(Unit.Of(unit), agent.Id, agent.Slug);
        unit.Log(new("agent.updated", null, agent.Id));
    }

    public async Task<bool> SaveAsync(IUnit unit, AgentAccount agent)
    {
        var stored = await Unit.Of(unit)
            .ExecuteAsync(
                $"""
                update agent
                set name = @name, guest_name = @guestName, email = @email, email_folded = @emailFolded, password_hash = @passwordHash,
                    security_stamp = @securityStamp, licence = @licence, administrator_since = @administratorSince, slug = @slug,
                    time_zone = @timeZone, language = @language, settings = @settings, version = version + 1, deactivated_at = @deactivatedAt
                where id = @id and version = @version
                """,
                Values(agent)
            );
        if (stored == 0)
        {
            return false;
        }
        agent.Version++;
        return true;
    }

    public async Task<bool> SlugIsTakenAsync(IUnit unit, string slug, string exceptAgentId) =>
        await Unit.Of(unit).FirstAsync<string>($"select agent_id from agent_slug where slug = @slug", new { slug }) is { } owner
        && owner != exceptAgentId;

    public async Task ChangeSlugAsync(IUnit unit, AgentAccount agent, string slug, Duration leads)
    {
        var session = Unit.Of(unit);
        await session.ExecuteAsync(
            $"update agent_slug set retired_at = @now, redirects_until = @until where agent_id = @agentId and retired_at is null",
            new
            {
                agentId = agent.Id,
                now = session.NowMs,
                until = session.NowMs + (long)leads.TotalMilliseconds,
            }
        );
        if (leads == Duration.Zero)
        {
            await session.ExecuteAsync(
                $"update agent_slug set redirects_until = null where agent_id = @agentId",
                new { agentId = agent.Id }
            );
        }
        // Back to one of their own earlier ones: it was never given to anybody else.
        if (
            await session.ExecuteAsync($"update agent_slug set retired_at = null, redirects_until = null where slug = @slug", new { slug })
            == 0
        )
        {
            await AddSlugAsync(session, agent.Id, slug);
        }
        agent.Slug = slug;
    }

    public async Task EndSessionsAsync(IUnit unit, string agentId, string? exceptSessionId = null)
    {
        var session = Unit.Of(unit);
        var open = await session.ListAsync<string>(
            $"select id from agent_session where agent_id = @agentId and ended_at is null",
            new { agentId }
        );
        foreach (var id in open.Where(id => id != exceptSessionId))
        {
            await EndSessionAsync(unit, agentId, id);
        }
    }

    public async Task<bool> EndSessionAsync(IUnit unit, string agentId, string sessionId)
    {
        var session = Unit.Of(unit);
        var ended = await session.ExecuteAsync(
            $"update agent_session set ended_at = @now where id = @sessionId and agent_id = @agentId and ended_at is null",
            new
            {
                sessionId,
                agentId,
                now = session.NowMs,
            }
        );
        if (ended > 0)
        {
            unit.Log(new("session.ended", null, sessionId, [agentId]));
        }
        return ended > 0;
    }

    public async Task RevokeKeysAsync(IUnit unit, string agentId)
    {
        var session = Unit.Of(unit);
        var keys = await session.ListAsync<string>(
            $"select id from api_key where agent_id = @agentId and revoked_at is null",
            new { agentId }
        );
        foreach (var key in keys)
        {
            await session.ExecuteAsync($"update api_key set revoked_at = @now where id = @key", new { key, now = session.NowMs });
            unit.Log(new("session.ended", null, key, [agentId]));
        }
    }

    public async Task AddLinkAsync(IUnit unit, string agentId, string kind, string tokenHash, Instant expires)
    {
        var session = Unit.Of(unit);
        await session.ExecuteAsync(
            $"update agent_link set used_at = @now where agent_id = @agentId and kind = @kind and used_at is null",
            new
            {
                agentId,
                kind,
                now = session.NowMs,
            }
        );
        await session.ExecuteAsync(
            $"""
            insert into agent_link (token_hash, agent_id, kind, created_at, expires_at)
            values (@tokenHash, @agentId, @kind, @now, @expires)
            """,
            new
            {
                tokenHash,
                agentId,
                kind,
                now = session.NowMs,
                expires = expires.ToUnixTimeMilliseconds(),
            }
        );
    }

    public async Task<string?> UseLinkAsync(IUnit unit, string kind, string tokenHash)
    {
        var session = Unit.Of(unit);
        // The update decides between two who try at once; the row is read after it.
        var taken = await session.ExecuteAsync(
            $"""
            update agent_link set used_at = @now
            where token_hash = @tokenHash and kind = @kind and used_at is null and expires_at > @now
            """,
            new
            {
                tokenHash,
                kind,
                now = session.NowMs,
            }
        );
        return taken == 0
            ? null
            : await session.FirstAsync<string>($"select agent_id from agent_link where token_hash = @tokenHash", new { tokenHash });
    }

    // The row of the first start is always there when rights change, and nothing else locks it.
    public Task LockAdministratorsAsync(IUnit unit) =>
        Unit.Of(unit).ExecuteAsync($"update setting set value = value where name = @name", new { name = Admin.OrganisationStore.Started });

    public async Task<int> CountActiveAdministratorsAsync(IUnit unit) =>
        (int)
            await Unit.Of(unit)
                .FirstAsync<long>($"select count(*) from agent where administrator_since is not null and deactivated_at is null");

    private static Sql Select =>
        $"""
            select id, name, guest_name, email, email_folded, password_hash, security_stamp, licence, administrator_since, slug, time_zone,
                language, settings, version, created_at, deactivated_at
            from agent
            """;

    private static Task<int> AddSlugAsync(Unit unit, string agentId, string slug) =>
        unit.ExecuteAsync(
            $"insert into agent_slug (slug, agent_id, created_at) values (@slug, @agentId, @now)",
            new
            {
                slug,
                agentId,
                now = unit.NowMs,
            }
        );

    private static object Values(AgentAccount agent) =>
        new
        {
            id = agent.Id,
            name = agent.Name,
            guestName = agent.GuestName,
            email = agent.Email,
            emailFolded = agent.EmailFolded,
            passwordHash = agent.PasswordHash,
            securityStamp = agent.SecurityStamp,
            licence = agent.Licence.ToString(),
            administratorSince = agent.AdministratorSince,
            slug = agent.Slug,
            timeZone = agent.TimeZone,
            language = agent.Language,
            settings = agent.Settings,
            version = agent.Version,
            createdAt = agent.CreatedAt,
            deactivatedAt = agent.DeactivatedAt,
        };
}
