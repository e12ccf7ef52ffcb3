using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace XBees.Web.Pages;

/// <summary>Razor Pages, their languages and their static files.</summary>
public static class PagesSetup
{
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<Texts>();
        builder.Services.AddSingleton<PageModules>();
        builder.Services.AddRazorPages();
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SupportedUICultures = [.. Texts.Languages.Select(CultureInfo.GetCultureInfo)];
            // Numbers and dates on the server stay invariant; the browser writes what a person reads.
            options.SupportedCultures = [CultureInfo.InvariantCulture];
            options.DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("en"));
            options.RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()];
        });
        return builder;
    }

    /// <summary>Before routing: what is served from wwwroot, and the language of the request.</summary>
    public static WebApplication UsePages(this WebApplication app)
    {
        app.UseStaticFiles(
            new StaticFileOptions
            {
                // Modules import each other by plain names; asking each time costs a 304 and never runs two versions together.
                OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
            }
        );
        app.UseRequestLocalization();
        return app;
    }
}
