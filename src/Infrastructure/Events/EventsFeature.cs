using Microsoft.Extensions.DependencyInjection;
using XBees.Application.Conversations;
using XBees.Application.Events;

namespace XBees.Infrastructure.Events;

public static class EventsFeature
{
    /// <summary>Live events: the log and its tail, the readers of this node, and who types.</summary>
    public static IServiceCollection AddEvents(this IServiceCollection features) =>
        features
            .AddSingleton<ILog, EventLog>()
            .AddSingleton<EventHub>()
            .AddSingleton<EventReplay>()
            .AddSingleton<TypingSignals>()
            .AddSingleton<ITypingSignals>(services => services.GetRequiredService<TypingSignals>())
            .AddSingleton<LiveSessions>()
            .AddSingleton<LogLag>()
            .AddHostedService<LogTail>()
            .AddScoped<ShowTyping>();
}
