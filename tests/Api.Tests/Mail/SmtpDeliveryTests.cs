using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SmtpServer.Protocol;
using XBees.Infrastructure.Admin;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.Mail;
using XBees.Infrastructure.Work;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Mail;

/// <summary>Deliveries over SMTP, hour by hour and byte by byte.</summary>
public sealed class SmtpDeliveryTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));
    private TestDatabase database = null!;
    private OpenDatabase node = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        node = await database.OpenAsync(time);
    }

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task While_the_server_is_away_it_is_tried_less_and_less_often_and_then_delivered_once()
    {
        var port = MailServer.FreePort();
        var runner = Runner(port, "none");
        await EnqueueAsync(Plain);
        for (var tries = 1; tries <= 3; tries++)
        {
            Assert.Equal(1, await runner.RunDueAsync(default));
            var waiting = Assert.Single(await new MailQueue(node.Db).OpenAsync(default));
            Assert.Equal("waiting", waiting.State);
            Assert.Contains("cannot be reached", waiting.LastError, StringComparison.Ordinal);
            Assert.Equal(0, await runner.RunDueAsync(default));
            // A little less than the shortest wait, then a little more than the longest.
            time.Advance(0.7 * Backoff.After(tries, 0.5));
            Assert.Equal(0, await runner.RunDueAsync(default));
            time.Advance(0.6 * Backoff.After(tries, 0.5));
        }
        await using var server = await new MailServer { Port = port }.StartAsync();
        Assert.Equal(1, await runner.RunDueAsync(default));
        time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await runner.RunDueAsync(default));
        Assert.Single(server.Taken);
        Assert.Empty(await new MailQueue(node.Db).OpenAsync(default));
    }

    [Fact]
    public async Task A_mail_that_was_taken_without_being_said_so_comes_again_with_the_same_id()
    {
        var answers = new Queue<SmtpResponse>([new SmtpResponse(SmtpReplyCode.Aborted, "try again"), SmtpResponse.Ok]);
        await using var server = await new MailServer { Says = answers.Dequeue }.StartAsync();
        var runner = Runner(server.Port, "none");
        await EnqueueAsync(Plain);
        await runner.RunDueAsync(default);
        Assert.Equal(
            "The mail server refused the mail: 451 try again",
            Assert.Single(await new MailQueue(node.Db).OpenAsync(default)).LastError
        );
        time.Advance(TimeSpan.FromMinutes(2));
        await runner.RunDueAsync(default);
        Assert.Equal(2, server.Taken.Count);
        Assert.EndsWith(
            "@example.org",
            Assert.Single(server.Taken.Select(mail => mail.Mail.MessageId).Distinct()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_server_that_does_not_offer_tls_is_told_nothing()
    {
        await using var server = await new MailServer().StartAsync();
        await FailsAsync(Runner(server.Port, "starttls"), "does not offer what XBees:Mail:Smtp asks for");
        Assert.Empty(server.Taken);
    }

    [Theory]
    [InlineData("localhost", false)]
    [InlineData("mail.example.net", true)]
    public async Task A_certificate_that_nobody_trusts_or_of_another_name_is_not_taken(string name, bool trusted)
    {
        using var certificate = MailServer.CertificateFor(name);
        await using var server = await new MailServer { Certificate = certificate }.StartAsync();
        await FailsAsync(Runner(server.Port, "starttls", trusted ? certificate : null), "has no certificate that is trusted here");
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task A_wrong_password_is_said_in_words()
    {
        using var certificate = MailServer.CertificateFor("localhost");
        await using var server = await new MailServer { Certificate = certificate, User = ("xbees", "right") }.StartAsync();
        await FailsAsync(Runner(server.Port, "starttls", certificate, ("xbees", "wrong")), "refuses the user name or the password");
    }

    [Theory]
    [InlineData("Eve\r\nBcc: thief@example.net")]
    [InlineData("Eve\nBcc: thief@example.net")]
    [InlineData("Eve\rBcc: thief@example.net")]
    [InlineData("Eve\0\u0085\u2028Bcc: thief@example.net")]
    [InlineData("Eve\r\n.\r\nMAIL FROM:<thief@example.net>\r\nRCPT TO:<thief@example.net>\r\nDATA\r\n")]
    [InlineData("Eve\n.\r\nMAIL FROM:<thief@example.net>")]
    [InlineData("=?utf-8?q?Eve=0D=0ABcc:=20thief@example.net?=")]
    [InlineData("Eve\" <thief@example.net>, \"x")]
    public async Task What_somebody_typed_makes_no_header_no_recipient_and_no_second_mail(string typed)
    {
        await using var server = await new MailServer().StartAsync();
        await EnqueueAsync(Saying(typed).To("nora@example.org", typed));
        await Runner(server.Port, "none").RunDueAsync(default);
        var mail = Assert.Single(server.Taken);
        Assert.Equal(["nora@example.org"], mail.To);
        Assert.Equal("nora@example.org", Assert.Single(mail.Mail.To.Mailboxes).Address);
        Assert.Equal(
            ["Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Subject", "To", "X-Auto-Response-Suppress"],
            mail.Fields.Order(StringComparer.Ordinal)
        );
        AssertWholeLines(mail);
    }

    [Fact]
    public async Task Lines_of_dots_in_the_text_arrive_as_they_are()
    {
        await using var server = await new MailServer().StartAsync();
        string[] lines = ["one", ".", "MAIL FROM:<thief@example.net>", "..", ".two", new string('x', 2000), "."];
        await EnqueueAsync(new OutgoingMail("nora@example.org", null, "Dots", string.Join('\n', lines)));
        await Runner(server.Port, "none").RunDueAsync(default);
        var mail = Assert.Single(server.Taken);
        Assert.Equal(lines, mail.Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
        AssertWholeLines(mail);
    }

    // C33.
    [Theory]
    [InlineData("Alex / \"K\" <b>&amp;</b>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("Hello & World 👩‍👩‍👧‍👦 محمد")]
    public async Task Markup_in_a_name_is_literal_in_subject_and_text_and_escaped_once_in_html(string typed)
    {
        await using var server = await new MailServer().StartAsync();
        await EnqueueAsync(Saying(typed).To("nora@example.org", typed));
        await Runner(server.Port, "none").RunDueAsync(default);
        var taken = Assert.Single(server.Taken);
        var mail = taken.Mail;
        Assert.Equal(typed, mail.Subject);
        Assert.Equal(typed, mail.To.Mailboxes.Single().Name);
        Assert.StartsWith(typed + "\n", taken.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var paragraph = taken.Html.Split("<p>")[1].Split("</p>")[0];
        Assert.DoesNotContain("<", paragraph, StringComparison.Ordinal);
        Assert.Equal(typed, System.Net.WebUtility.HtmlDecode(paragraph));
    }

    private static Letter Saying(string typed) =>
        new(
            "en",
            new(
                typed,
                [
                    [new(typed)],
                    [new("https://chat.example.org/x", IsLink: true)],
                ]
            )
        );

    private static OutgoingMail Plain => new("nora@example.org", "Nora", "Subject", "text");

    /// <summary>No line ends otherwise than by CR LF: what comes behind a bare one, some servers read as another command.</summary>
    private static void AssertWholeLines(TakenMail mail)
    {
        var lines = mail.Raw.Split("\r\n");
        Assert.All(lines, line => Assert.DoesNotContain(line, letter => letter is '\r' or '\n' or '\0'));
        Assert.All(lines, line => Assert.True(line.Length <= 998));
    }

    private async Task FailsAsync(DeliveryRunner runner, string reason)
    {
        await EnqueueAsync(Plain);
        Assert.Equal(1, await runner.RunDueAsync(default));
        var waiting = Assert.Single(await new MailQueue(node.Db).OpenAsync(default));
        Assert.Equal("waiting", waiting.State);
        Assert.Contains(reason, waiting.LastError, StringComparison.Ordinal);
    }

    private Task<int> EnqueueAsync(OutgoingMail mail) =>
        node.Units.RunAsync(
            async unit =>
            {
                await Deliveries.EnqueueAsync(Unit.Of(unit), OutgoingMail.Kind, "key", "lane", mail);
                return 0;
            },
            default
        );

    private DeliveryRunner Runner(int port, string security, X509Certificate2? authority = null, (string, string)? user = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["XBees:DataPath"] = database.Folder,
                    ["XBees:Mail:From"] = "XBees <office@example.org>",
                    ["XBees:Mail:Smtp:Host"] = "localhost",
                    ["XBees:Mail:Smtp:Port"] = port.ToString(CultureInfo.InvariantCulture),
                    ["XBees:Mail:Smtp:Security"] = security,
                    ["XBees:Mail:Smtp:User"] = user?.Item1,
                    ["XBees:Mail:Smtp:Password"] = user?.Item2,
                }
            )
            .Build();
        var settings = MailSettings.From(configuration) with { SmtpAuthority = authority };
        var handler = new MailDelivery(new SmtpTransport(settings), settings, MasterKey.From(configuration, database.Folder));
        return new(node.Db, node.Units, [handler], time, NullLogger<DeliveryRunner>.Instance);
    }
}
