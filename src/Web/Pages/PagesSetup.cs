using System.Globalization;
using Microsoft.AspNetCore.Localization;
using XBees.Application.Agents;
using XBees.Web.Authentication;

namespace XBees.Web.Pages;

/// <summary>Razor Pages, their languages and their static files.</summary>
public static class PagesSetup
{
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<Texts>();
        builder.Services.AddSingleton<PageFiles>();
        builder.Services.AddRazorPages();
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SupportedUICultures = [.. Texts.Languages.Select(CultureInfo.GetCultureInfo)];
            // Numbers and dates on the server stay invariant; the browser writes what a person reads.
            options.SupportedCultures = [CultureInfo.InvariantCulture];
            options.DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("en"));
            options.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(OwnLanguageAsync),
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
        return builder;
    }

    /// <summary>Before routing: what is served from wwwroot.</summary>
    public static WebApplication UsePages(this WebApplication app)
    {
        var files = app.Services.GetRequiredService<PageFiles>();
        app.Use((context, next) => files.OpenAsync(context, next));
        app.UseStaticFiles(
            new StaticFileOptions { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = PageFiles.NotKept }
        );
        return app;
    }

    /// <summary>After authentication: an agent reads the language of their own, everybody else the browser's.</summary>
    public static WebApplication UsePageLanguage(this WebApplication app)
    {
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/api"), pages => pages.UseRequestLocalization());
        return app;
    }

    private static async Task<ProviderCultureResult?> OwnLanguageAsync(HttpContext context)
    {
        if (context.CallerOrNull() is not AgentCaller caller)
        {
            return null;
        }
        var agent = await context.RequestServices.GetRequiredService<IAgentReader>().FindAsync(caller.PersonId, context.RequestAborted);
        return agent is not null && Texts.Languages.Contains(agent.Language) ? new("", agent.Language) : null;
    }
}
