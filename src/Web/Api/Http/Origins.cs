using XBees.Infrastructure.Identity;

namespace XBees.Web.Api.Http;

/// <summary>Where a browser says a request comes from.</summary>
public static class Origins
{
    /// <summary>The <c>Origin</c> of another site; null from our own pages, and from programs, which send none.</summary>
    public static string? ForeignOrigin(this HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        var own = request.HttpContext.RequestServices.GetRequiredService<PublicAddress>();
        return origin.Length == 0 || own.IsOwn(origin, request) ? null : origin;
    }
}
