using XBees.Domain.Widgets;

namespace XBees.Application.Admin;

/// <summary>A member of a service as administrators see it.</summary>
public sealed record AdminServiceMember(string Id, string Name, string Licence, bool Paused, bool Active);

/// <summary>A service as administrators see it.</summary>
public sealed record AdminService
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? ManagerId { get; init; }
    public string? ManagerName { get; init; }
    public IReadOnlyList<AdminServiceMember> Members { get; init; } = [];

    /// <summary>After how many minutes without an answer the manager hears of it; null: never (RE-2).</summary>
    public int? AnswerMinutes { get; init; }

    /// <summary>From so many days after <i>resolved</i> on a guest's message begins a new conversation; null: never (ST-3).</summary>
    public int? NewAfterDays { get; init; }

    /// <summary>Whether guests are told when a conversation is resolved (ST-6).</summary>
    public bool SaysEnded { get; init; }

    /// <summary>no-agent: nobody whom the service could bring to a guest (IN-13).</summary>
    public string? Warning { get; init; }
    public long Version { get; init; }
}

/// <summary>A widget as administrators see it: whom it reaches and everything that can be set (WI-5).</summary>
public sealed record AdminWidget
{
    public required string Id { get; init; }

    /// <summary>What the snippet names.</summary>
    public required string Key { get; init; }
    public required string Name { get; init; }
    public string? ServiceId { get; init; }
    public string? ServiceName { get; init; }
    public string? AgentId { get; init; }
    public string? AgentName { get; init; }
    public required WidgetSettings Settings { get; init; }

    /// <summary>no-agent: guests read the offline text, the manager hears of them (IN-13).</summary>
    public string? Warning { get; init; }

    /// <summary>How the colour reads (WI-5).</summary>
    public required ColorVerdict Contrast { get; init; }
    public long Version { get; init; }
}

/// <summary>An API key without its secret.</summary>
public sealed record AdminApiKey
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>For whom it acts.</summary>
    public required string AgentId { get; init; }
    public required string AgentName { get; init; }

    /// <summary>The last letters of the secret, to know it by.</summary>
    public required string Hint { get; init; }

    /// <summary>Who made it; a key with conversations:all is shown to all administrators (LC-2).</summary>
    public required string CreatedBy { get; init; }
    public string? CreatedByName { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }
    public bool Revoked { get; init; }
}

/// <summary>A mail that waits or was given up; what it says is not shown.</summary>
public sealed record AdminMail
{
    public required string Id { get; init; }

    public string? To { get; init; }
    public string? Subject { get; init; }

    /// <summary>waiting, or failed when it was given up.</summary>
    public required string State { get; init; }
    public long Tries { get; init; }
    public DateTimeOffset NextTryAt { get; init; }
    public string? LastError { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Somebody or something that an entry of the audit log names.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name now, of a guest and of a conversation as the reader sees them; null where it has none, or is not seen.</param>
public sealed record AuditName(string Id, string? Name);

/// <summary>What was done with rights that others do not have, and by whom (AD-3).</summary>
public sealed record AuditEntry
{
    public required string Id { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Who did it; null: the installation itself.</summary>
    public AuditName? Actor { get; init; }

    /// <summary>Such as <c>agent.changed</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Whom or what it was done to.</summary>
    public AuditName? Subject { get; init; }

    /// <summary>What of it changed, of a service as <c>before → after</c>; no secret, no text of a message.</summary>
    public required IReadOnlyDictionary<string, string> Detail { get; init; }

    /// <summary>The names now of the agents and services that the detail names by their ids.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();
}

/// <summary>Which entries; null is not narrowed.</summary>
public sealed record AuditFilter
{
    public string? Action { get; init; }
    public string? ActorId { get; init; }
    public string? SubjectId { get; init; }
    public Instant? From { get; init; }
    public Instant? To { get; init; }
}

public interface IAuditReader
{
    /// <summary>The newest first, from after a place on, with the titles of conversations that the caller may see.</summary>
    Task<IReadOnlyList<AuditEntry>> ListAsync(
        AgentCaller caller,
        AuditFilter filter,
        long? beforeAt,
        string? beforeId,
        int limit,
        CancellationToken cancel
    );
}

public interface IAdminReader
{
    Task<IReadOnlyList<AdminService>> ServicesAsync(CancellationToken cancel);

    Task<AdminService?> ServiceAsync(string id, CancellationToken cancel);

    Task<IReadOnlyList<AdminWidget>> WidgetsAsync(CancellationToken cancel);

    Task<AdminWidget?> WidgetAsync(string id, CancellationToken cancel);

    Task<IReadOnlyList<AdminApiKey>> ApiKeysAsync(CancellationToken cancel);

    Task<AdminApiKey?> ApiKeyAsync(string id, CancellationToken cancel);
}
