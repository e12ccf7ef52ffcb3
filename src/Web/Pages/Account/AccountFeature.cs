using Microsoft.AspNetCore.Antiforgery;
using XBees.Infrastructure.Identity;
using XBees.Web.Authentication;

namespace XBees.Web.Pages.Account;

public static class AccountFeature
{
    /// <summary>Pages that sign in, reset, invite, and set the installation up.</summary>
    public static WebApplicationBuilder AddAccount(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FirstStartCode>().AddSingleton<ResetBrake>();
        builder
            .Services.AddOptions<AntiforgeryOptions>()
            .Configure<PublicAddress>(
                (options, address) =>
                {
                    options.Cookie.Name = address.IsSecure ? "__Host-xbees-form" : "xbees-form";
                    options.Cookie.SecurePolicy = address.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                    options.Cookie.SameSite = SameSiteMode.Strict;
                    // frame-ancestors says it for every page.
                    options.SuppressXFrameOptionsHeader = true;
                }
            );
        return builder;
    }

    public static void MapAccount(this WebApplication app) =>
        app.MapGet(
                "/",
                async (IOrganisationStore organisations, CancellationToken cancel) =>
                    Results.Redirect(await organisations.HasStartedAsync(cancel) ? "/conversations" : "/start")
            )
            .WithMetadata(new AccessAttribute(Callers.Anyone))
            .ExcludeFromDescription();
}
