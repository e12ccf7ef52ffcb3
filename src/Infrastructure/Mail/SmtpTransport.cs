using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
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
        if (settings.SmtpAuthority is not null)
        {
            client.ServerCertificateValidationCallback = IsTrusted;
        }
        await ConnectAsync(client, cancel);
        try
        {
            await client.SendAsync(mail, cancel);
        }
        catch (SmtpCommandException refused)
        {
            var reason = $"The mail server refused {What(refused)}: {(int)refused.StatusCode} {refused.Message}";
            throw (int)refused.StatusCode >= Permanent ? new Undeliverable(reason, refused) : new MailNotTaken(reason, refused);
        }
        catch (Exception error) when (error is IOException or SocketException or ProtocolException or TimeoutException)
        {
            throw new MailNotTaken($"The mail server broke off: {error.Message}", error);
        }
        await client.DisconnectAsync(true, cancel);
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancel)
    {
        var server = $"The mail server {settings.SmtpHost}:{settings.SmtpPort}";
        try
        {
            await client.ConnectAsync(settings.SmtpHost!, settings.SmtpPort, settings.SmtpSecurity, cancel);
            if (settings.SmtpUser is { Length: > 0 } user)
            {
                await client.AuthenticateAsync(user, settings.SmtpPassword ?? "", cancel);
            }
        }
        catch (SslHandshakeException error)
        {
            throw new MailNotTaken($"{server} has no certificate that is trusted here.", error);
        }
        catch (AuthenticationException error)
        {
            throw new MailNotTaken($"{server} refuses the user name or the password.", error);
        }
        catch (NotSupportedException error)
        {
            // Never in the clear instead: whoever sits between could have taken the offer away.
            throw new MailNotTaken($"{server} does not offer what XBees:Mail:Smtp asks for: {error.Message}", error);
        }
        catch (Exception error)
            when (error is IOException or SocketException or ProtocolException or SmtpCommandException or TimeoutException)
        {
            throw new MailNotTaken($"{server} cannot be reached: {error.Message}", error);
        }
    }

    private static string What(SmtpCommandException refused) =>
        refused.ErrorCode switch
        {
            SmtpErrorCode.RecipientNotAccepted => $"the recipient {refused.Mailbox?.Address}".TrimEnd(),
            SmtpErrorCode.SenderNotAccepted => $"the sender {refused.Mailbox?.Address}".TrimEnd(),
            _ => "the mail",
        };

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }
        // Another name stays another name, whoever signed it.
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 server)
        {
            return false;
        }
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.CustomTrustStore.Add(settings.SmtpAuthority!);
        return own.Build(server);
    }
}

/// <summary>A mail that the server did not take this time, in words for an administrator.</summary>
public sealed class MailNotTaken(string message, Exception inner) : Exception(message, inner);
