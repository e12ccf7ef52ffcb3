using Microsoft.Extensions.Diagnostics.HealthChecks;
using XBees.Infrastructure.Files;

namespace XBees.Web.Health;

/// <summary>Whether this node has the files of the others.</summary>
internal sealed class FilesAreShared(SharedFolder folder) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await folder.ProblemAsync(cancellationToken) is { } problem
                ? HealthCheckResult.Unhealthy(problem)
                : HealthCheckResult.Healthy();
        }
        catch (StorageBusy)
        {
            return HealthCheckResult.Unhealthy(DatabaseAnswers.Away);
        }
        catch (IOException)
        {
            return HealthCheckResult.Unhealthy("the folder of files cannot be read");
        }
    }
}
