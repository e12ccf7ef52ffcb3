using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using XBees.Infrastructure.Identity;

namespace XBees.Web.Authentication;

public static class AuthenticationFeature
{
    private const string Either = "XBees";

    /// <summary>Cookies of agents, API keys and guests' tokens, with the keys that protect them.</summary>
    public static WebApplicationBuilder AddAuthentication(this WebApplicationBuilder builder)
    {
        var features = builder.Services;
        features
            .AddSingleton<PublicAddress>()
            .AddSingleton<UseNotes>()
            .AddHostedService(services => services.GetRequiredService<UseNotes>())
            .AddSingleton<BearerTokens>()
            .AddSingleton<Networks>()
            .AddSingleton<AgentSessions>()
            .AddSingleton<SessionAntiforgery>();
        AddKeys(features);
        features
            .AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context => SchemeOf(context.Request))
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.Name, null)
            .AddCookie(IdentityConstants.ApplicationScheme);
        features
            .AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<AgentSessions, PublicAddress>(ConfigureCookie);
        return builder;
    }

    private static string SchemeOf(HttpRequest request) =>
        BearerHandler.Sent(request) ? BearerHandler.Name : IdentityConstants.ApplicationScheme;

    private static void AddKeys(IServiceCollection features)
    {
        features.AddSingleton<KeyRing>();
        features.AddDataProtection().SetApplicationName("XBees");
        features
            .AddOptions<KeyManagementOptions>()
            .Configure<KeyRing, MasterKey>(
                (options, ring, master) =>
                {
                    options.XmlRepository = ring;
                    options.XmlEncryptor = new MasterKeyEncryptor(master);
                }
            );
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options, AgentSessions sessions, PublicAddress address)
    {
        options.SessionStore = sessions;
        options.SlidingExpiration = true;
        // A browser takes the __Host- prefix over TLS alone, and then keeps others from setting the cookie.
        options.Cookie.Name = address.IsSecure ? "__Host-xbees" : "xbees";
        options.Cookie.SecurePolicy = address.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.HttpOnly = true;
        options.Cookie.Path = "/";
        options.LoginPath = "/signin";
    }
}
