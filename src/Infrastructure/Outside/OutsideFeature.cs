using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace XBees.Infrastructure.Outside;

public static class OutsideFeature
{
    /// <summary>Calls to addresses that people have typed.</summary>
    public static IServiceCollection AddOutside(this IServiceCollection features, IConfiguration configuration) =>
        features
            .AddSingleton(
                new OutsideAddresses(
                    configuration["XBees:Outside:Allow"]?.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries) ?? []
                )
            )
            .AddSingleton<OutsideHttp>();
}
