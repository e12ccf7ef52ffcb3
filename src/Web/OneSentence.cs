using System.Net.Sockets;

namespace XBees.Web;

/// <summary>What keeps the program from listening is said in one sentence, without the inside of the program after it.</summary>
public static class OneSentence
{
    /// <summary>The host would write down the failure with everything it went through; whatever else fails ends the process with the same.</summary>
    public static WebApplicationBuilder AddOneSentence(this WebApplicationBuilder builder)
    {
        var started = new Started();
        builder.Services.AddHostedService(_ => started);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => started.Yes && level >= LogLevel.Information);
        return builder;
    }

    /// <summary>The port is taken, or not ours to take.</summary>
    public static bool Says(Exception failure) =>
        failure is IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } or SocketException;

    private sealed class Started : IHostedLifecycleService
    {
        public bool Yes { get; private set; }

        public Task StartedAsync(CancellationToken cancellationToken)
        {
            Yes = true;
            return Task.CompletedTask;
        }

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
