using System.Diagnostics.Metrics;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Gauges;

namespace XBees.Infrastructure.Events;

/// <summary>Live events as an operator watches them.</summary>
public sealed class EventGauges : IGauges
{
    private readonly LogLag log;
    private volatile Lag? last;

    public EventGauges(Meter meter, Db db, EventHub hub, LogLag log)
    {
        this.log = log;
        meter.CreateObservableGauge("xbees.connections", () => hub.Count, "{connection}", "Live event streams that are open on this node.");
        meter.CreateObservableGauge(
            "xbees.log.lag",
            () => Shown(lag => lag.Behind.TotalSeconds),
            "s",
            "Age of the oldest committed entry that this node has not handed on."
        );
        meter.CreateObservableGauge(
            "xbees.log.waiting",
            () => Shown(lag => lag.Waiting),
            "{entry}",
            "Committed entries that this node has not handed on."
        );
        if (db.Dialect.Provider == DatabaseProvider.PostgreSql)
        {
            meter.CreateObservableGauge(
                "xbees.log.horizon_age",
                () => Shown(lag => lag.HorizonHeld.TotalSeconds),
                "s",
                "Age of the oldest writing transaction of the cluster; live events wait for its end."
            );
        }
    }

    public async Task ReadAsync(CancellationToken cancel) => last = await log.ReadAsync(cancel);

    public void Clear() => last = null;

    private IEnumerable<Measurement<T>> Shown<T>(Func<Lag, T> value)
        where T : struct => last is { } lag ? [new(value(lag))] : [];
}
