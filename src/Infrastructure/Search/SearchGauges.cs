using System.Diagnostics.Metrics;
using XBees.Infrastructure.Events;
using XBees.Infrastructure.Gauges;

namespace XBees.Infrastructure.Search;

/// <summary>The search as an operator watches it.</summary>
public sealed class SearchGauges : IGauges
{
    private readonly SearchLag lag;
    private volatile Lag? last;

    public SearchGauges(Meter meter, SearchIndex index, SearchLag lag)
    {
        this.lag = lag;
        meter.CreateObservableGauge(
            "xbees.search.lag",
            () => last is { } read ? [new Measurement<double>(read.Behind.TotalSeconds)] : Array.Empty<Measurement<double>>(),
            "s",
            "Age of the oldest committed entry that this node's search index does not have."
        );
        meter.CreateObservableGauge(
            "xbees.search.missing",
            () => index.State.Total - index.State.Done,
            "{document}",
            "Conversations and messages that an index which is being made does not have yet."
        );
    }

    public async Task ReadAsync(CancellationToken cancel) => last = await lag.ReadAsync(cancel);

    public void Clear() => last = null;
}
