using Microsoft.Extensions.Diagnostics.HealthChecks;
using XBees.Application.Events;

namespace XBees.Web.Health;

internal sealed class DatabaseAnswers(ILog log) : IHealthCheck
{
    public const string Away = "the database does not answer";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await log.NewestAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StorageBusy)
        {
            return HealthCheckResult.Unhealthy(Away);
        }
    }
}
