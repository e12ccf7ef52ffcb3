using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;
using XBees.Testing;
using Xunit;

namespace XBees.Api.Tests.Mail;

/// <summary>A mail as the server got it.</summary>
public sealed record TakenMail(string Raw, MimeMessage Mail, string From, IReadOnlyList<string> To, bool Secure, string? User)
{
    public string Text => Mail.TextBody ?? throw new InvalidOperationException("There is no text part.");

    public string Html => Mail.HtmlBody ?? throw new InvalidOperationException("There is no HTML part.");

    /// <summary>The names of the fields at its head, unfolded.</summary>
    public IReadOnlyList<string> Fields => [.. Mail.Headers.Concat(Mail.Body!.Headers).Select(header => header.Field).Distinct()];
}

/// <summary>An SMTP server on loopback that keeps what it takes.</summary>
public sealed class MailServer : IMessageStore, IMailboxFilter, IUserAuthenticator, IAsyncDisposable
{
    private readonly ConcurrentQueue<TakenMail> taken = new();
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    /// <summary>Offers STARTTLS, or speaks TLS from the start.</summary>
    public X509Certificate2? Certificate { get; init; }

    public bool TlsFromTheStart { get; init; }

    /// <summary>Nobody else may send.</summary>
    public (string Name, string Password)? User { get; init; }

    public Func<string, bool> Refuses { get; init; } = _ => false;

    /// <summary>What it says after it has kept a mail.</summary>
    public Func<SmtpResponse> Says { get; init; } = () => SmtpResponse.Ok;

    public int Port { get; init; } = FreePort();

    public IReadOnlyList<TakenMail> Taken => [.. taken];

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Signed by nobody else, for this name.</summary>
    public static X509Certificate2 CertificateFor(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    public async Task<MailServer> StartAsync()
    {
        var options = new SmtpServerOptionsBuilder()
            .ServerName("mail.example.org")
            .Endpoint(endpoint =>
            {
                endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).IsSecure(TlsFromTheStart);
                if (Certificate is not null)
                {
                    endpoint.Certificate(Certificate);
                }
                endpoint.AuthenticationRequired(User is not null);
            })
            .Build();
        var parts = new ServiceProvider();
        parts.Add((IMessageStore)this);
        parts.Add((IMailboxFilter)this);
        parts.Add((IUserAuthenticator)this);
        running = new global::SmtpServer.SmtpServer(options, parts).StartAsync(stop.Token);
        await Until.Async(ListensAsync, listens => listens);
        return this;
    }

    /// <summary>The first mail to this address.</summary>
    public async Task<TakenMail> ForAsync(string address)
    {
        var found = await Until.Async(
            () => Task.FromResult(taken.FirstOrDefault(mail => mail.To.Contains(address))),
            mail => mail is not null
        );
        Assert.NotNull(found);
        return found;
    }

    Task<SmtpResponse> IMessageStore.SaveAsync(
        ISessionContext context,
        IMessageTransaction transaction,
        ReadOnlySequence<byte> buffer,
        CancellationToken cancellationToken
    )
    {
        var bytes = buffer.ToArray();
        using var stream = new MemoryStream(bytes);
        taken.Enqueue(
            new(
                Encoding.Latin1.GetString(bytes),
                MimeMessage.Load(stream, CancellationToken.None),
                transaction.From.AsAddress(),
                [.. transaction.To.Select(mailbox => mailbox.AsAddress())],
                context.Pipe.IsSecure,
                context.Authentication.IsAuthenticated ? context.Authentication.User : null
            )
        );
        return Task.FromResult(Says());
    }

    Task<bool> IMailboxFilter.CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) =>
        Task.FromResult(true);

    Task<bool> IMailboxFilter.CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
        Task.FromResult(!Refuses(to.AsAddress()));

    Task<bool> IUserAuthenticator.AuthenticateAsync(
        ISessionContext context,
        string user,
        string password,
        CancellationToken cancellationToken
    ) => Task.FromResult(User == (user, password));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        stop.Dispose();
    }

    private async Task<bool> ListensAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            // Not yet.
            return false;
        }
    }
}
