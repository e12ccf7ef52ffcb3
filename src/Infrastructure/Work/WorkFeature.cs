using Microsoft.Extensions.DependencyInjection;

namespace XBees.Infrastructure.Work;

public static class WorkFeature
{
    /// <summary>Deliveries, timers and sweeping.</summary>
    public static IServiceCollection AddWork(this IServiceCollection features) =>
        features.AddSingleton<DeliveryRunner>().AddSingleton<TimerRunner>().AddSingleton<Sweep>().AddHostedService<Worker>();
}
