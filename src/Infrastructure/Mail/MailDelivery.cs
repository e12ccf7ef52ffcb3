using System.Text;
using System.Text.Json;
using MimeKit;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Mail;

/// <summary>Makes the mail of a delivery. The delivery's id is its Message-ID, so that a mail sent twice is recognised.</summary>
public sealed class MailDelivery(IMailTransport transport, MailSettings settings, MasterKey master) : IDeliveryHandler
{
    public string Kind => OutgoingMail.Kind;

    public Task SendAsync(Delivery delivery, CancellationToken cancel)
    {
        var mail = JsonSerializer.Deserialize<OutgoingMail>(delivery.Payload, JsonSerializerOptions.Web)!.Opened(master);
        return transport.SendAsync(delivery.Id, Message(delivery, mail), cancel);
    }

    private MimeMessage Message(Delivery delivery, OutgoingMail mail)
    {
        var message = new MimeMessage
        {
            MessageId = $"{delivery.Id}@{settings.Sender.Domain}",
            Date = delivery.CreatedAt.ToDateTimeOffset(),
            Subject = OneLine(mail.Subject),
            Body = MailBody.Of(mail),
        };
        message.From.Add(settings.Sender);
        message.To.Add(Recipient(mail));
        // Whoever answers by machine does not answer this (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        if (mail.Unsubscribe is not null)
        {
            message.Headers.Add("List-Unsubscribe", $"<{mail.Unsubscribe}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        return message;
    }

    private static MailboxAddress Recipient(OutgoingMail mail)
    {
        if (
            mail.To.Any(char.IsControl)
            || !MailboxAddress.TryParse(mail.To, out var parsed)
            || parsed.Address != mail.To.Trim()
            || !mail.To.Contains('@')
        )
        {
            throw new Undeliverable("The address is not one.");
        }
        return new(mail.ToName is null ? null : OneLine(mail.ToName), parsed.Address);
    }

    /// <summary>No line breaks and no other control characters: a header is one line, whatever a name holds.</summary>
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            line.Append(char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter);
        }
        return line.ToString().Trim();
    }
}
