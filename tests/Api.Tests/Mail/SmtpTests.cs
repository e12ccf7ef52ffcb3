using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Mail;

/// <summary>The product with a mail server, from what somebody does to what arrives.</summary>
public sealed partial class SmtpTests : IDisposable
{
    private const string Address = "http://chat.ternhaus.example";
    private readonly string folder = Directory.CreateTempSubdirectory("xbees-smtp-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, Rule("AU-3", "PV-5")]
    [InlineData("none")]
    [InlineData("starttls")]
    [InlineData("tls")]
    public async Task An_invitation_and_a_reset_link_arrive_in_both_parts_and_load_nothing(string security)
    {
        using var certificate = MailServer.CertificateFor("localhost");
        await using var server = await new MailServer
        {
            Certificate = security == "none" ? null : certificate,
            TlsFromTheStart = security == "tls",
            User = security == "none" ? null : ("xbees", "mail password"),
        }.StartAsync();
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var app = await XBeesApp.StartAsync(database, Settings(server, security, certificate));

        var invited = await app.Administrator.PostAsync(
            "/api/v1/admin/agents",
            new
            {
                name = "Nora & \"Öhl\" <b>",
                email = "nora@ternhaus.example",
                licence = "Basic",
                administrator = false,
            }
        );
        var invitation = await server.ForAsync("nora@ternhaus.example");
        AssertPlain(invitation, security);
        Assert.Equal("Nora & \"Öhl\" <b>", invitation.Mail.To.Mailboxes.Single().Name);
        Assert.Equal(invited.Text("invitationUrl"), LinkOf(invitation));
        using var nora = app.Anonymous();
        using var accepted = await nora.SubmitAsync(new Uri(LinkOf(invitation)).AbsolutePath, new() { ["Password"] = XBeesApp.Password });
        Assert.Equal(HttpStatusCode.Found, accepted.StatusCode);

        using var ada = app.Anonymous();
        using var asked = await ada.SubmitAsync("/reset", new() { ["Email"] = XBeesApp.AdministratorEmail });
        var reset = await server.ForAsync(XBeesApp.AdministratorEmail);
        AssertPlain(reset, security);
        using var chosen = await ada.SubmitAsync(new Uri(LinkOf(reset)).AbsolutePath, new() { ["Password"] = "another horse 8" });
        Assert.Equal(HttpStatusCode.Found, chosen.StatusCode);
        using var signedIn = await app.SignInAsync(XBeesApp.AdministratorEmail, "another horse 8");
        Assert.Equal(2, server.Taken.Count);
    }

    [Fact]
    public async Task A_recipient_whom_the_server_refuses_is_a_failed_delivery_with_the_reason_in_words()
    {
        await using var server = await new MailServer { Refuses = address => address == "gone@ternhaus.example" }.StartAsync();
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var app = await XBeesApp.StartAsync(database, Settings(server, "none"));
        await InviteAsync(app, "gone@ternhaus.example");
        var mails = await Until.Async(
            () => app.Administrator.GetAsync("/api/v1/admin/mail"),
            list => list.Items().Any(mail => mail.Text("state") == "failed")
        );
        var failed = Assert.Single(mails.Items());
        Assert.Equal("failed", failed.Text("state"));
        Assert.StartsWith(
            "The mail server refused the recipient gone@ternhaus.example: 550 ",
            failed.Text("lastError"),
            StringComparison.Ordinal
        );
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task A_server_that_is_away_gets_the_mail_once_when_it_is_back()
    {
        var port = MailServer.FreePort();
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var app = await XBeesApp.StartAsync(database, Settings(port, "none"));
        await InviteAsync(app, "nora@ternhaus.example");
        var waiting = await Until.Async(
            () => app.Administrator.GetAsync("/api/v1/admin/mail"),
            list => list.Items() is [var mail] && !mail.IsNull("lastError")
        );
        Assert.Equal("waiting", waiting.Text("items.0.state"));
        Assert.Contains("cannot be reached", waiting.Text("items.0.lastError"), StringComparison.Ordinal);

        await using var server = await new MailServer { Port = port }.StartAsync();
        await app.Administrator.PostAsync($"/api/v1/admin/mail/{waiting.Text("items.0.id")}/retry");
        await server.ForAsync("nora@ternhaus.example");
        var open = await Until.Async(() => app.Administrator.GetAsync("/api/v1/admin/mail"), list => list.Items().Count == 0);
        Assert.Empty(open.Items());
        Assert.Single(server.Taken);
    }

    private static Task<JsonElement> InviteAsync(XBeesApp app, string email) =>
        app.Administrator.PostAsync(
            "/api/v1/admin/agents",
            new
            {
                name = "Nora",
                email,
                licence = "Basic",
                administrator = false,
            }
        );

    private static Dictionary<string, string> Settings(int port, string security) =>
        new()
        {
            ["XBees:Mail:From"] = "Ternhaus <office@ternhaus.example>",
            ["XBees:Mail:Smtp:Host"] = "localhost",
            ["XBees:Mail:Smtp:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["XBees:Mail:Smtp:Security"] = security,
        };

    private Dictionary<string, string> Settings(
        MailServer server,
        string security,
        System.Security.Cryptography.X509Certificates.X509Certificate2? authority = null
    )
    {
        var settings = Settings(server.Port, security);
        if (authority is not null)
        {
            settings["XBees:Mail:Smtp:Authority"] = Path.Combine(folder, "authority.pem");
            File.WriteAllText(settings["XBees:Mail:Smtp:Authority"], authority.ExportCertificatePem());
        }
        if (server.User is { } user)
        {
            settings["XBees:Mail:Smtp:User"] = user.Name;
            settings["XBees:Mail:Smtp:Password"] = user.Password;
        }
        return settings;
    }

    private static void AssertPlain(TakenMail mail, string security)
    {
        Assert.Equal(security != "none", mail.Secure);
        Assert.Equal(security == "none" ? null : "xbees", mail.User);
        Assert.Equal("office@ternhaus.example", mail.From);
        Assert.Equal("office@ternhaus.example", mail.Mail.From.Mailboxes.Single().Address);
        var html = mail.Html;
        Assert.Equal(["a", "body", "html", "p"], Tag().Matches(html).Select(tag => tag.Groups[1].Value).Distinct().Order());
        Assert.Equal(["dir", "href", "lang"], Attribute().Matches(html).Select(name => name.Groups[1].Value).Distinct().Order());
        Assert.Equal([LinkOf(mail)], Href().Matches(html).Select(href => WebUtility.HtmlDecode(href.Groups[1].Value)));
        Assert.StartsWith(Address + "/", LinkOf(mail), StringComparison.Ordinal);
        // The same words in both.
        Assert.Equal(Words(mail.Text), Words(WebUtility.HtmlDecode(AnyTag().Replace(html, " "))));
        Assert.DoesNotContain("&", mail.Text + mail.Mail.Subject, StringComparison.Ordinal);
    }

    private static string LinkOf(TakenMail mail) => Words(mail.Text).Single(word => word.StartsWith("http", StringComparison.Ordinal));

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("<([a-z0-9-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex AnyTag();

    [GeneratedRegex(" ([a-z-]+)=\"")]
    private static partial Regex Attribute();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Href();
}
