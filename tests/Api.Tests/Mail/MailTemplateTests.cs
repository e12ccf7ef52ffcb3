using System.Globalization;
using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Mail;

/// <summary>What mails say is the organisation's, in the reader's language, and can be tried.</summary>
[Rule("AD-7", "LA-3")]
public sealed class MailTemplateTests
{
    private const string Templates = "/api/v1/admin/mail/templates";

    [Theory, EveryDatabase]
    public async Task Own_words_are_sent_in_the_readers_language_and_the_originals_come_back(TestDatabase database)
    {
        await using var server = await new MailServer().StartAsync();
        await using var app = await XBeesApp.StartAsync(database, Settings(server.Port));
        var original = (await app.Administrator.GetAsync(Templates)).Items();
        Assert.Equal(36, original.Count);
        Assert.All(original, template => Assert.False(template.At("changed").GetBoolean()));

        var path = $"{Templates}/agent-invitation/de";
        var text = "Hallo {name},\n\nwillkommen bei {organisation}: {link} & los\ngeht's <b>.";
        await app.Administrator.PutAsync(path, new { subject = "Los, {name}", text });
        var changed = (await app.Administrator.GetAsync(Templates)).Items().Single(one => one.At("changed").GetBoolean());
        Assert.Equal(("agent-invitation", "de"), (changed.Text("kind"), changed.Text("language")));

        var german = await InviteAsync(app, server, "nora@ternhaus.example", "de");
        Assert.Equal("Los, \u2068Nora & <b>\u2069", german.Mail.Subject);
        Assert.StartsWith(
            "Hallo \u2068Nora & <b>\u2069,\n\nwillkommen bei \u2068Ternhaus\u2069: http://",
            german.Text.ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );
        Assert.Contains("<html lang=\"de\"", german.Html, StringComparison.Ordinal);
        Assert.Contains("</a> &amp; los<br>", german.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", german.Html, StringComparison.Ordinal);
        var english = await InviteAsync(app, server, "olga@ternhaus.example", "en");
        Assert.Equal("Your invitation to XBees", english.Mail.Subject);

        await app.Administrator.DeleteAsync(path);
        Assert.Equal(original.Select(Words), (await app.Administrator.GetAsync(Templates)).Items().Select(Words));
        Assert.Equal("Ihre Einladung zu XBees", (await InviteAsync(app, server, "paul@ternhaus.example", "de")).Mail.Subject);
    }

    [Fact]
    public async Task What_no_mail_could_be_made_of_is_refused_at_its_field()
    {
        await using var app = await XBeesApp.StartAsync();
        const string path = $"{Templates}/guest-invitation/en";
        const string good = "Come: {link}";
        await RefusesAsync("", good, "subject");
        await RefusesAsync(new string('s', 151), good, "subject");
        await RefusesAsync("{link}", good, "subject");
        await RefusesAsync("{count}", good, "subject");
        await RefusesAsync("Come", "no link", "text");
        await RefusesAsync("Come", "{link} {secret}", "text");
        await RefusesAsync("Come", "{link}" + new string('t', 4_000), "text");
        // A code is no link, and is typed: it cannot be left out, nor stand where a locked screen shows it.
        await RefusesAsync("Code {code}", "{code}", "subject", "guest-code");
        await RefusesAsync("Code", "no code", "text", "guest-code");
        await RefusesAsync("Code", "{code} {link}", "text", "guest-code");
        await RefusesAsync("Come", "{link} {code}", "text");
        await app.Administrator.RefusesAsync(
            HttpMethod.Put,
            $"{Templates}/unknown/en",
            new { subject = "Come", text = good },
            404,
            "not-found"
        );
        await app.Administrator.RefusesAsync(
            HttpMethod.Put,
            $"{Templates}/guest-invitation/fr",
            new { subject = "Come", text = good },
            404,
            "not-found"
        );
        Assert.All((await app.Administrator.GetAsync(Templates)).Items(), template => Assert.False(template.At("changed").GetBoolean()));
        // A line break in a subject is a blank.
        Assert.Equal(
            "Come  Bcc: x",
            (await app.Administrator.PutAsync(path, new { subject = "Come\r\nBcc: x", text = good })).Text("subject")
        );

        Task<JsonElement> RefusesAsync(string subject, string text, string field, string kind = "guest-invitation") =>
            app.Administrator.RefusesAsync(HttpMethod.Put, $"{Templates}/{kind}/en", new { subject, text }, 422, "validation", field);
    }

    [Theory, EveryDatabase, Rule("GU-3", "SP-5")]
    public async Task A_code_comes_in_the_organisations_words_in_the_guests_language_and_proves_the_address(TestDatabase database)
    {
        await using var server = await new MailServer().StartAsync();
        await using var app = await XBeesApp.StartAsync(database, Settings(server.Port));
        var service = await app.ServiceAsync("Support", await app.AgentAsync("Mara Nowak"));
        var guest = await app.GuestAsync((await app.WidgetAsync(service)).Text("key"), "Eve at evil.example", "eve@example.org");
        await app.Administrator.PutAsync(
            $"{Templates}/guest-code/de",
            new { subject = "Kennzahl von {organisation}", text = "Sie ist {code}. & <b>" }
        );
        await guest.PatchAsync("/api/v1/me", new { language = "de" });
        await guest.PostAsync("/api/v1/sessions/code", new { email = "eve@example.org" });

        var mail = await server.ForAsync("eve@example.org");
        Assert.Equal("Kennzahl von \u2068Ternhaus\u2069", mail.Mail.Subject);
        Assert.Matches(@"^Sie ist \d{6}\. & <b>\s*$", mail.Text);
        var code = System.Text.RegularExpressions.Regex.Match(mail.Text, @"\d{6}").Value;
        Assert.Contains($"<p>Sie ist {code}. &amp; &lt;b&gt;</p>", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", mail.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("http", mail.Raw, StringComparison.Ordinal);
        await guest.PostAsync("/api/v1/sessions/verify", new { code });
        Assert.True((await guest.GetAsync("/api/v1/me")).At("emailProven").GetBoolean());
    }

    [Fact]
    public async Task The_test_mail_arrives_or_says_what_failed_in_words_and_waits_nowhere()
    {
        var port = MailServer.FreePort();
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var app = await XBeesApp.StartAsync(database, Settings(port));
        var failed = await app.Administrator.PostAsync("/api/v1/admin/mail/test", new { });
        Assert.False(failed.At("sent").GetBoolean());
        Assert.Contains($"The mail server localhost:{port} cannot be reached", failed.Text("problem"), StringComparison.Ordinal);
        Assert.Empty((await app.Administrator.GetAsync("/api/v1/admin/mail")).Items());

        await using var server = await new MailServer { Port = port }.StartAsync();
        var sent = await app.Administrator.PostAsync("/api/v1/admin/mail/test", new { });
        Assert.True(sent.At("sent").GetBoolean());
        Assert.Equal(XBeesApp.AdministratorEmail, sent.Text("to"));
        foreach (var template in (await app.Administrator.GetAsync(Templates)).Items())
        {
            var (kind, language) = (template.Text("kind"), template.Text("language"));
            Assert.True((await app.Administrator.PostAsync("/api/v1/admin/mail/test", new { kind, language })).At("sent").GetBoolean());
        }
        Assert.Equal(37, server.Taken.Count);
        Assert.All(server.Taken, mail => Assert.Equal([XBeesApp.AdministratorEmail], mail.To));
        Assert.All(server.Taken, mail => Assert.DoesNotContain('{', mail.Mail.Subject + mail.Text + mail.Html));
        await app.Administrator.RefusesAsync(
            HttpMethod.Post,
            "/api/v1/admin/mail/test",
            new { kind = "unknown" },
            422,
            "validation",
            "kind"
        );
    }

    private static string Words(JsonElement template) => template.Text("subject") + template.Text("text");

    private static async Task<TakenMail> InviteAsync(XBeesApp app, MailServer server, string email, string language)
    {
        await app.Administrator.PatchAsync("/api/v1/admin/organisation", new { language });
        await app.Administrator.PostAsync(
            "/api/v1/admin/agents",
            new
            {
                name = "Nora & <b>",
                email,
                licence = "Basic",
            }
        );
        return await server.ForAsync(email);
    }

    private static Dictionary<string, string> Settings(int port) =>
        new()
        {
            ["XBees:Mail:From"] = "Ternhaus <office@ternhaus.example>",
            ["XBees:Mail:Smtp:Host"] = "localhost",
            ["XBees:Mail:Smtp:Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["XBees:Mail:Smtp:Security"] = "none",
        };
}
