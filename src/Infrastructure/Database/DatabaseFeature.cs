using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace XBees.Infrastructure.Database;

public static class DatabaseFeature
{
    /// <summary>The database, and its units of work.</summary>
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
            .AddScoped<RequestKey>()
            .AddScoped<IUnitOfWork, UnitOfWork>();
}
