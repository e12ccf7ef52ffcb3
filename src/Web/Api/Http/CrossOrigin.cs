using XBees.Application.Widgets;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Http;

/// <summary>
/// SP-6: other websites read what guests may read, and only those that the widget names. Which widget it is says the guest's token or the
/// path; before there is either (a preflight, a new session) the browser is let through and the resource itself refuses.
/// </summary>
public sealed class CrossOrigin(RequestDelegate next)
{
    private const string AllowedHeaders = "Authorization, Content-Type, Last-Event-ID, Idempotency-Key, If-Match";
    private const string AllowedMethods = "GET, POST, PUT, PATCH, DELETE";
    private const string ExposedHeaders = "Retry-After, ETag, RateLimit, RateLimit-Policy";
    private const string PreflightSeconds = "7200";

    public async Task InvokeAsync(HttpContext context)
    {
        // The administration is for its own pages alone.
        var path = context.Request.Path;
        if (
            !path.StartsWithSegments("/api")
            || path.StartsWithSegments("/api/v1/admin")
            || context.Request.ForeignOrigin() is not { } origin
        )
        {
            await next(context);
            return;
        }
        // A cookie never comes along: without Allow-Credentials browsers keep the answer from the page.
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlExposeHeaders = ExposedHeaders;
        headers.Append("Vary", "Origin");
        if (IsPreflight(context.Request))
        {
            headers.AccessControlAllowHeaders = AllowedHeaders;
            headers.AccessControlAllowMethods = AllowedMethods;
            headers.AccessControlMaxAge = PreflightSeconds;
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        await next(context);
    }

    private static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.ContainsKey("Access-Control-Request-Method");
}

/// <summary>After the caller is known: what a website may ask with its guest's token, and that nobody else asks from elsewhere.</summary>
public sealed class CrossOriginCheck(RequestDelegate next, IPublicWidgets widgets)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/api") && context.Request.ForeignOrigin() is { } origin)
        {
            await CheckAsync(context, origin);
        }
        await next(context);
    }

    private async Task CheckAsync(HttpContext context, string origin)
    {
        var allowed = context.CallerOrNull() switch
        {
            // A program that forwards a browser's Origin is no browser page: its key is no cookie and proves itself.
            AgentCaller agent => agent.Key is not null,
            GuestCaller guest => guest.WidgetId is not null
                && await widgets.SettingsOfAsync(guest.WidgetId, context.RequestAborted) is { } settings
                && settings.Allows(origin),
            // Nothing but public resources is left, and they check the origin by the widget that they are about.
            _ => true,
        };
        if (!allowed)
        {
            throw new Refused(AccessRefusals.OriginNotAllowed);
        }
    }
}
