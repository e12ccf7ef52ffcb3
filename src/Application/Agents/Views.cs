namespace XBees.Application.Agents;

/// <summary>A service of the agent who asks.</summary>
/// <param name="Id">The service.</param>
/// <param name="Name">Its name.</param>
/// <param name="Manager">Whether the agent manages it.</param>
/// <param name="Member">Whether the agent is in it; a manager need not be.</param>
/// <param name="Paused">Whether it brings the agent to nothing now (SV-2).</param>
public sealed record OwnService(string Id, string Name, bool Manager, bool Member, bool Paused);

/// <summary>A signed-in session of the agent who asks (AU-4).</summary>
/// <param name="Id">Ends it.</param>
/// <param name="Browser">What the browser calls itself.</param>
/// <param name="Address">The network it came from.</param>
/// <param name="CreatedAt">When it was signed in.</param>
/// <param name="LastUsedAt">Its last use, within minutes.</param>
/// <param name="Current">The one that asks.</param>
public sealed record SignedInSession(
    string Id,
    string? Browser,
    string? Address,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUsedAt,
    bool Current
);

/// <summary>An agent as administrators see them.</summary>
public sealed record AdminAgent
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? GuestName { get; init; }
    public required string Email { get; init; }
    public required string Licence { get; init; }
    public bool Administrator { get; init; }

    /// <summary>invited, active or deactivated.</summary>
    public required string State { get; init; }
    public required string Slug { get; init; }
    public required string TimeZone { get; init; }
    public required string Language { get; init; }
    public IReadOnlyList<OwnService> Services { get; init; } = [];
    public long Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Meetings of theirs that have not begun. Without a scheduler they wait for an administrator (ME-22).</summary>
    public int MeetingsAhead { get; init; }
}

public interface IAgentReader
{
    Task<AgentAccount?> FindAsync(string id, CancellationToken cancel);

    Task<IReadOnlyList<OwnService>> ServicesOfAsync(string id, CancellationToken cancel);

    Task<IReadOnlyList<SignedInSession>> SessionsOfAsync(AgentCaller caller, CancellationToken cancel);

    /// <summary>By name, at most <paramref name="limit"/> after the last one seen.</summary>
    Task<IReadOnlyList<AdminAgent>> ListAsync(string? afterName, string? afterId, int limit, CancellationToken cancel);

    Task<AdminAgent?> FindForAdministratorsAsync(string id, CancellationToken cancel);
}
