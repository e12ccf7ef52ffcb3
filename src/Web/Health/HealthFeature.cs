using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;
using XBees.Infrastructure.Events;
using XBees.Infrastructure.Gauges;
using XBees.Infrastructure.Search;
using XBees.Infrastructure.Work;

namespace XBees.Web.Health;

/// <summary>Whether the process lives, whether it can serve, and what it measures of itself.</summary>
public static class HealthFeature
{
    private const string Exporter = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>A check that takes longer has its answer: not ready.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public static WebApplicationBuilder AddHealth(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddHealthChecks()
            .AddCheck<DatabaseAnswers>("database", failureStatus: null, tags: [], timeout: Longest)
            .AddCheck<LogIsFollowed>("log", failureStatus: null, tags: [], timeout: Longest)
            .AddCheck<FilesAreShared>("files", failureStatus: null, tags: [], timeout: Longest)
            .AddCheck<SearchIsKept>("search", HealthStatus.Healthy, tags: [], timeout: Longest);
        if (builder.Configuration[Exporter] is { Length: > 0 })
        {
            builder
                .Services.AddSingleton<IGauges, EventGauges>()
                .AddSingleton<IGauges, WorkGauges>()
                .AddSingleton<IGauges, SearchGauges>()
                .AddHostedService<GaugeReader>();
            builder
                .Services.AddOpenTelemetry()
                .WithMetrics(metrics =>
                    metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter(GaugeReader.Meter).AddOtlpExporter()
                );
        }
        return builder;
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => "live").ShortCircuit();
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = Readiness.WriteAsync });
    }
}
