using System.Diagnostics.Metrics;

namespace XBees.Infrastructure.Database;

/// <summary>What an operator sees of this node's writing. Without a listener each call is one comparison.</summary>
public sealed class WriteMeasures(Meter meter)
{
    private readonly Histogram<double> commits = meter.CreateHistogram<double>(
        "xbees.commit.duration",
        "s",
        "How long the database took to commit; on a server, with the writes that go along."
    );
    private readonly Histogram<long> batches = meter.CreateHistogram<long>(
        "xbees.write_lane.batch",
        "{unit}",
        "Units of work that one commit of the write lane stored (SQLite)."
    );
    private readonly Counter<long> changes = meter.CreateCounter<long>(
        "xbees.changes",
        "{change}",
        "Changes that this node committed, by their type in the log; message.created is a message."
    );

    public void Committed(TimeSpan took) => commits.Record(took.TotalSeconds);

    public void Stored(int units) => batches.Record(units);

    public void Changed(IReadOnlyList<LogEntry> entries)
    {
        if (!changes.Enabled)
        {
            return;
        }
        foreach (var entry in entries)
        {
            changes.Add(1, new KeyValuePair<string, object?>("type", entry.Type));
        }
    }

    /// <param name="length">Units that wait for the write lane now.</param>
    public void Queue(Func<int> length) =>
        meter.CreateObservableGauge("xbees.write_lane.queue", length, "{unit}", "Units of work that wait for the write lane (SQLite).");
}
