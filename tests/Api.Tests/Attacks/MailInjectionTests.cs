using System.Globalization;
using XBees.Api.Tests.Mail;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Attacks;

/// <summary>
/// Attack rows 9, 22 and 23: what people type into names, titles, addresses and messages is one mail to one recipient with our headers
/// alone, and no markup of theirs.
/// </summary>
public sealed class MailInjectionTests
{
    private static readonly string[] Headers =
    [
        "Auto-Submitted",
        "Content-Type",
        "Date",
        "From",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "MIME-Version",
        "Message-Id",
        "Subject",
        "To",
        "X-Auto-Response-Suppress",
    ];

    [Theory, Rule("SP-5", "GU-12", "AC-2", "NO-2")]
    [InlineData("Eve\r\nBcc: thief@example.net")]
    [InlineData("Eve\n\rBcc: thief@example.net\r\n\r\n<script>alert(1)</script>")]
    [InlineData("Eve\u2028Bcc: thief@example.net\u0085\0")]
    [InlineData("Eve\r\n.\r\nMAIL FROM:<thief@example.net>\r\nRCPT TO:<thief@example.net>\r\nDATA\r\n")]
    [InlineData("Eve\n.\r\nQUIT\r\n")]
    [InlineData("=?utf-8?q?Eve=0D=0ABcc:=20thief=40example.net?=")]
    [InlineData("Eve\" <thief@example.net>, \"x")]
    [InlineData("{secret}{link}{text}")]
    public async Task What_is_typed_makes_no_header_no_recipient_no_second_mail_and_no_markup(string typed)
    {
        await using var server = await new MailServer().StartAsync();
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var time = ShiftedTime.AtMidnight();
        await using var scene = await Scene.OnAsync(database, settings: Settings(server.Port), time: time);
        await scene.Mara.PatchAsync("/api/v1/me", new { guestName = typed });
        var guest = await scene.GuestAtLinkAsync(scene.Mara, typed, "guest@example.org");
        var id = await Scene.StartAsync(guest, typed);
        await scene.Mara.PatchAsync($"/api/v1/conversations/{id}", new { name = typed });
        await scene.Mara.PostAsync(
            $"/api/v1/conversations/{id}/invitations",
            new
            {
                email = "invited@example.org",
                name = typed,
                text = typed,
            }
        );
        await guest.PostAsync($"/api/v1/conversations/{id}/members", new { members = new[] { new { email = "added@example.org" } } });
        await Scene.SayAsync(scene.Mara, id, typed);
        time.Advance(TimeSpan.FromMinutes(6));
        foreach (var address in new[] { "invited@example.org", "added@example.org", "guest@example.org" })
        {
            var mail = await server.ForAsync(address);
            Assert.Equal([address], mail.To);
            Assert.Equal(Headers, mail.Fields.Order(StringComparer.Ordinal));
            Assert.All(mail.Raw.Split("\r\n"), line => Assert.DoesNotContain(line, letter => letter is '\r' or '\n' or '\0'));
            Assert.DoesNotContain("<script", mail.Html, StringComparison.OrdinalIgnoreCase);
            // The secret stands in the link alone, whatever a name holds.
            var secret = Postbox.PathOf(mail.Mail, address == "guest@example.org" ? "/r/" : "/i/")[3..];
            Assert.Equal(2, mail.Text.Split(secret).Length);
        }
        Assert.DoesNotContain(server.Taken, mail => mail.To.Any(to => to.Contains("thief", StringComparison.Ordinal)));
        // Strangers read no word of a guest (attack row 22).
        Assert.DoesNotContain("thief", (await server.ForAsync("added@example.org")).Mail.Subject, StringComparison.Ordinal);
    }

    [Theory, Rule("GU-13", "GU-5")]
    [InlineData("a@example.org\r\nBcc: thief@example.net")]
    [InlineData("a@example.org, thief@example.net")]
    [InlineData("<a@example.org>")]
    [InlineData("a@example.org\0")]
    [InlineData("\"a b\"@example.org")]
    [InlineData("a@example.org%0d%0aBcc:thief@example.net")]
    public async Task An_address_with_more_in_it_is_refused(string email)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        await scene.Mara.RefusesAsync(
            HttpMethod.Post,
            $"/api/v1/conversations/{id}/invitations",
            new { email },
            422,
            "validation",
            "email"
        );
        foreach (var who in new[] { scene.Mara, guest })
        {
            await who.RefusesAsync(
                HttpMethod.Post,
                $"/api/v1/conversations/{id}/members",
                new { members = new[] { new { email } } },
                422,
                "validation",
                "members[0].email"
            );
        }
    }

    private static Dictionary<string, string> Settings(int port) =>
        new()
        {
            ["XBees:Mail:Smtp:Host"] = "localhost",
            ["XBees:Mail:Smtp:Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["XBees:Mail:Smtp:Security"] = "none",
        };
}
