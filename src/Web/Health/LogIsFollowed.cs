using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using XBees.Infrastructure.Events;

namespace XBees.Web.Health;

/// <summary>Whether what is committed reaches the readers of this node without delay.</summary>
internal sealed class LogIsFollowed(LogLag log) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var lag = await log.ReadAsync(cancellationToken);
            var values = new Dictionary<string, object>
            {
                ["waiting"] = lag.Waiting,
                ["lagSeconds"] = Math.Round(lag.Behind.TotalSeconds, 1),
                ["horizonSeconds"] = Math.Round(lag.HorizonHeld.TotalSeconds, 1),
            };
            return lag.Behind <= LogLag.Tolerated
                ? HealthCheckResult.Healthy(data: values)
                : HealthCheckResult.Unhealthy(Words(lag), data: values);
        }
        catch (StorageBusy)
        {
            return HealthCheckResult.Unhealthy(DatabaseAnswers.Away);
        }
    }

    private static string Words(Lag lag)
    {
        var behind = string.Create(CultureInfo.InvariantCulture, $"live events are {lag.Behind.TotalSeconds:0} s behind");
        return lag.HorizonHeld < LogLag.Tolerated
            ? behind
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{behind}: a writing transaction of the database cluster has been open for {lag.HorizonHeld.TotalSeconds:0} s"
            );
    }
}
