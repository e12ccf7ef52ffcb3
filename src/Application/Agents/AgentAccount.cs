using XBees.Domain.Agents;

namespace XBees.Application.Agents;

/// <summary>An agent as they sign in and are administered.</summary>
public sealed class AgentAccount
{
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
    public string? GuestName { get; set; }
    public string Email { get; set; } = "";
    public string EmailFolded { get; set; } = "";

    /// <summary>Null until the invitation is accepted.</summary>
    public string? PasswordHash { get; set; }
    public string SecurityStamp { get; set; } = "";
    public Licence Licence { get; set; }
    public long? AdministratorSince { get; set; }
    public string Slug { get; set; } = "";
    public string TimeZone { get; set; } = "UTC";
    public string Language { get; set; } = "en";

    /// <summary>JSON of <see cref="AgentSettings"/>.</summary>
    public string Settings { get; set; } = "{}";
    public long Version { get; set; }
    public long CreatedAt { get; set; }
    public long? DeactivatedAt { get; set; }

    public bool IsActive => DeactivatedAt is null;
    public bool IsAdministrator => AdministratorSince is not null;
}

/// <summary>What an agent sets for the own screen.</summary>
public sealed record AgentSettings
{
    /// <summary>Whether letters work as shortcuts.</summary>
    public bool Shortcuts { get; init; } = true;

    /// <summary>light, dark, or null for the device's own.</summary>
    public string? Theme { get; init; }
    public bool Sound { get; init; } = true;
}
