using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using XBees.Application.Mails;
using XBees.Application.Meetings;
using XBees.Infrastructure.Meetings;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Mail;

public static class MailFeature
{
    /// <summary>The mails that leave by deliveries, into a folder or by SMTP.</summary>
    public static IServiceCollection AddMail(this IServiceCollection features, IConfiguration configuration) =>
        features
            .AddSingleton(MailSettings.From(configuration))
            .AddSingleton<IMailTransport>(services => Transport(services.GetRequiredService<MailSettings>()))
            .AddSingleton<MailDelivery>()
            .AddSingleton<IDeliveryHandler, WantedMails>()
            .AddSingleton<MailWriter>()
            .AddSingleton<Unsubscriptions>()
            .AddSingleton<IUnsubscriptions>(services => services.GetRequiredService<Unsubscriptions>())
            .AddSingleton<IMailTemplates, MailTemplates>()
            .AddSingleton<IMailTest, MailTest>()
            .AddSingleton<ICalendarWriter, CalendarWriter>()
            .AddSingleton<MeetingFiles>()
            .AddSingleton<IMeetingFiles>(services => services.GetRequiredService<MeetingFiles>())
            .AddSingleton<IMeetingMail, MeetingMail>();

    private static IMailTransport Transport(MailSettings settings) =>
        settings.SmtpHost is null ? new MailFolder(settings.Folder) : new SmtpTransport(settings);
}
