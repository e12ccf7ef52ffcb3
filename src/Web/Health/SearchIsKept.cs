using Microsoft.Extensions.Diagnostics.HealthChecks;
using XBees.Application.Events;
using XBees.Infrastructure.Search;

namespace XBees.Web.Health;

/// <summary>How far the search index is. A node without one still serves everything else, so that it is ready all the same (SE-3).</summary>
internal sealed class SearchIsKept(SearchIndex index, SearchLag search) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var state = index.State;
        var values = new Dictionary<string, object> { ["index"] = state.State, ["missing"] = state.Total - state.Done };
        try
        {
            if (await search.ReadAsync(cancellationToken) is { } lag)
            {
                values["waiting"] = lag.Waiting;
                values["lagSeconds"] = Math.Round(lag.Behind.TotalSeconds, 1);
            }
        }
        catch (StorageBusy)
        {
            // That the database does not answer is said by its own check.
        }
        return HealthCheckResult.Healthy(data: values);
    }
}
