using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using XBees.Testing.App;
using XBees.Web.Authentication;

namespace XBees.Api.Tests.Http;

/// <summary>One route as the router has it.</summary>
public sealed record ListedRoute(string Method, string Path, AccessAttribute? Access, bool IsPage)
{
    /// <summary>With ids that exist nowhere in place of the parameters; a section is one of a few words.</summary>
    public string Filled() => Regex.Replace(Path.Replace("{section}", "agents", StringComparison.Ordinal), @"\{[^}]+\}", "nothing");

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>Every route of the running product, pages included.</summary>
public static class Routes
{
    public static IReadOnlyList<ListedRoute> Of(XBeesApp app) =>
        [
            .. app
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .SelectMany(endpoint =>
                    (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new ListedRoute(
                        method,
                        "/" + Regex.Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), @"\{(\w+)[^}]*\}", "{$1}"),
                        endpoint.Metadata.GetMetadata<AccessAttribute>(),
                        endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null
                    ))
                )
                .DistinctBy(route => route.ToString())
                .OrderBy(route => route.Path, StringComparer.Ordinal),
        ];

    public static IEnumerable<ListedRoute> Api(XBeesApp app) =>
        Of(app).Where(route => route.Path.StartsWith("/api/", StringComparison.Ordinal));
}
