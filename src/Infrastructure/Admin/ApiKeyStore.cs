using XBees.Application.Admin;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Admin;

public sealed class ApiKeyStore : IApiKeyStore
{
    public Task AddAsync(
        IUnit unit,
        string id,
        string agentId,
        string name,
        string hash,
        IReadOnlyCollection<string> scopes,
        string hint,
        string createdBy
    ) =>
        Unit.Of(unit)
            .ExecuteAsync(
                $"""
                insert into api_key (id, agent_id, name, hash, scopes, hint, created_by, created_at)
                values (@id, @agentId, @name, @hash, @scopes, @hint, @createdBy, @now)
                """,
                new
                {
                    id,
                    agentId,
                    name,
                    hash,
                    scopes = string.Join(' ', scopes),
                    hint,
                    createdBy,
                    now = Unit.Of(unit).NowMs,
                }
            );

    public async Task<bool> RevokeAsync(IUnit unit, string id) =>
        await Unit.Of(unit)
            .ExecuteAsync(
                $"update api_key set revoked_at = @now where id = @id and revoked_at is null",
                new { id, now = Unit.Of(unit).NowMs }
            ) > 0;
}
