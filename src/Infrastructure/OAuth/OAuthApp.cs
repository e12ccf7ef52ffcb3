using Microsoft.Extensions.Configuration;

namespace XBees.Infrastructure.OAuth;

/// <summary>This installation as its operator has registered it with a provider of accounts.</summary>
public sealed record OAuthApp
{
    /// <summary>Whose.</summary>
    public required string Name { get; init; }
    public required string ClientId { get; init; }

    /// <summary>Not logged: see <see cref="ToString"/>.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>Where people sign in.</summary>
    public required Uri Authorize { get; init; }

    /// <summary>Where codes become tokens, and old tokens new ones.</summary>
    public required Uri Token { get; init; }

    /// <summary>Where tokens are given back; null: the provider takes none.</summary>
    public Uri? Revoke { get; init; }

    /// <summary>What is asked for.</summary>
    public required string Scope { get; init; }

    /// <summary>What the provider wants to hear beside the standard.</summary>
    public IReadOnlyList<(string Name, string Value)> More { get; init; } = [];

    public override string ToString() => $"an app of {Name}";
}

/// <summary>What the settings say of such an app.</summary>
/// <param name="Section">Where it stands.</param>
/// <param name="ClientId">As the provider knows it.</param>
/// <param name="ClientSecret">Not logged: see <see cref="ToString"/>.</param>
public sealed record OAuthSettings(IConfigurationSection Section, string ClientId, string ClientSecret)
{
    /// <summary>Null: the operator has not set it up.</summary>
    public static OAuthSettings? Read(IConfigurationSection section) =>
        section["ClientId"] is not { Length: > 0 } id ? null
        : section["ClientSecret"] is { Length: > 0 } secret ? new(section, id, secret)
        : throw new CannotStart($"{section.Path}:ClientSecret is missing. It comes with {section.Path}:ClientId.");

    /// <summary>An address without a slash at its end.</summary>
    public string Address(string name, string usual)
    {
        var text = (Section[name] ?? usual).TrimEnd('/');
        return Uri.TryCreate(text, UriKind.Absolute, out _) ? text : throw new CannotStart($"{Section.Path}:{name} is no address.");
    }

    public override string ToString() => Section.Path;
}
