using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Mail;

public static class MailFeature
{
    /// <summary>The mails that leave by deliveries, into a folder or by SMTP.</summary>
    public static IServiceCollection AddMail(this IServiceCollection features, IConfiguration configuration) =>
        features
            .AddSingleton(MailSettings.From(configuration))
            .AddSingleton<IMailTransport>(services => Transport(services.GetRequiredService<MailSettings>()))
            .AddSingleton<IDeliveryHandler, MailDelivery>();

    private static IMailTransport Transport(MailSettings settings) =>
        settings.SmtpHost is null ? new MailFolder(settings.Folder) : new SmtpTransport(settings);
}
