using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using XBees.Api.Tests.Setup;
using XBees.Application;
using XBees.Application.Events;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Domain.Search;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Events;
using XBees.Infrastructure.Search;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Search;

public sealed class SearchGaugeTests
{
    [Fact, Rule("SE-3")]
    public async Task How_far_the_index_is_behind_is_measured_while_one_answers()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Scene.OnAsync(database);
        var db = scene.App.Services.GetRequiredService<Db>();
        // Nobody tells this index that the log goes on, so that it stays where it was made.
        var hub = new EventHub(db);
        var index = new SearchIndex(TimeProvider.System);
        using var keeper = new IndexKeeper(
            db,
            scene.App.Services.GetRequiredService<ILog>(),
            hub,
            index,
            new SearchOptions(Path.Combine(database.Folder, "behind")),
            TimeProvider.System,
            NullLogger<IndexKeeper>.Instance
        );
        using var meter = new Meter("behind");
        using var listener = new MeterListener();
        var shown = new List<double>();
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => shown.Add(value));
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter == meter && instrument.Name == "xbees.search.lag")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.Start();
        var gauges = new SearchGauges(meter, index, new SearchLag(index, new LogLag(db, hub, new AnHourLater())));

        Assert.Empty(await ShownAsync());
        await keeper.StartAsync(CancellationToken.None);
        await FindAsync();
        Assert.Equal("ready", await Until.Async(() => Task.FromResult(index.State.State), state => state == "ready"));
        Assert.Equal([0], await ShownAsync());
        await Scene.StartAsync(await scene.GuestAsync());
        Assert.InRange(Assert.Single(await ShownAsync()), 3600, 3600 + 600);
        gauges.Clear();
        listener.RecordObservableInstruments();
        Assert.Single(shown);
        await keeper.StopAsync(CancellationToken.None);
        Assert.Empty(await ShownAsync());

        async Task<IReadOnlyList<double>> ShownAsync()
        {
            shown.Clear();
            await gauges.ReadAsync(CancellationToken.None);
            listener.RecordObservableInstruments();
            return [.. shown];
        }

        // The first search opens it; it may be refused meanwhile.
        async Task FindAsync() =>
            await Record.ExceptionAsync(() =>
                new SearchReader(db, index, TimeProvider.System).NamesLaterMemberAsync(
                    new AgentCaller(new Person(PersonKind.Agent, scene.Mara.Id, "Mara"), Licence.Standard, false, null),
                    SearchQuery.Parse("anybody")!,
                    CancellationToken.None
                )
            );
    }

    private sealed class AnHourLater : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddHours(1);
    }
}
