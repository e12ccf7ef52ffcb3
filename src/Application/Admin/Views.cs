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

public interface IAdminReader
{
    Task<IReadOnlyList<AdminService>> ServicesAsync(CancellationToken cancel);

    Task<AdminService?> ServiceAsync(string id, CancellationToken cancel);

    Task<IReadOnlyList<AdminWidget>> WidgetsAsync(CancellationToken cancel);

    Task<AdminWidget?> WidgetAsync(string id, CancellationToken cancel);

    Task<IReadOnlyList<AdminApiKey>> ApiKeysAsync(CancellationToken cancel);

    Task<AdminApiKey?> ApiKeyAsync(string id, CancellationToken cancel);
}
