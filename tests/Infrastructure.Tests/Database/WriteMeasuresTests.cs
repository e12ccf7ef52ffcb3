using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using XBees.Application;
using XBees.Infrastructure.Database;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Infrastructure.Tests.Database;

public class WriteMeasuresTests
{
    private readonly ConcurrentBag<(string Name, double Value, string? Type)> seen = [];

    [Theory, EveryDatabase]
    public async Task Each_commit_and_each_change_is_measured_and_what_failed_is_not(TestDatabase database)
    {
        await using var node = await database.OpenAsync();
        using var listener = Listen(node.Meter);
        await WriteAsync(node, "message.created", "members.changed");
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            node.Units.RunAsync<int>(
                unit =>
                {
                    unit.Log(new("message.created", null));
                    throw new InvalidOperationException();
                },
                default
            )
        );
        Assert.Equal(["members.changed", "message.created"], Of("xbees.changes").Select(change => change.Type).Order());
        var commit = Assert.Single(Of("xbees.commit.duration"));
        Assert.InRange(commit.Value, 0.000_000_1, 30);
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            Assert.Equal(1, Assert.Single(Of("xbees.write_lane.batch")).Value);
        }
    }

    [Fact]
    public async Task The_lane_shows_what_waits_and_what_one_commit_stored()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var node = await database.OpenAsync();
        using var listener = Listen(node.Meter);
        using var started = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var first = node.Units.RunAsync(
            unit =>
            {
                started.Set();
                go.Wait();
                return Task.FromResult(0);
            },
            default
        );
        started.Wait();
        var others = Enumerable.Range(0, 7).Select(_ => WriteAsync(node, "test")).ToList();
        listener.RecordObservableInstruments();
        Assert.Equal(7, Assert.Single(Of("xbees.write_lane.queue")).Value);
        go.Set();
        await first;
        await Task.WhenAll(others);
        Assert.Equal([1, 7], Of("xbees.write_lane.batch").Select(batch => batch.Value).Order());
        Assert.Equal(7, Of("xbees.changes").Count());
    }

    [Fact]
    public void Nobody_who_listens_costs_no_memory()
    {
        using var meter = new Meter("XBees");
        var measures = new WriteMeasures(meter);
        LogEntry[] entries = [new("message.created", "cnv_1"), new("members.changed", "cnv_1")];
        Measure();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Measure();
        }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Measure()
        {
            measures.Committed(TimeSpan.FromMilliseconds(1));
            measures.Stored(3);
            measures.Changed(entries);
        }
    }

    private IEnumerable<(string Name, double Value, string? Type)> Of(string name) => seen.Where(one => one.Name == name);

    private MeterListener Listen(Meter meter)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, mine) =>
            {
                if (instrument.Meter == meter)
                {
                    mine.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string? type = null;
        foreach (var (name, text) in tags)
        {
            type = name == "type" ? (string?)text : type;
        }
        seen.Add((instrument.Name, value, type));
    }

    private static Task WriteAsync(OpenDatabase node, params string[] types) =>
        node.Units.RunAsync(
            unit =>
            {
                Array.ForEach(types, type => unit.Log(new(type, null)));
                return Task.FromResult(0);
            },
            default
        );
}
