using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using XBees.Application.Events;
using XBees.Infrastructure.Events;

namespace XBees.Infrastructure.Database;

public static class DatabaseFeature
{
    /// <summary>The database, its units of work and its log.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection features, DatabaseOptions options) =>
        features
            .AddSingleton(options)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(services => services.GetRequiredService<IMeterFactory>().Create(Gauges.GaugeReader.Meter))
            .AddSingleton<WriteMeasures>()
            .AddSingleton<LogSignal>()
            .AddSingleton<LogEpoch>()
            .AddSingleton<Db>()
            .AddSingleton<Units>()
            .AddSingleton<ILog, EventLog>()
            .AddScoped<RequestKey>()
            .AddScoped<IUnitOfWork, UnitOfWork>();
}
