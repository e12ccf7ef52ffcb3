using Microsoft.Extensions.Configuration;
using XBees.Infrastructure.OAuth;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Crm.Salesforce;

/// <summary>
/// Salesforce as the operator has set it up (https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm). One signs in at
/// Salesforce, at its sandboxes or at an address of one's own; all of them, and whatever an answer says to be its place, are hosts of Salesforce's.
/// </summary>
public sealed class SalesforceApps(IConfiguration configuration, OutsideHttp outside)
{
    /// <summary>Where one signs in to what is not a sandbox.</summary>
    public const string Production = "production";
    public const string Sandbox = "sandbox";

    private readonly OAuthSettings? settings = OAuthSettings.Read(configuration.GetSection("XBees:Salesforce"));
    private readonly string[] domains = (configuration["XBees:Salesforce:Domains"] ?? "salesforce.com salesforce.mil").Split(
        [',', ';', ' '],
        StringSplitOptions.RemoveEmptyEntries
    );

    /// <param name="login">production or nothing, sandbox, or the host of one's own.</param>
    /// <returns>Null: the operator has not set it up, or there is no such place.</returns>
    public OAuthApp? Find(string login) =>
        settings is null ? null
        : Login(login) is { } place ? App(settings, place)
        : null;

    /// <summary>An address at Salesforce without anything behind it; null: it leads anywhere else.</summary>
    public string? Place(string? said) =>
        said is { Length: <= Limits.Url }
        && Uri.TryCreate(said, UriKind.Absolute, out var place)
        && outside.IsAllowed(place)
        // Anything but https is what the operator has named.
        && (place.Scheme != Uri.UriSchemeHttps || place.IsDefaultPort)
        && place.PathAndQuery == "/"
        && place.Fragment.Length == 0
        && Array.Exists(domains, domain => IsOf(domain, place.IdnHost))
            ? place.GetLeftPart(UriPartial.Authority)
            : null;

    /// <summary>The page of a record, which leads on to the one that the organisation has for it; null: there is none.</summary>
    public string? Page(string? instance, string id) =>
        Place(instance) is { } place && place.StartsWith("https://", StringComparison.Ordinal) ? $"{place}/{id}" : null;

    private string? Login(string login) =>
        login switch
        {
            "" or Production => settings!.Address("Login", "https://login.salesforce.com"),
            Sandbox => settings!.Address("SandboxLogin", "https://test.salesforce.com"),
            _ => Place(login.Contains("://", StringComparison.Ordinal) ? login : "https://" + login),
        };

    private static OAuthApp App(OAuthSettings settings, string place) =>
        new()
        {
            Name = "Salesforce",
            ClientId = settings.ClientId,
            ClientSecret = settings.ClientSecret,
            Authorize = new($"{place}/services/oauth2/authorize"),
            Token = new($"{place}/services/oauth2/token"),
            Revoke = new($"{place}/services/oauth2/revoke"),
            Scope = "api refresh_token",
        };

    private static bool IsOf(string domain, string host) =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
}
