using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using XBees.Infrastructure.Mail;

namespace XBees.Infrastructure.Work;

public static class WorkFeature
{
    /// <summary>Deliveries, timers, sweeping, and the mails that leave by them.</summary>
    public static IServiceCollection AddWork(this IServiceCollection features, IConfiguration configuration) =>
        features
            .AddSingleton<DeliveryRunner>()
            .AddSingleton<TimerRunner>()
            .AddSingleton<Sweep>()
            .AddSingleton(MailSettings.From(configuration))
            .AddSingleton<IMailTransport>(services => Transport(services.GetRequiredService<MailSettings>()))
            .AddSingleton<IDeliveryHandler, MailDelivery>()
            .AddHostedService<Worker>();

    private static IMailTransport Transport(MailSettings settings) =>
        settings.SmtpHost is null ? new MailFolder(settings.Folder) : new SmtpTransport(settings);
}
