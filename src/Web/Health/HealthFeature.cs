using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;
using XBees.Application.Events;

namespace XBees.Web.Health;

/// <summary>Whether the process lives, whether it can serve, and what it measures of itself.</summary>
public static class HealthFeature
{
    private const string Exporter = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static WebApplicationBuilder AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddCheck<DatabaseAnswers>("database");
        if (builder.Configuration[Exporter] is { Length: > 0 })
        {
            builder
                .Services.AddOpenTelemetry()
                .WithMetrics(metrics =>
                    metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter("XBees").AddOtlpExporter()
                );
        }
        return builder;
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => "live").ShortCircuit();
        app.MapHealthChecks(
            "/health/ready",
            new()
            {
                ResponseWriter = (context, report) =>
                    context.Response.WriteAsync(
                        string.Join('\n', report.Entries.Select(entry => $"{entry.Key}: {entry.Value.Description ?? "ready"}"))
                    ),
            }
        );
    }

    private sealed class DatabaseAnswers(ILog log) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await log.NewestAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (StorageBusy)
            {
                return HealthCheckResult.Unhealthy("the database does not answer");
            }
        }
    }
}
