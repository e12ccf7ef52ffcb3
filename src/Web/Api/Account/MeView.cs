using System.Text.Json;
using XBees.Application.Agents;
using XBees.Application.Guests;

namespace XBees.Web.Api.Account;

/// <summary>Who the caller is.</summary>
public abstract record MeView
{
    /// <summary>The caller's id.</summary>
    public required string Id { get; init; }

    /// <summary>The caller's name.</summary>
    public required string Name { get; init; }

    /// <summary>The address, or null for a guest who gave none.</summary>
    public required string? Email { get; init; }

    /// <summary>The language, or null for a guest's that is not known.</summary>
    public required string? Language { get; init; }

    internal static GuestMe Of(GuestSelfView guest) =>
        new()
        {
            Id = guest.Id,
            Name = guest.Name,
            Email = guest.Email,
            Language = guest.Language,
            EmailProven = guest.EmailProven,
            Phone = guest.Phone,
        };

    internal static AgentMe Of(AgentAccount agent, IReadOnlyList<OwnService> services, string? organisation, long fileBytes) =>
        new()
        {
            Id = agent.Id,
            Name = agent.Name,
            Email = agent.Email,
            Language = agent.Language,
            GuestName = agent.GuestName,
            Licence = agent.Licence.ToString(),
            Administrator = agent.IsAdministrator,
            TimeZone = agent.TimeZone,
            Slug = agent.Slug,
            Organisation = organisation,
            FileBytes = fileBytes,
            Services = services,
            Settings = JsonSerializer.Deserialize<AgentSettings>(agent.Settings, JsonSerializerOptions.Web)!,
        };
}

/// <summary>An agent who asks about themselves.</summary>
public sealed record AgentMe : MeView
{
    /// <summary>agent.</summary>
    public string Kind { get; } = "agent";

    /// <summary>The name that guests read, or null where it is the own one (MS-17).</summary>
    public required string? GuestName { get; init; }

    /// <summary>Basic or Standard (LC-1).</summary>
    public required string Licence { get; init; }

    /// <summary>Whether the agent administers (LC-2).</summary>
    public required bool Administrator { get; init; }

    /// <summary>An IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The last part of the personal link.</summary>
    public required string Slug { get; init; }

    /// <summary>The whole personal link.</summary>
    public string? Link { get; init; }

    /// <summary>For the header X-XBees-Antiforgery of unsafe methods; null by API key, which needs none.</summary>
    public string? Antiforgery { get; init; }

    /// <summary>The organisation's name.</summary>
    public required string? Organisation { get; init; }

    /// <summary>How large a file may be that is attached, in bytes (FI-1).</summary>
    public required long FileBytes { get; init; }

    /// <summary>The services that the agent is in or manages.</summary>
    public required IReadOnlyList<OwnService> Services { get; init; }

    /// <summary>What the agent set for the own screen.</summary>
    public required AgentSettings Settings { get; init; }
}

/// <summary>A guest who asks about themselves.</summary>
public sealed record GuestMe : MeView
{
    /// <summary>guest.</summary>
    public string Kind { get; } = "guest";

    /// <summary>Whether the address is proven or only claimed (GU-3).</summary>
    public required bool EmailProven { get; init; }

    /// <summary>As typed.</summary>
    public required string? Phone { get; init; }
}
