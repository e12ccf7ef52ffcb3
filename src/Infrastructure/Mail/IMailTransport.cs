using MimeKit;

namespace XBees.Infrastructure.Mail;

/// <summary>Takes a mail away.</summary>
public interface IMailTransport
{
    Task SendAsync(string id, MimeMessage mail, CancellationToken cancel);
}
