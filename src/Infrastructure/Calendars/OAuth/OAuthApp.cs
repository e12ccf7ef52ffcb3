using Microsoft.Extensions.Configuration;
using XBees.Application.Calendars;

namespace XBees.Infrastructure.Calendars.OAuth;

/// <summary>This installation as its operator has registered it with a provider of accounts.</summary>
public sealed record OAuthApp
{
    public required CalendarKind Kind { get; init; }
    public required string ClientId { get; init; }

    /// <summary>Not logged: see <see cref="ToString"/>.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>Where an agent signs in.</summary>
    public required Uri Authorize { get; init; }

    /// <summary>Where codes become tokens, and old tokens new ones.</summary>
    public required Uri Token { get; init; }

    /// <summary>Where tokens are given back; null: the provider takes none.</summary>
    public Uri? Revoke { get; init; }

    /// <summary>The calendars' own, without a slash at its end.</summary>
    public required string Api { get; init; }

    /// <summary>What is asked for: calendars to be read, and their events to be written.</summary>
    public required string Scope { get; init; }

    /// <summary>What the provider wants to hear beside the standard, so that it gives a token that lasts.</summary>
    public IReadOnlyList<(string Name, string Value)> More { get; init; } = [];

    public override string ToString() => $"an app of {Kind}";
}

/// <summary>The providers that the operator has set up.</summary>
public sealed class OAuthApps
{
    private readonly Dictionary<CalendarKind, OAuthApp> apps;

    public OAuthApps(IConfiguration configuration) =>
        apps = new[] { Google(configuration), Microsoft(configuration) }.OfType<OAuthApp>().ToDictionary(app => app.Kind);

    public IReadOnlyCollection<CalendarKind> Kinds => apps.Keys;

    public OAuthApp? Find(CalendarKind kind) => apps.GetValueOrDefault(kind);

    private static OAuthApp? Google(IConfiguration configuration) =>
        Read(configuration.GetSection("XBees:Google")) is not var (id, secret, address)
            ? null
            : new()
            {
                Kind = CalendarKind.Google,
                ClientId = id,
                ClientSecret = secret,
                Authorize = new(address("Authorize", "https://accounts.google.com/o/oauth2/v2/auth")),
                Token = new(address("Token", "https://oauth2.googleapis.com/token")),
                Revoke = new(address("Revoke", "https://oauth2.googleapis.com/revoke")),
                Api = address("Api", "https://www.googleapis.com/calendar/v3"),
                Scope = "https://www.googleapis.com/auth/calendar.events https://www.googleapis.com/auth/calendar.calendarlist.readonly",
                More = [("access_type", "offline"), ("prompt", "consent")],
            };

    private static OAuthApp? Microsoft(IConfiguration configuration) =>
        Read(configuration.GetSection("XBees:Microsoft")) is not var (id, secret, address)
            ? null
            : new()
            {
                Kind = CalendarKind.Microsoft,
                ClientId = id,
                ClientSecret = secret,
                Authorize = new(address("Authorize", "https://login.microsoftonline.com/common/oauth2/v2.0/authorize")),
                Token = new(address("Token", "https://login.microsoftonline.com/common/oauth2/v2.0/token")),
                Api = address("Api", "https://graph.microsoft.com/v1.0"),
                Scope = "offline_access Calendars.ReadWrite",
                More = [("response_mode", "query"), ("prompt", "select_account")],
            };

    private static (string Id, string Secret, Func<string, string, string> Address)? Read(IConfigurationSection section)
    {
        if (section["ClientId"] is not { Length: > 0 } id)
        {
            return null;
        }
        if (section["ClientSecret"] is not { Length: > 0 } secret)
        {
            throw new CannotStart($"{section.Path}:ClientSecret is missing. It comes with {section.Path}:ClientId.");
        }
        return (id, secret, Address);

        string Address(string name, string usual)
        {
            var text = (section[name] ?? usual).TrimEnd('/');
            return Uri.TryCreate(text, UriKind.Absolute, out _) ? text : throw new CannotStart($"{section.Path}:{name} is no address.");
        }
    }
}
