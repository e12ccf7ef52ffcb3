using System.Text.Json;
using Microsoft.Extensions.Configuration;
using MimeKit;
using NodaTime;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.Mail;
using XBees.Infrastructure.Work;
using Xunit;

namespace XBees.Infrastructure.Tests.Mail;

public sealed class MailDeliveryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("xbees-mail-").FullName;
    private readonly MasterKey master;
    private readonly MailSettings settings;

    public MailDeliveryTests()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["XBees:BaseUrl"] = "https://chat.example.org",
                    ["XBees:DataPath"] = folder,
                    ["XBees:Mail:From"] = "XBees <office@example.org>",
                }
            )
            .Build();
        master = MasterKey.From(configuration, folder);
        settings = MailSettings.From(configuration);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_mail_becomes_a_file_with_a_stable_id_that_machines_do_not_answer()
    {
        var mail = new OutgoingMail(
            "nora@example.org",
            "Nora Öhl",
            "Grüße",
            "Guten Tag\n{secret}",
            "<p>Guten Tag</p>",
            master.Seal("mail", "s3cret")
        );
        var file = await SendAsync("dlv_1", mail);
        await SendAsync("dlv_1", mail);
        Assert.Equal([file], Directory.GetFiles(settings.Folder));
        var read = await MimeMessage.LoadAsync(file);
        Assert.Equal("dlv_1@example.org", read.MessageId);
        Assert.Equal("office@example.org", read.From.Mailboxes.Single().Address);
        Assert.Equal(("Nora Öhl", "nora@example.org"), (read.To.Mailboxes.Single().Name, read.To.Mailboxes.Single().Address));
        Assert.Equal("Grüße", read.Subject);
        Assert.Equal("auto-generated", read.Headers["Auto-Submitted"]);
        Assert.Equal("Guten Tag\ns3cret", read.TextBody!.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd());
        Assert.Equal("<p>Guten Tag</p>", read.HtmlBody!.Trim());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Theory]
    [InlineData("Hello\r\nBcc: thief@example.net")]
    [InlineData("Hello\nBcc: thief@example.net")]
    [InlineData("Hello\rBcc: thief@example.net")]
    [InlineData("Hello\0\u2028Bcc: thief@example.net")]
    [InlineData("Hello\r\n\r\n.\r\nMAIL FROM:<thief@example.net>")]
    public async Task What_somebody_typed_makes_no_header(string typed)
    {
        var file = await SendAsync("dlv_2", new("nora@example.org", typed, typed, "text"));
        var head = (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n").Split("\n\n")[0];
        Assert.DoesNotContain(head.Split('\n'), line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        var read = await MimeMessage.LoadAsync(file);
        Assert.Empty(read.Bcc);
        Assert.Equal("nora@example.org", read.To.Mailboxes.Single().Address);
        // Nor a line of its own once it is decoded: not every reader is as careful as ours (attack row 23).
        Assert.DoesNotContain(read.Subject + read.To.Mailboxes.Single().Name, letter => char.IsControl(letter) || letter == '\u2028');
        Assert.Equal(
            ["Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Subject", "To", "X-Auto-Response-Suppress"],
            read.Headers.Concat(read.Body!.Headers).Select(header => header.Field).Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("nora@example.org\r\nBcc: thief@example.net")]
    [InlineData("nora@example.org, thief@example.net")]
    [InlineData("Nora <nora@example.org>")]
    [InlineData("nobody")]
    [InlineData("")]
    public async Task An_address_that_is_none_is_given_up(string to)
    {
        await Assert.ThrowsAsync<Undeliverable>(() => SendAsync("dlv_3", new(to, "Nora", "Subject", "text")));
        Assert.False(Directory.Exists(settings.Folder));
    }

    private async Task<string> SendAsync(string id, OutgoingMail mail)
    {
        var payload = JsonSerializer.Serialize(mail, JsonSerializerOptions.Web);
        await new MailDelivery(new MailFolder(settings.Folder), settings, master).SendAsync(
            new(id, payload, Instant.FromUtc(2026, 11, 25, 8, 0)),
            default
        );
        return Path.Combine(settings.Folder, $"{id}.eml");
    }
}
