using System.Diagnostics.Metrics;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Gauges;

namespace XBees.Infrastructure.Work;

/// <summary>Deliveries and timers as an operator watches them.</summary>
public sealed class WorkGauges : IGauges
{
    /// <summary>A timer that is due is run within a second; one this late is not being run.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(10);

    private static readonly string[] Open = ["waiting", "failed"];

    private readonly Db db;
    private readonly TimeProvider time;
    private volatile IReadOnlyList<DeliveryRow> deliveries = [];
    private volatile IReadOnlyList<Measurement<long>> overdue = [];

    public WorkGauges(Meter meter, Db db, TimeProvider time)
    {
        this.db = db;
        this.time = time;
        meter.CreateObservableGauge<long>(
            "xbees.deliveries",
            () => deliveries.Select(row => row.Measured()),
            "{delivery}",
            "What leaves the house (mail) and is waiting or was given up, by kind and state."
        );
        meter.CreateObservableGauge<long>("xbees.timers.overdue", () => overdue, "{timer}", "Timers that should have run by now.");
    }

    public async Task ReadAsync(CancellationToken cancel)
    {
        deliveries = await db.ListAsync<DeliveryRow>(
            $"select kind, state, count(*) as many from delivery where {Dialect.In("state", "@states")} group by kind, state",
            new { states = Open },
            cancel
        );
        overdue =
        [
            new(
                await db.FirstAsync<long>(
                    $"select count(*) from timer where due_at < @late",
                    new { late = (time.GetUtcNow() - Late).ToUnixTimeMilliseconds() },
                    cancel
                )
            ),
        ];
    }

    public void Clear()
    {
        deliveries = [];
        overdue = [];
    }

    private sealed class DeliveryRow
    {
        public string Kind { get; init; } = "";
        public string State { get; init; } = "";
        public long Many { get; init; }

        public Measurement<long> Measured() =>
            new(Many, new KeyValuePair<string, object?>("kind", Kind), new KeyValuePair<string, object?>("state", State));
    }
}
