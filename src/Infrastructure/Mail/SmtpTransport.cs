using MailKit.Net.Smtp;
using MimeKit;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Mail;

/// <summary>A connection for each mail: there are few, and none is left half open.</summary>
public sealed class SmtpTransport(MailSettings settings) : IMailTransport
{
    private const int Permanent = 500;

    public async Task SendAsync(string id, MimeMessage mail, CancellationToken cancel)
    {
        using var client = new SmtpClient { Timeout = 30_000 };
        await client.ConnectAsync(settings.SmtpHost!, settings.SmtpPort, settings.SmtpSecurity, cancel);
        if (settings.SmtpUser is { Length: > 0 } user)
        {
            await client.AuthenticateAsync(user, settings.SmtpPassword ?? "", cancel);
        }
        try
        {
            await client.SendAsync(mail, cancel);
        }
        catch (SmtpCommandException refused) when ((int)refused.StatusCode >= Permanent)
        {
            throw new Undeliverable($"{(int)refused.StatusCode} {refused.Message}", refused);
        }
        await client.DisconnectAsync(true, cancel);
    }
}
