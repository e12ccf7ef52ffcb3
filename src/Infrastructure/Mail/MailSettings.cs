using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace XBees.Infrastructure.Mail;

/// <summary><c>XBees:Mail:*</c>: a folder of <c>.eml</c> files, or SMTP where <c>XBees:Mail:Smtp:Host</c> is set.</summary>
public sealed record MailSettings
{
    public required MailboxAddress Sender { get; init; }

    public required string Folder { get; init; }

    public string? SmtpHost { get; init; }

    public int SmtpPort { get; init; } = 587;

    public SecureSocketOptions SmtpSecurity { get; init; } = SecureSocketOptions.StartTls;

    public string? SmtpUser { get; init; }

    public string? SmtpPassword { get; init; }

    /// <summary>Trusted beside the machine's own authorities: a mail server inside the house often has a certificate of the house.</summary>
    public X509Certificate2? SmtpAuthority { get; init; }

    public static MailSettings From(IConfiguration configuration)
    {
        var mail = configuration.GetSection("XBees:Mail");
        var host = Uri.TryCreate(configuration["XBees:BaseUrl"], UriKind.Absolute, out var address) ? address.Host : "localhost";
        return new()
        {
            Sender = Mailbox(mail["From"] ?? $"XBees <no-reply@{host}>"),
            Folder = Path.GetFullPath(mail["Folder"] ?? Path.Combine(configuration["XBees:DataPath"] ?? "data", "mail")),
            SmtpHost = mail["Smtp:Host"] is { Length: > 0 } smtp ? smtp : null,
            SmtpPort = int.Parse(mail["Smtp:Port"] ?? "587", CultureInfo.InvariantCulture),
            SmtpSecurity = Security(mail["Smtp:Security"] ?? "starttls"),
            SmtpUser = mail["Smtp:User"],
            SmtpPassword = mail["Smtp:Password"],
            SmtpAuthority = mail["Smtp:Authority"] is { Length: > 0 } file ? Authority(file) : null,
        };
    }

    private static MailboxAddress Mailbox(string text) =>
        MailboxAddress.TryParse(text, out var mailbox)
            ? mailbox
            : throw new CannotStart("XBees:Mail:From is no mail address. Use 'Name <name@example.com>'.");

    private static X509Certificate2 Authority(string file)
    {
        try
        {
            return X509CertificateLoader.LoadCertificateFromFile(file);
        }
        catch (CryptographicException error)
        {
            throw new CannotStart($"XBees:Mail:Smtp:Authority: '{file}' is no certificate.", error);
        }
    }

    private static SecureSocketOptions Security(string word) =>
        word.ToLowerInvariant() switch
        {
            "starttls" => SecureSocketOptions.StartTls,
            "tls" => SecureSocketOptions.SslOnConnect,
            "none" => SecureSocketOptions.None,
            _ => throw new CannotStart($"XBees:Mail:Smtp:Security is '{word}'. Use starttls, tls or none."),
        };
}
