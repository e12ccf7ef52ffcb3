using XBees.Web.Api.Http;
using XBees.Web.Authentication;
using XBees.Web.Health;
using XBees.Web.Pages;
using XBees.Web.Pages.Account;

namespace XBees.Web;

/// <summary>The order in which a request passes.</summary>
public static class Pipeline
{
    public static void UseXBees(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler(Problems.UseForBugs);
        app.UseMiddleware<Problems>();
        app.UsePages();
        app.UseOpenApi();
        app.UseMiddleware<CrossOrigin>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<AccessGate>();
        app.UseMiddleware<CrossOriginCheck>();
        app.UsePageLanguage();
        app.UseMiddleware<RateLimits>();
        app.MapControllers();
        app.MapRazorPages();
        app.MapAccount();
        app.MapHealth();
    }
}
