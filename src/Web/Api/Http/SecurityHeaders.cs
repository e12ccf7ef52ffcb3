using XBees.Infrastructure.Identity;

namespace XBees.Web.Api.Http;

/// <summary>What every answer says to browsers. A page that needs something else sets it itself, and that is kept.</summary>
public sealed class SecurityHeaders(RequestDelegate next, PublicAddress address)
{
    /// <summary>Everything from here, nothing inline, framed nowhere.</summary>
    public const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string HstsForAYear = "max-age=31536000; includeSubDomains";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.TryAdd("Content-Security-Policy", PagePolicy);
            headers.TryAdd("Referrer-Policy", "same-origin");
            headers.TryAdd("X-Content-Type-Options", "nosniff");
            headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
            headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
            if (context.Request.IsHttps && address.IsSecure)
            {
                headers.TryAdd("Strict-Transport-Security", HstsForAYear);
            }
            return Task.CompletedTask;
        });
        return next(context);
    }
}
