using Microsoft.Extensions.Configuration;
using XBees.Application.Crm;
using XBees.Infrastructure.OAuth;

namespace XBees.Infrastructure.Crm.HubSpot;

/// <summary>HubSpot as the operator has set it up (https://developers.hubspot.com/docs/api-reference/auth-oauth-v3/guide).</summary>
public sealed class HubSpotApp
{
    private const string Scope =
        "oauth crm.objects.contacts.read crm.objects.contacts.write crm.schemas.contacts.read crm.schemas.contacts.write crm.objects.owners.read";

    public HubSpotApp(IConfiguration configuration)
    {
        var section = configuration.GetSection("XBees:HubSpot");
        Api = (section["Api"] ?? "https://api.hubapi.com").TrimEnd('/');
        OAuth = OAuthSettings.Read(section) is { } settings
            ? new()
            {
                Name = "HubSpot",
                ClientId = settings.ClientId,
                ClientSecret = settings.ClientSecret,
                Authorize = new(settings.Address("Authorize", "https://app.hubspot.com/oauth/authorize")),
                Token = new(settings.Address("Token", $"{Api}/oauth/v3/token")),
                Scope = Scope,
            }
            : null;
    }

    public string Api { get; }

    /// <summary>Null: nobody signs in, and a private app's token alone connects it.</summary>
    public OAuthApp? OAuth { get; }

    public OAuthApp Require() => OAuth ?? throw new CrmRefuses("This installation is not registered with HubSpot any more.");
}
