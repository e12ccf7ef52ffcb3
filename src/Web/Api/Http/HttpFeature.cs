using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using XBees.Infrastructure.Database;

namespace XBees.Web.Api.Http;

public static class HttpFeature
{
    /// <summary>How JSON is read and written, and how what cannot be read is refused.</summary>
    public static WebApplicationBuilder AddHttp(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddControllers(options =>
            {
                options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                options.OutputFormatters.RemoveType<StringOutputFormatter>();
                // One type in, one out: what a plain HTML form of another site can send is none of them.
                var reader = options.InputFormatters.OfType<SystemTextJsonInputFormatter>().Single();
                reader.SupportedMediaTypes.Clear();
                reader.SupportedMediaTypes.Add("application/json");
                options.Filters.Add(new ProducesAttribute("application/json"));
            })
            .AddJsonOptions(options => Json.Configure(options.JsonSerializerOptions))
            .ConfigureApiBehaviorOptions(options =>
            {
                options.InvalidModelStateResponseFactory = UnreadableRequests.Answer;
                // An empty 404 becomes our own problem in one place, with the others.
                options.SuppressMapClientErrors = true;
            });
        builder.Services.Configure<ForwardedHeadersOptions>(options => TrustedProxies.Configure(options, builder.Configuration));
        builder.Services.AddSingleton<RateLimitSettings>().AddSingleton<RateCounters>().AddSingleton<RunningRequests>();
        builder.Services.AddRazorPages();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit;
        });
        builder.WebHost.UseSockets(sockets => sockets.Backlog = MostArriving);
        return builder;
    }

    /// <summary>
    /// When a node starts again all of its readers come at once. Those for whom there is no place in the queue knock again after 1, 2, 4 s;
    /// Linux has 4,096 places (net.core.somaxconn), of which Kestrel takes 512 by itself.
    /// </summary>
    private const int MostArriving = 4096;

    /// <summary>A message of 10,000 scalar values with every one of them escaped takes 120 KB.</summary>
    private const long BodyLimit = 256 * 1024;
}
