using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Gauges;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Health;

public sealed class MetricsTests
{
    private static readonly string[] Instruments =
    [
        "xbees.changes",
        "xbees.commit.duration",
        "xbees.connections",
        "xbees.deliveries",
        "xbees.log.lag",
        "xbees.log.waiting",
        "xbees.search.missing",
        "xbees.timers.overdue",
    ];

    [Theory, EveryDatabase]
    public async Task Everything_an_operator_needs_arrives_and_nothing_about_a_person(TestDatabase database)
    {
        await using var collector = await Collector.StartAsync();
        await using var scene = await Scene.OnAsync(
            database,
            settings: new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "100",
                // Mails stay, so that there is something to show: the invitation below.
                ["XBees:Mail:Smtp:Host"] = "127.0.0.1",
                ["XBees:Mail:Smtp:Port"] = "1",
            }
        );
        scene.Keep(await scene.App.AgentAsync("Vera Later"));
        var guest = await scene.GuestAsync("Grace Secret", "grace.secret@example.org");
        var id = await Scene.StartAsync(guest, "Nobody else reads this sentence");
        string[] wanted = database.Provider switch
        {
            DatabaseProvider.Sqlite => [.. Instruments, "xbees.write_lane.batch", "xbees.write_lane.queue"],
            DatabaseProvider.PostgreSql => [.. Instruments, "xbees.log.horizon_age"],
            _ => Instruments,
        };
        await Until.Async(() => Task.FromResult(0), _ => wanted.Append("message.created").Append("waiting").All(collector.Has));
        Assert.All(wanted, name => Assert.True(collector.Has(name), name));
        Assert.True(collector.Has("message.created"));
        foreach (
            var personal in new[]
            {
                "Grace",
                "grace.secret",
                "Nobody else reads",
                guest.Id,
                id,
                scene.Mara.Id,
                "Mara",
                "ternhaus.example",
                guest.Bearer!,
            }
        )
        {
            Assert.False(collector.Has(personal), personal);
        }
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_read_and_nothing_listens()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Scene.OnAsync(database);
        Assert.Null(scene.App.Services.GetService<MeterProvider>());
        Assert.Empty(scene.App.Services.GetServices<IGauges>());
        Assert.DoesNotContain(scene.App.Services.GetServices<IHostedService>(), hosted => hosted is GaugeReader);
        var meter = scene.App.Services.GetRequiredService<Meter>();
        var enabled = new List<Instrument>();
        var known = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter == meter)
                {
                    known++;
                    enabled.AddRange(instrument.Enabled ? [instrument] : []);
                }
            },
        };
        listener.Start();
        Assert.True(known >= 3);
        Assert.Empty(enabled);
    }

    /// <summary>Takes what an exporter sends; names and texts stand in it as they are.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentQueue<byte[]> received = new();
        private WebApplication app = null!;

        public string Address => app.Urls.Single();

        public static async Task<Collector> StartAsync()
        {
            var collector = new Collector();
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            collector.app = builder.Build();
            collector.app.Run(async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                collector.received.Enqueue(body.ToArray());
                context.Response.StatusCode = StatusCodes.Status200OK;
            });
            await collector.app.StartAsync();
            return collector;
        }

        public bool Has(string text)
        {
            var wanted = Encoding.UTF8.GetBytes(text);
            return received.Any(body => body.AsSpan().IndexOf(wanted) >= 0);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
