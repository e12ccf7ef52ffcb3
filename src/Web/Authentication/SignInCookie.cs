using XBees.Infrastructure.OAuth;

namespace XBees.Web.Authentication;

/// <summary>What a browser keeps while somebody is at a provider's to sign in. From there it comes back by a link, which Lax lets through.</summary>
/// <param name="name">Of the cookie.</param>
/// <param name="path">Below which the browser comes back.</param>
internal sealed class SignInCookie(string name, string path)
{
    public static readonly SignInCookie OfCalendars = new("xbees-calendar", "/calendars");
    public static readonly SignInCookie OfCrms = new("xbees-crm", "/crm");

    public void Keep(HttpContext context, string begun) =>
        context.Response.Cookies.Append(name, begun, Options(context, SignInState.Lasts.ToTimeSpan()));

    /// <summary>Once: it is gone from the browser with the answer.</summary>
    public string? Take(HttpContext context)
    {
        context.Response.Cookies.Delete(name, Options(context, null));
        return context.Request.Cookies[name];
    }

    private CookieOptions Options(HttpContext context, TimeSpan? lasts) =>
        new()
        {
            Path = path,
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            MaxAge = lasts,
        };
}
