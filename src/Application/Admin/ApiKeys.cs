using XBees.Application.Agents;

namespace XBees.Application.Admin;

/// <param name="Name">What it is for.</param>
/// <param name="Scopes">conversations:read, conversations:write, contacts, meetings, admin, conversations:all.</param>
/// <param name="AgentId">For whom it acts; without one, for the administrator who makes it.</param>
public sealed record NewApiKey(string? Name, IReadOnlyList<string>? Scopes, string? AgentId = null);

/// <summary>The secret is given once: only its hash is kept (AP-2).</summary>
public sealed record ApiKeyMade(Created Created, string? Secret);

public interface IApiKeyStore
{
    Task AddAsync(
        IUnit unit,
        string id,
        string agentId,
        string name,
        string hash,
        IReadOnlyCollection<string> scopes,
        string hint,
        string createdBy
    );

    /// <summary>False: there is no such key.</summary>
    Task<bool> RevokeAsync(IUnit unit, string id);
}

public sealed class MakeApiKey(IUnitOfWork work, IApiKeyStore keys, IAgentStore agents, IAuditTrail audit)
{
    private const int HintLetters = 4;

    public async Task<ApiKeyMade> RunAsync(AgentCaller by, NewApiKey typed, CancellationToken cancel)
    {
        string name = "";
        List<string> scopes = [];
        AgentFields.All(
            () =>
                name = DisplayName.Problem(typed.Name, Limits.Service) is { } problem
                    ? throw new Invalid("name", problem)
                    : DisplayName.Clean(typed.Name) ?? throw new Invalid("name", "Say what the key is for."),
            () => scopes = ReadScopes(typed.Scopes)
        );
        string? secret = null;
        var created = await work.CreateAsync(
            async unit =>
            {
                var agentId = string.IsNullOrEmpty(typed.AgentId) ? by.PersonId : typed.AgentId;
                if (await agents.FindAsync(unit, agentId) is not { IsActive: true })
                {
                    throw new Invalid("agentId", "There is no such agent.");
                }
                secret = SecretToken.New(SecretToken.ApiKey);
                var id = unit.NewId(Ids.ApiKey);
                await keys.AddAsync(unit, id, agentId, name, SecretToken.Hash(secret), scopes, secret[^HintLetters..], by.PersonId);
                // LC-2: the making of a key that sees everything is never silent.
                audit.Note(
                    unit,
                    by.PersonId,
                    "api-key.created",
                    id,
                    new Dictionary<string, string> { ["scopes"] = string.Join(' ', scopes) }
                );
                return new Created(id);
            },
            cancel
        );
        return new(created, secret);
    }

    private static List<string> ReadScopes(IReadOnlyList<string>? typed)
    {
        var scopes = (typed ?? []).Distinct(StringComparer.Ordinal).ToList();
        if (scopes.Count == 0)
        {
            throw new Invalid("scopes", "Choose at least one scope.");
        }
        return scopes.All(scope => KeyScopes.Known.Contains(scope, StringComparer.Ordinal))
            ? scopes
            : throw new Invalid("scopes", $"Some of {string.Join(", ", KeyScopes.Known)}.");
    }
}

public sealed class RevokeApiKey(IUnitOfWork work, IApiKeyStore keys, IAuditTrail audit)
{
    public Task<bool> RunAsync(AgentCaller by, string id, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                if (!await keys.RevokeAsync(unit, id))
                {
                    return false;
                }
                audit.Note(unit, by.PersonId, "api-key.revoked", id);
                // Ends the key's open streams as a session's.
                unit.Log(new("session.ended", null, id));
                return true;
            },
            cancel
        );
}
